"""Parts of a revision that no writer of PDFs writes so: they are refused, not passed over."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
    PdfObject,
    Reference,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError

from sopc.sign.making.form_tags import tag_fields
from sopc.sign.pdf import gaps, listing, pages, reading
from sopc.sign.pdf.bounds import TooMuchError
from tests.sign.office import Office


@pytest.mark.parametrize("text", [b"] endobj", b"<< >> << >> endobj", b"1 2 3 4 5 endobj"])
def test_a_value_is_one_value(text: bytes) -> None:
    with pytest.raises(gaps._GapError):
        gaps._end_of_value(text, 0, is_whole=False)


@pytest.mark.parametrize("lengths", [b"", b"/Length 1 /Length 2"])
def test_a_stream_that_lists_objects_says_its_length_once(lengths: bytes) -> None:
    with pytest.raises(gaps._GapError):
        gaps._end_of_listing(b"9 0 obj\n<<" + lengths + b">>stream\nx\nendstream\nendobj\n", 0)


def test_a_word_stands_where_it_has_to() -> None:
    with pytest.raises(gaps._GapError):
        gaps._ended(b"endob", 0, b"endobj")


@pytest.mark.parametrize("table", [b"words", b"xref\n0 2\n0000000000 65535 f \ntrailer\n<<>>"])
def test_a_table_has_as_many_lines_as_it_says(table: bytes) -> None:
    assert listing._in_table(table) is None


class _View:
    """A revision that is some objects, the root's tree of pages at number 1."""

    def __init__(self, nodes: dict[int, PdfObject]) -> None:
        self.nodes = nodes
        self.root = DictionaryObject({pdf_name("/Pages"): at(1)})

    def get_object(self, ref: Reference) -> PdfObject:
        return self.nodes[ref.idnum]


def at(number: int) -> IndirectObject:
    return IndirectObject(number, 0, None)


def tree(*kids: PdfObject) -> DictionaryObject:
    return DictionaryObject({pdf_name("/Kids"): ArrayObject(kids)})


def test_a_tree_of_pages_leads_to_each_once() -> None:
    page = DictionaryObject({pdf_name("/Type"): pdf_name("/Page")})
    nodes = {1: tree(at(2), NumberObject(5), at(3), at(4)), 2: page, 3: NumberObject(1), 4: page}
    found = pages.pages(_View(nodes))  # type: ignore[arg-type]  # as much of one as is asked
    assert [ref.idnum for ref in found] == [2, 4]
    with pytest.raises(PdfReadError):
        list(pages.pages(_View({1: tree(at(2), at(2)), 2: page})))  # type: ignore[arg-type]


def test_no_more_is_read_than_there_is() -> None:
    text = reading._Counted(b"abc", reading.Work(100))
    assert text.read(2) == b"ab"
    with pytest.raises(TooMuchError):
        text.read(4)


def test_a_document_without_a_structure_gets_none(office: Office) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(office.unsigned()))
    structure = writer.root["/StructTreeRoot"]
    tag_fields(writer, [])
    field = writer.add_object(DictionaryObject())
    del structure["/ParentTree"]["/Kids"]
    tag_fields(writer, [field])
    del writer.root["/StructTreeRoot"]
    tag_fields(writer, [field])
    assert field.get_object() == {}


def test_a_table_that_is_no_object_lists_nothing(office: Office) -> None:
    assert listing._in_stream(b"words", reading.reader_of(office.unsigned())) is None
