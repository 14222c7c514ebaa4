"""Text that is set outside the page engine."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from sopc.render.overlay import stamp
from sopc.render.resources import BOLD, REGULAR, font_folder
from sopc.render.typeface import Typeface

FACE = Typeface(font_folder() / BOLD)


def printed(text: str) -> str:
    """What a reader copies from a page in whose foot a text is printed."""
    face = Typeface(font_folder() / REGULAR)
    with pikepdf.new() as document:
        page = document.add_blank_page()
        stamp(document, page, text, face, face.pdf_font(document))
        target = BytesIO()
        document.save(target)
    with pypdfium2.PdfDocument(target.getvalue()) as opened:
        return str(opened[0].get_textpage().get_text_bounded()).strip()


def test_width_grows_with_size_and_letters() -> None:
    assert FACE.width("Tidak", 20) == 2 * FACE.width("Tidak", 10)
    assert FACE.width("Tidak", 10) > FACE.width("Ya", 10) > 0


@pytest.mark.parametrize("text", ["≥ 10 juta", "≤ ½ jam → Ya", "Łódź, Ḥalāl", "30 µm – “x”"])
def test_signs_outside_the_office_alphabet_are_printed_and_can_be_copied(text: str) -> None:
    assert printed(text) == text
    assert FACE.lacks(text) == ""


def test_what_the_font_lacks_is_replaced_not_lost() -> None:
    assert printed("Ya 印, 印!") == "Ya ?, ?!"
    assert FACE.width("印", 10) == FACE.width("?", 10)


def test_the_lacking_characters_are_named_once() -> None:
    assert FACE.lacks("印 Ya 章 印") == "印章"


def test_the_stated_widths_are_those_of_the_embedded_program() -> None:
    with pikepdf.new() as document:
        (descendant,) = FACE.pdf_font(document).DescendantFonts.as_list()
        program = TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
        first, stated = descendant.W.as_list()
        widths = [int(width) for width in stated.as_list()]
    assert int(first) == 0
    assert widths == [program["hmtx"][name][0] for name in program.getGlyphOrder()]
    glyph = program.getGlyphID(program.getBestCmap()[ord("≥")])
    assert widths[glyph] / 100 == pytest.approx(FACE.width("≥", 10))


def test_every_document_gets_the_same_font() -> None:
    programs = []
    for _ in range(2):
        face = Typeface(font_folder() / BOLD)
        with pikepdf.new() as document:
            (descendant,) = face.pdf_font(document).DescendantFonts.as_list()
            programs.append(descendant.FontDescriptor.FontFile2.read_bytes())
    assert programs[0] == programs[1]
