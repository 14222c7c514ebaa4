"""Tagged books: what a screen reader is told."""

import subprocess
from pathlib import Path

import pikepdf
import pytest


def structure(pdf: Path) -> str:
    command = ["pdfinfo", "-struct-text", str(pdf)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("name", ["handbook.pdf", "volume/sekretariat.pdf", "sop/K.1.1.1.1.pdf"])
def test_headings_and_tables_are_told_as_such(small_build: Path, name: str) -> None:
    told = structure(small_build / name)
    for words in ('"MENERIMA SURAT"', '"Uraian Prosedur"', '"Memeriksa surat"'):
        assert words in told
    for kind in ("H1", "Table", "TH", "TD"):
        assert kind in told


def test_every_page_of_a_book_finds_its_own_structure(small_build: Path) -> None:
    with pikepdf.open(small_build / "handbook.pdf") as book:
        numbers = book.Root.StructTreeRoot.ParentTree.Nums.as_list()
        keys = [int(key) for key in numbers[::2]]
        pages = [int(page.obj.StructParents) for page in book.pages]
    assert keys == sorted(set(keys))
    assert len(set(pages)) == len(pages)
    assert set(pages) <= set(keys)
