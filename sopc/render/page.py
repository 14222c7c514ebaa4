"""HTML → pages, measured and written as PDF. The only user of WeasyPrint."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pypdfium2
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from sopc.diagnostics import SopcError
from sopc.layout.geometry import Rect


class Denied(SopcError):
    """A page asked for something that is not one of the catalogue's own files."""


class _OwnFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type hints
    """Gives out files below the catalogue's folder and nothing else; never the network."""

    def __init__(self, root: Path) -> None:
        super().__init__(allowed_protocols=["file"])
        self._root = root.resolve()

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        del headers
        parts = urlsplit(url)
        try:
            path = Path(unquote(parts.path)).resolve()
        except (OSError, RuntimeError):  # a link that leads to itself
            raise FatalURLFetchingError(f"`{url}` cannot be read") from None
        if parts.scheme != "file" or not path.is_relative_to(self._root) or not path.is_file():
            raise FatalURLFetchingError(f"a page asks for `{url}`, which is not in the catalogue")
        return URLFetcherResponse(url, path.read_bytes())


@dataclass(frozen=True, slots=True)
class Sheet:
    """One laid-out page: its size and the rectangles of its elements by id, in CSS pixels."""

    width: float
    height: float
    anchors: Mapping[str, Rect]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A laid-out document, ready to be measured and written."""

    document: Document
    sheets: tuple[Sheet, ...]

    def pdf(self) -> bytes:
        """The document as tagged PDF bytes, the same for the same input."""
        for page in self.document.pages:
            page.anchors = {}  # the ids served to measure; as PDF destinations they would clash
        return bytes(self.document.write_pdf(pdf_tags=True))


def joined(first: LaidOut, second: LaidOut) -> LaidOut:
    """Two documents as one, the second after the first."""
    pages = [*first.document.pages, *second.document.pages]
    return LaidOut(first.document.copy(pages), (*first.sheets, *second.sheets))


class PageEngine:
    """Lays out HTML with one style sheet, which is parsed once."""

    def __init__(self, stylesheet: str, root: Path) -> None:
        self._fetcher = _OwnFiles(root)
        self._fonts = FontConfiguration()
        try:
            self._css = CSS(string=stylesheet, font_config=self._fonts, url_fetcher=self._fetcher)
        except FatalURLFetchingError as error:
            raise Denied(str(error)) from None

    def lay_out(self, html: str) -> LaidOut:
        """Lay out a document. Raises Denied when it asks for a foreign resource."""
        try:
            document = HTML(string=html, url_fetcher=self._fetcher).render(
                font_config=self._fonts, stylesheets=[self._css]
            )
        except FatalURLFetchingError as error:
            raise Denied(str(error)) from None
        sheets = tuple(
            Sheet(page.width, page.height, {n: Rect(*box) for n, box in page.anchors.items()})
            for page in document.pages
        )
        return LaidOut(document, sheets)


def picture(svg: str, form: str) -> bytes:
    """An SVG document as a one-page ``pdf``, or as a ``png`` at twice its size in pixels."""
    size = [float(svg.split(f'{name}="', 1)[1].split('"', 1)[0]) for name in ("width", "height")]
    margin = 12
    html = (
        f"<style>@page {{ size: {size[0] + 2 * margin}px {size[1] + 2 * margin}px;"
        f" margin: {margin}px }} svg {{ display: block }}</style>{svg}"
    )
    fetcher = URLFetcher(allowed_protocols=[])
    pdf = bytes(HTML(string=html, url_fetcher=fetcher).write_pdf())
    if form == "pdf":
        return pdf
    page = pypdfium2.PdfDocument(pdf)[0]
    target = BytesIO()
    page.render(scale=2 / 0.75).to_pil().save(target, format="PNG")
    return target.getvalue()
