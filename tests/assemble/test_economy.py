"""What makes a book's file large: streams as they are, and what is written twice."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Stream

from tests.catalogues import FIRST, SOP, write_catalogue
from tests.running import build

BOOKS = ("handbook.pdf", "volume/sekretariat.pdf", "sop/K.1.1.1.1.pdf")


@pytest.mark.parametrize("name", BOOKS)
def test_every_stream_but_the_metadata_is_compressed(linked_build: Path, name: str) -> None:
    with pikepdf.open(linked_build / name) as book:
        plain = [item for item in book.objects if is_plain(item)]
        assert [str(item.get("/Type")) for item in plain] == ["/Metadata"]


def test_pages_alike_in_size_share_their_code(tmp_path: Path) -> None:
    """A code has some 200 squares and no words; the cover has none."""
    steps = "".join(f"  - {{uraian: Mencatat {n}, pelaksana: staf}}\n" for n in range(30))
    root = write_catalogue(tmp_path / "sops", {FIRST: SOP + steps})
    with pikepdf.open(build(root, tmp_path / "out") / "sop/K.1.1.1.1.pdf") as book:
        codes = [
            (float(page.mediabox[3]), each.objgen)
            for page in book.pages
            for each in page.obj.Contents.as_list()
            if each.read_bytes().count(b" re\n") > 200 and b"BT" not in each.read_bytes()
        ]
        assert len(codes) == len(book.pages) - 1 > 2
    assert len(set(codes)) == len({height for height, _ in codes}) == 2


def is_plain(item: object) -> bool:
    return isinstance(item, Stream) and item.get("/Filter", Array()) == Array()
