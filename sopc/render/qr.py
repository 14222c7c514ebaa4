"""The code on a printed page: which SOP it is, at which revision, and what that revision said.

A QR code cannot hold a digest of the page it is printed on; it holds a digest of what the page was
made from. The only user of segno.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

import segno

from sopc.catalogue.canonical import digest
from sopc.catalogue.catalogue import Entry
from sopc.catalogue.organisation import Settings

_DIGITS = 16
"""How much of the digest is printed: 64 bits, more than chance or patience will match."""
_QUIET = 4
"""The white margin that readers of QR codes need, in modules."""
_MASK = 2
"""One of the eight patterns that even a code out. Readers take any; trying all takes its time."""
_LABEL = "SOPC1"
_PARAMETER = "sop="
_CODE = re.compile(
    rf"{_LABEL}\*(?P<name>[^*]+)\*(?P<revision>[0-9-]+)\*(?P<digest>[0-9A-F]{{{_DIGITS}}})"
)


@dataclass(frozen=True, slots=True)
class Code:
    """What a printed code says; ``digest`` is the beginning of the source's, in capitals."""

    name: str
    revision: str
    digest: str

    def __str__(self) -> str:
        # capitals, digits and these signs are what QR codes hold in the least room
        return f"{_LABEL}*{self.name.upper()}*{self.revision}*{self.digest}"


def code_of(entry: Entry) -> Code:
    """The code of an SOP as the catalogue has it."""
    sop = entry.sop
    dated = sop.revised or sop.enacted or sop.created
    return Code(str(sop.number or entry.name), dated.iso if dated else "-", short(digest(sop)))


def short(hexadecimal: str) -> str:
    """As much of a digest as is printed."""
    return hexadecimal[:_DIGITS].upper()


def code_text(entry: Entry, settings: Settings) -> str:
    """What to print on an SOP's pages: the code, behind the verifier's address if there is one."""
    code = str(code_of(entry))
    if settings.verifier is None:
        return code
    joint = "&" if "?" in settings.verifier else "?"
    return f"{settings.verifier}{joint}{_PARAMETER}{quote(code, safe='*/.-')}"


def read_code(text: str) -> Code | None:
    """The code in a text as a reader of QR codes gives it, or None when there is none."""
    found = _CODE.fullmatch(unquote(text.strip().rpartition(_PARAMETER)[2]).upper())
    return Code(**found.groupdict()) if found else None


def code_operators(text: str, x: float, y: float, size: float) -> bytes:
    """PDF operators that paint a text as a QR code, quiet zone included.

    ``x``, ``y`` is the lower left corner and ``size`` the length of a side, in points.
    """
    code = segno.make(text, error="m", boost_error=False, mask=_MASK)
    matrix = [bytes(row) for row in code.matrix]
    module = size / (len(matrix) + 2 * _QUIET)
    top = y + size - _QUIET * module
    # one path for all, so that no hairlines show between the rows
    dark = [
        f"{x + (_QUIET + start) * module:.3f} {top - (row + 1) * module:.3f}"
        f" {length * module:.3f} {module:.3f} re"
        for row, cells in enumerate(matrix)
        for start, length in _runs(cells)
    ]
    white = f"q 1 g {x:.3f} {y:.3f} {size:.3f} {size:.3f} re f 0 g"
    return "\n".join([white, *dark, "f Q"]).encode("ascii")


def _runs(cells: bytes) -> Iterator[tuple[int, int]]:
    """Where dark modules stand in a row: the first of each run, and how many."""
    for run in re.finditer(rb"\x01+", cells):
        yield run.start(), run.end() - run.start()
