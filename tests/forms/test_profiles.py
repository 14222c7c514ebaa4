"""Each form that comes with the program, on a small catalogue of its own: what is printed."""

import json
from pathlib import Path

import pikepdf
import pytest

from sopc.load.forms import shipped_forms
from tests.books import links, text_of
from tests.running import build, sopc

HERE = Path(__file__).parent
PROFILES = ("iso-9001-en", "lampung-2020", "permenpanrb-35-2012")


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("profiles")
    return {name: build(HERE / name, folder / name) for name in PROFILES}


def in_order(text: str, *words: str) -> None:
    """Whether words stand in a text one after the other, whatever is between them."""
    place = 0
    for word in words:
        assert word in text[place:], (word, text[place:])
        place = text.index(word, place) + len(word)


def absent(text: str, *words: str) -> None:
    assert [word for word in words if word in text] == []


def outline_of(pdf: Path) -> list[str]:
    with pikepdf.open(pdf) as document, document.open_outline() as outline:
        return [str(item.title) for item in outline.root]


@pytest.mark.parametrize("name", PROFILES)
def test_there_is_a_catalogue_for_each_form_and_nothing_is_found_in_it(name: str) -> None:
    assert set(PROFILES) == set(shipped_forms())
    result = sopc("check", "--sops", HERE / name, "--lang", "en")
    assert (result.exit_code, result.stdout.strip()) == (0, "no findings")


@pytest.mark.parametrize("name", PROFILES)
def test_the_index_names_the_page_on_which_each_sop_begins(
    builds: dict[str, Path], name: str
) -> None:
    book = text_of(builds[name] / "handbook.pdf")
    rows = json.loads((builds[name] / "index.json").read_text(encoding="utf-8"))
    cited = {link.page for link in links(builds[name] / "handbook.pdf")}
    for row in rows:
        first, before = book[row["halaman"] - 1], book[row["halaman"] - 2]
        assert row["nomor"] in first
        assert f"{row['nomor']} · {row['nama']}" not in before
        assert row["halaman"] in cited


def test_the_regulation_s_book_begins_as_the_regulation_has_it(builds: dict[str, Path]) -> None:
    cover, decree, contents, explanation, *_ = text_of(
        builds["permenpanrb-35-2012"] / "handbook.pdf"
    )
    in_order(cover, "DINAS PERPUSTAKAAN KOTA CONTOH", "STANDAR OPERASIONAL PROSEDUR (SOP)",
             "TAHUN 2025", "Jalan Buku Nomor 1 Kota Contoh 12345")  # fmt: skip
    in_order(decree, "KEPUTUSAN KEPALA DINAS", "Menimbang", "Memutuskan")
    in_order(contents, "DAFTAR ISI", "No. Urut", "SOP-001/1/2025", "Peminjaman Buku")
    in_order(explanation, "PENJELASAN SINGKAT", "Ruang lingkup", "Pengertian")
    with pikepdf.open(builds["permenpanrb-35-2012"] / "handbook.pdf") as book:
        assert "/XObject" in book.pages[0].Resources  # the logo


@pytest.mark.parametrize("book", ["handbook.pdf", "volume/1-layanan.pdf"])
def test_decree_and_explanation_are_in_the_outline(builds: dict[str, Path], book: str) -> None:
    decree, contents, explanation, *_ = outline_of(builds["permenpanrb-35-2012"] / book)
    assert decree.startswith("Keputusan Kepala Dinas")
    assert (contents, explanation) == ("Daftar Isi", "Penjelasan Singkat")


def test_the_regulation_s_sop_has_an_identity_part_and_a_flowchart_part(
    builds: dict[str, Path],
) -> None:
    identity, chart = text_of(builds["permenpanrb-35-2012"] / "sop" / "SOP-001-1-2025.pdf")
    in_order(identity, "Nomor SOP SOP-001/1/2025", "Tanggal Pembuatan 2 Januari 2025",
             "Tanggal Revisi Februari 2025", "Tanggal Efektif 10 Maret 2025", "Disahkan oleh",
             "a.n. Wali Kota Contoh", "NIP. 19700101 199503 1 001", "Nama SOP Peminjaman Buku",
             "Dasar Hukum", "Kualifikasi Pelaksana",
             "Undang-Undang Nomor 43 Tahun 2007 tentang Perpustakaan",
             "Keterkaitan", "Peralatan/Perlengkapan", "SOP Pengembalian Buku (SOP-002/1/2025)",
             "Peringatan", "Pencatatan dan Pendataan")  # fmt: skip
    in_order(chart, "No", "Kegiatan", "Pelaksana", "Mutu Baku", "Keterangan")
    in_order(chart, "Pemustaka", "Petugas Sirkulasi", "Kepala Bidang Layanan", "Kelengkapan",
             "Waktu", "Output", "Jumlah waktu", "11 menit")  # fmt: skip
    absent(identity + chart, "TAHUN 2025", "Tgl.", "Tanggal Pengesahan", "Uraian Prosedur",
           "Persyaratan", "FLOWCHART", "SOP PEMINJAMAN BUKU")  # fmt: skip


def test_the_book_of_2020_is_printed_in_its_words(builds: dict[str, Path]) -> None:
    cover, identity, chart = text_of(builds["lampung-2020"] / "sop" / "V.1.1.1.1.pdf")
    in_order(cover, "DINAS ARSIP KOTA CONTOH", "STANDAR OPERASIONAL PROSEDUR (SOP)",
             "PENGELOLAAN SURAT MASUK", "V.1.1.1.1", "TAHUN 2020")  # fmt: skip
    in_order(identity, "Nomor SOP V.1.1.1.1", "Tgl. Pembuatan 01 Oktober 2020", "Tgl. Revisi –",
             "Tgl. Pengesahan 02 November 2020", "Disahkan oleh", "An. Wali Kota Contoh",
             "Nama SOP Pengelolaan Surat Masuk", "SOP PENGELOLAAN SURAT MASUK")  # fmt: skip
    in_order(chart, "FLOWCHART SOP PENGELOLAAN SURAT MASUK", "Uraian Prosedur", "Pelaksana",
             "Mutu Baku", "Ket")  # fmt: skip
    in_order(chart, "Persyaratan/ Perlengkapan", "Waktu", "Output", "Jumlah waktu",
             "1 hari kerja 65 menit", "An. WALI KOTA CONTOH")  # fmt: skip
    absent(cover + identity + chart, "Jalan Arsip", "Tanggal", "Kegiatan", "Keterangan")


def test_the_english_form_has_authors_revisions_and_boxes_of_its_own(
    builds: dict[str, Path],
) -> None:
    identity, chart = text_of(builds["iso-9001-en"] / "sop" / "QP-01.pdf")
    in_order(identity, "Document No. QP-01", "Title Receiving Samples", "Revision 2",
             "Effective date 10 March 2025", "Prepared by Name of the Analyst Senior Analyst",
             "Reviewed by Name of the Quality Manager", "Approved by", "Laboratory Director",
             "Name of the Director", "Purpose", "Scope", "To receive samples", "Definitions",
             "References", "ISO/IEC 17025", "Related procedures", "Records",
             "Storing Samples (QP-02)", "Revision history", "Revision Date Description",
             "1 June 2024 First issue", "2 10 March 2025 Labels are printed",
             "Page 1 of 2")  # fmt: skip
    in_order(chart, "No.", "Activity", "Responsible", "Inputs", "Time", "Output", "Remarks")
    in_order(chart, "Customer", "Laboratory", "Analyst", "Quality Manager",
             "Total time", "2 working days 155 minutes", "Page 2 of 2")  # fmt: skip
    absent(identity + chart, "NIP", "Mutu", "Halaman", "Nomor", "Dasar Hukum", "menit", "Mulai")


def test_the_english_book_is_english_throughout(builds: dict[str, Path]) -> None:
    book = builds["iso-9001-en"] / "handbook.pdf"
    cover, contents, *_ = pages = text_of(book)
    in_order(cover, "EXAMPLE LABORATORY", "STANDARD OPERATING PROCEDURES", "2025",
             "1 Sample Street Exampletown")  # fmt: skip
    in_order(contents, "CONTENTS", "Document No.", "Title", "Page", "1. LABORATORY",
             "Storing Samples (draft)", "ANNEXES", "Map of Related Procedures")  # fmt: skip
    assert "DRAFT · QP-02 · Storing Samples" in " ".join(pages)
    assert outline_of(book) == ["Contents", "1. Laboratory", "Map of Related Procedures"]
    drawing = (builds["iso-9001-en"] / "flowchart" / "QP-01.svg").read_text(encoding="utf-8")
    in_order(drawing, 'lang="en"', "Flowchart QP-01 Receiving Samples",
             "yes: step 3", "no: step 1")  # fmt: skip
    absent(" ".join(pages) + drawing, "langkah", "Halaman", "TAHUN", "draf)", "Peta")
