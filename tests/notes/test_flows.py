"""Actors and exits that were inferred, an SOP at a time."""

from pathlib import Path

import pytest

from sopc.notes.actors import Way
from tests.catalogues import FIRST, SOP
from tests.notes.surveys import noted, surveyed


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
    assert found.choices == ((("staf",), (2,)),)


def test_exits_are_listed_with_where_they_lead(tmp_path: Path) -> None:
    for part in ("langkah.keputusan", "langkah[2].keputusan"):
        more = ", pilihan: ['1', langkah 2, '3', selesai]"
        (found,) = surveyed(tmp_path / part, {1: [note(part, more)]}).flows
        assert found.ways == (Way(2, "ya", 3), Way(2, "tidak", 1))
        assert found.other_ways == ((("2", "selesai"), (2,)),)
        assert found.doing == ()


def test_each_sop_is_one_row_and_nothing_else_is_among_them(tmp_path: Path) -> None:
    notes = [note("langkah.pelaksana"), note("langkah[2].keputusan"), note("keterkaitan[1]")]
    found = surveyed(tmp_path, {1: notes, 2: notes})
    assert [(str(row.entry.sop.number), len(row.findings)) for row in found.flows] == [
        ("K.1.1.1.1", 2),
        ("K.1.1.1.2", 2),
    ]
    assert [change.printed for each in found.patterns for change in each.changes] == [""]


def test_who_else_may_do_all_steps_is_said_of_those_of_another(tmp_path: Path) -> None:
    more = ", pilihan: [kepala, staf, staf dan kepala]"
    (found,) = surveyed(tmp_path, {1: [note("langkah.pelaksana", more)]}).flows
    assert found.choices == (
        (("kepala", "staf dan kepala"), (1, 3)),
        (("staf", "staf dan kepala"), (2,)),
    )


def test_an_actor_among_several_is_no_other_in_whatever_order(tmp_path: Path) -> None:
    together = SOP.replace("surat, pelaksana: staf, kode", "surat, pelaksana: [staf, kepala], kode")
    more = ", pilihan: ['kepala, staf', staf]"
    (found,) = surveyed(
        tmp_path, {}, {FIRST: together + noted(note("langkah[3].pelaksana", more))}
    ).flows
    assert found.choices == ((("staf",), (3,)),)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("langkah[1].pelaksana", ((("kepala",), (2,)), (("staf",), (3,)))),
        ("pelaksana[2]", ((("kepala",), (2,)),)),
    ],
)
def test_a_step_that_a_question_asks_of_is_not_to_be_confirmed_too(
    tmp_path: Path, asked: str, expected: object
) -> None:
    question = f"bagian: '{asked}', jenis: pertentangan, pilihan: [staf, kepala], alasan: Ragu."
    other = "bagian: nomor, jenis: pertentangan, tercetak: A, alasan: Ragu."
    notes = [question, other, note("langkah.pelaksana", ", tercetak: A, pilihan: [staf, kepala]")]
    found = surveyed(tmp_path, {1: notes, 2: [note("langkah.pelaksana")]})
    first, second = found.flows
    steps = (1,) if asked.startswith("langkah") else (1, 3)
    assert (first.doing, first.asked) == (expected, ((2, steps),))
    assert all(not set(each) & set(steps) for _, each in first.choices)
    assert second.asked == ()


def test_an_exit_that_a_question_asks_of_is_not_to_be_confirmed_but_its_actor_is(
    tmp_path: Path,
) -> None:
    question = "bagian: 'langkah[2].keputusan', jenis: pertentangan, pilihan: [a, b], alasan: Ragu."
    notes = [question, note("langkah[2].keputusan"), note("langkah[2].pelaksana")]
    (found,) = surveyed(tmp_path, {1: notes}).flows
    assert (found.ways, found.asked) == ((), ((1, (2,)),))
    assert found.doing == ((("kepala",), (2,)),)
