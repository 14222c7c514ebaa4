"""Bytes of a signature, changed one by one: some of them in a usual run, all with --exhaustive."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from random import Random

from asn1crypto import cms, core
from pyhanko.pdf_utils.reader import PdfFileReader

_SEED = 20260101
_LOOSE = {"version", "digest_algorithms", "digest_algorithm", "signature_algorithm"}


def sample(of: Sequence[int], count: int, exhaustive: bool) -> Sequence[int]:
    """The same few numbers in every usual run."""
    return of if exhaustive else Random(_SEED).sample(of, count)


def place(pdf: bytes) -> tuple[int, int]:
    """Where the last signature's hexadecimal digits stand."""
    covered = PdfFileReader(BytesIO(pdf)).embedded_signatures[-1].byte_range
    return covered[1] + 1, covered[2] - 1


@dataclass(frozen=True)
class LastSignature:
    """The last signature of a file: its bytes, and where their digits begin and end."""

    pdf: bytes
    start: int
    end: int
    held: bytes

    def changed(self, position: int, change: int) -> bytes:
        """The file with a byte of the signature changed."""
        held = bytearray(self.held)
        held[position] ^= change
        return self.pdf[: self.start] + held.hex().upper().encode() + self.pdf[self.end :]

    @property
    def loose(self) -> Sequence[int]:
        """The bytes that nothing signs and readers hardly look at, here and in the time stamp.

        They are a fiftieth of a signature: by chance alone a few samples would miss them all.
        """
        signed = cms.ContentInfo.load(self.held)["content"]
        (signer,) = signed["signer_infos"]
        found = [*self._of_parts(signed), *self._of_parts(signer)]
        if not isinstance(signer["unsigned_attrs"], core.Void):
            (token,) = signer["unsigned_attrs"][0]["values"]
            found += [*self._of_parts(token["content"])]
            found += [*self._of_parts(token["content"]["signer_infos"][0])]
        return found

    def _of_parts(self, holder: core.Sequence) -> Iterator[int]:
        begin = self.held.index(holder.contents)
        for name in holder:
            after = begin + len(holder[name].dump())
            if name in _LOOSE:
                yield from range(begin, after)
            begin = after


def last_signature(pdf: bytes) -> LastSignature:
    """The last signature of a file."""
    start, end = place(pdf)
    return LastSignature(pdf, start, end, bytes.fromhex(pdf[start:end].decode()))


def changes_of_a_byte(
    signature: LastSignature, loose: int, anywhere: int, exhaustive: bool
) -> Iterator[tuple[int, int]]:
    """Positions in a signature, and what is changed there: one bit, or several.

    So many of the loose bytes, and so many of all.
    """
    length = 4 + int.from_bytes(signature.held[2:4], "big")
    chosen = {*sample(range(length), anywhere, exhaustive)}
    for position in sorted(chosen | {*sample(signature.loose, loose, exhaustive)}):
        yield position, Random(position).randrange(1, 256)
