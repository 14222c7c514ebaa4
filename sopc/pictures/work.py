"""How much work a drawing is for the page engine, counted without doing it.

What is referred to (by ``use``, as pattern, mask, clip or marker) is drawn wherever it is referred
to, and may itself refer to more: a few lines can ask for billions of elements, or never end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sopc.language import Phrase
from sopc.limits import DEPTH, WORK
from sopc.pictures.element import DrawingElement
from sopc.pictures.unfit import UnfitPicture

_GRADIENTS = ("linearGradient", "radialGradient")
_GRADIENT, _STOP = 60, 12
_REFERENCE = 50
_LOOKUPS = 5
"""Each name that is referred to is looked for in all elements, five in the time of a step."""
_NOT_DRAWN = frozenset(
    ("clipPath", "defs", "filter", "marker", "mask", "metadata", "pattern", "style", "symbol")
)
"""What is drawn only where it is referred to."""
_SIMPLIFY = Phrase("simplify its paths, or save it as a PNG file")


@dataclass(frozen=True, slots=True)
class _Sum:
    """What drawing elements takes: work, how many they are, their vertices and letters, and how
    deep they lie; ``bare`` is the work without that for what they refer to."""

    work: int = 0
    bare: int = 0
    count: int = 0
    vertices: int = 0
    letters: int = 0
    depth: int = 0

    def with_part(self, part: "_Sum") -> "_Sum":
        return _Sum(
            self.work + part.work,
            self.bare + part.bare,
            self.count + part.count,
            self.vertices + part.vertices,
            self.letters + part.letters,
            max(self.depth, part.depth + 1),
        )

    def with_work(self, work: int, depth: int = 0) -> "_Sum":
        return _Sum(
            self.work + work,
            self.bare,
            self.count,
            self.vertices,
            self.letters,
            max(self.depth, depth + 1),
        )


def hold_work(elements: Sequence[DrawingElement]) -> None:
    """Raises UnfitPicture when a drawing, root first, takes more work than a page may."""
    named: dict[str, DrawingElement] = {}
    for each in elements:
        if each.name:
            named.setdefault(each.name, each)
    wanted = {name for each in elements for name in (*each.direct, *each.inherited)}
    counting = _Counting(named)
    if len(wanted) * len(elements) // _LOOKUPS > WORK:
        raise too_much(elements[0])
    counting.drawn(elements[0])


def too_much(each: DrawingElement) -> UnfitPicture:
    """What is said of an element that takes too much work."""
    return UnfitPicture(Phrase("it takes too much work to draw"), _SIMPLIFY, *each.place)


class _Counting:
    """Sums of elements, each made once."""

    def __init__(self, named: Mapping[str, DrawingElement]) -> None:
        self._named = named
        self._done: dict[DrawingElement, _Sum] = {}
        self._alone: dict[DrawingElement, _Sum] = {}
        self._under_way: set[DrawingElement] = set()
        self._referred_to: set[DrawingElement] = set()
        self._stops = max(
            (len(each.children) for each in named.values() if each.tag in _GRADIENTS), default=0
        )

    def drawn(self, each: DrawingElement) -> _Sum:
        """The sum of an element where it stands, with all in it and all that those refer to."""
        known = self._done.get(each)
        if known is not None:
            return known
        if each in self._under_way:
            raise self._endless(each)
        if len(self._under_way) > DEPTH:
            raise self._too_deep(each)
        self._under_way.add(each)
        found = self._hold(each, self._sum(each))
        self._under_way.remove(each)
        self._done[each] = found
        return found

    def _sum(self, each: DrawingElement) -> _Sum:
        found = _Sum(each.own, each.own, 1, each.vertices, each.letters)
        for child in each.children:
            if child.tag not in _NOT_DRAWN and child.tag not in _GRADIENTS:
                found = found.with_part(self.drawn(child))
        for name in each.direct:
            target = self._named.get(name)
            if target is None:
                continue
            if each.tag == "use":
                found = found.with_part(self.drawn(target))
            else:
                times = 1 + (found.letters if each.tag == "textPath" else 0)
                part = self._referred(target)
                found = found.with_work(times * (part.work + _REFERENCE), part.depth)
        found = self._with_inherited(each, found)
        # it is measured first, with all that is in it
        return found.with_work(found.bare) if each.boxed else found

    def _with_inherited(self, each: DrawingElement, found: _Sum) -> _Sum:
        """What all elements in one refer to, such as a pattern to fill them, drawn for each."""
        for name in each.inherited:
            target = self._named.get(name)
            if target is None:
                continue
            part = self._referred(target)
            times = found.vertices if target.tag == "marker" else found.count
            found = found.with_work(times * (part.work + _REFERENCE), part.depth)
        return found

    def _referred(self, target: DrawingElement) -> _Sum:
        """The sum of what is referred to, which inherits from what it is defined in."""
        if target.tag in _GRADIENTS:
            return _Sum(_GRADIENT + _STOP * self._stops)
        known = self._alone.get(target)
        if known is None:
            if target in self._referred_to:
                raise self._endless(target)
            self._referred_to.add(target)
            known = self.drawn(target)
            for above in target.around():
                known = self._with_inherited(above, known)
            self._alone[target] = self._hold(target, known)
        return known

    def _hold(self, each: DrawingElement, found: _Sum) -> _Sum:
        if found.work > WORK:
            raise too_much(each)
        if found.depth > DEPTH:
            raise self._too_deep(each)
        return found

    def _endless(self, each: DrawingElement) -> UnfitPicture:
        return UnfitPicture(Phrase("it refers to itself, without end"), _SIMPLIFY, *each.place)

    def _too_deep(self, each: DrawingElement) -> UnfitPicture:
        return UnfitPicture(
            Phrase("its elements are more than {most} deep", most=DEPTH), _SIMPLIFY, *each.place
        )
