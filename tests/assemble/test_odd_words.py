"""Numbers, names and words that look like something else: they are printed and linked as such."""

from pathlib import Path

import pikepdf
import pytest

from tests.books import destinations, links, numbered, text_of
from tests.catalogues import KATALOG, write_catalogue
from tests.running import build

# what would be a reference, a mark or an end in a PDF's own text
LOOKALIKE = "12 0 R (/Sopc.1.41) <</A 3 0 R>> \\( endobj % <0041>"
SETTINGS = KATALOG.replace("K.1.{unit}.{seksi}.{urut}", "NO {unit} {urut}/é").replace(
    "Kota Contoh}", "Kota (Contoh) 7 0 R}"
)
CITING, CITED = "NO 1 1/é", "NO 1 2/é"
FILES = {
    "katalog.yaml": SETTINGS.replace("off}", "off, LNK011: off}"),
    "sekretariat/umum/NO-1-1-é.yaml": numbered(CITING, f"'{LOOKALIKE}'", f"keterkaitan: {CITED}\n"),
    "sekretariat/umum/NO-1-2-é.yaml": numbered(CITED, "Menerima “≤ ½ µm” Łódź"),
    "bidang/draf 1 0 R.yaml": f"nama: '{LOOKALIKE}'\nstatus: draf\nperalatan: '{LOOKALIKE}'\n",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    return build(write_catalogue(folder / "sops", FILES), folder / "out")


def test_words_that_look_like_references_are_printed(out: Path) -> None:
    words = LOOKALIKE.replace(" ", "")
    for name in ("sop/NO-1-1-é.pdf", "sop/draf 1 0 R.pdf", "handbook.pdf"):
        text = "".join(text_of(out / name)).replace(" ", "")
        assert words in text or words.upper() in text


def test_words_that_look_like_references_come_through_as_titles(out: Path) -> None:
    with pikepdf.open(out / "sop" / "NO-1-1-é.pdf") as document:
        assert str(document.docinfo.Title) == LOOKALIKE
        assert str(document.docinfo.Author) == "Dinas Contoh Kota (Contoh) 7 0 R"
    with pikepdf.open(out / "handbook.pdf") as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
        sops = [kid.title for kid in outline.root[1].children[0].children]
    assert "Draf SOP tanpa nomor" in titles
    assert sops == [f"{CITING} {LOOKALIKE}", f"{CITED} Menerima “≤ ½ µm” Łódź"]


def test_a_number_with_spaces_and_other_letters_is_linked(out: Path) -> None:
    book = out / "handbook.pdf"
    with pikepdf.open(book) as document:
        first = destinations(document)
    assert set(first) >= {"NO-1-1-é", "NO-1-2-é", "draf 1 0 R"}
    citing, cited = first["NO-1-1-é"], first["NO-1-2-é"]
    assert [link.page for link in links(book) if citing <= link.on < cited] == [cited]
    (alone,) = links(out / "sop" / "NO-1-1-é.pdf")
    assert alone.file == "NO-1-2-é.pdf"
    assert (out / "sop" / "NO-1-2-é.pdf").is_file()


def test_a_draft_s_line_in_the_contents_leads_to_it(out: Path) -> None:
    book = out / "handbook.pdf"
    with pikepdf.open(book) as document:
        draft = destinations(document)["draf 1 0 R"]
    assert draft in [link.page for link in links(book) if link.on <= 2]
