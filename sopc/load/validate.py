"""Plain data → a pydantic model, or diagnostics that say where and what to type instead."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sopc.catalogue.base import Refusal
from sopc.catalogue.boxes import ADDED
from sopc.diagnostics import MOST_LISTED, CommonCause, Diagnostic, Fix, KeyPath, ManualPage, Place
from sopc.language import Phrase
from sopc.load.called import Registries
from sopc.load.key_hints import KeyHints
from sopc.load.kinds import FileKind
from sopc.load.line_slips import as_it_should_be
from sopc.load.mismatch import KINDS, hint_for_key, key_hint, mismatch
from sopc.load.value_mends import mend_of_key, mend_of_kind, mend_of_refused, text_with_colon
from sopc.load.written_scalars import in_quotes
from sopc.load.yaml_reader import YamlDocument
from sopc.mends import renames_key, writes

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


@dataclass(frozen=True, slots=True)
class _Meant:
    """What may be meant by unknown keys, and by words that are to be a registry's keys."""

    hints: KeyHints
    registries: Registries | None

    @classmethod
    def of(cls, hints: KeyHints, context: Mapping[str, object]) -> "_Meant":
        """With the registries of the catalogue, where they are read already."""
        called = context.get("called")
        return cls(hints, called if isinstance(called, Registries) else None)


def validate(
    kind: FileKind[T], document: YamlDocument, context: Mapping[str, object]
) -> tuple[T, list[Diagnostic]] | tuple[None, list[Diagnostic]]:
    """Build the model a document describes; all its faults at once when it cannot be built."""
    try:
        # by the form's words alone: by those of the program, no place would be known
        return (
            kind.adapter.validate_python(
                document.value, context=dict(context), by_alias=True, by_name=False
            ),
            [],
        )
    except ValidationError as error:
        grouped: dict[KeyPath, list[ErrorDetails]] = {}
        additions = _additions(document)
        errors = error.errors(include_url=False)
        faulty_inside = {detail["loc"][:n] for detail in errors for n in range(len(detail["loc"]))}
        for detail in errors:
            path = _written(detail["loc"], document, additions)
            faulty = detail["loc"] in faulty_inside or path in document.shortened
            if detail["type"] == "too_short" and faulty:
                continue  # only too short because faulty entries are not counted
            grouped.setdefault(path, []).append(detail)
        hints = KeyHints(kind.model, kind.is_registry)
        return None, _all_explained(
            _without_misspelt(grouped, hints), document, _Meant.of(hints, context)
        )


def sound_entries(kind: FileKind[dict[str, T]], document: YamlDocument | None) -> dict[str, T]:
    """Those entries of a faulty registry in which nothing is wrong."""
    found: dict[str, T] = {}
    if document is not None and isinstance(document.value, dict):
        for key, value in document.value.items():
            try:
                found |= kind.adapter.validate_python({key: value}, by_alias=True, by_name=False)
            except ValidationError:
                continue
    return found


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
    grouped: Mapping[KeyPath, list[ErrorDetails]], document: YamlDocument, meant: "_Meant"
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
            found += _explain(path, details, document, meant)
            last[kind] = len(found) - 1
    for kind, count in counts.items():
        if count > MOST_LISTED + 1:
            found[last[kind]] = replace(found[last[kind]], more=count - MOST_LISTED - 1)
    return found


def _code_of_refusal(detail: ErrorDetails) -> str:
    refusal = detail.get("ctx", {}).get("error")
    return refusal.page.code if isinstance(refusal, Refusal) and refusal.page else SENSELESS.code


def _explain(
    path: KeyPath, details: list[ErrorDetails], document: YamlDocument, meant: "_Meant"
) -> Iterator[Diagnostic]:
    place = document.place(*path)
    mismatches = []
    for detail in details:
        fault = detail["type"]
        if fault == "missing":
            key = detail["loc"][-1]
            yield Diagnostic(
                MISSING_KEY.code,
                Phrase("`{key}` is missing", key=key),
                place,
                _to_add(path, str(key), document),
            )
        elif fault == "extra_forbidden":
            yield _unknown(path, document, meant.hints)
        elif fault in KINDS:
            mismatches.append(detail)
        else:
            yield _other(detail, path, document, meant.registries)
    if mismatches:
        fix = mend_of_kind(mismatches, path, document)
        message, at, advice = mismatch(mismatches, path, document)
        told = text_with_colon(path, document) if fix and fix.edits else None
        if told is not None:
            line = as_it_should_be(document.text, told, in_quotes(document.text[slice(*told)]))
            quoted = Phrase("a text with `: ` in it needs quotes: {line}", line=line)
            yield Diagnostic(OTHER_KIND.code, message, at, quoted, fix=fix)
        else:
            yield Diagnostic(OTHER_KIND.code, message, at, advice, fix=fix)


def _without_misspelt(
    grouped: Mapping[KeyPath, list[ErrorDetails]], hints: KeyHints
) -> dict[KeyPath, list[ErrorDetails]]:
    """Without the keys that are missing because they are misspelt, of which the misspelt tells."""
    meant = {
        (*path[:-1], hints.meant(path))
        for path, details in grouped.items()
        if any(detail["type"] == "extra_forbidden" for detail in details)
    }
    left = {
        path: [d for d in details if d["type"] != "missing" or (*path, d["loc"][-1]) not in meant]
        for path, details in grouped.items()
    }
    return {path: details for path, details in left.items() if details}


def _unknown(path: KeyPath, document: YamlDocument, hints: KeyHints) -> Diagnostic:
    key = str(path[-1])
    start, end = document.values[path]
    behind = document.text[document.keys[path][1] :]
    in_braces = start == end and not re.match(r"\s*:", behind)  # a part of a text, behind a comma
    hint = _without_value(path, document, hints) if in_braces else hints.hint(path)
    message = Phrase("unknown key `{key}`", key=key)
    beside = document.keys_in(path[:-1])
    sure = "" if in_braces else hints.sure(path, beside)
    fix = renames_key(document.file, path, sure) if sure and sure not in beside else None
    meant = hints.meant(path)
    if meant and meant in beside:
        hint = Phrase("`{key}` is given already: remove one of them", key=meant)
    cause = CommonCause(f"{document.file} {key}")  # written so in every step, say
    return Diagnostic(
        UNKNOWN_KEY.code, message, document.key_place(*path), hint, cause=cause, fix=fix
    )


def _without_value(path: KeyPath, document: YamlDocument, hints: KeyHints) -> Phrase:
    """What to do about a part of a group within braces that has no colon."""
    first, _, rest = str(path[-1]).partition(" ")
    beside = document.keys_in(path[:-1])
    if rest and hints.sure((*path[:-1], first), beside) == first and first not in beside:
        return Phrase("write `{key}: {value}`", key=first, value=rest)
    return Phrase("within braces, a text with a comma needs quotes")


def _to_add(path: KeyPath, key: str, document: YamlDocument) -> Phrase:
    """What to do about a key that is missing at a path, or has nothing behind it."""
    if (*path, key) in document.keys or (path and path[-1] == key):
        return Phrase("write behind `{key}:` what it is", key=key)
    if path in document.values and document.written(*path).startswith("{"):
        return Phrase("add `{key}: …` within the braces, with a comma between", key=key)
    return Phrase("add a line `{key}: …`", key=key)


def _other(
    detail: ErrorDetails, path: KeyPath, document: YamlDocument, registries: Registries | None
) -> Diagnostic:
    place = document.place(*path)
    fault, bounds = detail["type"], detail.get("ctx", {})
    refusal = bounds.get("error")
    if isinstance(refusal, Refusal):
        if (*path, *refusal.at) in document.values:
            place = document.place(*path, *refusal.at)
        code, fix = _code_of_refusal(detail), mend_of_refused(refusal, detail, path, document)
        return Diagnostic(code, refusal.message, place, refusal.hint, fix=fix)
    if fault == "string_pattern_mismatch":
        message = Phrase("`{word}` is not a key", word=detail["input"])
        if detail["loc"][-1] == "[key]":
            place = document.key_place(*path)
        fix = mend_of_key(detail, path, document)
        if registries is None or detail["loc"][-1] == "[key]":
            return Diagnostic(OTHER_KIND.code, message, place, key_hint(detail["input"]), fix=fix)
        key = registries.meant(path, detail["input"])
        is_title = "dasar_hukum" in path and fix is not None and key not in fix.label
        if is_title:
            fix = None
        elif key:
            fix = writes(document.file, path, detail["input"], key)
        return _other_name(message, place, key, detail, fix)
    if fault == "string_too_short":
        hint = Phrase("fill it in or remove the key")
        return Diagnostic(OTHER_KIND.code, Phrase("text is empty"), place, hint)
    return Diagnostic(SENSELESS.code, _out_of_bounds(detail), place, hint_for_key(path, ""))


def _other_name(
    message: Phrase, place: Place, key: str, detail: ErrorDetails, fix: Fix | None
) -> Diagnostic:
    """A word that is no key of a registry, and the key that it means, if there is one.

    A regulation's title says more than its key does: whoever wrote it has to choose.
    """
    word = detail["input"]
    if not key:
        return Diagnostic(OTHER_KIND.code, message, place, key_hint(word))
    hint = Phrase("did you mean `{word}`?", word=key)
    return Diagnostic(OTHER_KIND.code, message, place, hint, fix=fix)


def _out_of_bounds(detail: ErrorDetails) -> Phrase:
    fault, bounds = detail["type"], detail.get("ctx", {})
    value = detail["input"]
    if fault == "too_short" and bounds["min_length"] == 1:
        return Phrase("expected at least one entry, not none")
    if fault == "too_short":
        return Phrase(
            "expected {count} entries or more, not {found}",
            count=bounds["min_length"],
            found=len(value),
        )
    if fault == "too_long" and not isinstance(value, str):
        return Phrase(
            "expected {count} entries or fewer, not {found}",
            count=bounds["max_length"],
            found=len(value),
        )
    if fault in ("string_too_long", "too_long"):
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
