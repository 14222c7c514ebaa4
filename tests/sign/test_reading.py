"""A PDF of a few KB is read in as little time and memory, whatever it says of itself."""

import zlib

import pytest
from pyhanko.pdf_utils import xref
from pyhanko.pdf_utils.misc import PdfError

from sopc.sign.pdf.reading import reader_of

ROW = b"\x01\x00\x00\x00\x09\x00\x00"


def naming(count: int, padding: int = 0) -> bytes:
    """A file whose cross-reference stream names so many objects, none of which is there."""
    rows = zlib.compress(ROW * count, 9)
    head = b"<< /Type /XRef /W [1 4 2] /Size %d /Root 2 0 R /Filter /FlateDecode /Length %d >>"
    start = b"%PDF-1.7\n%" + b" " * padding + b"\n"
    stream = (
        b"1 0 obj\n" + head % (count, len(rows)) + b" stream\n" + rows + b"\nendstream\nendobj\n"
    )
    return start + stream + b"startxref\n%d\n%%%%EOF\n" % len(start)


@pytest.mark.parametrize(
    ("count", "padding"), [(20_000, 0), (50_000, 200_000), (2_400_000, 1 << 22)]
)
def test_no_more_objects_are_looked_up_than_a_file_can_have(
    count: int, padding: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = []

    def convert(data: bytes, size: int) -> int:
        looked_up.append(size)
        return 0 * len(data)

    monkeypatch.setattr(xref, "convert_to_int", convert)
    with pytest.raises(PdfError):
        reader_of(naming(count, padding))
    assert looked_up == []


def test_what_names_as_many_as_there_may_be_is_read() -> None:
    reader = reader_of(naming(9_000))
    assert reader.trailer["/Size"] == 9_000
