"""What the rules of words rest on: the face's letters, and how words are compared."""

from fontTools.ttLib import TTFont

from sopc.check.words.letter import LETTERS
from sopc.check.words.plain import plain, plain_title
from sopc.render.resources import font_folder


def test_the_letters_are_those_of_the_printed_face() -> None:
    upright, bold = (
        set(TTFont(font_folder() / f"SourceSansPro-{face}.ttf").getBestCmap())
        for face in ("Regular", "Bold")
    )
    assert {chr(code) for code in upright & bold} == LETTERS


def test_words_are_compared_without_capitals_signs_and_spaces() -> None:
    assert (
        plain("  Kasubbag Umum & Kepeg. ") == plain("KASUBBAG UMUM/KEPEG") == "kasubbag umum kepeg"
    )
    assert plain("- … _") == ""
    assert plain_title("SOP: Surat-Masuk") == plain_title("surat masuk")
    assert plain_title("SOPir") == "sopir"
