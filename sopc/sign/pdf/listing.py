"""Whether a revision says in one way only where its objects are.

Readers differ in what they make of an object that is listed twice, of kinds of entries that they do
not know, and of a table of the wrong size. A file with such a list could show one page to whoever
verifies it, and another to whoever reads it.
"""

import re
from io import BytesIO

from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionType

_LINE = rb" ?(?:\r\n|\n|\r)"
_ENTRY = rb"\d{10} \d{5} [nf](?: \n| \r|\r\n)"
_PART = re.compile(rb"(\d{1,10}) (\d{1,10})" + _LINE + rb"((?:" + _ENTRY + rb")*)")
_TABLE = re.compile(rb"xref" + _LINE + rb"((?:" + _PART.pattern + rb")+)(?:trailer\s*)?")
_ENTRY_LENGTH = 20
_OBJECT = re.compile(rb"\d{1,10} \d{1,5} obj\s*")
_BEGIN = re.compile(rb"(?<![0-9])\d{1,10}\s{1,9}\d{1,5}\s{1,9}obj")
_KINDS = frozenset((0, 1, 2))
"""Free, by itself, in a stream of objects. What any other is, readers do not agree on."""


_STREAM = {"/Type", "/Size", "/Index", "/Prev", "/W", "/Root", "/Info", "/ID", "/Encrypt"}
_STREAM |= {"/Length", "/Filter", "/DecodeParms"}


def holds_no_more_than_is_listed(reader: PdfFileReader) -> bool:
    """Whether all objects of later revisions are listed, and begin where the lists say.

    A reader that stumbles over anything looks for objects itself, and takes the last of a number.
    """
    table = reader.xrefs
    end = table.get_xref_container_info(0).end_location
    reader.stream.seek(0)
    written = {found.start() for found in _BEGIN.finditer(reader.stream.read(), end)}
    listed: set[int] = set()
    for number in range(1, reader.total_revisions):
        refs = table.explicit_refs_in_revision(number)
        places = [table.get_historical_ref(ref, number) for ref in refs]
        listed.update(place for place in places if isinstance(place, int))
        if table.get_xref_container_info(number).stream_ref is not None:
            listed.add(table.get_startxref_for_revision(number))
    return written == listed


def lists_plainly(reader: PdfFileReader, number: int) -> bool:
    """Whether a later revision lists each of its objects once, and no more than it has.

    Raises what pyHanko raises for a list that cannot be read.
    """
    info = reader.xrefs.get_xref_container_info(number)
    before = reader.xrefs.get_xref_container_info(number - 1)
    reader.stream.seek(info.declared_startxref)
    text: bytes = reader.stream.read(info.end_location - info.declared_startxref)
    if info.xref_section_type is XRefSectionType.STANDARD:
        listed = _in_table(text)
    elif info.xref_section_type is XRefSectionType.STREAM:
        listed = _in_stream(text, reader)
    else:  # both, one for older readers
        return False
    if listed is None or len(set(listed)) < len(listed):
        return False
    return bool(info.size <= before.size + len(listed)) and _holders_are_plain(reader, number)


def _holders_are_plain(reader: PdfFileReader, number: int) -> bool:
    """Whether no stream of objects that a revision uses holds two of one number."""
    view = reader.get_historical_resolver(number)
    for ref in reader.xrefs.object_streams_used_in(number):
        stream = view(ref)
        numbers = stream.data[: stream["/First"]].split()[::2]
        if len(set(map(int, numbers))) < len(numbers) or "/Extends" in stream:
            return False
    return True


def _in_table(text: bytes) -> list[int] | None:
    """The numbers in a table; None when it is not written as every reader expects."""
    table = _TABLE.fullmatch(text)
    if table is None:
        return None
    found: list[int] = []
    for part in _PART.finditer(table[1]):
        first, count = int(part[1]), int(part[2])
        if len(part[3]) != count * _ENTRY_LENGTH:
            return None
        found += range(first, first + count)
    return found


def _in_stream(text: bytes, reader: PdfFileReader) -> list[int] | None:
    """The numbers in a stream; None when it has entries of unknown kinds, or too many."""
    begin = _OBJECT.match(text)
    if begin is None:
        return None
    stream = StreamObject.read_from_stream(
        BytesIO(text[begin.end() :] + b"\nendobj"), reader.root_ref
    )
    widths = [int(width) for width in stream["/W"]]
    pairs = [int(value) for value in stream.get("/Index", (0, stream["/Size"]))]
    counts = pairs[1::2]
    if (
        not set(stream) <= _STREAM
        or len(widths) != 3
        or sum(widths) * sum(counts) != len(stream.data)
    ):
        return None
    if widths[0] > 1 or (widths[0] and not _KINDS.issuperset(stream.data[:: sum(widths)])):
        return None
    return [
        number
        for first, count in zip(pairs[::2], counts, strict=True)
        for number in range(first, first + count)
    ]
