"""A text in the one layout, as an edit for the editor to make."""

from collections.abc import Sequence
from itertools import takewhile

from lsprotocol import types

from sopc.diagnostics import SopcError
from sopc.format.formatted import formatted
from sopc.language import Phrase
from sopc.lsp.positions import Positions


def layout_edits(positions: Positions) -> list[types.TextEdit]:
    """The edit of a text that lays it out, from the first line that changes to the last; none
    where nothing changes, or the text cannot be read, which is marked in it already.

    Raises SopcError where it has to be left as it is.
    """
    before = positions.text
    made = formatted(before.encode("utf-8", "replace"), "")
    if made.left:
        raise SopcError(Phrase("left as it is: {reason}", reason=made.left))
    after = made.data.decode("utf-8")
    if made.faults or after == before:
        return []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    start = _equal(old, new)
    end = _equal(old[start:][::-1], new[start:][::-1])
    kept, gone = sum(map(len, old[:start])), sum(map(len, old[len(old) - end :]))
    text = "".join(new[start : len(new) - end])
    return [types.TextEdit(positions.span(kept, len(before) - gone), text)]


def _equal(some: Sequence[str], others: Sequence[str]) -> int:
    """How many lines at the begin are the same."""
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
