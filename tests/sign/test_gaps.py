"""Nothing may stand between the parts of a file's revisions, whoever signs it afterwards."""

import re

import pytest

from sopc.sign import causes
from sopc.sign.making.fields import allowed_changes, prepare
from sopc.sign.making.signing import is_pristine
from sopc.sign.pdf.reading import reader_of
from tests.sign.office import Office
from tests.sign.updates import rewrite

HIDDEN = {
    "a comment": b"% batal\n",
    "words": b"batal\n",
    "more lines than one": b"\n\n\n",
    "zeros": b"\0\0",
    "an object that is written oddly": b"13\x000\x00obj\n<<>>\nendobj\n",
    "an object with a comment in its head": b"13%\n0%\nobj<<>>endobj\n",
    "an object of a long number": b"00000000013 0 obj\n<<>>\nendobj\n",
    "a list of objects": b"xref\n0 0\ntrailer\n<</Size 1>>\n",
    "a trailer": b"trailer\n<</Root 183 0 R>>\n",
    "a stream": b"stream\nbatal\nendstream\n",
    "the beginning of another file": b"%PDF-1.4\n",
    "a signature": b"/ByteRange [0 1 2 3] /Contents <00>\n",
    "iText's name in the wrong place": b"%iText-7.2.5\n",
}


def found_in(office: Office, pdf: bytes) -> list[str]:
    """What is found of the revisions of an SOP's file."""
    changes = allowed_changes(reader_of(pdf), office.document())
    return [finding.cause.code for finding in changes.findings()]


@pytest.fixture(scope="module")
def added(office: Office) -> bytes:
    """A file to which a program added its name, by hand: one object, and a table of it."""
    info = reader_of(office.unsigned()).trailer["/Info"]
    kept = " ".join(f"{key} ({info[key]})" for key in info if key != "/Producer")
    return rewrite(office.unsigned(), "/Info", f"<< {kept} /Producer (lain) >>")


def moved(pdf: bytes, at: int, more: bytes) -> bytes:
    """A file with more in its last revision, whose table was mended to fit."""
    begin = pdf.rindex(b"\nxref")
    table = re.sub(
        rb"(\d{10})(?= 00000 n)",
        lambda place: b"%010d" % (int(place[1]) + len(more) * (int(place[1]) >= at)),
        pdf[begin:],
    )
    end = b"startxref\n%d\n%%%%EOF\n" % (begin + 1 + len(more) * (at <= begin + 1))
    table = table[: table.rindex(b"startxref")] + end
    whole = pdf[:begin] + table
    return whole[:at] + more + whole[at:]


@pytest.mark.parametrize("what", HIDDEN)
def test_nothing_stands_between_what_was_built_and_what_was_added(
    office: Office, added: bytes, what: str
) -> None:
    more = HIDDEN[what]
    pdf = prepare(office.unsigned() + more, office.document())
    assert found_in(office, pdf) == [causes.MORE_THAN_SIGNED.code]
    assert not is_pristine(pdf, office.document())  # so nobody signs it, either
    within = added.rindex(b"endobj\n") + len(b"endobj\n")
    assert found_in(office, moved(added, within, more)) == [causes.MORE_THAN_SIGNED.code]


def test_an_empty_line_may_stand_there(office: Office, added: bytes) -> None:
    """As PDFBox and iText begin what they add with one."""
    for line in (b"\n", b"\r\n"):
        assert found_in(office, prepare(office.unsigned() + line, office.document())) == []
    within = added.rindex(b"endobj\n") + len(b"endobj\n")
    assert found_in(office, moved(added, within, b"\n")) == []


@pytest.mark.parametrize(
    ("before", "more", "holds"),
    [
        (b"startxref\n", b"%iText-7.2.5\n", True),
        (b"startxref\n", b"%iText-7.2.5 batal\n", False),
        (b"startxref\n", b"% batal\n", False),
        (b"/Producer", b"% batal\n", False),
        (b"/Producer", b"\n \n", True),
        (b"/Prev", b"% batal\n", False),
    ],
)
def test_the_parts_themselves_hold_no_more(
    office: Office, added: bytes, before: bytes, more: bytes, holds: bool
) -> None:
    pdf = moved(added, added.rindex(before), more)
    assert found_in(office, pdf) == ([] if holds else [causes.MORE_THAN_SIGNED.code])


def test_a_revision_says_where_its_own_list_is(office: Office, added: bytes) -> None:
    """The list of an earlier revision is found by the later one: nobody needs what stands there."""
    place = added.rindex(b"startxref\n") + len(b"startxref\n")
    lied = added[:place] + b"9\n%%EOF\n"
    reader = reader_of(added)
    before, size = reader.xrefs.get_startxref_for_revision(1), reader.trailer["/Size"]
    root, info = (reader.trailer.raw_get(key).reference.idnum for key in ("/Root", "/Info"))
    trailer = f"<< /Size {size} /Root {root} 0 R /Info {info} 0 R /Prev {before} >>"
    for whole, holds in ((added, True), (lied, False)):
        end = f"xref\n0 0\ntrailer\n{trailer}\nstartxref\n{len(whole)}\n%%EOF\n"
        found = found_in(office, whole + end.encode())
        assert found == ([] if holds else [causes.MORE_THAN_SIGNED.code])


@pytest.mark.parametrize(
    "more",
    [b"/Rahasia (batal) ", b"/X 13 0 R ", b"/ID [13 0 R 13 0 R] "],
    ids=["a word", "page", "id"],
)
def test_a_trailer_says_no_more_than_it_has_to(office: Office, added: bytes, more: bytes) -> None:
    pdf = moved(added, added.rindex(b"/Size"), more)
    assert found_in(office, pdf) == [causes.OBJECT_CHANGED.code]


def test_a_list_in_a_stream_says_no_more_than_it_has_to(office: Office) -> None:
    pdf = prepare(office.unsigned(), office.document())
    place = pdf.rindex(b"/Size")
    assert found_in(office, pdf[:place] + b"/X 9\n" + pdf[place:]) == [causes.LISTED_OTHERWISE.code]


def test_a_signature_that_nothing_leads_to_is_not_none(office: Office, signed: bytes) -> None:
    """A file that ends as it was built, however it went on before."""
    begin = reader_of(signed).xrefs.get_startxref_for_revision(0)
    lost = signed + b"startxref\n%d\n%%%%EOF\n" % begin
    assert [each.cause for each in office.verdict(lost).findings] == [causes.BYTES_CHANGED]
    assert [each.cause for each in office.verdict(office.unsigned()).findings] == [causes.UNSIGNED]
