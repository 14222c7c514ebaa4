"""Actors and exits that were inferred, an SOP at a time."""

from pathlib import Path

from sopc.notes.actors import Way
from tests.notes.surveys import surveyed


def note(part: str, more: str = "") -> str:
    return f"bagian: '{part}', jenis: simpulan, alasan: Simbol hilang.{more}"


def test_a_note_on_all_steps_lists_who_does_each(tmp_path: Path) -> None:
    (found,) = surveyed(tmp_path, {1: [note("langkah.pelaksana")]}).flows
    assert found.doing == ((("staf",), (1, 3)), (("kepala",), (2,)))
    assert (found.printed, found.choices, found.ways) == ((), (), ())


def test_a_note_on_one_step_lists_that_one_with_what_is_printed_and_possible(
    tmp_path: Path,
) -> None:
    more = ", tercetak: Kadis, pilihan: [kepala, staf]"
    notes = [note("langkah[2].pelaksana", more), note("langkah[3].pelaksana")]
    (found,) = surveyed(tmp_path, {1: notes}).flows
    assert found.doing == ((("kepala",), (2,)), (("staf",), (3,)))
    assert found.printed == (("Kadis", (2,)),)
    assert found.choices == ((("kepala", "staf"), (2,)),)


def test_exits_are_listed_with_where_they_lead(tmp_path: Path) -> None:
    for part in ("langkah.keputusan", "langkah[2].keputusan"):
        (found,) = surveyed(tmp_path / part, {1: [note(part, ", pilihan: ['1', '3']")]}).flows
        assert found.ways == (Way(2, "ya", 3), Way(2, "tidak", 1))
        assert found.other_ways == ((("1", "3"), (2,) if "[" in part else ()),)
        assert found.doing == ()


def test_each_sop_is_one_row_and_nothing_else_is_among_them(tmp_path: Path) -> None:
    notes = [note("langkah.pelaksana"), note("langkah[2].keputusan"), note("keterkaitan[1]")]
    found = surveyed(tmp_path, {1: notes, 2: notes})
    assert [(str(row.entry.sop.number), len(row.findings)) for row in found.flows] == [
        ("K.1.1.1.1", 2),
        ("K.1.1.1.2", 2),
    ]
    assert [change.printed for each in found.patterns for change in each.changes] == [""]
