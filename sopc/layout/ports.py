"""By which sides of a symbol arrows may come and go.

Arrows come in from above or at a side; they leave below, a decision's also at its sides. A hop
takes the two sides that face each other; those who come to its target may join it there. A pentagon
has its arrows on the side where the rows are.
"""

from collections import Counter
from collections.abc import Sequence

from sopc.catalogue.step import MAX_EXITS
from sopc.layout.flow import Link, SymbolKind, crowded, facing


class Ports:
    """The sides that the arrows of one page may use.

    Where it is ``roomy``, decisions that have a side to spare may be entered there.
    """

    def __init__(self, links: Sequence[Link], *, roomy: bool) -> None:
        hops = [link for link in links if link.hop]
        self._came = {link.target.shape: facing(link)[1] for link in hops}
        self._went = {link.source.shape: facing(link)[0] for link in hops}
        self._crowded = crowded(links)
        exits = Counter((link.source.step, link.source.part) for link in links)
        self._roomy = {part for part, count in exits.items() if roomy and count < MAX_EXITS}

    def exits(self, link: Link) -> list[str]:
        """The sides by which an arrow that is no hop may leave."""
        shape = link.source.shape
        if link.source.edge == "below":
            return ["top"]
        if link.source.kind is not SymbolKind.DECISION:
            return ["bottom"]
        taken = (self._came.get(shape), self._went.get(shape))
        sides = [side for side in ("bottom", "left", "right") if side not in taken]
        return [*sides, "top"] if shape in self._crowded else sides

    def entries(self, link: Link, *, bulges: bool) -> list[str]:
        """The sides by which an arrow that is no hop may come in; no arrowhead has room at the
        sides of a symbol that ``bulges`` into the channels."""
        target = link.target
        if target.kind is SymbolKind.OFFPAGE:
            return ["bottom" if target.edge == "above" else "top"]
        came, went = self._came.get(target.shape), self._went.get(target.shape)
        if target.shape in self._crowded and came:
            return [came]
        allowed = {"left", "right"} - {went}
        if target.kind is SymbolKind.DECISION:
            part = (target.step, target.part)
            if part == (link.source.step, link.source.part):
                allowed = set()
            elif part not in self._roomy:
                allowed &= {came}
        elif bulges:
            allowed = set()
        return ["top", *(side for side in ("left", "right") if side in allowed)]
