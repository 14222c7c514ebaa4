"""A shard: one SOP, or a run of a book's own pages, rendered by itself without page numbers."""

import json
import struct
from dataclasses import dataclass

from sopc.assemble.packed import Damaged, Packed

_HEAD = struct.Struct(">4sII")
_MAGIC = b"SHD2"


@dataclass(frozen=True, slots=True)
class Shard:
    """Pages, taken apart; and for an SOP with steps its flowchart as SVG."""

    packed: Packed
    svg: str | None = None

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.packed.pages)

    def to_bytes(self) -> bytes:
        """The shard as bytes, to be kept or sent."""
        svg = json.dumps(self.svg).encode("ascii")
        return b"".join([_HEAD.pack(_MAGIC, self.pages, len(svg)), svg, self.packed.to_bytes()])

    @classmethod
    def from_bytes(cls, data: bytes) -> "Shard":
        """Read what ``to_bytes`` wrote. Raises Damaged for anything else."""
        pages, length = _head(data)
        try:
            svg = json.loads(data[_HEAD.size : _HEAD.size + length])
        except (ValueError, RecursionError) as error:
            raise Damaged(str(error)) from None
        shard = cls(Packed.from_bytes(data[_HEAD.size + length :]), svg)
        if not isinstance(svg, str | None) or shard.pages != pages:
            raise Damaged("not a shard")
        return shard


def pages_in(data: bytes) -> int:
    """How many pages a shard has, by the head of its bytes. Raises Damaged for anything else."""
    return _head(data)[0]


def _head(data: bytes) -> tuple[int, int]:
    """How many pages a shard has, and how long its drawing is."""
    try:
        magic, pages, length = _HEAD.unpack_from(data)
    except struct.error as error:
        raise Damaged(str(error)) from None
    if magic != _MAGIC:
        raise Damaged("not a shard")
    return pages, length


@dataclass(frozen=True, slots=True)
class ShardRef:
    """A shard that is kept somewhere: its key there, and how many pages it has."""

    key: str
    pages: int
