"""Parts of a revision that no writer of PDFs writes so: they are refused, not passed over."""

import pytest

from sopc.sign.pdf import gaps, listing


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
