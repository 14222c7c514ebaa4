"""A value that cannot be → the one that is surely meant, where there is one."""

import re
from collections.abc import Sequence

from pydantic_core import ErrorDetails

from sopc.catalogue.base import KEY, Refusal
from sopc.catalogue.scalars import NOT_A_NUMBER
from sopc.changes import KeyPath
from sopc.diagnostics import Edit, Fix, place_of
from sopc.language import Phrase
from sopc.load.mismatch import SAID, choices_of
from sopc.load.plain_yaml import Extent
from sopc.load.written_scalars import in_quotes
from sopc.load.yaml_reader import YamlDocument
from sopc.mends import quotes, writes
from sopc.slips import Slips

_ALONE_NUMERIC = {"int_type", "float_type"}


def mend_of_refused(
    refusal: Refusal, detail: ErrorDetails, path: KeyPath, document: YamlDocument
) -> Fix | None:
    """What a word that was refused is to be: a number or a date as it should be spelt."""
    value = detail["input"]
    if isinstance(value, str) and refusal.instead and not refusal.at:
        return writes(document.file, path, value, refusal.instead)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if refusal.page is NOT_A_NUMBER and is_number:
        return quotes(document.file, path, value, document.written(*path))
    return None


def mend_of_kind(
    details: Sequence[ErrorDetails], path: KeyPath, document: YamlDocument
) -> Fix | None:
    """What a value of the wrong kind is to be: with or without quotes, ``true``, a known word."""
    value, written = details[0]["input"], document.written(*path)
    kinds = {detail["type"] for detail in details}
    if kinds == {"bool_type"} and str(value).lower() in SAID:
        return writes(document.file, path, value, SAID[str(value).lower()] == "true")
    if isinstance(value, str) and kinds <= _ALONE_NUMERIC and re.fullmatch("[0-9]{1,9}", value):
        return writes(document.file, path, value, int(value))
    if "string_type" in kinds and isinstance(value, int | float):
        return quotes(document.file, path, value, written)
    if kinds <= {"string_type", "tuple_type"} and isinstance(value, dict):
        return _as_text(path, document)
    near = Slips(word for detail in details for word in choices_of(detail))
    if kinds == {"literal_error"} and isinstance(value, str) and near(value):
        return writes(document.file, path, value, near(value))
    return None


def _as_text(path: KeyPath, document: YamlDocument) -> Fix | None:
    """Quotes around a text with a colon in it, which was read as a key with a value."""
    where = text_with_colon(path, document)
    if where is None:
        return None
    edit = Edit(
        place_of(document.file, document.lines, *where), in_quotes(document.text[slice(*where)])
    )
    return Fix(Phrase("put the text in quotes"), edits=(edit,))


def text_with_colon(path: KeyPath, document: YamlDocument) -> Extent | None:
    """Where a text with a colon in it stands that was read as a key with a value: one of a single
    line, as nobody would write a group that has one key."""
    inside = [each for each in document.keys if each[:-1] == path]
    if len(inside) != 1 or inside[0] not in document.values:
        return None
    start, end = document.keys[inside[0]][0], document.values[inside[0]][1]
    colon = re.compile(r" *:(?=\s|$)").match(document.text, document.keys[inside[0]][1])
    if colon and " " in str(inside[0][-1]) and document.values[inside[0]] == (end, end):
        end = colon.end()  # nothing stands behind the colon
    text = document.text[start:end]
    plain = not re.search(r"[\r\n]|^['\"]|: +['\"|>\[{]|\s#", text)
    plain = plain and (": " in text or text.endswith(":"))
    if not plain or document.values[path][0] != start:  # within braces
        return None
    return start, end


def mend_of_key(detail: ErrorDetails, path: KeyPath, document: YamlDocument) -> Fix | None:
    """A word that is to name an entry of another file, as such words are written."""
    value = detail["input"]
    key = "-".join(re.split(r"[\s_-]+", value.strip().lower()))
    if detail["loc"][-1] == "[key]" or detail.get("ctx", {}).get("pattern") != KEY:
        return None
    return writes(document.file, path, value, key) if re.fullmatch(KEY, key) else None
