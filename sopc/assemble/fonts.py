"""Faces of the printed font → font objects of a book, each face once."""

from collections.abc import Mapping

from sopc.assemble.writer import PdfWriter
from sopc.render.typeface import Faces, Typeface


def write_fonts(
    writer: PdfWriter, faces: Faces, used: Mapping[str, Mapping[int, str]]
) -> dict[str, int]:
    """Embed what is used of each face; returns the number of each face's font."""
    return {name: _write_font(writer, faces.by_name[name], used[name]) for name in sorted(used)}


def _write_font(writer: PdfWriter, face: Typeface, glyphs: Mapping[int, str]) -> int:
    font = face.embedded(glyphs)
    program, to_unicode = writer.reserve(), writer.reserve()
    writer.compressed(program, b"<< /Length1 %d >>" % len(font.program), font.program)
    writer.compressed(to_unicode, b"<< >>", font.to_unicode)
    descriptor, descendant, number = writer.reserve(), writer.reserve(), writer.reserve()
    texts = {
        descriptor: f"<< {font.descriptor} /FontFile2 {program} 0 R >>",
        descendant: (
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{font.name} /CIDSystemInfo"
            " << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity"
            f" /DW 0 /W {font.widths} /FontDescriptor {descriptor} 0 R >>"
        ),
        number: (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{font.name} /Encoding /Identity-H"
            f" /DescendantFonts [{descendant} 0 R] /ToUnicode {to_unicode} 0 R >>"
        ),
    }
    for each, text in texts.items():
        writer.plain(each, text.encode("ascii"))
    return number
