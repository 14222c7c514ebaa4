"""Passages are found in a document as a reader finds them, and no others."""

import pytest

from sopc.catalogue.document import Document
from sopc.catalogue.source import Note
from sopc.check.source import nearest
from sopc.check.source.explained import Explained
from sopc.check.source.printed_words import PrintedWords
from sopc.check.source.quotes import letters
from sopc.check.source.spellings import Spellings

FIRST, SECOND = "Menerima berkas usul kenaikan", "pangkat dari seluruh pegawai"


def is_in(passage: str, text: str, first: int = 1, last: int = 99) -> bool:
    words = PrintedWords(Document("naskah.md", text), Spellings({}))
    return words.end_of(letters(passage), words.lines(first, last)) is not None


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\t1 jam\n\n7\n\t{SECOND}",
        f"<tr><td>{FIRST}</td><td>1 jam</td></tr><tr><td>{SECOND}</td></tr>",
        f"| {FIRST} | 1 jam |\n| {SECOND} |",
        f"{FIRST} <b>{SECOND}</b>",
        f"{FIRST}<br>{SECOND}",
    ],
)
def test_a_text_goes_on_in_a_cell_below(text: str) -> None:
    assert is_in(f"{FIRST} {SECOND}", text)


@pytest.mark.parametrize(
    "text",
    [
        f"{SECOND}\n{FIRST}",  # in the other order
        f"{FIRST} kerja\t1 jam\n{SECOND}",  # a word more where the cell ends
        f"{FIRST}\t1 jam\nkerja {SECOND}",  # or begins
        f"{FIRST}, surat, {SECOND}",  # in one cell
        f"<td>{FIRST} <b>surat</b> {SECOND}</td>",
    ],
)
def test_words_between_are_told(text: str) -> None:
    assert not is_in(f"{FIRST} {SECOND}", text)


def test_a_word_put_in_is_told_though_a_cell_has_it() -> None:
    assert not is_in("tidak Menerima berkas usul kenaikan", f"tidak\tA\t{FIRST}")
    assert not is_in(f"{FIRST} tidak", f"{FIRST}\tA\ttidak")


def test_a_passage_ends_where_its_lines_end() -> None:
    text = f"satu\n{FIRST}\n{SECOND}\nempat"
    assert is_in(FIRST, text, 2, 2)
    assert is_in(f"{FIRST} {SECOND}", text, 2, 3)
    assert not is_in(f"{FIRST} {SECOND}", text, 2, 2)
    assert not is_in("satu", text, 2, 4)
    assert not is_in("empat", text, 9, 12)
    assert not is_in("empat", text, 4, 1)


def test_signs_that_are_written_by_their_names_are_read() -> None:
    assert is_in("café baru", "caf&eacute; &nbsp; baru &amp;")


@pytest.mark.parametrize(
    ("part", "explains"),
    [
        ("langkah[2].output[1]", True),
        ("langkah[2].output", True),
        ("langkah[2]", True),
        ("langkah.output", True),
        ("langkah", False),
        ("langkah[1].output", False),
        ("langkah[2].uraian", False),
    ],
)
def test_a_note_explains_the_text_at_its_place(part: str, explains: bool) -> None:
    note = Note(part=part, kind="koreksi", printed="Kartu", taken="Buku", reason="A.")
    assert Explained([note]).covers(("langkah", 1, "output", 0)) is explains


@pytest.mark.parametrize(
    ("changes", "explains"),
    [
        ({}, True),
        ({"printed": "3., 4."}, False),  # how they are numbered
        ({"kind": "simpulan"}, True),
        ({"kind": "kosong", "taken": None}, False),
        ({"kind": "pertentangan", "taken": None}, False),
        ({"kind": "pertentangan"}, True),
    ],
)
def test_a_note_explains_what_was_not_left_as_printed(
    changes: dict[str, str | None], explains: bool
) -> None:
    note = Note(part="kualifikasi", kind="koreksi", printed="Rapi", taken="Teliti", reason="A.")
    assert Explained([note.model_copy(update=changes)]).covers(("kualifikasi", 0)) is explains
    assert (
        Explained([note.model_copy(update=changes)]).covers(("kualifikasi", "tambah", 0))
        is explains
    )


def test_cells_cost_more_than_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of cells of one word each take as long as ten times as many words in few."""
    monkeypatch.setattr(nearest, "_WORK", 200)
    rows = {"in cells": "a\n" * 100, "in one": "a " * 100 + "\n"}
    for kind, before in rows.items():
        text = before + "Menerima berkas\n"
        words = PrintedWords(Document("naskah.md", text), Spellings({}))
        near = nearest.Nearest(words).to("Menerima surat", [words.whole])
        assert (near is None) == (kind == "in cells")
