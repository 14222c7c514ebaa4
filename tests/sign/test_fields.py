"""Signature fields: where they stand, and what is said when they cannot be made."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from sopc.catalogue.signatories import Signatory
from sopc.diagnostics import SopcError
from sopc.sign.document import SignableDocument
from sopc.sign.making.fields import field_names, places, prepare, signed_fields
from sopc.sign.making.signing import is_pristine
from tests.sign.office import NAMES, Office

HANDBOOK = "handbook.pdf"
MM = 72 / 25.4


def reader_of(pdf: bytes) -> PdfFileReader:
    return PdfFileReader(BytesIO(pdf))


def with_signatories(document: SignableDocument, count: int) -> SignableDocument:
    """A document that so many sign."""
    more = tuple(Signatory(f"Pemeriksa{n}", "pemeriksa", None) for n in range(count))
    return replace(document, signatories=more)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_fields_of_a_book_stand_side_by_side_at_the_foot_of_its_cover(
    office: Office, count: int
) -> None:
    reader = reader_of(office.unsigned(HANDBOOK))
    cover = reader.find_page_for_modification(0)[0].get_object()
    width, height = (float(cover["/MediaBox"][edge]) for edge in (2, 3))
    found = places(reader, with_signatories(office.document(HANDBOOK), count))
    assert [page for page, _ in found] == [0] * count
    boxes = [box for _, box in found]
    assert all(one[2] < other[0] for one, other in pairwise(boxes))
    assert all(upper - lower > 20 and upper < height / 4 for _, lower, _, upper in boxes)
    margins = boxes[0][0], width - boxes[-1][2]
    assert min(margins) >= 20 * MM - 1
    assert abs(margins[0] - margins[1]) <= 2
    assert all(20 * MM < right - left <= 90 * MM + 1 for left, _, right, _ in boxes)


def test_a_cover_whose_pages_share_their_size_is_measured_too(office: Office) -> None:
    document = office.document(HANDBOOK)
    plain, target = office.unsigned(HANDBOOK), BytesIO()
    with pikepdf.open(BytesIO(plain)) as pdf:
        cover = pdf.pages[0].obj
        assert "/MediaBox" in cover
        cover.Parent.MediaBox = cover.MediaBox
        del cover["/MediaBox"]
        pdf.save(target)
    assert places(reader_of(target.getvalue()), document) == places(reader_of(plain), document)


def test_a_page_without_room_for_a_part_is_signed_at_its_foot(office: Office) -> None:
    document = office.document()
    reader = reader_of(office.unsigned())
    assert all(page > 0 or box[1] > 100 for page, box in places(reader, document))
    elsewhere = places(reader, with_signatories(document, 2))
    assert [(page, box[1]) for page, box in elsewhere] == [(0, round(26 * MM))] * 2


def test_fields_that_are_there_are_not_made_again(office: Office) -> None:
    document = office.document()
    once = prepare(office.unsigned(), document)
    twice = prepare(once, document)
    assert field_names(reader_of(twice)) == [(part, False) for part in NAMES]
    assert is_pristine(twice, document)


@pytest.mark.parametrize("count", [2, 4])
def test_other_fields_than_the_catalogue_wants_are_told(office: Office, count: int) -> None:
    prepared = prepare(office.unsigned(), office.document())
    other = with_signatories(office.document(), count)
    wanted = ", ".join(f"Pemeriksa{n}" for n in range(count))
    with pytest.raises(SopcError) as told:
        prepare(prepared, other)
    assert str(told.value) == (
        "`sop/K.1.1.1.1.pdf` has the signature fields Penyusun, Pemeriksa, Pengesah,"
        f" but the catalogue wants {wanted}"
    )


@pytest.mark.parametrize(
    "data", [b"", b"bukan PDF", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\n/ByteRange\n%%EOF\n"]
)
def test_what_is_no_pdf_cannot_be_signed(office: Office, data: bytes) -> None:
    words = r"`sop/K\.1\.1\.1\.1\.pdf` is not a PDF that can be signed"
    with pytest.raises(SopcError, match=words):
        prepare(data, office.document())
    if b"/ByteRange" not in data:
        assert signed_fields(data, office.document()) == []
        return
    with pytest.raises(SopcError, match=words):
        signed_fields(data, office.document())


def test_who_has_signed_is_read_from_the_fields(office: Office) -> None:
    document = office.document()
    assert signed_fields(prepare(office.unsigned(), document), document) == []
    assert signed_fields(office.signed(("Penyusun",)), document) == ["Penyusun"]
