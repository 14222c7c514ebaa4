"""The faces of the printed font: the width of words, their glyphs, and a face as part of a PDF."""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path

import uharfbuzz as hb

from sopc.catalogue.form import TypefaceName
from sopc.reader import read_own
from sopc.render.resources import FAMILIES

_REPLACEMENT = "?"
_SYMBOLIC, _ITALIC = 4, 64  # font flags: not only standard Latin characters; slanted
_MOST_KEPT = 1 << 14  # words whose widths are kept
_MOST_IN_BLOCK = 100  # characters that a block of a CMap may list
# a PDF addresses glyphs by number and spaces them by its own widths; these tables serve neither
_NOT_NEEDED = (
    "GSUB", "GPOS", "GDEF", "BASE", "DSIG", "FFTM", "gasp", "name", "post", "cmap", "OS/2"
)  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A face as a PDF embeds it (Type 0, Identity-H): program, texts of dictionaries, ToUnicode."""

    name: str
    program: bytes
    descriptor: str
    widths: str
    to_unicode: bytes


class Typeface:
    """A TrueType face. Glyphs go by their numbers in the file, in a subset of it too.

    A character that the face lacks is printed as a question mark.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._set = lru_cache(maxsize=_MOST_KEPT)(self._set_anew)

    @cached_property
    def _face(self) -> hb.Face:
        return hb.Face(read_own(self.path))

    @cached_property
    def _font(self) -> hb.Font:
        return hb.Font(self._face)

    def glyphs(self, text: str) -> list[int]:
        """The glyphs of a text, one a character."""
        found = (self._font.get_nominal_glyph(ord(character)) for character in text)
        missing = self._font.get_nominal_glyph(ord(_REPLACEMENT))
        return [missing if glyph is None else glyph for glyph in found]

    def lacks(self, text: str) -> str:
        """The characters of a text that the face cannot show, each once, in their order."""
        unique = dict.fromkeys(text)
        return "".join(c for c in unique if self._font.get_nominal_glyph(ord(c)) is None)

    def width(self, text: str, size: float) -> float:
        """The width of a text, as it is printed, in the unit of ``size``."""
        advances = map(self._font.get_glyph_h_advance, self.glyphs(text))
        return float(sum(advances) * size / self._face.upem)

    def set_width(self, text: str, size: float) -> float:
        """The width of a text as the page engine sets it, with kerning and ligatures."""
        return self._set(text) * size

    def _set_anew(self, text: str) -> float:
        if not text:  # a buffer that holds nothing has no positions
            return 0.0
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer)
        advances = sum(place.x_advance for place in buffer.glyph_positions)
        return float(advances / self._face.upem)

    def encode(self, text: str) -> bytes:
        """The text as a PDF shows it in this face: two bytes a glyph."""
        return b"".join(glyph.to_bytes(2, "big") for glyph in self.glyphs(text))

    def used(self, text: str) -> dict[int, str]:
        """The glyphs of a text, with the character that each one shows."""
        return dict(zip(self.glyphs(text), text, strict=True))

    def embedded(self, used: Mapping[int, str]) -> EmbeddedFont:
        """The part of the face that a document uses: its glyphs, each with the text it shows."""
        glyphs = sorted(used)
        listed = ",".join(map(str, glyphs)).encode("ascii")
        tag = "".join(chr(65 + byte % 26) for byte in sha256(listed).digest()[:6])
        name = f"{tag}+{self.path.stem}"
        return EmbeddedFont(
            name,
            self._program(glyphs),
            self._descriptor(name),
            self._widths(glyphs),
            _to_unicode(used, glyphs),
        )

    def _program(self, glyphs: Iterable[int]) -> bytes:
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).set(set(glyphs))
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            int.from_bytes(table.encode("ascii"), "big") for table in _NOT_NEEDED
        )
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
        return bytes(hb.subset(self._face, wanted).blob.data)

    def _widths(self, glyphs: Iterable[int]) -> str:
        """The widths that the PDF states: those of the program, in thousandths of the size."""
        scale = 1000 / self._face.upem
        widths = ((g, round(self._font.get_glyph_h_advance(g) * scale)) for g in glyphs)
        return "[" + " ".join(f"{glyph} [{width}]" for glyph, width in widths) + "]"

    def _descriptor(self, name: str) -> str:
        """The descriptor's entries but for the program."""
        scale = 1000 / self._face.upem
        corners = struct.unpack_from(">4h", self._face.reference_table("head").data, 36)
        box = " ".join(str(round(edge * scale)) for edge in corners)
        extents = self._font.get_font_extents("ltr")
        capital = self._font.get_glyph_extents(self.glyphs("H")[0])
        italic = "It" in self.path.stem
        return (
            f"/Type /FontDescriptor /FontName /{name} /Flags {_SYMBOLIC | _ITALIC * italic}"
            f" /FontBBox [{box}] /ItalicAngle {-11 if italic else 0}"
            f" /Ascent {round(extents.ascender * scale)}"
            f" /Descent {round(extents.descender * scale)}"
            f" /CapHeight {round(capital.y_bearing * scale)}"
            f" /StemV {120 if 'Bold' in self.path.stem else 80}"
        )


def _to_unicode(used: Mapping[int, str], glyphs: list[int]) -> bytes:
    """The map from glyphs to text by which a PDF is searched and copied from."""
    blocks = []
    for start in range(0, len(glyphs), _MOST_IN_BLOCK):
        block = glyphs[start : start + _MOST_IN_BLOCK]
        lines = [f"<{g:04X}> <{used[g].encode('utf-16-be').hex().upper()}>" for g in block]
        blocks.append("\n".join([f"{len(block)} beginbfchar", *lines, "endbfchar"]))
    return _CMAP.format(characters="\n".join(blocks)).encode("ascii")


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of the printed font, by the name under which the page engine embeds them."""

    by_name: Mapping[str, Typeface]
    regular_name: str
    bold_name: str

    @property
    def regular(self) -> Typeface:
        """The face of page numbers."""
        return self.by_name[self.regular_name]

    @property
    def bold(self) -> Typeface:
        """The face of words in drawings."""
        return self.by_name[self.bold_name]


def printed_faces(typeface: TypefaceName) -> Faces:
    """The faces of a typeface, as they come with the program."""
    family = FAMILIES[typeface]
    faces = {name: Typeface(path) for name, path in family.paths.items()}
    return Faces(faces, family.embedded, f"{family.embedded}-Bold")
