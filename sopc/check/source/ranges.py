"""The lines of the source document that ``sumber.baris`` names."""

from collections.abc import Iterable, Sequence

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.findings import PlacedNote
from sopc.catalogue.organisation import (
    ACTORS_FILE,
    OFFICIALS_FILE,
    REGULATIONS_FILE,
    SETTINGS_FILE,
)
from sopc.catalogue.source import Source
from sopc.check.source.printed_words import PrintedWords, Range


def lines_of(finding: PlacedNote, catalogue: Catalogue) -> tuple[str, ...]:
    """The lines in which what a note quotes is printed: those of its own ``sumber``, then those of
    the SOPs that it concerns."""
    own = () if finding.entry is not None else _root_source(finding, catalogue).lines
    return (*own, *(line for each in finding.concerned for line in each.sop.source.lines))


def _root_source(finding: PlacedNote, catalogue: Catalogue) -> Source:
    key = str(finding.path[0])
    match finding.file:
        case name if name == SETTINGS_FILE:
            return catalogue.settings.source
        case name if name == ACTORS_FILE:
            return catalogue.actors[key].source
        case name if name == REGULATIONS_FILE:
            return catalogue.regulations[key].source
    assert finding.file == OFFICIALS_FILE
    return catalogue.officials[key].source


def ranges(lines: Iterable[str], words: PrintedWords) -> list[Range]:
    """The letters of such lines, ``290-366`` or ``290``."""
    found = []
    for each in lines:
        first, _, last = each.partition("-")
        found.append(words.lines(_line(first), _line(last or first)))
    return found


def _line(number: str) -> int:
    return int(number[:9])  # no document has as many; Python reads no number of 5,000 digits


def has_in_order(passages: Sequence[str], within: Sequence[Range], words: PrintedWords) -> bool:
    """Whether all passages are there, one after the other."""
    number, at = 0, 0
    for passage in passages:
        for index in range(number, len(within)):
            first, last = within[index]
            end = words.end_of(passage, (max(first, at) if index == number else first, last))
            if end is not None:
                number, at = index, end
                break
        else:
            return False
    return True
