"""Texts broken into lines, compared with a line breaker that shares nothing with ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.render.text_lines import TextLine, cell_of

WORDS = st.lists(st.text("abc", min_size=1, max_size=9), max_size=25)


def width_of(text: str, size: float) -> float:
    return 0.5 * size * len(text)


def line(text: str) -> TextLine:
    return TextLine.of(text, 2.0, width_of)


def filled(words: list[str], width: int) -> int:
    """How many lines of so many letters the words take, word by word."""
    lines, used = 0, width
    for word in words:
        if used + 1 + len(word) <= width:
            used += 1 + len(word)
        else:
            lines, used = lines + 1, len(word)
    return lines


@given(WORDS, st.integers(9, 60))
def test_words_fill_line_after_line(words: list[str], width: int) -> None:
    assert line(" ".join(words)).broken(width) == filled(words, width)


@given(WORDS, st.integers(1, 60))
def test_a_wider_line_never_takes_more_lines(words: list[str], width: int) -> None:
    text = line(" ".join(words))
    assert text.broken(width + 1) <= text.broken(width)


@given(WORDS)
def test_the_longest_word_and_the_whole_text_are_measured(words: list[str]) -> None:
    text = line(" ".join(words))
    assert text.longest == pytest.approx(max(map(len, words), default=0))
    assert text.whole == pytest.approx(len(" ".join(words)))
    assert text.broken(text.whole) == min(1, len(words))


def test_a_word_too_long_for_the_line_is_broken_anywhere() -> None:
    assert line("aaaaaaaaaa").broken(4) == 3
    assert line("bb aaaaaaaaaa bb").broken(4) == 5


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("Persyaratan/Perlengkapan", "Perlengkapan"),
        ("masing-masing", "masing-"),
        ("SOP-302/17000/2025", "SOP-302/17000/2025"),
        ("Kepala/\u200bStaf", "Kepala/"),
        ("2019/2020", "2019/2020"),
        ("awal–akhir", "akhir"),
        ("2019–20", "2019–"),
    ],
)
def test_words_break_after_hyphens_and_slashes_between_letters(text: str, longest: str) -> None:
    assert line(text).longest == pytest.approx(len(longest))


def test_a_cell_counts_the_lines_of_all_its_texts_and_of_their_breaks() -> None:
    cell = cell_of(["aaa bbb\nccc", "ddd"], 2.0, width_of, indent=2.0)
    assert cell.broken(9.0) == 3
    assert cell.broken(8.0) == 4
    assert cell.longest == pytest.approx(5.0)
    assert cell.whole == pytest.approx(9.0)


def test_no_text_takes_no_line() -> None:
    assert cell_of([], 2.0, width_of).broken(5.0) == 0
    assert line("").broken(5.0) == 0
