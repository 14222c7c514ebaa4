"""A PDF grows by revisions: the pages as they were built, then what each signature added."""

import re
from collections.abc import Iterator, Sequence
from hashlib import new, sha256
from itertools import islice, pairwise

_END = re.compile(rb"%%EOF|(?<=%%EOF)\r?\n|(?<=%%EOF)\r")
"""Where a revision may end: after its last word, or after the end of that line."""
_LAST = re.compile(rb"%%EOF(?:\r\n|\n|\r)?\Z")
_LIST = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z")
"""How a file ends: with the place of the list of its objects."""
_MOST_ENDS = 200
"""A built file has one. Millions of them would take as many digests."""
_RANGE = b"/ByteRange"
_COVERED = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
"""What a signature covers: from the start to its own digits, and from after them, so many bytes."""
_CONTENTS = re.compile(rb"/Contents\s*\Z")
_SEQUENCE = 0x30
"""How a signature begins, as all that is a sequence in ASN.1."""
_DIGESTS = ("sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512")
"""What may be signed of a file in its place. SHA-1 may not: two files can have the same."""


def began_as(pdf: bytes, digest: str) -> bool:
    """Whether a PDF is, or began as, the file of a SHA-256 digest."""
    return any(found == digest for _, found in beginnings(pdf))


def beginnings(pdf: bytes) -> Iterator[tuple[int, str]]:
    """Where the first revision of a PDF may end, and the SHA-256 of all up to there."""
    whole, position = sha256(), 0
    for end in islice(_END.finditer(pdf), _MOST_ENDS):
        whole.update(pdf[position : end.end()])
        position = end.end()
        yield position, whole.hexdigest()


def list_place(pdf: bytes, length: int) -> int | None:
    """Where the list of its objects is, as the first bytes of a PDF, so many, say at their end."""
    said = _LIST.search(pdf, max(0, length - 99), length)
    return int(said[1]) if said else None


def is_covered(pdf: bytes, ranges: Sequence[Sequence[int]]) -> bool:
    """Whether signatures follow upon one another, and the last one covers the file to its end."""
    ends = [covered[2] + covered[3] for covered in ranges if len(covered) == 4]
    rising = all(before < after for before, after in pairwise(ends))
    return len(ends) == len(ranges) and rising and ends[-1] == len(pdf)


def ends_in_revision(pdf: bytes, ranges: Sequence[Sequence[int]]) -> bool:
    """Whether signatures follow upon one another, and whole revisions upon the last one."""
    ends = [covered[2] + covered[3] for covered in ranges if len(covered) == 4]
    rising = all(before < after for before, after in pairwise(ends))
    last = pdf.rfind(b"%%EOF")
    return len(ends) == len(ranges) and rising and ends[-1] < last and bool(_LAST.match(pdf, last))


def is_signed(pdf: bytes) -> bool:
    """Whether a file says that it is signed, whatever that is worth."""
    return _RANGE in pdf


def holds_signature(pdf: bytes) -> bool:
    """Whether there is a signature in a file, even if nothing leads to it."""
    return _COVERED.search(pdf) is not None


def ends_signed(pdf: bytes) -> bool:
    """Whether the last thing added to a PDF is a signature of all of it, by whomever.

    It covers the file from its start to its end, but for its own digits, and these have the digest
    of what it covers. So nothing was added behind it, nor changed since, but who signed, and what
    was added before, is not looked at.
    """
    last = pdf.rfind(_RANGE)
    found = _COVERED.match(pdf, last) if last >= 0 else None
    if found is None:
        return False
    start, end, rest = map(int, found.groups())
    if (
        not start < end
        or end + rest != len(pdf)
        or not _CONTENTS.search(pdf[max(0, start - 99) : start])
    ):
        return False
    between = pdf[end:last] if end <= last else pdf[last:start]
    signature = _digits(pdf[start:end])
    if b"endobj" in between or signature[:1] != bytes([_SEQUENCE]):
        return False
    return any(_digest(name, pdf[:start], pdf[end:]) in signature for name in _DIGESTS)


def _digits(text: bytes) -> bytes:
    """The bytes that hexadecimal digits in angle brackets stand for; none for all else."""
    if (text[:1], text[-1:]) != (b"<", b">"):
        return b""
    try:
        return bytes.fromhex(text[1:-1].decode("ascii"))
    except ValueError:
        return b""


def _digest(name: str, *pieces: bytes) -> bytes:
    whole = new(name)
    for piece in pieces:
        whole.update(piece)
    return whole.digest()
