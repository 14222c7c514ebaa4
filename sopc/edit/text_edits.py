"""Edits of a text, by offsets in characters: which of them go together, and the text they make."""

from collections.abc import Iterable
from dataclasses import dataclass

from sopc.diagnostics import Place
from sopc.lines import Lines


@dataclass(frozen=True, slots=True, order=True)
class TextEdit:
    """``text`` takes the place of the characters from ``start`` up to, not including, ``end``."""

    start: int
    end: int
    text: str


def goes_with(edits: Iterable[TextEdit], edit: TextEdit) -> bool:
    """Whether an edit leaves alone what others change: neither overlaps nor is put in beside one.

    Two texts put in at one place have no order of their own, and what is put in at the edge of what
    is taken out may belong to it.
    """
    return all(edit.end < each.start or each.end < edit.start for each in edits)


def applied(text: str, edits: Iterable[TextEdit]) -> str:
    """The text with all edits made; each says where in the text as it was.

    Of equal edits one is made. Of edits that overlap the one that begins first is made, of those
    that begin together the one that ends first: always the same, whatever order they come in.
    """
    pieces, done = [], 0
    made: list[TextEdit] = []
    for edit in sorted(set(edits)):
        if made and not goes_with(made[-1:], edit):
            continue
        made.append(edit)
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, text[done:]])


def joined(edits: Iterable[TextEdit]) -> list[TextEdit]:
    """The same edits, with stretches that are taken out one behind the other as one."""
    found: list[TextEdit] = []
    for each in sorted(edits):
        if found and not each.text and not found[-1].text and found[-1].end >= each.start:
            found[-1] = TextEdit(found[-1].start, max(found[-1].end, each.end), "")
        else:
            found.append(each)
    return found


def offsets_of(lines: Lines, place: Place) -> tuple[int, int]:
    """The offsets of a place's stretch. Raises IndexError for a line that the text has not."""
    start = lines.starts[place.line - 1] + place.column - 1
    return start, lines.starts[place.end_line - 1] + place.end_column - 1


def end_of_line(text: str, near: int) -> str:
    """How the line of an offset ends, or else the first line of the text, or as most do."""
    for at in (near, 0):
        found = _next_end(text, at)
        if found:
            return found
    return "\n"


def _next_end(text: str, at: int) -> str:
    ends = [offset for sign in "\r\n" if (offset := text.find(sign, at)) >= 0]
    if not ends:
        return ""
    first = min(ends)
    return "\r\n" if text.startswith("\r\n", first) else text[first]
