"""Numbers of SOPs in a file: where they follow their SOP to another number, and where they stay.

A number that refers to an SOP follows it, and so does one that stands by itself in printed words.
What ``sumber`` quotes, comments, words on SOPs of other offices and the titles of regulations stay:
they tell what was printed elsewhere, or before.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from sopc.catalogue.references import NameKind, named_at
from sopc.changes import Change, KeyPath, RenameKey, Replace, Word
from sopc.edit.noted import named_in_notes
from sopc.edit.surgery import edits_of
from sopc.edit.text_edits import TextEdit
from sopc.load.plain_yaml import Extent
from sopc.notes.names import keys_in
from sopc.rewrite.ground import File

_SHORTEST = 6
"""A shorter number may be a word by itself: ``A4``, ``S1``."""
_CALLED = re.compile(r"(?:^|[^\w])SOP(?: (?:nomor|no\.?))?:? *$", re.IGNORECASE)
_LONGEST_CALL = 16
_WORD = r"(?<![\w./=#@&?%-])(?:{})(?![\w-]|[./]\w)"
_ANYWHERE = r"(?<!\w)(?<!\d[.-])(?:{})(?!\w|[.-]\d)"


Follows: TypeAlias = "Callable[[File, KeyPath], bool]"
"""Whether the numbers at a place of a file follow their SOPs."""


class Why(Enum):
    """Why a number stays as it is written."""

    COMMENT = "comment"
    SOURCE = "source"
    OUTSIDE = "outside"
    REGISTRY = "registry"
    VOID = "void"
    CITED = "cited"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Kept:
    """A number that stays as it is written, and where."""

    number: str
    extent: Extent
    why: Why


@dataclass(frozen=True, slots=True)
class Followed:
    """A number that becomes another, and where it stood."""

    old: str
    new: str
    path: KeyPath
    extent: Extent


@dataclass(frozen=True, slots=True)
class NumbersInFile:
    """The edits of a file's text by which numbers become others, what they make of its data, and
    what they leave."""

    edits: tuple[TextEdit, ...]
    changes: tuple[Change, ...]
    followed: tuple[Followed, ...]
    kept: tuple[Kept, ...]


class NewNumbers:
    """What numbers become: each old one leads to its new one, all at the same time."""

    def __init__(self, numbers: Mapping[str, str]) -> None:
        self.numbers = numbers
        longest_first = sorted(numbers, key=lambda each: (-len(each), each))
        either = "|".join(map(re.escape, longest_first))
        self._word = re.compile(_WORD.format(either))
        self._anywhere = re.compile(_ANYWHERE.format(either))

    def in_prose(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The numbers that stand in words as words by themselves, and can be nothing else."""
        for found in self._word.finditer(text, start, end):
            before = text[max(start, found.start() - _LONGEST_CALL) : found.start()]
            if is_unmistakable(found[0]) or _CALLED.search(before):
                yield found

    def in_words(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The numbers that stand in words as words by themselves."""
        return self._word.finditer(text, start, end)

    def anywhere(self, text: str) -> Iterator[re.Match[str]]:
        """The numbers that stand in a text, also in a comment, an address or the like."""
        return self._anywhere.finditer(text)

    def replaced_in(self, text: str) -> str:
        """A text with each number that stands in it as the one that it becomes."""
        return self._anywhere.sub(lambda found: self.numbers[found[0]], text)


def is_unmistakable(number: str) -> bool:
    """Whether a number stands for itself in a sentence: it has letters and signs, and is longer
    than abbreviations are. ``12/2025`` may be a regulation's."""
    has_letter = any(sign.isalpha() for sign in number)
    return has_letter and not number.isalnum() and len(number) >= _SHORTEST


def everywhere(file: File, path: KeyPath) -> bool:
    """That a number follows its SOP wherever it can."""
    del file, path
    return True


def numbers_in(file: File, new: NewNumbers, follows: Follows = everywhere) -> NumbersInFile:
    """What becomes of the numbers in a file, where they follow their SOPs at all."""
    edits: list[TextEdit] = []
    changes: list[Change] = []
    followed: list[Followed] = []
    cited: list[Extent] = []
    for each in (*_in_values(file, new), *_in_keys(file, new)):
        if not follows(file, each.path):
            cited += [there.extent for there in each.followed]
            continue
        edits += each.edits
        changes.append(each.change)
        followed += each.followed
    done = [(each.extent, each) for each in followed]
    kept = [
        Kept(found[0], found.span(), _why(file, found.span(), cited))
        for found in new.anywhere(file.document.text)
        if not any(start <= found.start() and found.end() <= end for (start, end), _ in done)
    ]
    order = sorted(followed, key=lambda each: each.extent)
    return NumbersInFile(tuple(edits), tuple(changes), tuple(order), tuple(kept))


@dataclass(frozen=True, slots=True)
class _Made:
    edits: tuple[TextEdit, ...]
    change: Change
    followed: tuple[Followed, ...]
    path: KeyPath


def _in_values(file: File, new: NewNumbers) -> Iterator[_Made]:
    noted = named_in_notes(file.kind, file.document, NameKind.NUMBER)
    for path in file.document.values:
        value = file.value(path)
        if isinstance(value, bool) or not isinstance(value, str | int):
            continue
        made = None
        if _refers(file.kind, path):
            made = _reference(file, path, value, new)
        elif path in noted:
            made = _noted(file, path, str(value), new)
        elif isinstance(value, str) and _is_prose(file.kind, path):
            made = _prose(file, path, value, new)
        if made is not None:
            yield made


def _in_keys(file: File, new: NewNumbers) -> Iterator[_Made]:
    """The labels of exits, which are printed beside their arrows."""
    for path, (start, end) in file.document.keys.items():
        label = path[-1]
        if path[-2:-1] != ("keputusan",) or file.kind != "sop" or not isinstance(label, str):
            continue
        found = [*new.in_prose(file.document.text, start, end)]
        said = [*new.in_prose(label, 0, len(label))]
        if found and len(found) == len(said):
            change = RenameKey(file.document.file, path, _replaced(label, said, new))
            yield _by_parts(path, found, change, new)


def _refers(kind: str, path: KeyPath) -> bool:
    is_own = (kind, path) == ("sop", ("nomor",))
    return is_own or named_at(kind, path) is NameKind.NUMBER


def _reference(file: File, path: KeyPath, value: str | int, new: NewNumbers) -> _Made | None:
    old = str(value).strip()
    if old not in new.numbers:
        return None
    text = str(value).replace(old, new.numbers[old])
    # a number of digits may be written bare
    is_bare = isinstance(value, int) and text.isdecimal() and text[:1] != "0"
    return _as_a_whole(file, path, value, int(text) if is_bare else text, [old], new)


def _noted(file: File, path: KeyPath, value: str, new: NewNumbers) -> _Made | None:
    """What a note took, or offers: numbers and nothing else."""
    named = {key for key in keys_in(value) if key in new.numbers}
    text, (start, end) = file.document.text, file.document.values[path]
    found = [each for each in new.in_words(text, start, end) if each[0] in named]
    said = [each for each in new.in_words(value, 0, len(value)) if each[0] in named]
    return _in_text(file, path, value, found, said, new)


def _prose(file: File, path: KeyPath, value: str, new: NewNumbers) -> _Made | None:
    text, (start, end) = file.document.text, file.document.values[path]
    found, said = [*new.in_prose(text, start, end)], [*new.in_prose(value, 0, len(value))]
    return _in_text(file, path, value, found, said, new)


def _in_text(
    file: File,
    path: KeyPath,
    value: str,
    found: list[re.Match[str]],
    said: list[re.Match[str]],
    new: NewNumbers,
) -> _Made | None:
    """Numbers within a text: each by itself where the text is written as it reads; else, as with
    escapes between quotes, the text as a whole."""
    if not said:
        return None
    after = _replaced(value, said, new)
    if [each[0] for each in found] == [each[0] for each in said]:
        return _by_parts(path, found, Replace(file.document.file, path, value, after), new)
    return _as_a_whole(file, path, value, after, [each[0] for each in said], new)


def _by_parts(
    path: KeyPath, found: Iterable[re.Match[str]], change: Change, new: NewNumbers
) -> _Made:
    every = tuple(found)
    edits = tuple(TextEdit(*each.span(), new.numbers[each[0]]) for each in every)
    followed = tuple(Followed(each[0], new.numbers[each[0]], path, each.span()) for each in every)
    return _Made(edits, change, followed, path)


def _as_a_whole(
    file: File, path: KeyPath, old: Word, after: Word, numbers: Iterable[str], new: NewNumbers
) -> _Made | None:
    change = Replace(file.document.file, path, old, after)
    edits = edits_of(file.document, change)
    if not edits:
        return None
    extent = file.document.values[path]
    followed = tuple(Followed(each, new.numbers[each], path, extent) for each in numbers)
    return _Made(edits, change, followed, path)


def _replaced(text: str, found: Iterable[re.Match[str]], new: NewNumbers) -> str:
    pieces, done = [], 0
    for each in found:
        pieces += [text[done : each.start()], new.numbers[each[0]]]
        done = each.end()
    return "".join([*pieces, text[done:]])


def _is_prose(kind: str, path: KeyPath) -> bool:
    """Whether a value is in the office's own words, of today."""
    words = [part for part in path if isinstance(part, str)]
    if kind not in ("sop", "katalog") or "sumber" in words:
        return False
    return words != ["keterkaitan", "luar"] and words[:2] not in (
        ["nomor_batal", "nomor"],
        ["penomoran"],
    )


def _why(file: File, extent: Extent, cited: Iterable[Extent]) -> Why:
    """Why a number at a place stays; ``cited`` are those that could follow."""
    holding = [
        path
        for path, (start, end) in file.document.values.items()
        if start <= extent[0] and extent[1] <= end and _is_word(file.value(path))
    ]
    if not holding:
        in_key = any(s <= extent[0] and extent[1] <= e for s, e in file.document.keys.values())
        return Why.UNSURE if in_key else Why.COMMENT
    words = [part for part in max(holding, key=len) if isinstance(part, str)]
    if "sumber" in words:
        return Why.SOURCE
    if any(start <= extent[0] and extent[1] <= end for start, end in cited):
        return Why.CITED
    if words == ["keterkaitan", "luar"]:
        return Why.OUTSIDE
    if words[:1] == ["nomor_batal"]:
        return Why.VOID
    return Why.UNSURE if file.kind in ("sop", "katalog") else Why.REGISTRY


def _is_word(value: object) -> bool:
    return not isinstance(value, dict | list)
