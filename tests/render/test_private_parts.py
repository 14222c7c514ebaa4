"""What sopc leans on in WeasyPrint beyond what it promises to keep.

It is why pyproject.toml has an upper bound. Before that is raised, these tests run with the new
version: a failure names the part that changed.
"""

import logging
import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import ImageFile

from sopc.render.resources import isolate_fonts
from tests.pictures import png

isolate_fonts()
from weasyprint import HTML, Document  # noqa: E402  # reads its settings of fonts when imported
from weasyprint.formatting_structure import boxes  # noqa: E402
from weasyprint.layout.absolute import AbsolutePlaceholder  # noqa: E402
from weasyprint.logger import LOGGER  # noqa: E402
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: E402


class _Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type hints
    """Gives out one picture, whatever is asked for, and notes how it was asked."""

    def __init__(self, picture: bytes | None = None) -> None:
        super().__init__(allowed_protocols=["file"])
        self.picture = picture
        self.asked: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        del headers
        self.asked.append(url)
        if self.picture is None:
            raise FatalURLFetchingError("tidak boleh")
        return URLFetcherResponse(url, self.picture)


def _laid_out(html: str, fetcher: URLFetcher | None = None) -> Document:
    style = '<style>html { font-family: "Source Sans Pro" }</style>'
    fetcher = fetcher or _Fetcher()
    return HTML(string=style + html, url_fetcher=fetcher, base_url="file:///").render()


def test_a_page_s_anchors_can_be_taken_away() -> None:
    document = _laid_out('<p id="tempat">x</p><a href="#tempat">ke sana</a>')
    (page,) = document.pages
    assert [len(box) for box in page.anchors.values()] == [4]
    with pikepdf.open(BytesIO(document.write_pdf())) as pdf:
        assert "/Names" in pdf.Root
    page.anchors = {}
    page.links = []
    with pikepdf.open(BytesIO(document.write_pdf())) as pdf:
        assert "/Dests" not in pdf.Root.get("/Names", {})
        assert "/Annots" not in pdf.pages[0]


def test_a_page_s_links_know_their_elements() -> None:
    (page,) = _laid_out('<a href="https://contoh.id"><span>satu <b>dua</b></span></a>').pages
    assert {link[0] for link in page.links} == {"external"}
    assert {link[1] for link in page.links} == {"https://contoh.id"}
    assert {link[3].element_tag for link in page.links} == {"a", "span", "b"}


def test_pages_of_two_documents_become_one() -> None:
    first, second = _laid_out("<p>satu"), _laid_out("<p>dua")
    both = first.copy([*first.pages, *second.pages])
    with pikepdf.open(BytesIO(both.write_pdf())) as pdf:
        assert len(pdf.pages) == 2


def test_a_picture_that_is_refused_ends_the_layout() -> None:
    fetcher = _Fetcher()
    with pytest.raises(FatalURLFetchingError, match="tidak boleh"):
        _laid_out('<img src="a.png">', fetcher)
    assert fetcher.asked == ["file:///a.png"]


def test_a_picture_that_is_left_out_is_told_in_these_words(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LOGGER, "propagate", True)
    with caplog.at_level(logging.ERROR, LOGGER.name):
        _laid_out('<img src="a.png">', _Fetcher(b"bukan gambar"))
    assert [record.getMessage()[:10] for record in caplog.records] == ["Failed to "]


def test_cut_pictures_are_filled_by_the_engine() -> None:
    """Why pictures are looked at before the engine sees them."""
    _laid_out('<img src="a.png">', _Fetcher(png()))
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_a_face_is_embedded_in_this_form() -> None:
    """Its name behind six letters, glyphs by their numbers in the file, and their map to text."""
    with pikepdf.open(BytesIO(_laid_out("<p>AB").write_pdf())) as pdf:
        ((_, font),) = pdf.pages[0].Resources.Font.items()
        assert re.fullmatch(r"/[A-Z]{6}\+Source-Sans-Pro", str(font.BaseFont))
        assert (str(font.Subtype), str(font.Encoding)) == ("/Type0", "/Identity-H")
        mapped = font.ToUnicode.read_bytes()
        assert re.search(
            rb"beginbfchar\s+<[0-9a-fA-F]{4}> <0041>\s+<[0-9a-fA-F]{4}> <0042>", mapped
        )


def test_pages_mark_what_they_paint_when_asked_to() -> None:
    """On the way of a page's ``paint``, a stream takes a dictionary for its marks, and fills it
    with boxes that are on the page; what is drawn besides is an artifact."""
    document = _laid_out('<p style="border-bottom: 1px solid">A <a href="https://contoh.id">B</a>')
    (page,) = document.pages
    streams = []

    def paint(stream: Any, scale: float = 1) -> None:
        stream._tags = {}
        streams.append(stream)
        type(page).paint(page, stream, scale)

    page.paint = paint
    finished: list[object] = []

    def finish(document: Document, pdf: object) -> None:
        finished.extend((document, pdf))
        assert {item for item in streams[0].stream if item in ("/Span", "/Artifact")} == {
            "/Span",
            "/Artifact",
        }
        assert b"<</MCID 0>>" in [getattr(item, "data", None) for item in streams[0].stream]

    document.write_pdf(finisher=finish)
    assert finished[0] is document
    ((first, one), (second, two)) = streams[0]._tags.items()
    assert (one["mcid"], two["mcid"]) == (0, 1)
    assert isinstance(first, boxes.TextBox)
    assert second.element.tag == "a"
    assert not any(isinstance(box, boxes.MarginBox) for box in page._page_box.children[:1])
    linked = [box for box in page._page_box.descendants() if box.link_annotation is not None]
    assert {box.element_tag for box in linked} == {"a"}
    assert all(box.link_annotation.number > 0 for box in linked)


def test_boxes_say_what_they_are() -> None:
    html = (
        '<style>li::before { content: "- " }</style><ol><li>a</ol><table><td colspan="2">b</table>'
    )
    (page,) = _laid_out(html).pages
    found = list(page._page_box.descendants())
    assert {"li", "li::marker", "li::before", "td"} <= {box.element_tag for box in found}
    assert 2 in {box.colspan for box in found if box.element_tag == "td"}
    assert any(isinstance(box, boxes.InlineLevelBox) for box in found)


def test_what_is_placed_stands_behind_a_placeholder() -> None:
    (page,) = _laid_out('<div style="position: relative"><b style="position: absolute">a').pages
    children = [c for box in page._page_box.descendants() for c in getattr(box, "children", ())]
    placed = [child for child in children if isinstance(child, AbsolutePlaceholder)]
    assert [each._box.element_tag for each in placed] == ["b"]
