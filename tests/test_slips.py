"""The one word that is surely meant: written in the place of another unasked."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.slips import Slips

ACTORS = ("kepala-dinas", "kasubbag-umum", "kasubbag-keuangan", "kasi-a", "kasi-b", "staf", "ppk")
KEYS = ("dasar_hukum", "disahkan", "disahkan_oleh", "dibuat", "direvisi", "nama", "nomor")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("kasubag-umum", "kasubbag-umum"),
        ("kasubag-keuagan", "kasubbag-keuangan"),
        ("kepala dinas", "kepala-dinas"),
        ("Kepala_Dinas", "kepala-dinas"),
        ("kepaladinas", "kepala-dinas"),
        ("staff", "staf"),
        ("stfa", "staf"),
        ("kasi-c", ""),  # either
        ("ppx", ""),  # too short
        ("kepala", ""),  # another word
        ("kasubbag", ""),
        ("", ""),
        ("x" * 100, ""),
    ],
)
def test_the_one_that_is_near_is_meant(word: str, meant: str) -> None:
    assert Slips(ACTORS)(word) == meant


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Dasar Hukum", "dasar_hukum"),
        ("dasar-hukum", "dasar_hukum"),
        ("dibaut", "dibuat"),
        ("nomer", "nomor"),
        ("name", "nama"),
        ("disahkn", "disahkan"),
        ("disahkanoleh", "disahkan_oleh"),
        ("dibuatkan", ""),
        ("nomro1", ""),
    ],
)
def test_keys_are_told_apart_likewise(word: str, meant: str) -> None:
    assert Slips(KEYS)(word) == meant


def test_another_digit_is_another_thing() -> None:
    slips = Slips(["pp-20-2004", "permendag-12-2020"])
    assert slips("pp-20-2014") == ""
    assert slips("permendag-21-2020") == ""
    assert slips("permndag-12-2020") == "permendag-12-2020"


def test_of_two_that_differ_in_capitals_only_none_is_meant() -> None:
    assert Slips(["Staf-Umum", "staf-umum"])("staf umum") == ""


def test_for_very_many_words_there_is_an_end_of_guessing() -> None:
    letters = [f"{a}{b}{c}{d}" for a, b, c, d in product("abcdefghij", repeat=4)]
    slips = Slips([f"kata-{word}" for word in letters])
    asked = ["kata-aaaax", "kata-bbbbx", "kata-ccccx", "kata-ddddx", "kata-eeeex"]
    assert [bool(slips(word)) for word in asked] == [True] * 3 + [False] * 2


WORDS = st.text("abk-_ 12", max_size=12)


@given(st.lists(WORDS, max_size=6), WORDS)
def test_what_is_meant_is_known_and_has_the_same_digits(known: list[str], word: str) -> None:
    meant = Slips(known)(word)
    if meant:
        assert meant in known
        assert [c for c in meant if c.isdigit()] == [c for c in word if c.isdigit()]
    if word.strip("-_ ") and known.count(word) == 1 == len(set(known)):
        assert meant == word
