"""A document's structure as readers who listen are told it: tags over what is marked on its pages.

The kinds are those of ISO 32000-1, 14.8.4.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content: its page, counted from 0, and its number there (MCID)."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation: its page, counted from 0, and the number of its object in the PDF."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class TaggedCell:
    """What a cell of a table spans, and for a heading which cells it stands over: ``Column`` or
    ``Row``. ``key`` is that by which other cells name it as a heading of theirs, in ``headers``."""

    columns: int = 1
    rows: int = 1
    scope: str = ""
    key: int | None = None
    headers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of the structure.

    ``name`` is the id that a template gave it. ``alt`` tells what a picture shows; ``actual`` is
    what its content says. ``box`` is a picture's place: left, lower, right, upper, in points.
    ``numbering`` says how a list's items are labelled.
    """

    kind: str
    kids: tuple["Kid", ...] = ()
    name: str = ""
    alt: str = ""
    actual: str = ""
    cell: TaggedCell | None = None
    box: tuple[float, float, float, float] | None = None
    numbering: str = ""


Kid: TypeAlias = Tag | Content | Annotation


def below(tags: tuple[Kid, ...]) -> Iterator[Tag]:
    """All tags in the order in which they are read, each before its kids."""
    for tag in tags:
        if isinstance(tag, Tag):
            yield tag
            yield from below(tag.kids)


def contents(tags: tuple[Kid, ...]) -> Iterator[Content]:
    """All marked content, as it is read."""
    for tag in tags:
        if isinstance(tag, Content):
            yield tag
        elif isinstance(tag, Tag):
            yield from contents(tag.kids)


def changed(tags: tuple[Kid, ...], change: Callable[[Tag], Tag | None]) -> tuple[Kid, ...]:
    """The same tree with each tag that ``change`` has another for in its place; it is asked for
    parents before kids, and not for those of a tag that it changed."""
    found: list[Kid] = []
    for tag in tags:
        if isinstance(tag, Tag):
            other = change(tag)
            tag = other or replace(tag, kids=changed(tag.kids, change))
        found.append(tag)
    return tuple(found)
