"""By which sides of a symbol arrows may come and go.

Arrows come in from above or at a side; they leave below or at a side. Where a
hop leaves, nothing else meets the symbol; where it comes in, others may join it, if they must.
A pentagon has its arrows on the side where the rows are.
"""

from collections import Counter
from collections.abc import Sequence

from sopc.catalogue.step import MAX_EXITS
from sopc.layout.symbols import Link, Symbol, SymbolKind, crowded, facing


class Ports:
    """The sides that the arrows of one page may use.

    Where it is ``roomy``, decisions that have a side to spare may be entered there.
    """

    def __init__(self, links: Sequence[Link], *, roomy: bool) -> None:
        hops = [link for link in links if link.hop]
        self._left = {link.source.shape: facing(link)[0] for link in hops}
        self._entered = {link.target.shape: facing(link)[1] for link in hops}
        self._crowded = crowded(links)
        exits = Counter(link.source.shape for link in links)
        self._full = {shape for shape, count in exits.items() if count >= MAX_EXITS}
        self._roomy = {shape for shape, count in exits.items() if roomy and count < MAX_EXITS}

    def exits(self, link: Link) -> list[str]:
        """The sides by which an arrow that is no hop may leave."""
        source = link.source
        if source.kind is SymbolKind.OFFPAGE:
            return ["top" if source.edge == "below" else "bottom"]
        taken = {self._left.get(source.shape), self._entered.get(source.shape)}
        if source.shape not in self._full:
            taken |= {*source.ties}
        sides = [side for side in ("bottom", "left", "right") if side not in taken]
        return [*sides, "top"] if source.shape in self._crowded else sides

    def entries(self, link: Link) -> list[str]:
        """The sides by which an arrow that is no hop may come in."""
        sides = self.sides(link.target)
        own = link.target.shape == link.source.shape
        return sides[:1] if own and link.target.kind is SymbolKind.DECISION else sides

    def sides(self, target: Symbol) -> list[str]:
        """The sides by which arrows that are no hops may come in to a symbol."""
        if target.kind is SymbolKind.OFFPAGE:
            return ["bottom" if target.edge == "above" else "top"]
        allowed = {"left", "right"} - {self._left.get(target.shape), *target.ties}
        if target.kind is SymbolKind.DECISION and target.shape not in self._roomy:
            allowed &= {self._entered.get(target.shape)}
        return ["top", *(side for side in ("left", "right") if side in allowed)]

    def joins(self, link: Link, side: str) -> bool:
        """Whether an arrow that comes in at a side joins a hop there."""
        return not link.hop and self._entered.get(link.target.shape) == side
