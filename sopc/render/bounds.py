"""How much one template may write, before anything is made of it.

The limits of a worker (``publish.limits``) hold whatever is written; these say sooner, and better,
what is wrong.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

from sopc.language import Phrase
from sopc.render.faults import Excess

MOST_TEXT = 8 << 20
"""Characters of a template's HTML; the contents of a thousand SOPs have some 200,000."""
MOST_ELEMENTS = 40_000
"""Elements of a page's HTML: twenty times what an SOP of thirty steps has."""
DEEPEST = 200
"""Elements within each other. Pages have a dozen; the page engine fails at some 240."""
WIDEST = 1000
"""Columns or rows that a cell may span: as HTML has it of columns."""


class Element(Protocol):
    """An element of a parsed page, as ``xml.etree`` has them."""

    def iter(self) -> "Iterator[Element]": ...
    def __iter__(self) -> "Iterator[Element]": ...
    def get(self, key: str) -> str | None: ...


def bounded_text(pieces: Iterable[str]) -> str:
    """Pieces of HTML as one. Raises Excess when they grow too long."""
    found, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > MOST_TEXT:
            raise Excess(Phrase("it has more than {count} letters", count=MOST_TEXT))
        found.append(piece)
    return "".join(found)


def check_elements(root: Element) -> None:
    """Raises Excess for a page of too many elements, too deep within each other, or too wide."""
    if next(islice(root.iter(), MOST_ELEMENTS, None), None) is not None:
        raise Excess(Phrase("it has more than {count} elements", count=MOST_ELEMENTS))
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise Excess(Phrase("it has {count} elements within each other", count=depth))
        for element in level:
            for name in ("colspan", "rowspan", "span"):
                if _number(element.get(name)) > WIDEST:
                    raise Excess(Phrase("`{name}` is more than {most}", name=name, most=WIDEST))
        level = [child for element in level for child in element]


def _number(value: str | None) -> int:
    digits = (value or "").strip()
    if not digits.isdecimal():
        return 0
    return int(digits) if len(digits) < 9 else WIDEST + 1
