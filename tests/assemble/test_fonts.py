"""The fonts of a book: each face once, with right widths, and text that can be copied."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Object

from tests.assemble.tree import instructions
from tests.books import fonts, text_of

BOOKS = ("handbook.pdf", "volume/bidang.pdf", "sop/K.1.1.1.2.pdf")


def faces(document: pikepdf.Pdf) -> list[Dictionary]:
    """The composite fonts of a book."""
    return [font for font in fonts(document) if font.Subtype == "/Type0"]


def widths(font: Object) -> dict[int, float]:
    """The widths that a font states, by glyph."""
    listed = font.DescendantFonts[0].W.as_list()
    found: dict[int, float] = {}
    for first, each in zip(listed[::2], listed[1::2], strict=True):
        found |= {int(first) + n: float(width) for n, width in enumerate(each.as_list())}
    return found


def program(font: Object) -> TTFont:
    return TTFont(BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))


def shown(document: pikepdf.Pdf) -> dict[str, set[int]]:
    """The glyphs that pages show, by font."""
    found: dict[str, set[int]] = {}
    for page in document.pages:
        named = page.obj.Resources.Font
        current = ""
        for operands, operator in instructions(page):
            if operator == "Tf":
                current = str(named[str(operands[0])].BaseFont)
            elif operator in ("Tj", "TJ"):
                strings = operands[0].as_list() if operator == "TJ" else operands
                data = b"".join(bytes(s) for s in strings if isinstance(s, pikepdf.String))
                codes = {int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2)}
                found.setdefault(current, set()).update(codes)
    return found


@pytest.mark.parametrize("name", BOOKS)
def test_each_face_is_embedded_once(linked_build: Path, name: str) -> None:
    with pikepdf.open(linked_build / name) as document:
        names = [str(font.BaseFont).partition("+")[2] for font in faces(document)]
        assert len(names) == len(set(names))
        assert {"SourceSansPro-Regular", "SourceSansPro-Bold"} <= set(names)
        for font in faces(document):
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert re.fullmatch(r"/[A-Z]{6}\+.+", str(font.BaseFont))
            assert font.BaseFont == font.DescendantFonts[0].BaseFont


@pytest.mark.parametrize("name", BOOKS)
def test_stated_widths_are_those_of_the_program(linked_build: Path, name: str) -> None:
    with pikepdf.open(linked_build / name) as document:
        for font in faces(document):
            face = program(font)
            order, scale = face.getGlyphOrder(), 1000 / face["head"].unitsPerEm
            stated = widths(font)
            assert set(stated) >= shown(document)[str(font.BaseFont)]
            for glyph, width in stated.items():
                assert width == pytest.approx(face["hmtx"][order[glyph]][0] * scale, abs=1)


@pytest.mark.parametrize("name", BOOKS)
def test_every_glyph_that_is_shown_has_its_width_its_outline_and_its_text(
    linked_build: Path, name: str
) -> None:
    with pikepdf.open(linked_build / name) as document:
        used = shown(document)
        for font in faces(document):
            codes = used.pop(str(font.BaseFont))
            told = {int(c, 16) for c in re.findall(rb"\n<(....)> <", font.ToUnicode.read_bytes())}
            assert codes <= set(widths(font))
            assert codes <= told
            assert 0 not in codes  # the sign for a missing glyph
            face = program(font)
            assert max(codes) < len(face.getGlyphOrder())
        assert used == {}


def test_text_comes_back_with_every_sign(linked_build: Path) -> None:
    for name in ("handbook.pdf", "sop/K.1.1.1.2.pdf"):
        assert "Mencatat ≤ 5 Surat Café" in " ".join(text_of(linked_build / name))
