"""Hints for unknown keys: the closest known one, and no more comparing than is of use."""

from sopc.suggest import Suggest, did_you_mean, known_here


def test_the_closest_key_is_named() -> None:
    suggest = Suggest(["kasubbag", "staf"])
    assert suggest("kasubag") == "did you mean `kasubbag`?"
    assert suggest("direktur") == ""


def test_after_some_hundred_slips_no_more_are_compared() -> None:
    suggest = Suggest(["kasubbag"])
    hints = [suggest(f"kasubag{n}") for n in range(300)]
    assert hints[0] == hints[199] == "did you mean `kasubbag`?"
    assert set(hints[200:]) == {""}
    assert suggest("kasubag0") == hints[0]


def test_fewer_are_compared_the_more_is_known() -> None:
    known = [f"kasubbag{n}" for n in range(10_000)]
    suggest = Suggest(known)
    hints = [suggest(f"kasubag{n}") for n in range(10)]
    assert hints[0] == "did you mean `kasubbag0`?"
    assert hints[3] != "" == hints[4]


def test_what_is_no_word_is_not_compared() -> None:
    assert did_you_mean("a" * 61, ["a" * 60]) == ""
    assert did_you_mean("a" * 60, ["a" * 61]) == ""
    assert did_you_mean("a" * 60, ["a" * 59 + "b"]) != ""


def test_of_many_known_words_the_first_are_named() -> None:
    assert known_here("ab") == "known here: a, b"
    assert known_here(["a"] * 60) == "known here: " + ", ".join(["a"] * 60)
    assert known_here(["a"] * 63) == "known here: " + ", ".join(["a"] * 60) + ", and 3 more"
