"""What is lacking: as notes say, and as boxes and cells that are printed empty."""

from pathlib import Path

import pytest

from sopc.notes.places import short_names
from tests.catalogues import FIRST, SOP
from tests.notes.surveys import surveyed, where


def note(part: str, reason: str = "Tidak ada.") -> str:
    return f"bagian: '{part}', jenis: kosong, alasan: {reason}"


def test_notes_are_gathered_by_kind_of_place_and_reason(tmp_path: Path) -> None:
    found = surveyed(
        tmp_path,
        {
            1: [note("langkah[1].output", "Terputus."), note("sampul")],
            2: [note("langkah[3].output", "terputus")],
            3: [note("langkah[1].output", "Hilang.")],
        },
    )
    cover, output = found.lacks
    assert (cover.field, output.field) == (("sampul",), ("langkah", "output"))
    assert [(reason, where(places)) for reason, places in output.reasons] == [
        ("Terputus.", [("langkah[1].output", "K.1.1.1.1"), ("langkah[3].output", "K.1.1.1.2")]),
        ("Hilang.", [("langkah[1].output", "K.1.1.1.3")]),
    ]


def empty(
    root: Path, notes: dict[int, list[str]], more: dict[str, str]
) -> dict[str, tuple[str, int]]:
    found = surveyed(root, notes, more).empty
    return {each.key: (short_names(each.entries), each.cells) for each in found}


def test_boxes_and_cells_that_are_printed_empty_are_counted(tmp_path: Path) -> None:
    full = "kualifikasi: A\nketerkaitan: {luar: B}\nperalatan: C\nperingatan: D\n"
    found = empty(tmp_path, {2: []}, {FIRST: SOP + full})
    assert found == {
        "kualifikasi": ("K.1.1.1.2", 0),
        "keterkaitan": ("K.1.1.1.2", 0),
        "peralatan": ("K.1.1.1.2", 0),
        "peringatan": ("K.1.1.1.2", 0),
        "pencatatan": ("K.1.1.1.1, 2", 0),
        "kelengkapan": ("K.1.1.1.1, 2", 6),
        "waktu": ("K.1.1.1.1, 2", 4),
        "output": ("K.1.1.1.1, 2", 4),
    }


@pytest.mark.parametrize("part", ["identitas", "isi", "pencatatan"])
def test_what_is_not_there_at_all_is_not_called_empty(tmp_path: Path, part: str) -> None:
    found = empty(tmp_path, {1: [note(part)], 2: [note("sampul")]}, {})
    assert found["pencatatan"] == ("K.1.1.1.2", 0)


def test_what_is_not_written_has_no_boxes(tmp_path: Path) -> None:
    unwritten = "nomor: K.1.1.1.2\nnama: Belum\nstatus: belum-disusun\n"
    found = empty(tmp_path, {1: []}, {"sekretariat/umum/K.1.1.1.2.yaml": unwritten})
    assert {sops for sops, _ in found.values()} == {"K.1.1.1.1"}
