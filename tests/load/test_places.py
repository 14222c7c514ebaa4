"""Where values were written is kept packed, and found again."""

from pathlib import Path

import pytest

from sopc.diagnostics import KeyPath, Place, SourceMap
from sopc.limits import YAML
from sopc.reader import read_start
from tests.load.reading import read, spot

TEXT = "a: [b,\n  {c: d}]\ne:\n  - f\n"


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("a", 1, "c"), 2, 7),
        (("e", 0), 4, 5),
        (("a", 1, "x", 3), 2, 3),  # the nearest that is written
        (("y",), 1, 1),
    ],
)
def test_a_packed_place_is_that_of_the_value_or_of_what_holds_it(
    path: KeyPath, line: int, column: int
) -> None:
    source_map = SourceMap({"x.yaml": read(TEXT).places({})})
    assert spot(source_map.place("x.yaml", *path)) == ("x.yaml", line, column)


def test_a_file_that_was_not_read_has_a_top() -> None:
    assert SourceMap().place("x.yaml", "a") == Place("x.yaml")


def test_files_of_one_form_share_their_paths() -> None:
    shared: dict[KeyPath, KeyPath] = {}
    one, other = read(TEXT).places(shared), read(TEXT).places(shared)
    assert [*map(id, one.paths)] == [*map(id, other.paths)]


@pytest.mark.parametrize("size", [0, 1, 2**16 - 1, 2**16, 2**16 + 1, YAML])
def test_a_file_is_read_whole_up_to_the_limit(tmp_path: Path, size: int) -> None:
    data = bytes(n % 251 for n in range(size))
    (tmp_path / "x").write_bytes(data)
    assert read_start(tmp_path / "x", YAML) == data


def test_of_a_larger_file_just_enough_is_read_to_see_that_it_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(bytes(YAML + 9))
    assert len(read_start(tmp_path / "x", YAML)) == YAML + 1
