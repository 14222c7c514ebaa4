"""``sopc check --verbose`` on notes: grouped as an office goes through them, none by itself."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sopc.cli.main import main
from tests.books import numbered
from tests.catalogues import FIRST, KATALOG, SOP, write_catalogue
from tests.notes.surveys import UMUM, noted

DECISION = "keputusan_kantor: {oleh: Kepala, tanggal: 2026-03-01, isi: Surat}"
FIRST_NOTES = [
    "bagian: nama, jenis: pertentangan, tercetak: Surat, pilihan: [Surat, Warkat], alasan: Dua.",
    f"bagian: kop, jenis: pertentangan, tercetak: A, alasan: Beda., {DECISION}",
    "bagian: langkah.pelaksana, jenis: simpulan, alasan: Hilang.",
    "bagian: nomor, jenis: koreksi, tercetak: K1, diambil: K.1, alasan: Titik hilang.",
    "bagian: sampul, jenis: kosong, alasan: Tidak ada.",
]
SECOND_NOTES = [FIRST_NOTES[0], "bagian: sampul, jenis: kosong, alasan: Tidak ada."]


def written(root: Path, katalog: str = KATALOG, second: str = "") -> Path:
    other = numbered("K.1.1.1.2", "Mencatat Surat") + noted(*SECOND_NOTES) + second
    files = {"katalog.yaml": katalog, FIRST: SOP + noted(*FIRST_NOTES), UMUM.format(2): other}
    return write_catalogue(root, files)


def checked(root: Path, *options: str) -> str:
    result = CliRunner().invoke(main, ["check", "--sops", str(root), *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_notes_are_grouped_with_counts_and_every_sop_concerned(tmp_path: Path) -> None:
    lines = checked(written(tmp_path), "--verbose").splitlines()
    assert lines[:17] == [
        "A. to decide: 1 questions in 2 notes",
        "  what an SOP is, and who answers for it",
        "    K.1.1.1.1, 2 nama: Dua.",
        "      printed `Surat`; the office decides: Surat / Warkat",
        "decided: 1 questions in 1 notes",
        "    K.1.1.1.1 kop: Surat (Kepala, 2026-03-01)",
        "B. actors and exits to confirm: 1 SOPs in 1 notes",
        "    K.1.1.1.1: langkah.pelaksana",
        "C. corrected or inferred: 1 changes in 1 notes",
        "  koreksi nomor",
        "    K.1.1.1.1 nomor: printed `K1`; taken `K.1`; Titik hilang.",
        "D. lacking: 1 kinds of places in 2 notes",
        "    K.1.1.1.1, 2 sampul: Tidak ada.",
        "    kualifikasi: box printed empty in 2 SOPs: K.1.1.1.1, 2",
        "    keterkaitan: box printed empty in 2 SOPs: K.1.1.1.1, 2",
        "    peralatan: box printed empty in 2 SOPs: K.1.1.1.1, 2",
        "    peringatan: box printed empty in 2 SOPs: K.1.1.1.1, 2",
    ]
    assert lines[-1] == "7 info"


def test_what_else_is_for_information_is_still_listed(tmp_path: Path) -> None:
    katalog = KATALOG.replace("LNK008: off", "LNK008: info")
    output = checked(written(tmp_path, katalog), "--verbose")
    assert ": info LNK008: " in output
    assert "info SRC001" not in output


@pytest.mark.parametrize("level", ["warning", "off"])
def test_notes_that_are_no_information_are_not_grouped(tmp_path: Path, level: str) -> None:
    katalog = KATALOG.replace("{LNK008", f"{{SRC001: {level}, LNK008")
    output = checked(written(tmp_path, katalog), "--verbose")
    assert "to decide" not in output
    assert output.count("warning SRC001") == (7 if level == "warning" else 0)


def test_notes_that_a_waiver_lets_stand_are_left_out(tmp_path: Path) -> None:
    waiver = "pengecualian: {kode: SRC001, alasan: Sudah dibaca.}\n"
    output = checked(written(tmp_path, second=waiver), "--verbose")
    assert "A. to decide: 1 questions in 1 notes" in output
    assert "K.1.1.1.1 nama: Dua." in output


def test_programs_are_told_of_each_note_as_before(tmp_path: Path) -> None:
    root = written(tmp_path)
    found = json.loads(checked(root, "--format", "json", "--verbose"))
    assert [each["code"] for each in found] == ["SRC001"] * 7
    assert {"file", "line", "column", "message", "hint"} <= found[0].keys()
    assert found == json.loads(checked(root, "--format", "json"))


def test_without_verbose_they_are_counted(tmp_path: Path) -> None:
    output = checked(written(tmp_path))
    assert "info SRC001: 7 in 2 files" in output
    assert "to decide" not in output


HEADINGS = {
    "bagian: nama, jenis: pertentangan, tercetak: Surat, alasan: Dua.": "A. ",
    f"bagian: kop, jenis: pertentangan, tercetak: A, alasan: Beda., {DECISION}": "decided: ",
    "bagian: langkah.pelaksana, jenis: simpulan, alasan: Hilang.": "B. ",
    "bagian: nomor, jenis: koreksi, tercetak: K1, diambil: K.1, alasan: Salah.": "C. ",
    "bagian: sampul, jenis: kosong, alasan: Tidak ada.": "D. ",
}
FULL = (
    "kualifikasi: [a]\nketerkaitan: [{luar: b}]\nperalatan: [c]\nperingatan: [d]\npencatatan: [e]\n"
)


@pytest.mark.parametrize("note", HEADINGS)
def test_only_the_parts_that_there_are_have_a_heading(tmp_path: Path, note: str) -> None:
    root = write_catalogue(tmp_path, {FIRST: SOP + FULL + noted(note), "katalog.yaml": KATALOG})
    lines = checked(root, "--verbose").splitlines()
    found = [line for line in lines if line.startswith(tuple(HEADINGS.values()))]
    assert [line.split(" ", 1)[0] + " " for line in found] == [HEADINGS[note]]


def test_an_entry_says_what_its_notes_say_and_no_more(tmp_path: Path) -> None:
    notes = [
        "bagian: nama, jenis: pertentangan, tercetak: Surat, alasan: Satu.",
        "bagian: dibuat, jenis: pertentangan, diambil: A, pilihan: [A, B], alasan: Dua.",
        "bagian: sampul, jenis: simpulan, diambil: C, alasan: Tiga.",
        "bagian: judul, jenis: simpulan, tercetak: D, alasan: Empat.",
    ]
    root = write_catalogue(tmp_path, {FIRST: SOP + noted(*notes), "katalog.yaml": KATALOG})
    lines = [line.strip() for line in checked(root, "--verbose").splitlines()]
    facts = {line: lines[place + 1] for place, line in enumerate(lines[:-1])}
    assert facts["K.1.1.1.1 nama: Satu."] == "printed `Surat`"
    assert facts["K.1.1.1.1 dibuat: Dua."] == "taken `A`; the office decides: A / B"
    assert "K.1.1.1.1 sampul: taken `C`; Tiga." in lines
    assert "K.1.1.1.1 judul: printed `D`; Empat." in lines
    assert lines.count("what an SOP is, and who answers for it") == 1


def test_a_reason_that_several_changes_have_is_said_once(tmp_path: Path) -> None:
    def note(printed: str, taken: str) -> str:
        return (
            f"bagian: dibuat, jenis: koreksi, tercetak: {printed}, diambil: {taken}, "
            "alasan: Nama bulan tercetak keliru."
        )

    files = {
        FIRST: SOP + noted(note("Marot", "Maret")),
        UMUM.format(2): numbered("K.1.1.1.2", "Mencatat") + noted(note("Aprol", "April")),
        UMUM.format(3): numbered("K.1.1.1.3", "Menyimpan") + noted(note("Mai", "Mei")),
        "katalog.yaml": KATALOG,
    }
    output = checked(write_catalogue(tmp_path, files), "--verbose")
    assert output.count("Nama bulan tercetak keliru.") == 1
    assert "    K.1.1.1.1 dibuat: printed `Marot`; taken `Maret`\n" in output
