"""Pages painted in fewer words look as they did."""

from io import BytesIO

import pypdfium2
import pytest
from pikepdf import Pdf
from PIL import Image, ImageChops, ImageFilter

from sopc.render import marking
from sopc.render.page import PageEngine

ENGINE = PageEngine("html { font-family: 'Source Sans Pro' } @page { size: A5 }", {}, "Source Sans")
TABLE = (
    """<style>table { border-spacing: 0; width: 100% } td, th { padding: 4px }
th { background: #c8c8ff } td { border: .4pt solid #999; border-left: 2pt solid #111 }</style>
<table><tr><th>Nama<th>Nilai"""
    + "<tr><td>Tavola AV To<td>1 jam" * 12
    + "</table>"
)
_SAME = ("f00", "0f0", "f00")
PAGES = {
    "a table": TABLE,
    "edges of all sorts": "<p style='border: 4px dashed #080'>a<p style='border: 3px double'>b"
    "<p style='border: 9px solid; border-color: red green blue black; border-radius: 9px'>c"
    "<p style='border-left: 5px solid red; border-bottom: 9px dotted'>d",
    "what is seen through": "<p style='background: rgba(200, 0, 0, .333333)'>a"
    "<p style='background: #0a0'>b<p style='color: rgba(0, 0, 0, .4)'>c",
    "colours one after the other": "".join(
        f"<p style='background: #{c}; border-bottom: 2px solid #111'>{c}" for c in _SAME
    ),
    "lines at words": "<p><u>bawah</u> <s>coret</s> <b style='text-decoration: overline'>atas</b>",
}  # fmt: skip


def printed(html: str) -> bytes:
    return ENGINE.lay_out(html).written().pdf


def shown(pdf: bytes) -> Image.Image:
    """A page in colours, softened by what an edge may move at this size."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=6).to_pil().convert("RGB")
    assert isinstance(page, Image.Image)
    return page.filter(ImageFilter.GaussianBlur(10))


def contents_of(pdf: bytes) -> bytes:
    with Pdf.open(BytesIO(pdf)) as document:
        data: bytes = document.pages[0].obj.Contents.read_bytes()
    return data


@pytest.mark.parametrize("page", PAGES)
def test_a_page_looks_as_it_did(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    html = PAGES[page]
    compact = printed(html)
    monkeypatch.setattr(marking, "compact", lambda content: content)
    plain = printed(html)
    assert len(contents_of(compact)) < len(contents_of(plain))
    difference = ImageChops.difference(shown(compact), shown(plain))
    assert max(difference.tobytes()) < 16


def test_a_table_takes_half_as_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    compact = printed(TABLE)
    monkeypatch.setattr(marking, "compact", lambda content: content)
    assert len(contents_of(compact)) < 0.5 * len(contents_of(printed(TABLE)))
