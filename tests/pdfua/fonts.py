"""Fonts: embedded, with the glyphs, widths and letters of all that is shown."""

import re
from collections.abc import Iterator
from io import BytesIO

from fontTools.ttLib import TTFont
from pikepdf import Array, Object

from tests.pdfua.reading import SHOWING, Reading

_MAPPED = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_NO_LETTERS = {"\0", "\ufffe", "\ufeff"}


def embedded(reading: Reading) -> Iterator[str]:
    """7.21.3, 7.21.4: each font that is used is in the file, and its codes are its glyphs."""
    for font, _ in _used(reading):
        if font.get("/Subtype") != "/Type0":
            yield f"7.21: a font of type {font.get('/Subtype')}"
            continue
        (descendant,) = font.DescendantFonts.as_list()
        if not {"/FontFile2", "/FontFile3"} & set(descendant.FontDescriptor.keys()):
            yield f"7.21.4.1: {font.BaseFont} is not embedded"
        if font.Encoding != "/Identity-H" or descendant.get("/CIDToGIDMap") != "/Identity":
            yield f"7.21.3: {font.BaseFont} is encoded in its own way"


def mapped(reading: Reading) -> Iterator[str]:
    """7.21.7, 7.21.8, PDF/A-2a 6.2.11.7: all that is shown are letters, and none is missing."""
    for font, glyphs in _used(reading):
        letters = _letters(font)
        if 0 in glyphs:
            yield f"7.21.8: {font.BaseFont} has no glyph for something that is shown"
        if glyphs - letters.keys() - {0}:
            yield f"7.21.7: {font.BaseFont} shows what is no letter"
        shown = "".join(letters.get(glyph, "") for glyph in glyphs)
        if _NO_LETTERS & set(shown):
            yield f"7.21.7: {font.BaseFont} shows what is no letter"
        if any("\ue000" <= letter <= "\uf8ff" for letter in shown):
            yield f"PDF/A 6.2.11.7.3: {font.BaseFont} shows a letter of private use"


def widths(reading: Reading) -> Iterator[str]:
    """7.21.5, 7.21.4.1: glyphs are there, and as wide as is said."""
    for font, glyphs in _used(reading):
        (descendant,) = font.DescendantFonts.as_list()
        if "/FontFile2" not in descendant.FontDescriptor:
            continue
        program = TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
        scale = 1000 / program["head"].unitsPerEm
        said, order = _widths(descendant), program.getGlyphOrder()
        for glyph in glyphs:
            if glyph >= len(order):
                yield f"7.21.4.1: {font.BaseFont} has no glyph {glyph}"
            elif abs(program["hmtx"][order[glyph]][0] * scale - said.get(glyph, 0)) > 1:
                yield f"7.21.5: glyph {glyph} of {font.BaseFont} is of another width"


def _used(reading: Reading) -> list[tuple[Object, set[int]]]:
    """Each font with the glyphs that are shown of it."""
    found: dict[tuple[int, int], tuple[Object, set[int]]] = {}
    for each in reading.painted:
        if each.operator in SHOWING and each.font is not None:
            _, glyphs = found.setdefault(each.font.objgen, (each.font, set()))
            pairs = zip(each.codes[::2], each.codes[1::2], strict=True)
            glyphs |= {high << 8 | low for high, low in pairs}
    return list(found.values())


def _letters(font: Object) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    blocks = _BLOCK.findall(font.ToUnicode.read_bytes())
    pairs = [pair for block in blocks for pair in _MAPPED.findall(block)]
    return {int(g, 16): bytes.fromhex(t.decode()).decode("utf-16-be") for g, t in pairs}


def _widths(descendant: Object) -> dict[int, float]:
    found: dict[int, float] = {}
    given = descendant.get("/W", Array()).as_list()
    while given:
        first, second = int(given.pop(0)), given.pop(0)
        if isinstance(second, Array):
            found |= {first + n: float(width) for n, width in enumerate(second.as_list())}
        else:
            width = float(given.pop(0))
            found |= dict.fromkeys(range(first, int(second) + 1), width)
    return found
