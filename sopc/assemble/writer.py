"""Objects → a PDF file, written from front to back in one go.

PDF 1.7 (ISO 32000-1), sections 7.5.7 and 7.5.8: objects without data are compressed in object
streams, and a cross-reference stream at the end says where everything is. What has been written is
let go, so the memory needed is that of the cross-references: eight bytes an object.
"""

import hashlib
import struct
import zlib
from typing import BinaryIO

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_ENTRY = struct.Struct(">BIH")  # kind; offset, or number of the object stream; index in that
_PER_STREAM = 500
_LEVEL = 9


class PdfWriter:
    """Writes one PDF to a file that is open for writing. The same calls give the same bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self._offset = 0
        self._entries = bytearray(_ENTRY.pack(0, 0, 0xFFFF))
        self._next = 1
        self._group: list[tuple[int, bytes]] = []
        self._write(_HEADER)

    def reserve(self, count: int = 1) -> int:
        """Numbers for ``count`` objects that come later: the first of them."""
        first = self._next
        self._next += count
        self._entries += bytes(_ENTRY.size * count)
        return first

    def plain(self, number: int, text: bytes) -> None:
        """An object without data."""
        self._group.append((number, text))
        if len(self._group) == _PER_STREAM:
            self._flush()

    def stream(self, number: int, text: bytes, data: bytes) -> None:
        """An object with data, encoded as its dictionary ``text`` says (which ends with ``>>``)."""
        self._place(number, 1, self._offset, 0)
        head = text.rstrip().removesuffix(b">>") + b"/Length %d >>" % len(data)
        self._write(b"%d 0 obj\n%s\nstream\n" % (number, head), data, b"\nendstream\nendobj\n")

    def compressed(self, number: int, text: bytes, data: bytes) -> None:
        """An object with data that is compressed here."""
        self.stream(number, _with_filter(text), zlib.compress(data, _LEVEL))

    def finish(self, root: int, info: int) -> None:
        """Close the file: ``root`` is its catalogue, ``info`` its document information."""
        self._flush()
        number = self.reserve()
        start = self._offset
        self._place(number, 1, start, 0)
        digest = self._hash.hexdigest()[:32].encode("ascii")
        columns = _ENTRY.size
        text = b"<< /Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Info %d 0 R" % (
            self._next, root, info,
        )  # fmt: skip
        text += b" /DecodeParms << /Predictor 12 /Columns %d >>" % columns
        text += b" /ID [<%s> <%s>] >>" % (digest, digest)
        self.compressed(number, text, _less_above(bytes(self._entries), columns))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _flush(self) -> None:
        if not self._group:
            return
        holder = self.reserve()
        places, texts, offset = [], [], 0
        for index, (number, text) in enumerate(self._group):
            self._place(number, 2, holder, index)
            places.append(b"%d %d" % (number, offset))
            texts.append(text)
            offset += len(text) + 1
        head = b" ".join(places) + b"\n"
        text = b"<< /Type /ObjStm /N %d /First %d >>" % (len(places), len(head))
        self._group = []
        self.compressed(holder, text, head + b"\n".join(texts))

    def _place(self, number: int, kind: int, where: int, index: int) -> None:
        _ENTRY.pack_into(self._entries, number * _ENTRY.size, kind, where, index)

    def _write(self, *parts: bytes) -> None:
        for part in parts:
            self._hash.update(part)
            self._file.write(part)
            self._offset += len(part)


def _less_above(table: bytes, columns: int) -> bytes:
    """Rows as PNG's predictor *Up* has them: what each byte is more than the one above it."""
    above = bytes(columns) + table
    less = bytes((byte - before) & 0xFF for byte, before in zip(table, above, strict=False))
    rows = (less[start : start + columns] for start in range(0, len(less), columns))
    return b"".join(b"\x02" + row for row in rows)


def _with_filter(text: bytes) -> bytes:
    return text.removesuffix(b">>") + b"/Filter /FlateDecode >>"


def text_string(text: str) -> bytes:
    """A text as a PDF string, whatever letters it has."""
    return b"<" + b"\xfe\xff".hex().encode() + text.encode("utf-16-be").hex().encode() + b">"
