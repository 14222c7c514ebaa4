"""Parts of SOPs by name and place, and the SOPs that have them."""

import pytest

from sopc.notes.parts import field_of, joined_parts, parts_apart, ranges
from sopc.render.filters import part_words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([2], "2"), ([1, 2], "1, 2"), ([2, 4, 5, 6], "2, 4–6"), ([1, 2, 3, 5, 6], "1–3, 5, 6")],
)
def test_runs_of_numbers_are_ranges(numbers: list[int], words: str) -> None:
    assert ranges(numbers) == words


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["langkah[4].pelaksana"], "Langkah 4: pelaksana"),
        ([f"langkah[{n}].pelaksana" for n in (2, 6, 4, 5)], "Langkah 2, 4–6: pelaksana"),
        (["peralatan[1]", "kualifikasi[1]"], "Peralatan 1, kualifikasi 1"),
        (["langkah[1].waktu", "langkah[1].output"], "Langkah 1: waktu, langkah 1: output"),
        (["unit[4].seksi[1].nama"], "Unit 4: seksi 1: nama"),
    ],
)
def test_places_are_named_together(parts: list[str], words: str) -> None:
    assert part_words(joined_parts(parts)) == words


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ("langkah[4].output", ("langkah", "output")),
        ("langkah[2, 4–6].pelaksana", ("langkah", "pelaksana")),
        ("unit[4].seksi[1].nama", ("unit", "seksi", "nama")),
        ("nomor", ("nomor",)),
    ],
)
def test_a_field_is_a_part_without_its_places(part: str, field: tuple[str, ...]) -> None:
    assert field_of(part) == field


def test_joined_parts_are_taken_apart_between_brackets() -> None:
    joined = joined_parts(["langkah[2].uraian", "langkah[4].uraian", "nama"])
    assert parts_apart(joined) == ["langkah[2, 4].uraian", "nama"]
