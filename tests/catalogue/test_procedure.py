"""Where steps and parts of steps lead, whatever they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.catalogue.procedure import Position, Procedure
from sopc.catalogue.sop import Sop
from tests.layout.flows import sops

Step = dict[str, object]
END = "selesai"


def procedure(*steps: Step) -> Procedure:
    """An SOP of these rows; those without a chain are done by one actor."""
    rows = [
        {"uraian": "Kerja", **({} if "rangkaian" in step else {"pelaksana": "staf"}), **step}
        for step in steps
    ]
    return Procedure(Sop.model_validate({"status": "draf", "nama": "Contoh", "langkah": rows}))


def chain(*parts: Step, **more: object) -> Step:
    return {"rangkaian": [{"pelaksana": "staf", **part} for part in parts], **more}


def ways(found: Procedure, row: int, part: int = 0) -> list[tuple[str, object]]:
    return [(exit.label, exit.goal) for exit in found.exits(Position(row, part))]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({}, [("", Position(1))]),
        ({"lanjut": 3}, [("", Position(2))]),
        ({"lanjut": "akhir"}, [("", Position(2))]),
        ({"lanjut": END}, [("", END)]),
        ({"jenis": END}, [("", END)]),
        ({"jenis": END, "lanjut": END}, [("", END)]),
        ({"keputusan": {"ya": "akhir", "tidak": END}}, [("ya", Position(2)), ("tidak", END)]),
        ({"keputusan": ["akhir", END]}, [("", Position(2)), ("", END)]),
        ({"keputusan": {"": "akhir", "tidak": END}}, [("", Position(2)), ("tidak", END)]),
        ({"lanjut": 4}, [("", None)]),
        ({"lanjut": 0}, [("", None)]),
        ({"lanjut": "awal"}, [("", None)]),
    ],
)
def test_a_step_leads_on_unless_said_otherwise(
    step: Step, expected: list[tuple[str, object]]
) -> None:
    assert ways(procedure(step, {}, {"kode": "akhir"}), 0) == expected


def test_the_last_step_ends_the_procedure_unless_it_is_just_a_process() -> None:
    assert ways(procedure({}, {}), 0) == [("", Position(1))]
    assert ways(procedure({}, {}), 1) == [("", END)]
    assert ways(procedure({}, {"jenis": "proses"}), 1) == []


def test_a_part_leads_to_the_next_of_its_row_and_the_last_to_the_next_row() -> None:
    found = procedure(chain({}, {}), {})
    assert [ways(found, 0, 0), ways(found, 0, 1)] == [[("", Position(0, 1))], [("", Position(1))]]


def test_the_last_part_of_the_last_row_ends_the_procedure() -> None:
    assert ways(procedure({}, chain({}, {})), 1, 1) == [("", END)]
    assert ways(procedure({}, chain({}, {"jenis": "proses"})), 1, 1) == []


def test_any_part_can_be_led_to_by_its_code() -> None:
    found = procedure(chain({"kode": "a"}, {"kode": "b"}, kode="baris"), {"keputusan": ["b", "a"]})
    assert ways(found, 1) == [("", Position(0, 1)), ("", Position(0, 0))]


def test_the_code_or_the_number_of_a_row_means_its_first_part() -> None:
    found = procedure({}, chain({}, {}, kode="baris"), {"keputusan": ["baris", 2]})
    assert ways(found, 2) == [("", Position(1))] * 2


def test_of_two_steps_with_a_code_the_first_is_meant() -> None:
    assert ways(procedure({"kode": "a"}, {"kode": "a"}, {"lanjut": "a"}), 2) == [("", Position(0))]


def test_the_first_part_starts_the_procedure_unless_said_otherwise() -> None:
    plain = procedure(chain({}, {}), {})
    moved = procedure(chain({"jenis": "proses"}, {"jenis": "mulai"}))
    for found, starting in ((plain, Position(0)), (moved, Position(0, 1))):
        assert [p for p in found.positions if found.is_start(p)] == [starting]


def test_a_part_with_an_exit_to_the_end_needs_one() -> None:
    found = procedure(chain({"keputusan": {"ya": 2, "tidak": END}}, {}), {"lanjut": 1})
    assert [p for p in found.positions if found.needs_end(p)] == [Position(0)]


def test_every_part_says_where_it_was_written() -> None:
    found = procedure({}, chain({}, {}))
    assert [found.path(p) for p in found.positions] == [
        ("langkah", 0),
        ("langkah", 1, "rangkaian", 0),
        ("langkah", 1, "rangkaian", 1),
    ]


Way = tuple[str, str, str]


def arrows(found: Procedure) -> dict[str, list[Way]]:
    """The ways out of every part that has a code, by that: label, code of where it leads."""
    names = {position: code for code, position in found.by_code.items()}

    def name(goal: object) -> str:
        return names.get(goal, "?") if isinstance(goal, Position) else str(goal)

    return {
        code: [(code, exit.label, name(exit.goal)) for exit in found.exits(position)]
        for code, position in found.by_code.items()
    }


@given(data=st.data(), sop=sops())
def test_a_row_put_in_changes_no_way_but_the_one_it_is_put_into(
    data: st.DataObject, sop: Sop
) -> None:
    place = data.draw(st.integers(0, len(sop.steps)))
    row = data.draw(st.sampled_from(sop.steps)).model_copy(
        update={"code": None, "chain": (), "actors": sop.lanes[:1]}
    )
    more = (*sop.steps[:place], row, *sop.steps[place:])
    before, after = (
        arrows(Procedure(each)) for each in (sop, sop.model_copy(update={"steps": more}))
    )
    last = Position(place - 1, len(sop.steps[place - 1].parts) - 1) if place else None
    for code, position in Procedure(sop).by_code.items():
        part = Procedure(sop).part(position)
        goes_on = part.decision is None and part.next is None and part.kind != END
        if position == last and goes_on:
            assert after[code] == [(code, "", "?")]
        else:
            assert after[code] == before[code]


def test_an_arrow_to_a_number_bends_when_a_row_is_put_in() -> None:
    named: list[Step] = [{"kode": "a"}, {"kode": "b", "lanjut": "a"}, {"kode": "c", "lanjut": 1}]
    moved = arrows(procedure({}, *named))
    assert moved["b"] == [("b", "", "a")]
    assert moved["c"] == [("c", "", "?")]
