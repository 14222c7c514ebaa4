"""What is searched for in SOPs: number and title, actors, sentences of steps, regulations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sopc.catalogue.references import NameKind
from sopc.rewrite.files import ReadFile
from sopc.serve.said import said

Names = Mapping[NameKind, Mapping[str, str]]
_LISTS = {"pelaksana": NameKind.ACTOR, "dasar_hukum": NameKind.REGULATION}


@dataclass(frozen=True, slots=True)
class SearchText:
    """The texts of an SOP: its ``heading``, and the ``others``, both as they are printed."""

    heading: str
    others: tuple[str, ...]
    folded: str

    @classmethod
    def of(cls, file: ReadFile, names: Names) -> "SearchText":
        """What a file says, whatever stands there."""
        heading = f"{said(file, 'nomor')} {said(file, 'nama')}".strip()
        others = tuple(_others(file, names))
        return cls(heading, others, "\n".join((heading, *others)).casefold())

    def matches(self, words: tuple[str, ...]) -> bool:
        """Whether all words stand somewhere."""
        return all(word in self.folded for word in words)

    def is_headed(self, words: tuple[str, ...]) -> bool:
        """Whether all words stand in number and title."""
        heading = self.heading.casefold()
        return all(word in heading for word in words)

    def found_in(self, words: tuple[str, ...]) -> str:
        """The text beside the heading that has most of the words; nothing where the heading has
        them all."""
        if self.is_headed(words):
            return ""
        return max(self.others, key=lambda text: _count(text.casefold(), words), default="")


def words_of(query: str) -> tuple[str, ...]:
    """What is looked for, word by word."""
    return tuple(dict.fromkeys(query.casefold().split()))[:20]


def marked(text: str, words: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """A text in pieces, each with whether it was looked for."""
    folded = text.casefold()
    if len(folded) != len(text):  # letters that are two when folded: nothing is marked
        return ((text, False),)
    is_found = [False] * len(text)
    for word in words:
        at = folded.find(word)
        while at >= 0:
            is_found[at : at + len(word)] = [True] * len(word)
            at = folded.find(word, at + len(word))
    return tuple(_runs(text, is_found))


def _runs(text: str, is_found: list[bool]) -> Iterator[tuple[str, bool]]:
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or is_found[at] != is_found[start]:
            yield text[start:at], is_found[start]
            start = at


def _count(text: str, words: tuple[str, ...]) -> int:
    return sum(word in text for word in words)


def _others(file: ReadFile, names: Names) -> Iterator[str]:
    value = file.document.value if file.document else None
    if not isinstance(value, dict):
        return
    for key, kind in _LISTS.items():
        for name in _texts(value.get(key)):
            yield names.get(kind, {}).get(name, name)
    steps = value.get("langkah")
    for step in steps if isinstance(steps, list) else ():
        if isinstance(step, dict):
            yield from _texts(step.get("uraian"))
            parts = step.get("rangkaian")
            for part in parts if isinstance(parts, list) else ():
                yield from _texts(part.get("uraian") if isinstance(part, dict) else part)


def _texts(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            yield " ".join(each.split())
