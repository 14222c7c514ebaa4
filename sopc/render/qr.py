"""The code on a printed page: which SOP it is, at which revision, and what that revision said.

A QR code cannot hold a digest of the page it is printed on; it holds a digest of all that decides
the words on that page. The only user of segno.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from typing import cast
from urllib.parse import quote, unquote

import segno

from sopc.catalogue.canonical import digest
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.organisation import Settings
from sopc.catalogue.printed import printed_digest
from sopc.language import Phrase

_DIGITS, _OLD_DIGITS = 32, 16
"""How much of a digest is printed: 128 bits, which nobody finds again by trying; in codes of the
form before, which spoke of the SOP's own words only, 64."""
_QUIET = 4
"""The white margin that readers of QR codes need, in modules."""
_MASK = 2
"""One of the eight patterns that even a code out. Readers take any; trying all takes its time."""
_LABEL, _OLD_LABEL = "SOPC2", "SOPC1"
_PARAMETER = "sop="
_REST = r"\*(?P<name>[^*]{1,255})\*(?P<revision>[0-9]{4}(?:-[0-9]{2}){0,2}|-)\*"
_CODE = re.compile(
    rf"(?:{_LABEL}{_REST}(?P<digest>[0-9A-F]{{{_DIGITS}}})"
    rf"|{_OLD_LABEL}{_REST.replace('?P<', '?P<old_')}(?P<old_digest>[0-9A-F]{{{_OLD_DIGITS}}}))"
)
_LONGEST = 2_000
"""So many letters has what a reader of codes gives at most: some 3,000 digits fit into a code."""
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"
OLD_CODE = Phrase(
    "it is an old code, of 64 bits and of the SOP's own words alone: names, regulations and "
    "officials on the page may be others by now"
)
"""What is to say of a code of the form before."""
_CAPITALS = str.maketrans(ascii_lowercase, ascii_uppercase)


@dataclass(frozen=True, slots=True)
class Code:
    """What a printed code says; ``digest`` is the beginning of the source's, in capitals.

    One of the form before, ``is_old``, has fewer digits of it.
    """

    name: str
    revision: str
    digest: str

    def __str__(self) -> str:
        # capitals, digits and these signs are what QR codes hold in the least room
        label = _OLD_LABEL if self.is_old else _LABEL
        return f"{label}*{self.name.upper()}*{self.revision}*{self.digest}"

    @property
    def is_old(self) -> bool:
        """Whether it is of the form before: of fewer bits, and of the SOP's own words alone."""
        return len(self.digest) == _OLD_DIGITS

    def is_named(self, name: str) -> bool:
        """Whether it is the code of what has this name, which is printed in capitals.

        Small letters count as well, but none whose capital only happens to be one of the name.
        """
        return self.name.translate(_CAPITALS) == name.upper()


def code_of(catalogue: Catalogue, entry: Entry) -> Code:
    """The code of an SOP as the catalogue has it."""
    return Code(name_of(entry), revision_of(entry), short(printed_digest(catalogue, entry)))


def old_code_of(entry: Entry) -> Code:
    """The code of an SOP in the form before."""
    return Code(name_of(entry), revision_of(entry), old_short(digest(entry.sop)))


def name_of(entry: Entry) -> str:
    """What a code calls an SOP: its number, or the name of a draft without one."""
    return str(entry.sop.number or entry.name)


def revision_of(entry: Entry) -> str:
    """The date of what an SOP says: when it was revised, enacted or made."""
    dated = entry.sop.revised or entry.sop.enacted or entry.sop.created
    return dated.iso if dated else "-"


def short(hexadecimal: str) -> str:
    """As much of a digest as is printed."""
    return hexadecimal[:_DIGITS].upper()


def old_short(hexadecimal: str) -> str:
    """As much of a digest as was printed in the form before."""
    return hexadecimal[:_OLD_DIGITS].upper()


def code_text(catalogue: Catalogue, entry: Entry) -> str:
    """What to print on an SOP's pages: the code, behind the verifier's address if there is one."""
    return addressed(code_of(catalogue, entry), catalogue.settings)


def addressed(code: Code, settings: Settings) -> str:
    """A code as it is printed: behind the verifier's address if there is one."""
    if settings.verifier is None:
        return str(code)
    joint = "&" if "?" in settings.verifier else "?"
    return f"{settings.verifier}{joint}{_PARAMETER}{quote(str(code), safe='*/.-')}"


def read_code(text: str) -> Code | None:
    """The code in a text as a reader of QR codes gives it, or None when there is none."""
    if len(text) > _LONGEST:
        return None
    written = _written(text)
    found = _CODE.fullmatch(written.translate(_CAPITALS))  # other letters' capitals may be these
    if found is None or _strange(written):
        return None
    parts = {key.removeprefix("old_"): said for key, said in found.groupdict().items() if said}
    return Code(**parts)


def why_no_code(text: str) -> Phrase:
    """Of a text that is no code, why not."""
    if len(text) > _LONGEST:
        return Phrase("no code is as long as this: {count} letters", count=len(text))
    written = _written(text)
    strange = _strange(written)
    if strange is not None:
        sign = f"U+{ord(strange):04X}"
        return Phrase("no code has the sign {sign}: it is not shown, or is not text", sign=sign)
    foreign = [sign for sign in written if not sign.isascii()]
    if foreign:
        sign = f"U+{ord(foreign[0]):04X}"
        return Phrase(
            "it has no code's form: there is the sign {sign}, which may only look like a letter "
            "or a digit",
            sign=sign,
        )
    return Phrase(
        "it has no code's form: {label}, number, date and digits with an asterisk between them",
        label=_LABEL,
    )


def _written(text: str) -> str:
    """A code as it was printed, without the address before it."""
    return unquote(text.strip().rpartition(_PARAMETER)[2])


def _strange(text: str) -> str | None:
    """The first sign that no name has: that steers, reorders, is not shown or could not be read."""
    return next((sign for sign in text if not sign.isprintable() or sign == _UNREADABLE), None)


def code_operators(text: str, x: float, y: float, size: float) -> bytes:
    """PDF operators that paint a text as a QR code, quiet zone included.

    ``x``, ``y`` is the lower left corner and ``size`` the length of a side, in points.
    """
    parts = cast("str", _segments(text))  # a list is taken, too, which segno's types do not say
    code = segno.make(parts, error="m", boost_error=False, mask=_MASK)
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


def _segments(text: str) -> str | list[str]:
    """A text, or an address and a code by themselves: the latter needs less room for a sign, and
    the fewer modules there are, the larger they are printed."""
    before, joint, code = text.rpartition(_PARAMETER)
    return [before + joint, code] if joint and code else text


def _runs(cells: bytes) -> Iterator[tuple[int, int]]:
    """Where dark modules stand in a row: the first of each run, and how many."""
    for run in re.finditer(rb"\x01+", cells):
        yield run.start(), run.end() - run.start()
