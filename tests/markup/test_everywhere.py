"""No mark reaches a reader: from any text of a catalogue, in anything that is made of it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Object, Pdf

from tests.books import text_of
from tests.catalogues import FIRST, write_catalogue
from tests.markup.everywhere import WORDS, marked_everywhere, text_fields
from tests.render.every_page import every_page
from tests.running import build, sopc

ADDRESS = "https://b.go.id"
RAW = re.compile(r"\*(miring|ya|tidak)|(miring|ya|tidak)\*|\[taut|taut\]|https://b\.go\.id")
"""What only an editor should see."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_catalogue(tmp_path_factory.mktemp("everywhere"), marked_everywhere()[0])


@pytest.fixture(scope="module")
def out(root: Path) -> Path:
    return build(root, root.parent / "built")


def test_every_text_of_every_model_is_among_them() -> None:
    assert marked_everywhere()[1] == text_fields()


def strings(value: Object) -> Iterator[str]:
    """All texts in an object of a PDF, but for the addresses of links."""
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, Array):
        for each in value.as_list():
            if isinstance(each, Object) and not each.is_indirect:
                yield from strings(each)
    elif isinstance(value, Dictionary | pikepdf.Stream):
        for key, each in value.items():
            if isinstance(each, Object) and not each.is_indirect and key != "/URI":
                yield from strings(each)


def texts_of(pdf: Path) -> Iterator[str]:
    """What a reader sees of a PDF: its pages, outline, titles, descriptions, metadata."""
    yield from text_of(pdf)
    with pikepdf.open(pdf) as document:
        for item in document.objects:
            if isinstance(item, Dictionary | Array | pikepdf.Stream | pikepdf.String):
                yield from strings(item)
        yield document.Root.Metadata.read_bytes().decode("utf-8")


def test_no_mark_is_in_a_pdf_and_each_link_is_live(out: Path) -> None:
    pdfs = sorted(out.rglob("*.pdf"))
    assert len(pdfs) > 5
    for pdf in pdfs:
        # a link is described by its address
        found = [text for text in texts_of(pdf) if RAW.search(text) and text != ADDRESS]
        assert found == [], pdf
    for pdf in (out / "handbook.pdf", out / "sop" / "K.1.1.1.1.pdf"):
        assert ADDRESS in addresses(pdf)


def addresses(pdf: Path) -> set[str]:
    with Pdf.open(pdf) as document:
        return {
            str(annotation.A.URI)
            for page in document.pages
            for annotation in page.obj.get("/Annots", Array()).as_list()
            if "/URI" in annotation.get("/A", Dictionary())
        }


def test_words_are_printed_in_the_lines_they_have(out: Path) -> None:
    (page,) = (text for text in text_of(out / "sop" / "K.1.1.1.1.pdf") if "Dasar Hukum" in text)
    for words in ("SMA", "Teliti", "Surat hilang", "Komputer", "SOP Lain", "Undang-Undang"):
        assert f"{words}{WORDS}" in page


def test_outline_and_metadata_have_words_in_one_line(out: Path) -> None:
    with Pdf.open(out / "handbook.pdf") as document, document.open_outline() as outline:
        titles = [str(item.title) for item in outlined(outline.root)]
        assert f"I. Sekretariat{WORDS}" in titles
        assert f"Sub Bagian Umum{WORDS}" in titles
        assert f"K.1.1.1.1 Menerima Surat{WORDS}" in titles
        assert str(document.docinfo.Title) == f"Kumpulan SOP{WORDS}"
        assert str(document.docinfo.Author) == f"Dinas Contoh{WORDS}"


def outlined(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from outlined(item.children)


def test_no_mark_is_in_data_drawings_and_graphs(root: Path, out: Path) -> None:
    dot = root.parent / "flow.dot"
    assert sopc("flowchart", "K.1.1.1.1", "--sops", root, "-o", dot).exit_code == 0
    files = [dot, *out.rglob("*.svg"), *out.rglob("index.*"), out / "manifest.json"]
    assert len(files) >= 7
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert RAW.search(text) is None, file
        assert "miring taut" in " ".join(text.split()) or file.name == "manifest.json", file
    (row,) = (r for r in json.loads((out / "index.json").read_text()) if r["nomor"] == "K.1.1.1.1")
    assert (row["nama"], row["unit"], row["seksi"]) == (
        f"Menerima Surat{WORDS}",
        f"Sekretariat{WORDS}",
        f"Sub Bagian Umum{WORDS}",
    )


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_mark_is_in_a_message(tmp_path: Path, language: str) -> None:
    files, _ = marked_everywhere()
    title = "nama: 'Menerima Surat *miring*\n\n  [taut](https://b.go.id)'\n"
    assert title in files[FIRST]
    files["bidang/K.1.2.1.1.yaml"] = files["bidang/K.1.2.1.1.yaml"].replace(
        "dasar_hukum", "keterkaitan: [{luar: SOP Menerima Surat miring taut}]\ndasar_hukum"
    )
    files["pejabat.yaml"] += "lain:\n  nama: Lain\n  nip: 19700101 199503 1 001\n  jabatan: X\n"
    copy = write_catalogue(tmp_path / "sops", files)
    done = sopc("--lang", language, "check", "--sops", copy, "--format", "json")
    messages = [f"{each['message']} {each['hint']}" for each in json.loads(done.stdout)]
    assert any("SOP Menerima Surat miring taut" in message for message in messages)
    assert [message for message in messages if RAW.search(message)] == []


def test_a_foot_and_a_line_of_the_contents_are_one_line_without_links(root: Path) -> None:
    html = list(every_page(root))
    feet = {
        foot.replace("&#160;", " ")
        for page in html
        for foot in re.findall(r'<div class="footer.*?">(.*?)</div>', page)
    }
    assert f"K.1.1.1.1 · Menerima Surat{WORDS}" in feet
    assert f"Sekretariat{WORDS}" in feet
    assert [foot for foot in feet if "<" in foot] == []
    titles = {
        each for page in html for each in re.findall(r"<title>(.*?)</title>", page, re.DOTALL)
    }
    assert f"Menerima Surat{WORDS}" in titles
    assert [title for title in titles if "\n" in title or "<" in title] == []
    lines = {
        each for page in html for each in re.findall(r'<a class="line" href="sop:K.*?</a>', page)
    }
    assert any(">Menerima Surat <em>miring</em> taut<" in line for line in lines)
    assert [line for line in lines if "<br>" in line or ADDRESS in line] == []
