"""Notes in words: names for keys, and nothing of the lines of the source."""

from pathlib import Path

import pytest

from sopc.notes.names import Names, without_lines
from tests.catalogues import PELAKSANA
from tests.notes.surveys import catalogue_with


@pytest.fixture
def names(tmp_path: Path) -> Names:
    more = {"pelaksana.yaml": PELAKSANA + "kasubbag-umum: Kasubbag Umum & Kepeg\n"}
    return Names(catalogue_with(tmp_path, {1: []}, more))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("staf", "Staf"),
        ("kasubbag-umum, kepala dan staf", "Kasubbag Umum & Kepeg, Kepala Dinas dan Staf"),
        ("kepala bersama tim", "kepala bersama tim"),
        ("uu-1-2020", "Undang-Undang Nomor 1 Tahun 2020"),
        ("K.1.1.1.1", "SOP Menerima Surat (K.1.1.1.1)"),
        ("K.9.9.9.9", "K.9.9.9.9"),
    ],
)
def test_a_value_is_in_words_where_all_of_it_is_keys(names: Names, value: str, words: str) -> None:
    assert names.value(value) == words


def test_in_a_sentence_only_keys_that_are_no_words_are_named(names: Names) -> None:
    said = names.sentence("Lajur kasubbag-umum diambil; staf tidak-ada (baris 12).")
    assert said == "Lajur Kasubbag Umum & Kepeg diambil; staf tidak-ada."


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Daftar Isi (baris 80) mencetak.", "Daftar Isi mencetak."),
        ("Blok (baris 3312, V.26.7.1.2) lain.", "Blok (V.26.7.1.2) lain."),
        ("Blok (V.26.7.1.2; baris 33-35) lain.", "Blok (V.26.7.1.2) lain."),
        ("Dua kali (baris 1-2 dan 3–4).", "Dua kali."),
        ("Tiga (baris 1, 2-3 dan 5), lalu (baris 7).", "Tiga, lalu."),
        ("Hanya dua baris (baris kedua) ada.", "Hanya dua baris (baris kedua) ada."),
        ("Dua (lihat baris 3).", "Dua (lihat baris 3)."),
    ],
)
def test_brackets_with_lines_of_the_source_are_left_out(text: str, rest: str) -> None:
    assert without_lines(text) == rest
