"""Corrections by pattern: what was printed, what was taken, and where."""

from pathlib import Path

from sopc.notes.patterns import Pattern
from tests.notes.surveys import surveyed, where


def note(part: str, printed: str, taken: str, reason: str) -> str:
    said = f"tercetak: {printed}, diambil: {taken}, alasan: {reason}"
    return f"bagian: '{part}', jenis: koreksi, {said}"


def changes(pattern: Pattern) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [(each.printed, each.taken, where(each.places)) for each in pattern.changes]


def test_what_has_one_reason_is_one_pattern_with_what_was_printed_at_each(tmp_path: Path) -> None:
    found = surveyed(
        tmp_path,
        {n: [note("nomor", f"B{n}", f"C{n}", "Titik hilang.")] for n in (1, 2)}
        | {3: [note("nomor", "B1", "C3", "Lain.")]},
    )
    shared, alone = found.patterns
    assert (shared.reason, alone.reason) == ("Titik hilang.", "")
    assert changes(shared) == [
        ("B1", "C1", [("nomor", "K.1.1.1.1")]),
        ("B2", "C2", [("nomor", "K.1.1.1.2")]),
    ]
    assert changes(alone) == [("B1", "C3", [("nomor", "K.1.1.1.3")])]


def test_what_was_printed_and_taken_alike_is_one_change_with_every_sop(tmp_path: Path) -> None:
    notes = {n: [note("kop", "BALAI", "Balai", f"Alasan {n}.")] for n in (1, 2, 3)}
    (pattern,) = surveyed(tmp_path, notes).patterns
    assert changes(pattern) == [("BALAI", "Balai", [("kop", "K.1.1.1.1–3")])]


def test_titles_are_one_pattern_wherever_they_are_printed(tmp_path: Path) -> None:
    notes = [
        note("sampul", "SURAT", "Surat Masuk", "Sampul."),
        note("nama", "Surat yang Masuk", "Surat Masuk", "Nama."),
        note("judul", "SOP SURAT YANG MASUK", "Surat Masuk", "Judul."),
        note("judul_bagan", "FLOW CHART SOP SURAT YANG MASUK", "Surat Masuk", "Bagan."),
    ]
    (pattern,) = surveyed(tmp_path, {1: notes}).patterns
    assert changes(pattern) == [
        ("SURAT", "Surat Masuk", [("sampul", "K.1.1.1.1")]),
        ("Surat yang Masuk", "Surat Masuk", [("nama, judul, judul_bagan", "K.1.1.1.1")]),
    ]


def test_what_has_no_words_is_told_apart_by_its_reason(tmp_path: Path) -> None:
    said = "bagian: pencatatan, jenis: simpulan, alasan: {}"
    (pattern,) = surveyed(tmp_path, {n: [said.format(f"Alasan {n}.")] for n in (1, 2)}).patterns
    assert [each.reason for each in pattern.changes] == ["Alasan 1.", "Alasan 2."]
