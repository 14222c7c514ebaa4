"""Titles in lines: measured, even, and none with a single word at its end."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.markup.words import as_words
from sopc.render.titles import display_title, title_lines
from sopc.render.typeface import printed_faces
from tests.catalogues import TODAY
from tests.conftest import SOPS

BOLD = printed_faces("Source Sans").bold.set_width
SIZE = 26.0
_MM = 25.4 / 72
WORDS = st.lists(st.text("abcdehiklmnoprstuw", min_size=1, max_size=14), min_size=1, max_size=9)


def wide(line: str) -> float:
    return BOLD(line.upper(), SIZE * _MM)


@given(WORDS, st.floats(60, 200))
def test_lines_are_as_few_as_can_be_and_keep_to_the_width(words: list[str], width: float) -> None:
    lines = [str(line) for line in title_lines(" ".join(words), SIZE, width, BOLD)]
    assert " ".join(lines).split() == words
    assert all(wide(line) <= width or " " not in line for line in lines)
    assert len(lines) == greedy(words, width * 0.99)


def greedy(words: list[str], width: float) -> int:
    lines = [words[0]]
    for word in words[1:]:
        if wide(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return len(lines)


@given(WORDS, st.floats(60, 200))
def test_one_word_ends_a_title_only_where_no_other_way_is_as_short(
    words: list[str], width: float
) -> None:
    lines = [str(line) for line in title_lines(" ".join(words), SIZE, width, BOLD)]
    if len(lines) == 1 or " " in lines[-1]:
        return
    for cuts in product((" ", "\n"), repeat=len(words) - 1):
        other = "".join(a + b for a, b in zip(words, (*cuts, ""), strict=True)).split("\n")
        if len(other) == len(lines) and " " in other[-1]:
            assert any(wide(line) > width * 0.99 and " " in line for line in other)


def test_no_title_of_the_catalogue_ends_in_one_word(real: Catalogue) -> None:
    lonely = [
        entry.sop.title
        for entry in real.entries
        for lines, _ in [display_title(entry.sop.title, 165, 98, BOLD)]
        if len(lines) > 1 and len(lines[-1].split()) == 1
    ]
    assert lonely == []


@pytest.fixture(scope="module")
def real() -> Catalogue:
    catalogue = pipeline.check(SOPS, TODAY).catalogue
    assert catalogue is not None
    return catalogue


def test_tags_have_no_width_and_lines_of_its_own_are_kept() -> None:
    marked = as_words("Surat *masuk*\ndan [surat keluar](https://contoh.go.id/yang/panjang/sekali)")
    assert title_lines(marked, SIZE, 165, BOLD) == (
        Markup("Surat <em>masuk</em>"),
        Markup('dan <a href="https://contoh.go.id/yang/panjang/sekali">surat keluar</a>'),
    )


@pytest.mark.parametrize(
    ("title", "size"),
    [("Surat Masuk", 26.0), ("Pertanggungjawabankeuangandaerah", 22.0), ("X" * 200, 12.0)],
)
def test_a_title_with_a_long_word_is_set_smaller(title: str, size: float) -> None:
    assert display_title(title, 165, 98, BOLD)[1] == size


def test_a_long_title_is_set_as_small_as_it_must_be() -> None:
    lines, size = display_title("Penyusunan Laporan Kinerja " * 12, 165, 98, BOLD)
    assert 12 < size < 26
    assert len(lines) * size * _MM * 31 / 26 <= 98


def test_a_title_made_to_stall_the_printer_is_left_to_the_page_engine() -> None:
    assert len(display_title("a " * 30_000, 165, 98, BOLD)[0]) == 1
