"""Text that is set outside the page engine."""

import pikepdf

from sopc.render.resources import BOLD, font_folder
from sopc.render.typeface import Typeface

FACE = Typeface(font_folder() / BOLD)


def test_width_grows_with_size_and_letters() -> None:
    assert FACE.width("Tidak", 20) == 2 * FACE.width("Tidak", 10)
    assert FACE.width("Tidak", 10) > FACE.width("Ya", 10) > 0


def test_what_the_font_lacks_is_replaced_not_lost() -> None:
    assert FACE.encode("Ya→") == b"Ya?"


def test_the_font_is_embedded_with_the_widths_it_was_measured_by() -> None:
    with pikepdf.new() as document:
        font = FACE.pdf_font(document)
        width = float(font.Widths[ord("T") - int(font.FirstChar)])
        assert "/FontFile2" in font.FontDescriptor
    assert width / 100 == FACE.width("T", 10)
