"""The faces of the printed font: the width of words, and the face as a PDF font object."""

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

_SCRIPTS = (
    range(0x0020, 0x0250),  # Latin
    range(0x0370, 0x0400),  # Greek: α, µ, Ω
    range(0x1E00, 0x1F00),  # Latin with dots below, as Arabic is transliterated
    range(0x2000, 0x2C00),  # punctuation, currencies, fractions, arrows, mathematical signs
)
"""What the PDF font holds of its face; the other scripts would make every file twice as large."""
_REPLACEMENT = "?"
_SYMBOLIC = 4
"""The flag of a font that is not limited to the standard Latin characters."""
_CMAP = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{characters}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_MOST_IN_BLOCK = 100
"""How many characters a block of a CMap may list."""


class Typeface:
    """A TrueType face for text that is set outside WeasyPrint: page numbers, words in drawings.

    Its PDF font is addressed by glyph (Type 0, Identity-H) and always holds the same characters,
    those of ``_SCRIPTS``; so the same few bytes serve every page of every document. A ``ToUnicode``
    map lets its text be copied and searched, and the widths it states are the program's own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def _font(self) -> TTFont:
        return TTFont(self.path, lazy=True)

    @cached_property
    def _glyphs(self) -> dict[str, str]:
        """The name of each character's glyph, for all characters that the PDF font holds."""
        cmap = self._font.getBestCmap()
        return {chr(code): cmap[code] for script in _SCRIPTS for code in script if code in cmap}

    @cached_property
    def _advances(self) -> dict[str, float]:
        """The width of each character, in sizes of the font."""
        metrics, units = self._font["hmtx"], self._font["head"].unitsPerEm
        return {character: metrics[name][0] / units for character, name in self._glyphs.items()}

    def width(self, text: str, size: float) -> float:
        """The width of a text in the unit of ``size``, as it is printed (see ``encode``)."""
        return sum(self._advances[character] for character in self._printed(text)) * size

    def encode(self, text: str) -> bytes:
        """The text as glyph numbers of the PDF font, two bytes each.

        A character that the font lacks becomes a question mark.
        """
        ids = self._subset.getReverseGlyphMap()
        return b"".join(ids[self._glyphs[c]].to_bytes(2, "big") for c in self._printed(text))

    def lacks(self, text: str) -> str:
        """The characters of a text that the PDF font cannot show, each once, in their order."""
        return "".join(dict.fromkeys(c for c in text if c not in self._glyphs))

    def _printed(self, text: str) -> str:
        return "".join(c if c in self._glyphs else _REPLACEMENT for c in text)

    @cached_property
    def _subset(self) -> TTFont:
        options = subset.Options(hinting=False, layout_features=[], notdef_outline=True)
        options.drop_tables += ["FFTM", "GDEF", "DSIG"]
        font = TTFont(self.path, recalcTimestamp=False)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(self._glyphs))
        subsetter.subset(font)
        return font

    @cached_property
    def _program(self) -> bytes:
        target = BytesIO()
        self._subset.save(target)
        return target.getvalue()

    def pdf_font(self, pdf: pikepdf.Pdf) -> Dictionary:
        """The face as an embedded font of ``pdf``."""
        name = Name("/SOPCAA+" + self.path.stem)
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(
                Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
            ),
            CIDToGIDMap=Name.Identity,
            W=Array([0, Array(self._widths())]),
            FontDescriptor=pdf.make_indirect(self._descriptor(pdf, name)),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]),
                ToUnicode=pdf.make_stream(self._to_unicode()),
            )
        )

    def _widths(self) -> list[int]:
        """The width of every glyph in the PDF font's order, in thousandths of the font size."""
        metrics, units = self._subset["hmtx"], self._subset["head"].unitsPerEm
        return [round(metrics[name][0] * 1000 / units) for name in self._subset.getGlyphOrder()]

    def _descriptor(self, pdf: pikepdf.Pdf, name: Name) -> Dictionary:
        head, hhea, os2 = self._font["head"], self._font["hhea"], self._font["OS/2"]
        scale = 1000 / head.unitsPerEm
        box = [round(v * scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax)]
        return Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=_SYMBOLIC,
            FontBBox=Array(box),
            ItalicAngle=0,
            Ascent=round(hhea.ascent * scale),
            Descent=round(hhea.descent * scale),
            CapHeight=round(os2.sCapHeight * scale),
            StemV=120 if os2.usWeightClass >= 600 else 80,
            FontFile2=pdf.make_stream(self._program, Length1=len(self._program)),
        )

    def _to_unicode(self) -> bytes:
        """The CMap that gives the character of each glyph, for copying and searching."""
        ids = self._subset.getReverseGlyphMap()
        shown: dict[int, str] = {}
        for character, glyph in self._glyphs.items():
            shown.setdefault(ids[glyph], character)  # a hard space shares the plain one's glyph
        lines = [f"<{glyph:04X}> <{ord(shown[glyph]):04X}>" for glyph in sorted(shown)]
        blocks = [
            lines[start : start + _MOST_IN_BLOCK] for start in range(0, len(lines), _MOST_IN_BLOCK)
        ]
        listed = ["\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks]
        return _CMAP.format(characters="\n".join(listed)).encode("ascii")


@dataclass(frozen=True, slots=True)
class Faces:
    """The two faces in which marks are set: words in drawings bold, page numbers regular."""

    regular: Typeface
    bold: Typeface
