"""Titles in lines: where they are broken, and how large they are set."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sopc.render.headings import in_lines, set_title
from sopc.render.typeface import printed_faces

WORDS = st.lists(st.sampled_from(["surat", "a", "penyelenggaraan", "dan", "di", "masuk"]))
SIZES = (11.0, 10.0, 9.0)


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        (
            "Kepala Dinas Perindustrian dan Perdagangan Provinsi Lampung",
            34,
            ("Kepala Dinas Perindustrian", "dan Perdagangan Provinsi Lampung"),
        ),
        (
            "Kepala Dinas Perpustakaan Kota Contoh",
            34,
            ("Kepala Dinas Perpustakaan", "Kota Contoh"),
        ),
        ("Kepala Balai Pengujian Mutu", 24, ("Kepala Balai", "Pengujian Mutu")),
        ("Surat masuk dan keluar", 14, ("Surat masuk", "dan keluar")),
        ("Head of Department for Food Safety", 24, ("Head of Department", "for Food Safety")),
    ],
)
def test_lines_end_where_a_reader_would_pause(text: str, most: int, lines: tuple[str, ...]) -> None:
    assert in_lines(text, most) == lines


@given(WORDS, st.integers(min_value=16, max_value=60))
def test_a_title_keeps_its_words_and_no_line_is_too_long(words: list[str], most: int) -> None:
    lines = in_lines(" ".join(words), most)
    assert " ".join(lines).split() == words
    assert all(len(line) <= most for line in lines)


@given(
    st.lists(st.sampled_from(["surat", "masuk", "keluar", "arsip"]), min_size=4),
    st.integers(min_value=18, max_value=60),
)
def test_no_title_ends_in_a_line_of_one_word(words: list[str], most: int) -> None:
    lines = in_lines(" ".join(words), most)
    assert len(lines) == 1 or len(lines[-1].split()) > 1


@given(WORDS, st.sampled_from([60.0, 100.0, 200.0]))
def test_a_title_is_as_large_as_its_fewest_lines_allow(words: list[str], room: float) -> None:
    width_of = printed_faces("Source Sans").bold.set_width
    text = " ".join(words)
    found = set_title(text, room, SIZES, width_of)
    each = [set_title(text, room, (size,), width_of) for size in SIZES]
    fewest = min(len(one.lines) for one in each)
    assert found == next(one for one in each if len(one.lines) == fewest)
    wide = [line for line in found.lines if width_of(line.upper(), found.size) > room + 1]
    assert all(len(line.split()) == 1 for line in wide)


def test_marks_go_with_their_words_and_have_no_width() -> None:
    width_of = printed_faces("Source Sans").bold.set_width
    plain = set_title("surat masuk dan surat keluar", 90, SIZES, width_of)
    marked = set_title(Markup("surat <em>masuk</em> dan surat keluar"), 90, SIZES, width_of)
    assert [str(line) for line in marked.lines] == [
        line.replace("masuk", "<em>masuk</em>") for line in plain.lines
    ]
    assert all(isinstance(line, Markup) for line in marked.lines)
    assert all(a != b for a, b in pairwise(marked.lines))
