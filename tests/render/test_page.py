"""The page engine lets nothing in from outside."""

from pathlib import Path

import pypdfium2
import pytest

from sopc.diagnostics import SopcError
from sopc.render.page import PageEngine, joined
from sopc.render.resources import isolate_fonts
from tests.books import text_of
from tests.pictures import PNG, SVG, png


@pytest.fixture(scope="module")
def engine() -> PageEngine:
    isolate_fonts()
    return PageEngine(
        "", {"a.png": PNG, "a b.svg": SVG, "rusak.png": png(sum_off=1)}, "Source Sans"
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.png",
        "https://contoh.id/x.png",
        "file:///etc/hostname",
        "file:///proc/self/environ",
        "../rahasia.png",
        "data:image/png;base64,AAAA",
        "ftp://contoh.id/x",
    ],
)
def test_foreign_resources_fail_the_build(engine: PageEngine, address: str) -> None:
    with pytest.raises(SopcError, match="which is not in the catalogue") as refusal:
        engine.lay_out(f'<img src="{address}">')
    assert address.removeprefix("../") in str(refusal.value)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:app.alert(1)",
        "JavaScript:x",
        " \tjavascript:x",
        "file:///etc/passwd",
        "x.html",
        "//contoh.id/x",
        "data:text/html,x",
        "vbscript:x",
        "smb://contoh.id/x",
        "search-ms:query=x",
        "http:x",
    ],
)
def test_no_link_leads_to_the_readers_machine(engine: PageEngine, address: str) -> None:
    for html in ("<a href='{}'>x</a>", "<h1><a href='#y'>y</a></h1><p id=y><a href='{}'>x</a>"):
        with pytest.raises(SopcError, match=r"a page links to `.+`: links begin with https:"):
            engine.lay_out(html.format(address))


@pytest.mark.parametrize(
    "html", ["<a rel=attachment href=a.png>x</a>", "<link rel=attachment href=a.png>x"]
)
def test_no_page_brings_a_file_along(engine: PageEngine, html: str) -> None:
    with pytest.raises(SopcError, match="a page has a file attached"):
        engine.lay_out(html)


def test_links_to_the_web_and_to_pages_are_printed(engine: PageEngine) -> None:
    there = (
        "https://contoh.id",
        "HTTP://contoh.id/a?b#c",
        "mailto:a@contoh.id",
        "tel:+62721",
        "#a",
    )
    html = "".join(f"<a href='{address}'>x</a>" for address in there)
    (page,) = engine.lay_out(f"<p id=a>{html}").document.pages
    assert [link[1] for link in page.links] == [*there[:-1], "a"]


def test_one_refusal_is_not_told_of_the_next_page(engine: PageEngine) -> None:
    with pytest.raises(SopcError, match="lain"):
        engine.lay_out('<img src="lain.png">')
    assert len(engine.lay_out("<p>x").sheets) == 1


@pytest.mark.parametrize("address", ["a.png", "a%20b.svg", "file:///pictures/a.png"])
def test_the_catalogue_s_pictures_are_printed(engine: PageEngine, address: str) -> None:
    pdf = engine.lay_out(f'<img src="{address}" alt="Gambar">').pdf()
    with pypdfium2.PdfDocument(pdf) as document:
        shown = document[0].render().to_pil().convert("RGB")
    colours = {colour for _, colour in shown.getcolors(1 << 20)}
    assert any(red > 150 and green < 100 for red, green, _ in colours)


def test_a_broken_picture_is_named(engine: PageEngine) -> None:
    with pytest.raises(SopcError, match=r"the picture `rusak\.png`: it is damaged"):
        engine.lay_out('<img src="rusak.png">')


def test_a_picture_within_a_drawing_is_refused() -> None:
    svg = SVG.replace(
        b"<circle", b'<image href="file:///etc/hostname" width="9" height="9"/><circle'
    )
    with pytest.raises(SopcError, match=r"the picture `a\.svg`: it shows another picture within"):
        PageEngine("", {"a.svg": svg}, "Source Sans").lay_out('<img src="a.svg">')


def test_two_documents_become_one(engine: PageEngine, tmp_path: Path) -> None:
    both = joined(engine.lay_out("<p>satu"), engine.lay_out("<p>dua"))
    path = tmp_path / "a.pdf"
    path.write_bytes(both.pdf())
    assert len(both.sheets) == 2
    assert text_of(path) == ["satu", "dua"]


def test_elements_are_measured_page_by_page(engine: PageEngine) -> None:
    laid_out = engine.lay_out(
        '<p id="a" style="margin:0;height:20px">x</p><p id="b" style="break-before:page">y</p>'
    )
    first, second = laid_out.sheets
    assert first.anchors["a"].height == 20
    assert set(second.anchors) == {"b"}
