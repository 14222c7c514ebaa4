"""A finished document taken apart: its pages and all they need, as objects that can be renumbered.

Joining documents is then copying text and counting on: it needs no PDF library, keeps one document
in memory at a time, and costs the same for the thousandth as for the first.

In an object's text, what depends on the book stands as a mark: a control character, a value and a
closing ``END``. No PDF text holds such characters, because strings with them are written in
hexadecimal.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

REFERENCE = b"\x01"
"""Mark of another object of the document, by its number there."""
OFFSET = b"\x02"
"""Mark of a key of the structure's parent tree."""
LINK = b"\x03"
"""Mark of the action of a link, with the name of what it leads to."""
PAGES, TAGS = b"\x04", b"\x05"
"""Marks of what pages and top structure elements hang from in the book."""
FOOT = b"\x06"
"""Mark of the content that prints a page's number in its foot."""
FACE = b"\x07"
"""Mark of a face of the printed font, by its name: a book embeds each face once."""
HEADING = b"\x0e"
"""Mark of the kind of a heading, by how many levels it stands below the first of the document."""
ID = b"\x0f"
"""Mark of the name of a structure element, by its number in the document."""
END = b"\x08"
NEXT = b"\x0b"
"""What stands between the texts of two objects."""

_HEAD = struct.Struct(">4sI")
_MAGIC = b"SPK2"
_WRONG = (
    struct.error, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError
)  # fmt: skip
"""What reading bytes of another shape may raise."""


class Damaged(ValueError):
    """Bytes that are no packed document."""


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page: its object's number, its size in points, and whether the book numbers it."""

    number: int
    width: float
    height: float
    has_foot: bool = True


@dataclass(frozen=True, slots=True)
class Stream:
    """An object with data: its number, the text of its dictionary, and the data as encoded."""

    number: int
    text: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Packed:
    """A document's pages and their objects, numbered from 1 to ``count``.

    ``numbers`` are those of the objects without data, whose texts follow each other in ``texts``;
    ``tags`` the top elements of the structure, ``ids`` those that have names, in the order of
    these; ``parents`` the parent tree's keys, all below ``keys``, with the texts of their values.
    ``glyphs`` says what is used of each face, and the text that each glyph shows.
    """

    count: int
    pages: tuple[PackedPage, ...]
    tags: tuple[int, ...]
    ids: tuple[int, ...]
    keys: int
    parents: tuple[tuple[int, bytes], ...]
    numbers: tuple[int, ...]
    texts: bytes
    streams: tuple[Stream, ...]
    glyphs: Mapping[str, Mapping[int, str]]

    def to_bytes(self) -> bytes:
        """The document as bytes, to be kept or sent."""
        blobs = [text for _, text in self.parents]
        blobs.append(self.texts)
        for stream in self.streams:
            blobs += [stream.text, stream.data]
        head = {
            "count": self.count,
            "pages": [[page.number, page.width, page.height, page.has_foot] for page in self.pages],
            "tags": self.tags,
            "ids": self.ids,
            "keys": self.keys,
            "parents": [key for key, _ in self.parents],
            "numbers": self.numbers,
            "streams": [stream.number for stream in self.streams],
            "glyphs": self.glyphs,
            "lengths": [len(blob) for blob in blobs],
        }
        written = json.dumps(head, separators=(",", ":")).encode("ascii")
        return b"".join([_HEAD.pack(_MAGIC, len(written)), written, *blobs])

    @classmethod
    def from_bytes(cls, data: bytes) -> "Packed":
        """Read what ``to_bytes`` wrote. Raises Damaged for anything else."""
        try:
            magic, length = _HEAD.unpack_from(data)
            head = json.loads(data[_HEAD.size : _HEAD.size + length])
            blobs = _cut(data, _HEAD.size + length, head["lengths"])
            parents, rest = blobs[: len(head["parents"])], blobs[len(head["parents"]) :]
            streams = zip(head["streams"], rest[1::2], rest[2::2], strict=True)
            packed = cls(
                count=head["count"],
                pages=tuple(PackedPage(*page) for page in head["pages"]),
                tags=tuple(head["tags"]),
                ids=tuple(head["ids"]),
                keys=head["keys"],
                parents=tuple(zip(head["parents"], parents, strict=True)),
                numbers=tuple(head["numbers"]),
                texts=rest[0],
                streams=tuple(Stream(*stream) for stream in streams),
                glyphs={
                    face: {int(glyph): text for glyph, text in used.items()}
                    for face, used in head["glyphs"].items()
                },
            )
        except _WRONG as error:
            raise Damaged(str(error)) from None
        if magic != _MAGIC:
            raise Damaged("not a packed document")
        return packed


def _cut(data: bytes, start: int, lengths: Sequence[int]) -> list[bytes]:
    blobs = []
    for length in lengths:
        blobs.append(data[start : start + length])
        start += length
    if start != len(data):
        raise Damaged("cut off")
    return blobs
