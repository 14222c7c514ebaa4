"""A PDF grows by revisions: the pages as they were built, then what each signature added."""

import re
from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise

_END = re.compile(rb"%%EOF|(?<=%%EOF)\r?\n|(?<=%%EOF)\r")
"""Where a revision may end: after its last word, or after the end of that line."""


def began_as(pdf: bytes, digest: str) -> bool:
    """Whether a PDF is, or began as, the file of a SHA-256 digest."""
    whole, position = sha256(), 0
    for end in _END.finditer(pdf):
        whole.update(pdf[position : end.end()])
        position = end.end()
        if whole.hexdigest() == digest:
            return True
    return False


def is_covered(pdf: bytes, ranges: Sequence[Sequence[int]]) -> bool:
    """Whether signatures follow upon one another, and the last one covers the file to its end."""
    ends = [covered[2] + covered[3] for covered in ranges if len(covered) == 4]
    rising = all(before < after for before, after in pairwise(ends))
    return len(ends) == len(ranges) and rising and ends[-1] == len(pdf)
