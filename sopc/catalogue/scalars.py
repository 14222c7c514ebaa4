"""What is written as one word and read as more: numbers of SOPs, dates and times."""

from typing import Annotated

from pydantic import (
    BeforeValidator,
    PlainSerializer,
    SerializationInfo,
    ValidationInfo,
    WithJsonSchema,
)

from sopc.catalogue.base import SAID, JsonSchema, Refusal
from sopc.catalogue.dates import PartialDate
from sopc.catalogue.duration import Duration, TimeReader
from sopc.catalogue.number import SopNumber
from sopc.catalogue.numbering import Numbering
from sopc.diagnostics import ManualPage
from sopc.language import Hint, Phrase, either
from sopc.markup.words import marked

NOT_A_NUMBER = ManualPage(
    "NUM001",
    """A number follows the catalogue's pattern.

``penomoran`` in katalog.yaml says how numbers are composed: by one pattern, or by any of a list. A
unit with a ``penomoran`` of its own numbers by that alone; a number that is cited may be any
unit's. A number that YAML would read as a decimal, such as 1.10, needs quotes.

Bad::

    nomor: V.261.1.17        # penomoran: "V.26.{unit}.{seksi}.{urut}"

Good::

    nomor: V.26.1.1.17""",
    binding="Its place in the index is read from the number.",
)


def _parse_own(value: object, info: ValidationInfo) -> SopNumber:
    """The number of an SOP: by the patterns of the unit that holds it."""
    return _parse_number(value, info, "numbering")


def _parse_any(value: object, info: ValidationInfo) -> SopNumber:
    """The number of another SOP: by the patterns of any unit."""
    return _parse_number(value, info, "cited")


def _parse_number(value: object, info: ValidationInfo, which: str) -> SopNumber:
    context = info.context or {}
    if not isinstance(value, str):
        hint: Hint = Phrase("put it in quotes") if isinstance(value, int | float) else ""
        raise Refusal(Phrase("expected an SOP number as text"), hint, NOT_A_NUMBER)
    numbering = context.get(which)
    if not isinstance(numbering, Numbering):  # katalog.yaml is faulty and says so itself
        return SopNumber((), value)
    try:
        return numbering.parse(value)
    except Refusal as refusal:
        examples = numbering.compose(**context.get("example", {}))
        hint = Phrase("write it like {example}", example=either(examples))
        instead = numbering.respelt(value)
        if instead:
            hint = Phrase("write `{word}`", word=instead)
        raise Refusal(refusal.message, hint, NOT_A_NUMBER, instead=instead) from None


def _parse_cited(value: object, info: ValidationInfo) -> SopNumber:
    try:
        return _parse_any(value, info)
    except Refusal as refusal:
        if not isinstance(value, str):
            raise
        hint = Phrase(
            "{hint}, or `luar: …` for an SOP outside this catalogue",
            hint=refusal.hint,
        )
        raise Refusal(refusal.message, hint, refusal.page, instead=refusal.instead) from None


def _parse_date(value: object) -> PartialDate:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise Refusal(Phrase("expected a date: write 2020-10-01, 2020-10 or 2020"))
    return PartialDate.parse(value)


def _parse_duration(value: object, info: ValidationInfo) -> Duration:
    reader = info.context.get("times") if info.context else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise Refusal(Phrase("a time needs its unit: write `{value} menit`", value=value))
    if not isinstance(value, str) or not value.strip():
        raise Refusal(Phrase("expected a time in words, such as `30 menit`"))
    if not isinstance(reader, TimeReader):  # katalog.yaml is faulty and says so itself
        return Duration(" ".join(value.split()))
    return reader.read(value)


_NUMBER: JsonSchema = {"type": "string", "description": "Nomor SOP menurut pola katalog"}
_DATE: JsonSchema = {
    "anyOf": [
        {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ],
    "description": "Tanggal, bulan, atau tahun: 2020-10-01, 2020-10, 2020",
}
_TIME: JsonSchema = {"type": "string", "description": "Waktu dalam kata: 30 menit, 1/4 jam, 2 hari"}

Number = Annotated[
    SopNumber, BeforeValidator(_parse_own), PlainSerializer(str), WithJsonSchema(_NUMBER)
]
AnyNumber = Annotated[
    SopNumber, BeforeValidator(_parse_any), PlainSerializer(str), WithJsonSchema(_NUMBER)
]
CitedNumber = Annotated[
    SopNumber, BeforeValidator(_parse_cited), PlainSerializer(str), WithJsonSchema(_NUMBER)
]
Date = Annotated[
    PartialDate,
    BeforeValidator(_parse_date),
    PlainSerializer(lambda date: date.iso),
    WithJsonSchema(_DATE),
]


def _duration_as_written(time: Duration, info: SerializationInfo) -> str:
    said = info.context and info.context.get(SAID)
    return str(time) if said else marked(time.text)


Time = Annotated[
    Duration,
    BeforeValidator(_parse_duration),
    PlainSerializer(_duration_as_written),
    WithJsonSchema(_TIME),
]
