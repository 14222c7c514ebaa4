"""Printed texts that were hardly meant as they are read, as the reader of the files found them."""

from collections.abc import Iterator
from typing import NamedTuple

from sopc.check.rule import Context
from sopc.check.words.printed import Printed, printed
from sopc.diagnostics import Doubt, DoubtKind, Edit, Fix, Place, Places, place_of
from sopc.language import Phrase


class Doubtful(NamedTuple):
    """A doubt, the printed text that it is about, and the file that both stand in."""

    doubt: Doubt
    of: Printed
    places: Places

    @property
    def place(self) -> Place:
        """What is doubtful."""
        return self._place(self.doubt.where)

    def fix(self, label: Phrase) -> Fix | None:
        """The one right mend, if there is one."""
        if not self.doubt.mend:
            return None
        return Fix(label, (Edit(self._place(self.doubt.replaced), self.doubt.mend),))

    def _place(self, where: tuple[int, int]) -> Place:
        return place_of(self.places.file, self.places.lines, *where)


def doubtful(context: Context, kind: DoubtKind) -> Iterator[Doubtful]:
    """The doubts of a kind about what is printed: elsewhere a word that is not known says more."""
    found: dict[Place, tuple[Doubt, Places]] = {}
    for places in context.source_map.files.values():
        for doubt in places.doubts:
            if doubt.kind is kind:
                found[place_of(places.file, places.lines, *doubt.text)] = doubt, places
    if not found:
        return
    for each in printed(context):
        known = found.pop(each.place(context), None)
        if known is not None:
            yield Doubtful(known[0], each, known[1])
