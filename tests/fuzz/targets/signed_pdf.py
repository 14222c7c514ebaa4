"""A signed document, changed: whatever is done to it, it does not hold, and nothing breaks.

An input says what is done: bytes are put in another's place, taken out or put in; or a revision is
added, well formed, in which some objects are others.
"""

import re
from collections.abc import Iterator
from io import BytesIO

from sopc.sign.engine import load_engine
from sopc.sign.pdf.revisions import began_as
from sopc.sign.verifying import verify
from tests.fuzz import kept_signature
from tests.fuzz.pieces import Pieces

_ROOT = re.compile(rb"/Root (\d+ \d+ R)")
SECONDS = 5.0
LONGEST = 512
WORDS = (
    "<<", ">>", "[", "]", " 0 R", "null", "/Type", "/Sig", "/AcroForm", "/Fields", "/Kids",
    "/Parent",
    "/Annots", "/Pages", "/Count", "/Root", "/Prev", "/Size", "/XRefStm", "/ByteRange", "/Contents",
    "/V", "/FT", "/TU", "/T", "/Perms", "/DSS", "/Certs", "/VRI", "/Encrypt", "/Length", "/Filter",
    "/FlateDecode", "/ObjStm", "/XRef", "/W", "/Index", "/First", "/N", "/Extends", "/MediaBox",
    "/Rect", "/P", "/AP", "/SopcSpaces", "/Lock", "/SigFlags", "/StructTreeRoot", "/Metadata",
    "stream\n", "\nendstream", "endobj", "xref", "trailer", "startxref", "%%EOF", "99999999999",
    "-1", "1e9", "\x00\x00", "\x03",
)  # fmt: skip


def _put(place: int, text: bytes) -> bytes:
    return b"\x00" + place.to_bytes(3, "big") + bytes([len(text)]) + text


def _revision(number: int, text: bytes) -> bytes:
    return b"\x03" + number.to_bytes(2, "big") + bytes([len(text)]) + text


def seeds() -> Iterator[bytes]:
    pdf = kept_signature.signed()
    yield b""
    for word in (b"/ByteRange", b"/Contents", b"/AcroForm", b"startxref", b"/V ", b"/TU"):
        yield _put(pdf.index(word) + 1, b"X")
    for number in sorted({int(each) for each in re.findall(rb"(?m)^(\d+) 0 obj", pdf)})[::6]:
        yield _revision(number, b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[1 0 R]>>>>")
        yield _revision(number, b"<</FT/Sig/T(Pengesah)/V 9 0 R/P 3 0 R/Rect[0 0 1 1]>>")
    yield b"\x01" + (len(pdf) // 2).to_bytes(3, "big") + b"\x40"
    yield b"\x02" + len(pdf).to_bytes(3, "big") + b"\x06%%EOF\n"


def run(data: bytes) -> None:
    load_engine()  # keeps what its libraries log off the screen
    pdf = changed(data)
    verdict = verify(pdf, [kept_signature.document()], kept_signature.trust())
    assert not verdict.holds or pdf == kept_signature.signed(), "it was changed, and holds"
    for one in verdict.signatures:
        assert isinstance(one.holder, str)
        assert isinstance(one.issuer, str)
        assert one.serial
        assert one.nip is None or len(one.nip) == 18
    began_as(pdf, "0" * 64)


def changed(data: bytes) -> bytes:
    """The document with what an input says done to it."""
    pieces, pdf = Pieces(data), bytearray(kept_signature.signed())
    while pieces:
        what = pieces.number(3)
        if what == 3:
            _add_revision(pdf, pieces)
            continue
        place = min(pieces.number((1 << 24) - 1), len(pdf))
        count = pieces.number(255)
        if what == 0:
            new = pieces.take(count)
            pdf[place : place + len(new)] = new
        elif what == 1:
            del pdf[place : place + count]
        else:
            pdf[place:place] = pieces.take(count)
    return bytes(pdf)


def _add_revision(pdf: bytearray, pieces: Pieces) -> None:
    """One more object, or another in its place, with a table that says where it is."""
    number, count = pieces.number(999), pieces.number(255)
    before = bytes(pdf[pdf.rfind(b"startxref") + 9 :]).split() or [b"0"]
    roots = _ROOT.findall(bytes(pdf)) or [b"1 0 R"]
    target = BytesIO()
    target.write(b"\n")
    start = len(pdf) + target.tell()
    target.write(b"%d 0 obj\n" % number + pieces.take(count) + b"\nendobj\n")
    table = len(pdf) + target.tell()
    target.write(b"xref\n%d 1\n%010d 00000 n \n" % (number, start))
    target.write(b"trailer\n<</Size 1000/Root %s/Prev %s>>\n" % (roots[-1], before[0]))
    target.write(b"startxref\n%d\n%%%%EOF\n" % table)
    pdf += target.getvalue()
