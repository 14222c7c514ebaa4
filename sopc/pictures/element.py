"""An element of a drawing, as what it costs and what it refers to."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlparse

from sopc.limits import WORK

TEXTS = frozenset(("a", "text", "textPath", "tref", "tspan"))
_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COMMAND = re.compile(r"[a-df-zA-DF-Z]")
_REFERENCE = re.compile(r"#([^\s\"')]+)")
_AS_READ = re.compile(r"(url\(.+\)) *(.*)")
"""As the page engine finds what a fill refers to: up to the last parenthesis."""
_MOST_URLS = 20
"""In one value; finding each end would take longer and longer."""
_NOT_INHERITED = frozenset(("clip-path", "filter", "href", "id", "mask"))
_BOXED = re.compile(r"opacity|mask|clip-path|filter|marker")
"""Styles for which the page engine measures an element, with all that is in it, once more."""
USUAL, USE, WORDS, LETTER = 15, 35, 180, 15
"""How much work an element is, in steps of about 5 microseconds, as measured."""
_COPIED = 20
"""So many attributes an element inherits in the time of a step."""
_QUADRATIC = 800_000
"""Of a run of coordinates under one letter, the page engine copies the rest for each pair."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What styles say: which names an element refers to itself, and which all elements within it
    do, too; and whether it is measured once more."""

    direct: tuple[str, ...]
    inherited: tuple[str, ...]
    boxed: bool


@dataclass(eq=False, slots=True)
class DrawingElement:
    """An element, with those in it.

    ``own`` is the work to draw it alone; ``vertices`` are the points at which it may have markers;
    ``attributes`` is how many it has, with those that it inherits;
    ``direct`` are names of what it refers to itself, ``inherited`` of what all elements within it
    do, too.
    """

    tag: str
    place: tuple[int, int]
    name: str
    classes: tuple[str, ...]
    own: int
    vertices: int
    attributes: int
    direct: list[str] = field(default_factory=list)
    inherited: list[str] = field(default_factory=list)
    boxed: bool = False
    parent: "DrawingElement | None" = None
    children: list["DrawingElement"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    letters: int = 0

    def stand_in(self, parent: "DrawingElement") -> None:
        """Note which element it lies in: it inherits its attributes."""
        self.parent = parent
        parent.children.append(self)
        self.attributes += parent.attributes
        self.own += self.attributes // _COPIED

    def add_letters(self, count: int) -> None:
        """Note so many letters of text in it."""
        self.letters += count
        if self.tag in TEXTS:
            self.own += LETTER * count

    def take(self, said: Declared) -> None:
        """Note what a style, or an attribute, says of it."""
        self.direct += said.direct
        self.inherited += said.inherited
        self.boxed = self.boxed or said.boxed

    def around(self) -> Iterator["DrawingElement"]:
        """The elements that it lies in, the nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


def element(tag: str, attributes: Mapping[str, str], place: tuple[int, int]) -> DrawingElement:
    """An element without what is in it."""
    own = {"use": USE}.get(tag, WORDS if tag in TEXTS else USUAL)
    vertices = 0
    found: list[Declared] = []
    for name, value in attributes.items():
        key = name.rpartition("}")[2]
        if key in ("d", "points"):
            vertices = sum(1 for _ in islice(_NUMBER.finditer(value), WORK + 1))
            own += vertices
            if vertices <= WORK:
                own += sum(len(run) ** 2 // _QUADRATIC for run in _COMMAND.split(value))
        elif key == "style":
            own += len(value) // 5
            found.append(declared(value))
        else:
            own += len(value) // 5
            found.append(_said(key, value))
    classes = tuple(attributes.get("class", "").split())
    name = attributes.get("id", "")
    made = DrawingElement(tag, place, name, classes, own, vertices, len(attributes))
    for each in found:
        made.take(each)
    return made


def declared(text: str) -> Declared:
    """What the declarations of a style refer to."""
    found = [_said(*_parted(part)) for part in text.split(";") if part.strip()]
    return Declared(
        tuple(name for each in found for name in each.direct),
        tuple(name for each in found for name in each.inherited),
        any(each.boxed for each in found),
    )


def _parted(declaration: str) -> tuple[str, str]:
    key, _, value = declaration.partition(":")
    return key.strip().lower(), value.strip()


def _said(key: str, value: str) -> Declared:
    names = references(value) if "#" in value else ()
    boxed = bool(_BOXED.search(key))
    return Declared(names, (), boxed) if key in _NOT_INHERITED else Declared((), names, boxed)


def references(value: str) -> tuple[str, ...]:
    """The names that a value may refer to, also as the page engine misreads them."""
    found = set(_REFERENCE.findall(value))
    match = _AS_READ.search(value) if value.count("url(") <= _MOST_URLS else None
    for url in (value, match[1] if match else ""):
        bare = url[4:-1].strip("\"'") if url.startswith("url(") else url
        with suppress(ValueError):
            found.add(urlparse(bare).fragment)
    return tuple(sorted(found - {""}))
