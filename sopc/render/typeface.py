"""The faces of the printed font: the width of words, and the face as a PDF font object."""

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

_FIRST, _LAST = 32, 255
_NONSYMBOLIC = 32


class Typeface:
    """A TrueType face for text that is set outside WeasyPrint: page numbers, words in drawings.

    Its PDF font holds the Windows-1252 characters, so the same few bytes serve every page.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def _font(self) -> TTFont:
        return TTFont(self.path, lazy=True)

    @cached_property
    def _advances(self) -> dict[int, float]:
        """Advance width, in thousandths of the font size, by Windows-1252 code."""
        metrics, cmap = self._font["hmtx"], self._font.getBestCmap()
        scale = 1000 / self._font["head"].unitsPerEm
        advances = {}
        for code in range(_FIRST, _LAST + 1):
            character = bytes([code]).decode("cp1252", errors="ignore")
            glyph = cmap.get(ord(character)) if character else None
            advances[code] = round(metrics[glyph][0] * scale, 2) if glyph else 0.0
        return advances

    def width(self, text: str, size: float) -> float:
        """The width of a text in the unit of ``size``."""
        return sum(self._advances[code] for code in self.encode(text)) * size / 1000

    def encode(self, text: str) -> bytes:
        """The text as bytes for this font; what it cannot show becomes a question mark."""
        return text.encode("cp1252", errors="replace")

    @cached_property
    def _program(self) -> bytes:
        options = subset.Options(hinting=False, layout_features=[], notdef_outline=True)
        options.drop_tables += ["FFTM", "GDEF", "DSIG"]
        font = TTFont(self.path, recalcTimestamp=False)
        subsetter = subset.Subsetter(options)
        characters = bytes(range(_FIRST, _LAST + 1)).decode("cp1252", errors="ignore")
        subsetter.populate(text=characters)
        subsetter.subset(font)
        target = BytesIO()
        font.save(target)
        return target.getvalue()

    def pdf_font(self, pdf: pikepdf.Pdf) -> Dictionary:
        """The face as an embedded simple font of ``pdf``."""
        head, hhea, os2 = self._font["head"], self._font["hhea"], self._font["OS/2"]
        scale = 1000 / head.unitsPerEm
        name = Name("/SOPCAA+" + self.path.stem)
        program = pdf.make_stream(self._program, Length1=len(self._program))
        box = [round(v * scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax)]
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=_NONSYMBOLIC,
            FontBBox=Array(box),
            ItalicAngle=0,
            Ascent=round(hhea.ascent * scale),
            Descent=round(hhea.descent * scale),
            CapHeight=round(os2.sCapHeight * scale),
            StemV=120 if os2.usWeightClass >= 600 else 80,
            FontFile2=program,
        )
        widths = [self._advances[code] for code in range(_FIRST, _LAST + 1)]
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.TrueType,
                BaseFont=name,
                FirstChar=_FIRST,
                LastChar=_LAST,
                Widths=Array(widths),
                Encoding=Name.WinAnsiEncoding,
                FontDescriptor=pdf.make_indirect(descriptor),
            )
        )


@dataclass(frozen=True, slots=True)
class Faces:
    """The two faces in which marks are set: words in drawings bold, page numbers regular."""

    regular: Typeface
    bold: Typeface
