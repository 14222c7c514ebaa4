"""Lines as editors count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.lines import Lines, split

TEXTS = st.lists(st.sampled_from(["a", "é😀", "\n", "\r\n", "\r", "\x0c", "\x85", "\u2028"])).map(
    "".join
)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("\n\na", ["", "", "a"]),
        ("a\r\nb\rc\n\r", ["a", "b", "c", ""]),
        ("a\x0b\x0c\x1c\x85\u2028\u2029b", ["a\x0b\x0c\x1c\x85\u2028\u2029b"]),
    ],
)
def test_a_line_ends_where_an_editor_ends_it(text: str, lines: list[str]) -> None:
    assert split(text) == lines


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("", 0, (1, 1)),
        ("abc", 3, (1, 4)),
        ("a\n", 2, (2, 1)),
        ("a\r\nb", 1, (1, 2)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("😀\u2028b", 2, (1, 3)),
    ],
)
def test_a_character_is_in_a_line_and_a_column(
    text: str, offset: int, position: tuple[int, int]
) -> None:
    assert Lines.of(text).position(offset) == position


@given(TEXTS)
def test_every_character_is_found_where_its_position_says(text: str) -> None:
    lines, shown = Lines.of(text), split(text)
    for offset, character in enumerate(text):
        line, column = lines.position(offset)
        if character not in "\r\n":
            assert shown[line - 1][column - 1] == character
