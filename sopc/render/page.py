"""HTML → pages, measured and written as PDF."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import PurePosixPath
from typing import NoReturn
from urllib.parse import unquote

import pypdfium2

from sopc.catalogue.form import TypefaceName
from sopc.language import Phrase
from sopc.layout.geometry import Rect
from sopc.pictures.examine import examined
from sopc.render.bounds import check_elements
from sopc.render.engine import (
    CSS,
    HTML,
    LOGGER,
    Document,
    FatalURLFetchingError,
    FontConfiguration,
    URLFetcher,
    URLFetcherResponse,
)
from sopc.render.faults import PageFault
from sopc.render.leads import leads_astray
from sopc.render.marking import Marking
from sopc.render.materials import PICTURES
from sopc.render.raster import POINTS, fitted
from sopc.render.resources import isolate_fonts
from sopc.render.sheet import Sheet
from sopc.render.tags import Tag

_FAILED = "Failed to "  # how the page engine's notes on what it left out begin


class Denied(PageFault):
    """A page asked for something that is not one of the catalogue's own files."""


class _Pictures(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type hints
    """Gives out the catalogue's pictures and nothing else; never a file, never the network.

    WeasyPrint draws a page without a picture that it cannot get or read: ``watched`` tells.
    """

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=["file"])
        self._pictures = pictures
        self._refused: list[Phrase] = []
        self._whole: set[str] = set()
        self._notes = _Notes()

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        del headers
        name = unquote(url.removeprefix(PICTURES))
        picture = self._pictures.get(name)
        if picture is None or not url.startswith(PICTURES):
            self._refuse(Phrase("a page asks for `{url}`, which is not in the catalogue", url=url))
        if name not in self._whole:
            found, _ = examined(PurePosixPath(name).suffix.lower(), picture)
            if found is not None:  # which checking has told, of all that it knew of
                self._refuse(
                    Phrase("the picture `{name}`: {reason}", name=name, reason=found.reason)
                )
            self._whole.add(name)
        return URLFetcherResponse(url, picture)

    def _refuse(self, reason: Phrase) -> NoReturn:
        self._refused.append(reason)
        raise FatalURLFetchingError(reason)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Raises Denied afterwards when a picture was refused, or could not be drawn."""
        self._refused.clear()
        self._notes.texts.clear()
        LOGGER.addHandler(self._notes)
        try:
            with suppress(FatalURLFetchingError):
                yield
        finally:
            LOGGER.removeHandler(self._notes)
        if self._refused:
            raise Denied(self._refused[0])
        if self._notes.texts:
            reason = self._notes.texts[0]
            raise Denied(Phrase("a page cannot be printed as it is: {reason}", reason=reason))


class _Notes(logging.Handler):
    """Keeps what the page engine says it left out."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if text.startswith(_FAILED):
            self.texts.append(text)


@dataclass(frozen=True, slots=True)
class Written:
    """A document as PDF, its tags, and how much marked content each page has."""

    pdf: bytes
    tags: tuple[Tag, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A laid-out document, ready to be measured and written."""

    document: Document
    sheets: tuple[Sheet, ...]
    watched: Callable[[], AbstractContextManager[None]]

    def pdf(self) -> bytes:
        """The document as PDF bytes, without tags, the same for the same input. Raises Denied."""
        self._keep_to_pages()
        with self.watched():
            return bytes(self.document.write_pdf(pdf_variant="pdf/a-2u"))

    def written(self) -> Written:
        """The document as PDF, and the tags of what is marked in it. Raises Denied."""
        self._keep_to_pages()
        marking = Marking(self.document)
        with self.watched(), marking.watched():
            pdf = self.document.write_pdf(pdf_variant="pdf/a-2u", finisher=marking.finish)
        return Written(bytes(pdf), marking.tags, marking.counts)

    def _keep_to_pages(self) -> None:
        for page in self.document.pages:
            page.anchors = {}  # the ids served to measure; as PDF destinations they would clash
            # what stands within a link would become links of its own, one over the other
            page.links = [link for link in page.links if link[3].element_tag == "a"]


def joined(first: LaidOut, second: LaidOut) -> LaidOut:
    """Two documents as one, the second after the first."""
    pages = [*first.document.pages, *second.document.pages]
    sheets = (*first.sheets, *second.sheets)
    return LaidOut(first.document.copy(pages), sheets, first.watched)


class PageEngine:
    """Lays out HTML with one style sheet, which is parsed once, in one typeface.

    The last layouts, as many as are ``kept``, are given again for the same HTML.
    """

    def __init__(
        self,
        stylesheet: str,
        pictures: Mapping[str, bytes],
        typeface: TypefaceName,
        kept: int = 0,
    ) -> None:
        self.lay_out = lru_cache(maxsize=kept)(self._lay_out) if kept else self._lay_out
        self._fetcher = _Pictures(pictures)
        self._fonts = _fonts(typeface)
        with self._fetcher.watched():
            self._css = CSS(
                string=stylesheet,
                font_config=self._fonts,
                url_fetcher=self._fetcher,
                base_url=PICTURES,
            )

    def _lay_out(self, html: str) -> LaidOut:
        """Lay out a document. Raises Denied when it asks for a foreign picture, or a broken one, or
        would lead its reader elsewhere than to the web."""
        with self._fetcher.watched():
            page = HTML(string=html, url_fetcher=self._fetcher, base_url=PICTURES)
            check_elements(page.etree_element)
            document = page.render(font_config=self._fonts, stylesheets=[self._css])
        if astray := leads_astray(document):
            raise Denied(astray)
        sheets = tuple(
            Sheet(page.width, page.height, {n: Rect(*box) for n, box in page.anchors.items()})
            for page in document.pages
        )
        return LaidOut(document, sheets, self._fetcher.watched)


def _fonts(typeface: TypefaceName) -> FontConfiguration:
    """The faces of a typeface and no others: a letter that they lack is an empty box, never one
    of another font."""
    isolate_fonts(typeface)
    return FontConfiguration()


def picture(svg: str, typeface: TypefaceName) -> bytes:
    """A flowchart's SVG as a PNG in greys on white, with ``POINTS`` points to the CSS pixel, which
    says so of itself: at its natural size it is as large as the page that it is on."""
    fetcher = URLFetcher(allowed_protocols=[])
    page = HTML(string=_on_page(fitted(svg)), url_fetcher=fetcher)
    return _points(bytes(page.write_pdf(font_config=_fonts(typeface))))


def picture_page(svg: str, typeface: TypefaceName) -> LaidOut:
    """A flowchart's SVG on a page of its size."""
    return PageEngine("", {}, typeface).lay_out(_on_page(svg))


def _on_page(svg: str) -> str:
    size = [float(svg.split(f' {name}="', 1)[1].split('"', 1)[0]) for name in ("width", "height")]
    margin = 12
    return (
        f"<style>@page {{ size: {size[0] + 2 * margin}px {size[1] + 2 * margin}px;"
        f" margin: {margin}px }} body {{ margin: 0 }} svg {{ display: block }}</style>{svg}"
    )


def _points(pdf: bytes) -> bytes:
    """The page of a PDF as a PNG."""
    scale = POINTS / 0.75 * (1 - 1e-9)  # a size that is whole is not to become one more
    resolution = (POINTS * 96, POINTS * 96)
    target = BytesIO()
    with pypdfium2.PdfDocument(pdf) as document:
        points = document[0].render(scale=scale, grayscale=True).to_pil()
        points.save(target, format="PNG", optimize=True, dpi=resolution)
    return target.getvalue()
