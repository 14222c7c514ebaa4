"""Hints for unknown keys: the closest known one, and no more comparing than is of use."""

from sopc.check.links.suggest import Suggest


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
