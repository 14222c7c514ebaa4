"""Revisions that one reader takes for another than the next one does."""

from collections.abc import Callable, Mapping
from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, Reference, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

from sopc.sign.making.fields import allowed_changes
from tests.sign.office import Office
from tests.sign.test_changes import closed

EMPTY = b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0 >>\nstream\n\nendstream"
RED = b"1 0 0 rg 0 0 900 900 re f"
OTHER = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(RED), RED)


class Update:
    """A revision that is written byte by byte."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        reader = PdfFileReader(BytesIO(pdf))
        self.size = int(reader.trailer["/Size"])
        last = reader.xrefs.get_startxref_for_revision(reader.total_revisions - 1)
        roots = [reader.trailer.raw_get(key).reference.idnum for key in ("/Root", "/Info")]
        self.trailer = b"/Root %d 0 R /Info %d 0 R /Prev %d" % (*roots, last)
        contents = reader.find_page_for_modification(0)[0].get_object().raw_get("/Contents")
        found = contents.get_object() if not isinstance(contents, ArrayObject) else contents
        ref = found.raw_get(0) if isinstance(found, ArrayObject) else contents
        self.shown: Reference = ref.reference

    def shown_again(self, word: bytes = b"stream\n") -> bytes:
        """What the first page shows, as it was, but for the word before the data."""
        stream = self.shown.get_object()
        assert isinstance(stream, StreamObject)
        keys = BytesIO()
        DictionaryObject({k: stream.raw_get(k) for k in stream}).write_to_stream(keys, None)
        return keys.getvalue() + word + stream.encoded_data + b"\nendstream"

    def add(self, number: int, value: bytes) -> bytes:
        """Write an object. Its line in a table is what is returned."""
        begin = len(self.pdf)
        self.pdf += b"%d 0 obj\n%s\nendobj\n" % (number, value)
        return b"%d 1\n%010d 00000 n \n" % (number, begin)

    def table(self, *lines: bytes, size: int) -> bytes:
        parts = (b"xref\n", *lines, b"trailer\n<< /Size %d %s >>\n" % (size, self.trailer))
        return self.pdf + b"".join(parts) + b"startxref\n%d\n%%%%EOF\n" % len(self.pdf)

    def stream(self, *entries: tuple[int, int], holder: int = 0, at: int = 0) -> bytes:
        """The list as a stream, by its own number; entries are numbers and their kinds.

        ``holder`` holds the objects that are in a stream, and stands at a place in the file.
        """
        begin = len(self.pdf)
        of_holder = [(holder, 1, at)] if holder else []
        listed = [*((n, kind, holder) for n, kind in entries), *of_holder, (self.size, 1, begin)]
        index = b" ".join(b"%d 1" % number for number, *_ in listed)
        data = b"".join(bytes([kind]) + of.to_bytes(4, "big") + b"\0\0" for _, kind, of in listed)
        keys = b"/Type /XRef /W [1 4 2] /Index [%s] /Size %d %s /Length %d"
        keys %= (index, self.size + 1, self.trailer, len(data))
        self.add(self.size, b"<< %s >>\nstream\n%s\nendstream" % (keys, data))
        return self.pdf + b"startxref\n%d\n%%%%EOF\n" % begin


def plain(update: Update) -> bytes:
    return update.table(update.add(update.size, EMPTY), size=update.size + 1)


def listed_as_before_too(update: Update) -> bytes:
    first = update.add(update.shown.idnum, OTHER)
    begin = PdfFileReader(BytesIO(update.pdf)).xrefs.get_historical_ref(update.shown, 0)
    assert isinstance(begin, int)
    last = b"%d 1\n%010d 00000 n \n" % (update.shown.idnum, begin)
    return update.table(first, last, size=update.size)


def of_both_kinds(update: Update) -> bytes:
    first = update.add(update.size, EMPTY)
    at = len(update.pdf)
    data = b"\0" * 7
    keys = b"/Type /XRef /W [1 4 2] /Index [0 1] /Size %d /Length 7" % (update.size + 2)
    second = update.add(update.size + 1, b"<< %s >>\nstream\n%s\nendstream" % (keys, data))
    update.trailer += b" /XRefStm %d" % at
    return update.table(first, second, size=update.size + 2)


def held(update: Update, *, others: bytes = b"", keys: bytes = b"") -> bytes:
    """The pages' tree once more, in a stream of objects, and others of its number."""
    ref = PdfFileReader(BytesIO(update.pdf)).root.raw_get("/Pages").reference
    written = BytesIO()
    ref.get_object().write_to_stream(written, None)
    tree = written.getvalue()
    head = b"%d 0 " % ref.idnum
    if others:
        head += b"%d %d " % (ref.idnum, len(tree) + 1)
    data = head + tree + b" " + others
    at, holder = len(update.pdf), update.size
    n = 2 if others else 1
    begin = b"<< /Type /ObjStm /N %d /First %d /Length %d %s >>" % (n, len(head), len(data), keys)
    update.add(holder, begin + b"\nstream\n" + data + b"\nendstream")
    update.size += 1
    return update.stream((ref.idnum, 2), holder=holder, at=at)


def unlisted(update: Update) -> bytes:
    """A reader that finds no object where one should be looks for all of them by itself."""
    line = update.add(update.size, EMPTY)
    update.add(update.shown.idnum, OTHER)
    return update.table(line, size=update.size + 1)


def without_its_word(update: Update) -> bytes:
    line = update.add(update.size, EMPTY)
    update.pdf = update.pdf.replace(b"%d 0 obj\n" % update.size, b"%d 0 xyz\n" % update.size)
    return update.table(line, size=update.size + 1)


PLAIN: Mapping[str, Callable[[Update], bytes]] = {
    "a table": plain,
    "a stream": lambda u: u.stream(),
    "a stream of objects": held,
}
AMBIGUOUS: Mapping[str, Callable[[Update], bytes]] = {
    "an object listed as before, and otherwise": listed_as_before_too,
    "an object of an unknown kind": lambda u: u.stream((u.shown.idnum, 3)),
    "a table that says it is larger": lambda u: u.table(u.add(u.size, EMPTY), size=99_999_999),
    "a table and a stream": of_both_kinds,
    "an object that is not listed": unlisted,
    "an object that does not say that it is one": without_its_word,
    "a stream with two of a number": lambda u: held(u, others=b"<< /Type /Pages >>"),
    "a stream that goes on in another": lambda u: held(u, keys=b"/Extends 1 0 R"),
    "a page's content once more, after a blank": lambda u: u.table(
        u.add(u.shown.idnum, u.shown_again(b"stream ")), size=u.size
    ),
    "a page's content once more": lambda u: u.table(
        u.add(u.shown.idnum, u.shown_again()), size=u.size
    ),
}


def only_signs(office: Office, pdf: bytes) -> bool:
    return allowed_changes(PdfFileReader(BytesIO(pdf)), office.document()).only_signs()


@pytest.mark.parametrize("name", PLAIN)
def test_what_every_reader_finds_alike_is_accepted(
    office: Office, signed: bytes, name: str
) -> None:
    pdf = PLAIN[name](Update(signed))
    assert only_signs(office, pdf)
    assert not office.verdict(closed(office, pdf)).faults


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_what_readers_find_otherwise_is_refused(office: Office, signed: bytes, name: str) -> None:
    pdf = AMBIGUOUS[name](Update(signed))
    assert not only_signs(office, pdf)
    assert office.verdict(closed(office, pdf)).faults
