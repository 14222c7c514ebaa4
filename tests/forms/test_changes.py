"""What an office changes of a form is what is printed."""

from pathlib import Path

import pytest

from tests.books import text_of
from tests.catalogues import FIRST, KATALOG, SOP, write_catalogue
from tests.running import build

MORE = """\
direvisi: 2025-02
kualifikasi: Teliti
peringatan: Surat hilang
total_waktu: true
"""


def printed(root: Path, form: str, sop: str = SOP + MORE) -> list[str]:
    """The pages of an SOP on a form that is changed so; the first is the identity page."""
    changed = f"{{dasar: permenpanrb-35-2012, {form}}}"
    files = {"katalog.yaml": KATALOG.replace("lampung-2020", changed), FIRST: sop}
    out = build(write_catalogue(root / "sops", files), root / "out", only=("K.1.1.1.1",))
    return text_of(out / "sop" / "K.1.1.1.1.pdf")


def in_order(text: str, *words: str) -> None:
    places = [text.index(word) for word in words]
    assert places == sorted(places)


def test_rows_stand_in_the_form_s_order_with_the_office_s_own(tmp_path: Path) -> None:
    identity, _ = printed(
        tmp_path,
        "identitas: {baris: [nama, tempat, unit, seksi, nomor]}, "
        "kata: {baris: {tempat: Tempat Layanan}}",
        SOP + MORE + "isian: {tempat: [Loket 1, Loket 2]}\n",
    )
    in_order(identity, "Nama SOP Menerima Surat", "Tempat Layanan Loket 1 Loket 2",
             "Unit Sekretariat", "Seksi Sub Bagian Umum", "Nomor SOP K.1.1.1.1")  # fmt: skip
    assert "Disahkan" not in identity
    assert "Tanggal" not in identity


def test_boxes_stand_in_the_form_s_order_alone_or_in_pairs(tmp_path: Path) -> None:
    identity, _ = printed(
        tmp_path,
        "identitas: {kotak: [[tujuan], [peringatan, dasar_hukum]]}, "
        "kata: {kotak: {tujuan: Maksud dan Tujuan, peringatan: Awas}}",
        SOP + MORE + "isian: {tujuan: Surat cepat sampai.}\n",
    )
    in_order(identity, "Maksud dan Tujuan", "Surat cepat sampai.", "Awas", "Dasar Hukum",
             "Surat hilang", "Undang-Undang")  # fmt: skip
    assert "Kualifikasi" not in identity


def test_columns_stand_in_the_form_s_order_and_the_others_stay_away(tmp_path: Path) -> None:
    _, chart = printed(
        tmp_path,
        "bagan: {kolom: [uraian, output, pelaksana, waktu], nomor_kolom: true}, "
        "kata: {kolom: {uraian: Aktivitas}}",
    )
    in_order(chart, "Aktivitas", "Output", "Pelaksana", "Waktu", "(1) (2) (3) (4) (5)")
    in_order(chart, "Menerima surat", "5 menit", "Jumlah waktu")
    for word in ("No ", "Kelengkapan", "Keterangan", "Mutu Baku", "1. Menerima"):
        assert word not in chart


def test_a_total_without_its_column_stands_beside_its_word(tmp_path: Path) -> None:
    _, chart = printed(tmp_path, "bagan: {kolom: [nomor, uraian, pelaksana]}")
    assert "Jumlah waktu 5 menit" in chart


@pytest.mark.parametrize(("form", "number"), [("1", "1 "), ("1)", "1)"), ("(1)", "(1)")])
def test_steps_are_numbered_as_the_form_has_it(tmp_path: Path, form: str, number: str) -> None:
    _, chart = printed(tmp_path, f"bagan: {{nomor_langkah: '{form}'}}")
    assert f"{number.strip()} Menerima surat" in chart


@pytest.mark.parametrize("sign", ["", "nihil"])
def test_nothing_has_the_form_s_sign_or_none(tmp_path: Path, sign: str) -> None:
    identity, _ = printed(tmp_path, f"kosong: '{sign}'", SOP)
    assert identity.count("nihil") == (6 if sign else 0)
    assert "–" not in identity


@pytest.mark.parametrize(
    ("rows", "more", "date"),
    [
        ("[efektif]", "efektif: 2025-03-02\n", "Tanggal Efektif 2 Maret 2025"),
        ("[efektif]", "", "Tanggal Efektif Januari 2025"),  # an SOP holds when it is enacted
        ("[efektif, disahkan]", "", "Tanggal Efektif – Tanggal Pengesahan Januari 2025"),
    ],
)
def test_an_sop_takes_effect_when_it_says_or_where_it_does_not_when_it_is_enacted(
    tmp_path: Path, rows: str, more: str, date: str
) -> None:
    identity, _ = printed(tmp_path, f"identitas: {{baris: {rows}}}", SOP + more)
    assert date in identity


def test_a_history_is_a_table_and_its_last_number_the_revision(tmp_path: Path) -> None:
    history = (
        "riwayat:\n"
        "  - {revisi: '0', tanggal: 2024, uraian: Pertama}\n"
        "  - {revisi: '1', tanggal: 2025-02-03, uraian: Loket ditambah, oleh: kepala}\n"
    )
    identity, _ = printed(
        tmp_path, "identitas: {baris: [nama, revisi], kotak: [[riwayat]]}", SOP + history
    )
    in_order(identity, "Revisi 1", "Riwayat Perubahan", "Revisi Tanggal Uraian Oleh",
             "0 2024 Pertama",
             "1 3 Februari 2025 Loket ditambah PEJABAT CONTOH, SE")  # fmt: skip


def test_each_sop_has_a_cover_where_the_form_says_so(tmp_path: Path) -> None:
    cover, identity, _ = printed(tmp_path, "sampul: {sop: true}")
    in_order(cover, "DINAS CONTOH", "STANDAR OPERASIONAL PROSEDUR", "MENERIMA SURAT", "TAHUN 2025")
    assert "Nomor SOP" in identity


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("kata: {kolom: {uraian: Aktivitas}}", "Aktivitas"),
        ("kata: {halaman: 'Hal. {n}'}", "Hal. 2"),
        ("tanggal: 02/01/2025", "01/2025"),
    ],
)
def test_a_changed_form_is_printed_by_the_next_build(tmp_path: Path, form: str, words: str) -> None:
    before = " ".join(printed(tmp_path, "kosong: ''"))
    after = " ".join(printed(tmp_path, f"kosong: '', {form}"))
    assert words not in before
    assert words in after


def test_a_book_without_sops_is_numbered_anew_when_the_form_says_so(tmp_path: Path) -> None:
    for words in ("Halaman {n}", "Hal. {n}"):
        form = f"{{dasar: lampung-2020, kata: {{halaman: '{words}'}}}}"
        files = {
            "katalog.yaml": KATALOG.replace("lampung-2020", form),
            FIRST: "nomor: K.1.1.1.1\nnama: Nanti\nstatus: belum-disusun\n",
        }
        out = build(write_catalogue(tmp_path / "sops", files), tmp_path / "out")
        assert words.format(n=2) in text_of(out / "handbook.pdf")[1]
