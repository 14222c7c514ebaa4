"""When somebody held an office, and by which certificates they are known: not printed."""

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from sopc.catalogue.base import JsonSchema, Model, Refusal, Verbatim, as_tuple
from sopc.catalogue.dates import PartialDate
from sopc.catalogue.scalars import Date
from sopc.language import Phrase

CERTIFICATE_PIN, KEY_PIN = "sha256:", "kunci:"
"""What the fingerprint of a certificate begins with, and that of its public key."""
_KINDS = {CERTIFICATE_PIN: CERTIFICATE_PIN, "sha-256:": CERTIFICATE_PIN, KEY_PIN: KEY_PIN}


def _whole(value: PartialDate) -> PartialDate:
    if not value.day:
        raise Refusal(
            Phrase("a term of office begins and ends on a day: write {date}", date="2019-03-01")
        )
    return value


_DAY: JsonSchema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
WholeDate = Annotated[Date, AfterValidator(_whole), WithJsonSchema(_DAY)]
"""A date to the day."""


class Term(Model):
    """*Menjabat*: from which day to which somebody holds an office, both of them included.

    Either may be left out: then it is not known, or not over.
    """

    begins: WholeDate | None = Field(
        default=None, alias="dari", description="Hari pertama menjabat, misalnya 2019-03-01"
    )
    ends: WholeDate | None = Field(
        default=None, alias="sampai", description="Hari terakhir menjabat, termasuk hari itu"
    )

    @model_validator(mode="after")
    def _in_order(self) -> "Term":
        if self.begins is None and self.ends is None:
            raise Refusal(Phrase("give `dari`, `sampai`, or both"))
        if self.begins is not None and self.ends is not None and self.begins > self.ends:
            raise Refusal(
                Phrase(
                    "this term of office ends ({ends}) before it begins ({begins})",
                    begins=self.begins,
                    ends=self.ends,
                ),
                at=("sampai",),
            )
        return self

    def covers(self, moment: datetime) -> bool:
        """Whether a moment lies in it, by the calendar of the moment's own time zone."""
        day = moment.date()
        begins = date.min if self.begins is None else _day(self.begins)
        ends = date.max if self.ends is None else _day(self.ends)
        return begins <= day <= ends

    def __str__(self) -> str:
        return f"{self.begins or '…'} – {self.ends or '…'}"


def _day(whole: PartialDate) -> date:
    return date(whole.year, whole.month, whole.day)


def _pin(value: str) -> str:
    text = value.casefold().strip()
    prefix = next((each for each in _KINDS if text.startswith(each)), "")
    # before an equals sign openssl says what this is the digest of
    digits = re.sub(r"[\s:]", "", text.removeprefix(prefix).rpartition("=")[2])
    if not re.fullmatch(r"[0-9a-f]{64}", digits):
        raise Refusal(
            Phrase("`{text}` is no fingerprint: SHA-256 has 64 hexadecimal digits", text=value),
            Phrase(
                "write `sha256:…` for a certificate (openssl x509 -noout -fingerprint -sha256),"
                " or `kunci:…` for its public key"
            ),
        )
    return f"{_KINDS.get(prefix, CERTIFICATE_PIN)}{digits}"


Pin = Annotated[Verbatim, AfterValidator(_pin)]
"""A SHA-256 fingerprint, kept as ``sha256:`` (a certificate) or ``kunci:`` (its public key, as
SubjectPublicKeyInfo) and 64 digits in lower case."""

Pins = Annotated[
    tuple[Pin, ...],
    BeforeValidator(as_tuple, json_schema_input_type=Verbatim | list[Verbatim]),
]
"""One such fingerprint, or a list."""
