"""A value of another kind than its key's, in words: what was expected, and what to type instead."""

import re
from collections.abc import Mapping, Sequence

from pydantic_core import ErrorDetails

from sopc.diagnostics import KeyPath, Place
from sopc.language import Hint, Phrase, either
from sopc.load.yaml_reader import YamlDocument
from sopc.suggest import did_you_mean

_TEXT = Phrase("text")
_WHOLE_NUMBER = Phrase("a whole number")
_NUMBER = Phrase("a number")
_YES_NO = Phrase("true or false")
_GROUP = Phrase("a group of `key: value` lines")
# what a value should have been, by pydantic's name of the failed type check
_EXPECTED = {
    "string_type": _TEXT,
    "int_type": _WHOLE_NUMBER,
    "int_from_float": _WHOLE_NUMBER,
    "float_type": _NUMBER,
    "bool_type": _YES_NO,
    "tuple_type": Phrase("a list"),
    "dict_type": _GROUP,
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
}
KINDS = frozenset({*_EXPECTED, "literal_error"})
"""The checks of pydantic that look at the kind of a value."""

_DASHES = ("-", "–", "—", "•", "·", "*")
"""What editors begin the entries of a list with."""
SAID: Mapping[str, str] = {
    **dict.fromkeys(("ya", "yes", "y", "on", "1", "benar"), "true"),
    **dict.fromkeys(("tidak", "no", "n", "off", "0", "salah"), "false"),
}
_CALLED: Mapping[str, str] = {
    "peringatan": "warning",
    "informasi": "info",
    "kesalahan": "error",
    "galat": "error",
    "mati": "off",
    "aktif": "berlaku",
    "folio": "F4",
}
"""What else some words of closed choices are called."""
_SEVERAL = r"[a-z0-9-]+( *, *[a-z0-9-]+)+"
_NO_QUOTES = Phrase("remove the quotes")
_DENIAL = "tidak "


def mismatch(
    details: Sequence[ErrorDetails], path: KeyPath, document: YamlDocument
) -> tuple[Phrase, Place, Hint]:
    """What is said of a value of the wrong kind, naming all that would have been right."""
    choices = [word for detail in details for word in choices_of(detail)]
    expected: list[str] = [_EXPECTED[d["type"]] for d in details if d["type"] in _EXPECTED]
    quoted = [f"`{word}`" for word in choices]
    expected += [", ".join(quoted[:-1])] if len(quoted) > 1 else []
    expected += quoted[-1:]
    value, written = details[0]["input"], document.written(*path)
    message = Phrase(
        "expected {wanted}, not {value}", wanted=either(expected), value=_shown(value, written)
    )
    if isinstance(value, str) and not path:
        hint: Hint = Phrase("write each line as `key: value`, with a space behind the colon")
    elif value is None and path and isinstance(path[-1], int):
        hint = Phrase("write it behind the `-`, or remove the line")
    else:
        hint = _hint(value, written, expected, choices) or hint_for_key(path, value)
    return message, document.place(*path), hint


def _hint(value: object, written: str, expected: Sequence[str], choices: Sequence[str]) -> Hint:
    if value is None:
        return Phrase("write it here; a text that begins with `#` needs quotes")
    if _YES_NO in expected and str(value).lower() in SAID:
        return Phrase("did you mean `{word}`?", word=SAID[str(value).lower()])
    if isinstance(value, str):
        if written != value and _is_meant(value, expected):
            return _NO_QUOTES
        known = ("true", "false") if _YES_NO in expected else choices
        if _CALLED.get(value.lower()) in known:
            return Phrase("did you mean `{word}`?", word=_CALLED[value.lower()])
        return "" if value.startswith(_DENIAL) else did_you_mean(value, known)
    if _TEXT in expected and isinstance(value, int | float):
        return Phrase("put it in quotes")
    if _TEXT in expected and isinstance(value, dict) and not written.startswith("{"):
        return Phrase('a text with `: ` in it needs quotes: uraian: "Rapat: persiapan"')
    return ""


def hint_for_key(path: KeyPath, value: object) -> Hint:
    """What belongs under some keys, of which one is at the end of a path, or before a place in its
    list, where a value is of another kind or too short."""
    if (path and path[-1] == "keputusan") or value == "keputusan":
        return Phrase(
            "a decision has two or three exits: `keputusan: {{ya: …, tidak: …}}`; where there is "
            "but one way on, write `lanjut: …`"
        )
    if path and path[-1] == "rangkaian":
        return Phrase("a row of a single part has no `rangkaian`, but `pelaksana` itself")
    if len(path) > 1 and path[-2] == "langkah" and isinstance(value, str) and value:
        return Phrase(
            "write it behind `- uraian: `, and in the next line who does it: `pelaksana: …`"
        )
    return ""


def _is_meant(value: str, expected: Sequence[str]) -> bool:
    """Whether a text would be of an expected kind without its quotes."""
    if _YES_NO in expected:
        return value in ("true", "false")
    return value.isdecimal() and (_WHOLE_NUMBER in expected or _NUMBER in expected)


def key_hint(word: str) -> Phrase:
    """What to write instead of a word that is no key."""
    if word.startswith(_DASHES):
        return Phrase("begin each entry of a list in a line of its own, with `- `")
    if re.fullmatch(_SEVERAL, word):
        return Phrase("several keys are a list: `[kepala, staf]`")
    return Phrase("keys are lower case, such as `kepala-dinas`")


def choices_of(detail: ErrorDetails) -> list[str]:
    """The words of a closed choice, which pydantic names as ``'a', 'b' or 'c'``."""
    return re.findall("'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))


def _shown(value: object, written: str) -> str:
    if value is None:
        return Phrase("nothing")
    if isinstance(value, list | tuple):
        return Phrase("a list")
    if isinstance(value, dict):
        return Phrase("a group of lines")
    return f"`{value if isinstance(value, str) else written}`"
