"""No file hangs verifying or eats memory: what is too much is one finding, told at once."""

import re
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import PdfObject
from pyhanko.pdf_utils.reader import PdfFileReader

from sopc.sign.findings import Grade
from sopc.sign.making.fields import allowed_changes
from sopc.sign.making.signing import is_pristine
from sopc.sign.pdf import reading
from sopc.sign.pdf.bounds import TooMuchError
from sopc.sign.pdf.reading import BoundedReader, reader_of
from tests.sign.office import Office


class Grown:
    """A signed file, to which somebody adds a revision."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf, self.reader = pdf, PdfFileReader(BytesIO(pdf))
        self.size = int(self.reader.trailer["/Size"])
        self.root, info = self.reader.root_ref.idnum, self.reader.trailer.raw_get("/Info")
        self.page = self.reader.find_page_for_modification(0)[0].reference.idnum
        self.pages = self.reader.root.raw_get("/Pages").reference.idnum
        self._info = info.reference.idnum

    def text(self, number: int, more: bytes) -> bytes:
        """A dictionary of the file, with more in it."""
        target = BytesIO()
        found = {self.root: self.reader.root, self.page: self._page, self.pages: self._pages}
        found[number].write_to_stream(target)
        return target.getvalue()[:-2] + more + b" >>"

    @property
    def _page(self) -> PdfObject:
        found: PdfObject = self.reader.find_page_for_modification(0)[0].get_object()
        return found

    @property
    def _pages(self) -> PdfObject:
        found: PdfObject = self.reader.root["/Pages"]
        return found

    def revision(self, objects: Mapping[int, bytes]) -> bytes:
        """The file with a revision that writes these objects."""
        out, places = bytearray(self.pdf), {}
        for number, text in objects.items():
            places[number] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
        table, size = len(out), max(self.size - 1, *objects) + 1 if objects else self.size
        out += b"xref\n" + b"".join(
            b"%d 1\n%010d 00000 n \n" % (number, places[number]) for number in sorted(places)
        )
        words = (size, self.root, self._info, self.previous, table)
        out += (
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %d >>\nstartxref\n%d\n" % words
        )
        return bytes(out + b"%%EOF\n")

    @property
    def previous(self) -> int:
        return int(re.findall(rb"startxref\s+(\d+)", self.pdf)[-1])

    def on_page(self, more: bytes) -> bytes:
        return self.revision({self.page: self.text(self.page, more)})

    def in_root(self, more: bytes, objects: Mapping[int, bytes]) -> bytes:
        return self.revision({self.root: self.text(self.root, more), **objects})


def shared_pages(grown: Grown) -> bytes:
    """Each node leads twice to the next: four million pages in three thousand bytes."""
    first, depth = grown.size, 22
    nodes = {
        first + i: b"<< /Type /Pages /Count %d /Kids [%d 0 R %d 0 R] >>"
        % (2 ** (depth - i), first + i + 1, first + i + 1)
        for i in range(depth)
    }
    kids = b"<< /Type /Pages /Count 9999999 /Kids [%d 0 R] >>" % first
    page = b"<< /Type /Page /MediaBox [0 0 9 9] >>"
    return grown.revision({grown.pages: kids, **nodes, first + depth: page})


def shared_fields(grown: Grown) -> bytes:
    first, depth = grown.size, 25
    nodes = {
        first + i: b"<< /T (a%d) /Kids [%d 0 R %d 0 R] >>" % (i, first + i + 1, first + i + 1)
        for i in range(depth)
    }
    form = grown.reader.root.raw_get("/AcroForm").reference.idnum
    fields = b"<< /SigFlags 3 /Fields [%d 0 R] >>" % first
    return grown.revision({form: fields, **nodes, first + depth: b"<< /FT /Sig /T (x) >>"})


def listed(grown: Grown) -> bytes:
    """A list of two million objects, not packed: of packed ones readers take care."""
    count, place = 2_300_000, len(grown.pdf)
    words = (grown.size, count, count + 1000, grown.root, grown.previous, 7 * count)
    head = b"<< /Type /XRef /W [1 4 2] /Index [%d %d] /Size %d /Root %d 0 R /Prev %d /Length %d >>"
    table = b"9 0 obj\n" + head % words + b"\nstream\n" + bytes(7 * count)
    return grown.pdf + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % place


def chained(grown: Grown) -> bytes:
    """Ten thousand lists of objects, each named by the next."""
    out, previous = bytearray(grown.pdf), grown.previous
    words = b"xref\n0 0\ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n"
    for _ in range(10_000):
        place = len(out)
        out += words % (grown.size, grown.root, previous)
        previous = place
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % previous)


def revised(grown: Grown) -> bytes:
    """As many ends as a hundred revisions have."""
    return grown.pdf + b"startxref\n0\n%%EOF\n" * 100


def unpacked(grown: Grown) -> bytes:
    packed = zlib.compress(bytes(1 << 26), 9)
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
    proof = stream % (len(packed), packed)
    return grown.in_root(b"/DSS << /Certs [%d 0 R] >>" % grown.size, {grown.size: proof})


def said_of_itself(grown: Grown) -> bytes:
    metadata = grown.reader.root.raw_get("/Metadata").reference.idnum
    text = b"<a>" + b"<b/>" * 400_000 + b"</a>"
    head = b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n" % len(text)
    return grown.revision({metadata: head + text + b"\nendstream"})


BOMBS: Mapping[str, tuple[Callable[[Grown], bytes], str]] = {
    "fields that share fields": (shared_fields, "lead to one another too often"),
    "a hundred revisions": (revised, "more than 100 revisions"),
    "lists of objects in a chain": (chained, "more than 100 revisions"),
    "a list of millions": (listed, "more objects than it has room for"),
    "a signature of zeros": (lambda g: g.on_page(b"/X <" + b"0" * (1 << 22) + b">"), "longer sig"),
    "zeros in words": (lambda g: g.on_page(b"/X <" + b"00 " * (1 << 21) + b">"), "longer sig"),
    "a number": (lambda g: g.on_page(b"/X " + b"1" * 20_000), "a longer number"),
    "a list": (lambda g: g.on_page(b"/X [" + b"1 " * 300_000 + b"]"), "too many"),
    "lists in lists": (lambda g: g.on_page(b"/X " + b"[" * 9_000 + b"]" * 9_000), "too deep"),
    "notes": (lambda g: g.on_page(b"/Annots [" + b"<</S/A>> " * 60_000 + b"]"), "too many"),
    "what is packed": (unpacked, "longer when it is unpacked"),
    "what it says of itself": (said_of_itself, "says more of itself"),
}


@pytest.fixture(scope="module")
def grown(signed: bytes) -> Grown:
    return Grown(signed)


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_too_much_is_told(
    office: Office, grown: Grown, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_STEPS", reading._STEPS // 4)
    bomb, words = BOMBS[name]
    pdf = bomb(grown)
    verdict = office.verdict(pdf)
    assert [finding.cause.code for finding in verdict.findings] == ["TTE151"]
    assert verdict.findings[0].message.startswith("it cannot be looked at: ")
    assert words in verdict.findings[0].message
    assert name == "what is packed" or not is_pristine(pdf, office.document())


def test_wherever_work_ends_too_much_is_what_is_told(
    office: Office, grown: Grown, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = grown.on_page(b"/Annots [" + b"<</S/A>> " * 4_000 + b"]")
    for left in range(20_000, 20_040):  # within the notes: in names, in values, between them
        monkeypatch.setattr(reading, "_STEPS", left)
        (finding,) = office.verdict(pdf).findings
        assert finding.cause.code == "TTE151"


def test_pages_that_the_tree_leads_to_twice_are_not_counted(office: Office, grown: Grown) -> None:
    verdict = office.verdict(shared_pages(grown))
    assert verdict.grade is Grade.CHANGED


def steps(pdf: bytes, office: Office) -> int:
    reader = reader_of(pdf)
    before = reader.work.left
    allowed_changes(reader, office.document()).findings()
    return before - reader.work.left


@pytest.mark.parametrize("of_each", [b"[1 2 3] ", b"<< /A 1 >> ", b"(text) ", b"/Name ", b"1.5 "])
def test_work_grows_as_the_file_does(office: Office, grown: Grown, of_each: bytes) -> None:
    some, twice, thrice = (
        steps(grown.on_page(b"/X [" + of_each * count + b"]"), office)
        for count in (500, 1000, 1500)
    )
    assert twice - some == thrice - twice > 0


def test_genuine_files_have_work_to_spare(
    office: Office, signed: bytes, lasting: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_STEPS", reading._STEPS // 4)
    for pdf in (signed, lasting, office.signed(file="handbook.pdf")):
        assert office.verdict(pdf).holds


def test_a_reader_out_of_work_does_no_more(signed: bytes) -> None:
    reader = reader_of(signed)
    assert isinstance(reader, BoundedReader)
    reader.work.left = 0
    with pytest.raises(TooMuchError):
        reader.get_object(reader.root_ref)
