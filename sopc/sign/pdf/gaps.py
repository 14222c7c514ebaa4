"""Whether nothing lies between the parts of a file's later revisions.

A revision is its objects, the list of these, and the words that end it. What stands between them
no list leads to, but readers that look for objects themselves may find it, and so may whoever is
shown a file's bytes.
"""

import re
from collections.abc import Iterator

from pyhanko.pdf_utils.generic import NumberObject, Reference, StreamObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from sopc.sign.pdf.values import raw, reference

_SPACE = rb"[\0\t\n\f\r ]"
_BETWEEN = re.compile(rb" ?(?:\r\n|\n|\r){0,2}")
"""What may stand between two parts: an empty line at most. Programs that add to a file begin with
one."""
_HEAD = re.compile(rb"\d{1,10} \d{1,5} obj")
_TOKEN = re.compile(
    rb"(?P<open><<|\[)|(?P<close>>>|\])|(?P<hex><[0-9A-Fa-f\0\t\n\f\r ]*>)|(?P<string>\()"
    rb"|(?P<word>/?[^\0\t\n\f\r ()<>\[\]{}/%]+|/)|" + _SPACE + rb"+"
)
_IN_STRING = re.compile(rb"[^()\\]*(?:\\.[^()\\]*)*([()])", re.DOTALL)
_DATA = re.compile(rb"\r?\n")
_END = re.compile(_SPACE + rb"{0,2}endstream" + _SPACE + rb"{1,2}endobj\b")
_LENGTH = re.compile(rb"/Length\s{0,9}(\d{1,10})(?![^/>]*R)")
_TABLE = re.compile(rb"xref[0-9nf \r\n]*trailer")
_FOOT = re.compile(
    _SPACE + rb"{0,4}(?:%iText-[\w.+-]{1,60}(?:\r\n|\n|\r)){0,3}startxref"
    rb"\s{1,2}(\d{1,12})\s{1,2}%%EOF"
)
"""How a revision ends; iText names itself there, as services that sign by it do."""
_FIRST_FOOT = re.compile(rb"startxref\s+\d{1,12}\s+%%EOF")


class _GapError(Exception):
    """Something that is no part of a revision, or no part of a known form."""


def has_no_gaps(reader: PdfFileReader) -> bool:
    """Whether later revisions are written without anything between their parts; what comes behind
    the last one is not looked at.

    To be asked of a file whose objects were read: it takes no more time than that did.
    """
    reader.stream.seek(0)
    pdf: bytes = reader.stream.read()
    found = _FIRST_FOOT.search(pdf, reader.xrefs.get_startxref_for_revision(0))
    place = found.end() if found else len(pdf)
    try:
        for number in range(1, reader.total_revisions):
            place = _end_of_revision(pdf, place, reader, number)
    except _GapError:
        return False
    return True


def _end_of_revision(pdf: bytes, place: int, reader: PdfFileReader, number: int) -> int:
    """Where a revision ends that begins at a place."""
    view, table = reader.get_historical_resolver(number), reader.xrefs
    listing = table.get_startxref_for_revision(number)
    is_stream = table.get_xref_container_info(number).stream_ref is not None
    for begin, ref in sorted(_begins(reader, number)):
        if begin == listing:
            continue
        if _after(pdf, place) != begin:
            raise _GapError
        place = _end_of_object(pdf, begin, view, ref)
    if _after(pdf, place) != listing:
        raise _GapError
    if is_stream:
        place = _end_of_listing(pdf, listing)
    else:
        place = _end_of_value(pdf, _matched(_TABLE, pdf, listing).end())
    foot = _matched(_FOOT, pdf, place)
    if int(foot[1]) != listing:
        raise _GapError
    return foot.end()


def _begins(reader: PdfFileReader, number: int) -> Iterator[tuple[int, Reference]]:
    for ref in reader.xrefs.explicit_refs_in_revision(number):
        begin = reader.xrefs.get_historical_ref(ref, number)
        if isinstance(begin, int):
            yield begin, ref


def _after(pdf: bytes, place: int) -> int:
    return _matched(_BETWEEN, pdf, place).end()


def _matched(pattern: re.Pattern[bytes], pdf: bytes, place: int) -> re.Match[bytes]:
    found = pattern.match(pdf, place)
    if found is None:
        raise _GapError
    return found


def _end_of_object(pdf: bytes, begin: int, view: HistoricalResolver, ref: Reference) -> int:
    value = view(ref)
    place = _end_of_value(pdf, _matched(_HEAD, pdf, begin).end(), is_whole=False)
    if not isinstance(value, StreamObject):
        return _ended(pdf, place, b"endobj")
    said = raw(value, "/Length")
    held = view(length) if (length := reference(said)) else said
    if not isinstance(held, NumberObject):
        raise _GapError
    return _end_of_data(pdf, place, int(held))


def _end_of_listing(pdf: bytes, begin: int) -> int:
    """Where a stream ends that lists objects; it may not list itself."""
    after = _matched(_HEAD, pdf, begin).end()
    place = _end_of_value(pdf, after, is_whole=False)
    said = _LENGTH.findall(pdf, after, place)
    if len(said) != 1:
        raise _GapError
    return _end_of_data(pdf, place, int(said[0]))


def _end_of_data(pdf: bytes, place: int, length: int) -> int:
    data = _matched(_DATA, pdf, _ended(pdf, place, b"stream")).end()
    return _matched(_END, pdf, data + length).end()


def _ended(pdf: bytes, place: int, word: bytes) -> int:
    if not pdf.startswith(word, place):
        raise _GapError
    return place + len(word)


def _end_of_value(pdf: bytes, place: int, *, is_whole: bool = True) -> int:
    """Where a value ends; unless ``is_whole``, where the word begins that follows upon it.

    Comments are no part of one.
    """
    depth, count = 0, 0
    while True:
        token = _matched(_TOKEN, pdf, place)
        kind = token.lastgroup
        if kind == "word" and not depth and token["word"] in (b"endobj", b"stream"):
            return place
        place = token.end()
        if kind == "string":
            place = _end_of_string(pdf, place)
        depth += {"open": 1, "close": -1}.get(kind or "", 0)
        if kind is not None and not depth:
            count += 1
            if is_whole:
                return place
        if depth < 0 or (count > 1 and kind not in (None, "word")) or count > 3:
            raise _GapError


def _end_of_string(pdf: bytes, place: int) -> int:
    depth = 1
    while depth:
        found = _matched(_IN_STRING, pdf, place)
        depth += 1 if found[1] == b"(" else -1
        place = found.end()
    return place
