"""Bytes of a signature, changed one by one: some of them in a usual run, all with --exhaustive."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from random import Random

from pyhanko.pdf_utils.reader import PdfFileReader

_SEED = 20260101


def sample(of: Sequence[int], count: int, exhaustive: bool) -> Sequence[int]:
    """The same few numbers in every usual run."""
    return of if exhaustive else Random(_SEED).sample(of, count)


def place(pdf: bytes) -> tuple[int, int]:
    """Where the last signature's hexadecimal digits stand."""
    covered = PdfFileReader(BytesIO(pdf)).embedded_signatures[-1].byte_range
    return covered[1] + 1, covered[2] - 1


def changes_of_a_byte(pdf: bytes, count: int, exhaustive: bool) -> Iterator[tuple[int, int]]:
    """Positions in the last signature, and what is changed there: one bit, or several."""
    start, end = place(pdf)
    held = bytes.fromhex(pdf[start:end].decode())
    length = 4 + int.from_bytes(held[2:4], "big")
    for position in sample(range(length), count, exhaustive):
        yield position, Random(position).randrange(1, 256)


def with_byte(pdf: bytes, position: int, change: int) -> bytes:
    """The file with a byte of its last signature changed."""
    start, end = place(pdf)
    held = bytearray.fromhex(pdf[start:end].decode())
    held[position] ^= change
    return pdf[:start] + held.hex().upper().encode() + pdf[end:]
