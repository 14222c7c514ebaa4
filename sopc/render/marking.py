"""What is marked on pages while WeasyPrint writes them, and the tags made of that.

WeasyPrint has tags of its own, by HTML elements and for each page anew. Here its pages are asked to
mark what they paint, as for those, and ``render.tagging`` makes the tags.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sopc.render.economy import compact
from sopc.render.engine import Document
from sopc.render.tagging import tags_of
from sopc.render.tags import Content, Kid, Tag, contents

_MARK = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC\n")


class Marking:
    """The marks of one document that is being written; used once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._streams: list[Any] = []
        self.tags: tuple[Tag, ...] = ()
        self.counts: tuple[int, ...] = ()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Within this, the document's pages mark what they paint."""
        pages = list(self._document.pages)

        def painting(page: Any) -> Any:
            def paint(stream: Any, scale: float = 1) -> None:
                stream._tags = {}
                self._streams.append(stream)
                type(page).paint(page, stream, scale)

            return paint

        for page in pages:
            page.paint = painting(page)
        try:
            yield
        finally:
            for page in pages:
                del page.paint

    def finish(self, document: Document, pdf: object) -> None:
        """Make the tags, and number the marks by them, before the PDF is written."""
        del pdf
        marks = [
            {box: int(mark["mcid"]) for box, mark in stream._tags.items()}
            for stream in self._streams
        ]
        tags = tags_of([page._page_box for page in document.pages], marks)
        numbers: list[dict[int, int]] = [{} for _ in marks]
        for content in sorted(contents(tags), key=lambda each: each.mcid):
            numbers[content.page][content.mcid] = len(numbers[content.page])
        for stream, own in zip(self._streams, numbers, strict=True):
            stream.stream = [compact(renumbered(_content(stream), own))]
        self.tags = tuple(tag for tag in _numbered(tags, numbers) if isinstance(tag, Tag))
        self.counts = tuple(map(len, numbers))


def _content(stream: Any) -> bytes:
    return b"\n".join(
        item if isinstance(item, bytes) else getattr(item, "data", None) or str(item).encode()
        for item in [*stream.stream, b""]
    )


def _numbered(tags: tuple[Kid, ...], numbers: list[dict[int, int]]) -> tuple[Kid, ...]:
    found: list[Kid] = []
    for kid in tags:
        if isinstance(kid, Content):
            kid = replace(kid, mcid=numbers[kid.page][kid.mcid])
        elif isinstance(kid, Tag):
            kid = replace(kid, kids=_numbered(kid.kids, numbers))
        found.append(kid)
    return tuple(found)


def renumbered(content: bytes, numbers: Mapping[int, int]) -> bytes:
    """Content whose marks have these numbers instead of their own; what has none is an artifact."""

    def other(match: re.Match[bytes]) -> bytes:
        number = numbers.get(int(match[1]))
        return b"/Artifact\nBMC\n" if number is None else b"/P\n<</MCID %d>>\nBDC\n" % number

    return _MARK.sub(other, content)
