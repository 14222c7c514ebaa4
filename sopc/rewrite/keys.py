"""Keys that are to be others in all files at once: what the files are to say then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sopc import pipeline
from sopc.catalogue.references import NameKind
from sopc.diagnostics import Diagnostic, SopcError
from sopc.edit.judging import told
from sopc.edit.occurrences import Occurrence
from sopc.edit.patched import NotIntended, edited
from sopc.language import Phrase
from sopc.rewrite.files import ReadCatalogue
from sopc.rewrite.proposal import Proposal
from sopc.rewrite.renaming import FileEdits, renamed

KINDS: Final[Mapping[str, NameKind]] = {
    "pelaksana": NameKind.ACTOR,
    "dasar-hukum": NameKind.REGULATION,
    "pejabat": NameKind.OFFICIAL,
    "langkah": NameKind.STEP,
}
"""What has keys that can be others, by the words of a command."""


@dataclass(frozen=True, slots=True)
class NewKeys:
    """What files are to say, and at how many places something in them is called otherwise.

    ``names`` are the new names by the old ones.
    """

    proposal: Proposal
    places: int
    names: Mapping[str, str]

    def as_now(self, found: Diagnostic) -> tuple[str, str, str]:
        """How what was found before is told when names are others."""
        code, file, message = told(found)
        parts = message.split("`")  # what is quoted is every second
        quoted = (self.names.get(part, part) if at % 2 else part for at, part in enumerate(parts))
        return code, file, "`".join(quoted)


def pairs_of(
    read: ReadCatalogue, kind: str, words: Sequence[str], number: str = ""
) -> list[tuple[Occurrence, str]]:
    """Old names of a kind, each with the new one behind it. Codes of steps are those of an SOP.

    Raises SopcError where there is no such SOP.
    """
    file = file_of(read, number) if KINDS[kind] is NameKind.STEP else ""
    old, new = words[::2], words[1::2]
    return [
        (Occurrence(KINDS[kind], one, file, (), (0, 0)), other)
        for one, other in zip(old, new, strict=True)
    ]


def file_of(read: ReadCatalogue, number: str) -> str:
    """The file of an SOP, by its number or its own name.

    Raises SopcError where there is none, NotPossible where katalog.yaml cannot be used.
    """
    return pipeline.select(read.usable(), number).location.file


def with_new_keys(read: ReadCatalogue, renames: Sequence[tuple[Occurrence, str]]) -> NewKeys:
    """What files say when names in them are others. Raises SopcError when they cannot be."""
    return made(read, renamed(read, renames).edits, {each.name: new for each, new in renames})


def made(read: ReadCatalogue, changed: Sequence[FileEdits], names: Mapping[str, str]) -> NewKeys:
    """What files say after edits. Raises SopcError where more would have to be touched."""
    before: dict[str, bytes | None] = {}
    after: dict[str, bytes | None] = {}
    for each in changed:
        name, file = each.file.path.relative_to(read.root).as_posix(), each.file
        before[name] = file.raw
        try:
            after[name] = edited(file.raw, file.name, each.edits, each.changes)
        except NotIntended:
            raise SopcError(
                Phrase(
                    "`{file}` cannot be changed without touching more of it: write the names there "
                    "plainly first",
                    file=file.name,
                )
            ) from None
    places = sum(len(each.changes) for each in changed)
    return NewKeys(Proposal(before, after), places, names)
