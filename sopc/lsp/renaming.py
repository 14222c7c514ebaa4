"""What an editor has to change for something to be called otherwise, also in texts not saved."""

from dataclasses import dataclass

from sopc.edit.occurrences import Occurrence
from sopc.load.plain_yaml import Extent
from sopc.lsp.snapshot import Snapshot
from sopc.rewrite import renaming
from sopc.rewrite.files import ReadFile

_QUOTES = "\"'"


@dataclass(frozen=True, slots=True)
class NewTexts:
    """The edits: in which file, from where to where, and what is to stand there; and what the file
    that is named by a number is to be called, if it is."""

    edits: tuple[tuple[ReadFile, Extent, str], ...]
    moved: tuple[ReadFile, str] | None = None


def renamed(snapshot: Snapshot, occurrence: Occurrence, new: str) -> NewTexts:
    """What is to be changed for a name to be another. Raises SopcError when it cannot be so."""
    found = renaming.renamed(snapshot, [(occurrence, new)])
    edits = (
        (each.file, (edit.start, edit.end), edit.text)
        for each in found.edits
        for edit in each.edits
    )
    return NewTexts(tuple(edits), found.moved)


def without_quotes(file: ReadFile, occurrence: Occurrence) -> Extent:
    """From where to where a name stands, without the quotes around it."""
    start, end = occurrence.extent
    if file.text[start] in _QUOTES and file.text[start] == file.text[end - 1]:
        return start + 1, end - 1
    return start, end
