"""Text that is set outside the page engine."""

import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from sopc.render.typeface import EmbeddedFont, printed_faces

FACE = printed_faces("Source Sans").bold
SIGNS = ["≥ 10 juta", "≤ ½ jam → Ya", "Łódź, Ḥalāl", "30 µm – “x”"]


def copied(text: str, font: EmbeddedFont) -> str:
    """What a reader copies where a text is printed in an embedded font."""
    lines = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", font.to_unicode.decode(), re.MULTILINE)
    shown = {bytes.fromhex(glyph): bytes.fromhex(code).decode("utf-16-be") for glyph, code in lines}
    printed = FACE.encode(text)
    return "".join(shown[printed[at : at + 2]] for at in range(0, len(printed), 2))


def test_width_grows_with_size_and_letters() -> None:
    assert FACE.width("Tidak", 20) == 2 * FACE.width("Tidak", 10)
    assert FACE.width("Tidak", 10) > FACE.width("Ya", 10) > 0


@pytest.mark.parametrize("text", SIGNS)
def test_signs_outside_the_office_alphabet_are_printed_and_can_be_copied(text: str) -> None:
    assert FACE.lacks(text) == ""
    assert copied(text, FACE.embedded(FACE.used(text))) == text


def test_what_the_font_lacks_is_a_question_mark_and_named_once() -> None:
    assert FACE.encode("Ya 印!") == FACE.encode("Ya ?!")
    assert FACE.width("印", 10) == FACE.width("?", 10)
    assert FACE.lacks("印 Ya 章 印") == "印章"


def test_the_stated_widths_are_those_of_the_embedded_program() -> None:
    font = FACE.embedded(FACE.used("".join(SIGNS)))
    program = TTFont(BytesIO(font.program))
    names, metrics = program.getGlyphOrder(), program["hmtx"].metrics
    stated = re.findall(r"(\d+) \[(\d+)\]", font.widths)
    assert len(stated) == len(set("".join(SIGNS)))
    assert [int(width) for _, width in stated] == [metrics[names[int(g)]][0] for g, _ in stated]


def test_the_same_text_gives_the_same_font() -> None:
    again = printed_faces("Source Sans").bold
    assert again.embedded(again.used("Ya")) == FACE.embedded(FACE.used("aY"))


def test_a_text_of_nothing_has_no_width() -> None:
    face = printed_faces("Source Sans").regular
    assert face.set_width("", 10.0) == face.width("", 10.0) == 0.0
