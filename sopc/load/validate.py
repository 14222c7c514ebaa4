"""Plain data → a pydantic model, or diagnostics that say where and what to type instead."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sopc.catalogue.base import Refusal
from sopc.catalogue.boxes import ADDED
from sopc.diagnostics import MOST_LISTED, Diagnostic, KeyPath, ManualPage
from sopc.language import Hint, Phrase, either
from sopc.load.kinds import FileKind
from sopc.load.yaml_reader import YamlDocument
from sopc.suggest import Suggest, did_you_mean, known_here

T = TypeVar("T")

UNKNOWN_KEY = ManualPage(
    "SKM001",
    """A key is one of the form's.

An unknown key would be ignored, and what it says not be printed.

Bad::

    peringatn: Surat hilang

Good::

    peringatan: Surat hilang""",
    binding="What stands under the key would be missing in print.",
)

MISSING_KEY = ManualPage(
    "SKM002",
    """What the form requires is given.

Bad::

    nomor: V.26.1.1.3

Good::

    nomor: V.26.1.1.3
    nama: Pengelolaan Surat Masuk""",
    binding="A page without it has an empty place.",
)

OTHER_KIND = ManualPage(
    "SKM003",
    """A value is of its key's kind: a text, a number, a list, one of certain words.

Bad::

    langkah: Menerima surat

Good::

    langkah:
      - {uraian: Menerima surat, pelaksana: staf}""",
    binding="Nobody can tell what of it is to be printed.",
)

SENSELESS = ManualPage(
    "SKM004",
    """A value makes sense for its key.

Dates are days that exist, a NIP has 18 digits, a step has ``keputusan`` or ``lanjut`` but not both.

Bad::

    disahkan: 2020-13

Good::

    disahkan: 2020-11""",
    binding="It says nothing that could be printed.",
)

_TEXT = Phrase("text")
_WHOLE_NUMBER = Phrase("a whole number")
_YES_NO = Phrase("true or false")
_GROUP = Phrase("a group of `key: value` lines")
# what a value should have been, by pydantic's name of the failed type check
_EXPECTED = {
    "string_type": _TEXT,
    "int_type": _WHOLE_NUMBER,
    "int_from_float": _WHOLE_NUMBER,
    "bool_type": _YES_NO,
    "tuple_type": Phrase("a list"),
    "dict_type": _GROUP,
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
}


def validate(
    kind: FileKind[T], document: YamlDocument, context: Mapping[str, object]
) -> tuple[T, list[Diagnostic]] | tuple[None, list[Diagnostic]]:
    """Build the model a document describes; all its faults at once when it cannot be built."""
    try:
        return kind.adapter.validate_python(document.value, context=dict(context)), []
    except ValidationError as error:
        grouped: dict[KeyPath, list[ErrorDetails]] = {}
        additions = _additions(document)
        errors = error.errors(include_url=False)
        faulty_inside = {detail["loc"][:n] for detail in errors for n in range(len(detail["loc"]))}
        for detail in errors:
            if detail["type"] == "too_short" and detail["loc"] in faulty_inside:
                continue  # only too short because faulty entries are not counted
            grouped.setdefault(_written(detail["loc"], document, additions), []).append(detail)
        return None, _all_explained(grouped, document, _KeyHints(kind))


def _additions(document: YamlDocument) -> set[KeyPath]:
    """The groups of lines that have but one key, that of an addition."""
    found, others = set[KeyPath](), set[KeyPath]()
    for *path, key in document.keys:
        (found if key == ADDED else others).add(tuple(path))
    return found - others


def _written(loc: KeyPath, document: YamlDocument, additions: set[KeyPath]) -> KeyPath:
    """The error's location as it was written.

    Without pydantic's own labels (union members, function names), the 0 of a value that stands for
    a list of one, and the key under which a short form is read; with the key of an addition.
    """
    path: KeyPath = ()
    for part in loc:
        for way in ((*path, part), (*path, ADDED, part)):
            if way in document.values:
                path = way
                break
    return (*path, ADDED) if path in additions else path


def _all_explained(
    grouped: Mapping[KeyPath, list[ErrorDetails]], document: YamlDocument, hints: "_KeyHints"
) -> list[Diagnostic]:
    """What is wrong at each path; of faults of one kind as many as are listed, and one more that
    counts the others: to say what is wrong takes more memory than the file itself."""
    found: list[Diagnostic] = []
    counts: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], int] = {}
    for path, details in grouped.items():
        kind = (details[0]["type"], _code_of_refusal(details[0]))
        counts[kind] += 1
        if counts[kind] <= MOST_LISTED + 1:
            found += _explain(path, details, document, hints)
            last[kind] = len(found) - 1
    for kind, count in counts.items():
        if count > MOST_LISTED + 1:
            found[last[kind]] = replace(found[last[kind]], more=count - MOST_LISTED - 1)
    return found


def _code_of_refusal(detail: ErrorDetails) -> str:
    refusal = detail.get("ctx", {}).get("error")
    return refusal.page.code if isinstance(refusal, Refusal) and refusal.page else SENSELESS.code


def _explain(
    path: KeyPath, details: list[ErrorDetails], document: YamlDocument, hints: "_KeyHints"
) -> Iterator[Diagnostic]:
    place = document.place(*path)
    mismatches = []
    for detail in details:
        fault = detail["type"]
        if fault == "missing":
            key = detail["loc"][-1]
            hint = Phrase("add a line `{key}: …`", key=key)
            yield Diagnostic(MISSING_KEY.code, Phrase("`{key}` is missing", key=key), place, hint)
        elif fault == "extra_forbidden":
            yield _unknown(path, document, hints)
        elif fault in _EXPECTED or fault == "literal_error":
            mismatches.append(detail)
        else:
            yield _other(detail, path, document)
    if mismatches:
        yield _mismatch(mismatches, path, document)


class _KeyHints:
    """What may be meant by unknown keys of a file, guessed at for so many at each place."""

    def __init__(self, kind: FileKind[T]) -> None:
        self._model, self._is_registry = kind.model, kind.is_registry
        self._known: dict[KeyPath, tuple[Suggest, Phrase]] = {}

    def hint(self, path: KeyPath) -> Hint:
        """What to write instead of the key at the end of a path."""
        above = path[1:-1] if self._is_registry else path[:-1]
        place = tuple(part for part in above if isinstance(part, str))
        if place not in self._known:
            known = _known_keys(self._model, place)
            self._known[place] = Suggest(known), known_here(known)
        suggest, otherwise = self._known[place]
        return suggest(str(path[-1])) or otherwise


def _unknown(path: KeyPath, document: YamlDocument, hints: _KeyHints) -> Diagnostic:
    key = str(path[-1])
    hint = hints.hint(path)
    message = Phrase("unknown key `{key}`", key=key)
    return Diagnostic(UNKNOWN_KEY.code, message, document.key_place(*path), hint)


def _mismatch(details: list[ErrorDetails], path: KeyPath, document: YamlDocument) -> Diagnostic:
    """One diagnostic for a value of the wrong type, naming all that would have been right."""
    choices = [word for detail in details for word in _choices(detail)]
    expected: list[str] = [_EXPECTED[d["type"]] for d in details if d["type"] in _EXPECTED]
    quoted = [f"`{word}`" for word in choices]
    expected += [", ".join(quoted[:-1])] if len(quoted) > 1 else []
    expected += quoted[-1:]
    value = details[0]["input"]
    hint: Hint = ""
    if isinstance(value, str):
        hint = did_you_mean(value, [*choices, *(("true", "false") if _YES_NO in expected else ())])
    elif _TEXT in expected and isinstance(value, int | float):
        hint = Phrase("put it in quotes")
    message = Phrase("expected {wanted}, not {value}", wanted=either(expected), value=_shown(value))
    return Diagnostic(OTHER_KIND.code, message, document.place(*path), hint)


def _choices(detail: ErrorDetails) -> list[str]:
    """The words of a closed choice, which pydantic names as ``'a', 'b' or 'c'``."""
    return re.findall("'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))


def _other(detail: ErrorDetails, path: KeyPath, document: YamlDocument) -> Diagnostic:
    place = document.place(*path)
    fault, bounds = detail["type"], detail.get("ctx", {})
    refusal = bounds.get("error")
    if isinstance(refusal, Refusal):
        return Diagnostic(_code_of_refusal(detail), refusal.message, place, refusal.hint)
    if fault == "string_pattern_mismatch":
        message = Phrase("`{word}` is not a key", word=detail["input"])
        if detail["loc"][-1] == "[key]":
            place = document.key_place(*path)
        hint = Phrase("keys are lower case, such as `kepala-dinas`")
        return Diagnostic(OTHER_KIND.code, message, place, hint)
    if fault == "string_too_short":
        hint = Phrase("fill it in or remove the key")
        return Diagnostic(OTHER_KIND.code, Phrase("text is empty"), place, hint)
    return Diagnostic(SENSELESS.code, _out_of_bounds(detail), place)


def _out_of_bounds(detail: ErrorDetails) -> Phrase:
    fault, bounds = detail["type"], detail.get("ctx", {})
    value = detail["input"]
    if fault == "too_short":
        return Phrase(
            "expected at least {count}, not {found}", count=bounds["min_length"], found=len(value)
        )
    if fault == "too_long":
        return Phrase(
            "expected at most {count}, not {found}", count=bounds["max_length"], found=len(value)
        )
    if fault == "string_too_long":
        return Phrase(
            "expected at most {count} letters, not {found}",
            count=bounds["max_length"],
            found=len(value),
        )
    if fault == "greater_than_equal":
        return Phrase("{value} is too small: at least {bound}", value=value, bound=bounds["ge"])
    if fault == "less_than_equal":
        return Phrase("{value} is too large: at most {bound}", value=value, bound=bounds["le"])
    return Phrase("this value is not possible here")


def _shown(value: object) -> str:
    if value is None:
        return Phrase("nothing")
    if isinstance(value, list | tuple):
        return Phrase("a list")
    if isinstance(value, dict):
        return Phrase("a group of lines")
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _known_keys(root: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys that the model at ``path`` knows."""
    models = [root]
    for part in path:
        if isinstance(part, int):
            continue
        fields = [f for m in models for n, f in m.model_fields.items() if (f.alias or n) == part]
        inner = [model for f in fields for model in _models_in(f.annotation)]
        models = inner or models
    return sorted({field.alias or name for m in models for name, field in m.model_fields.items()})


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
