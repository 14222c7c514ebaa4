"""The head of each sheet of a flowchart, as it is printed."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import yaml

from tests.catalogues import FIRST, KATALOG, write_catalogue
from tests.running import build

ABOVE_LANES = ("Pelaksana", "Responsible")
"""What the head of the table has in its first line, in one form or another."""
LONG = "Penyiapan Bahan Usulan Pengurusan Kartu Pegawai dan Kesejahteraan Lainnya bagi Pegawai " * 2


def charts(
    folder: Path, steps: int, form: str = "lampung-2020", first: int = 1, **more: object
) -> list[list[str]]:
    """What stands above the table on each sheet of a flowchart, line by line; ``first`` is the
    number that its first row has."""
    each = {"uraian": "Memeriksa surat yang masuk", "pelaksana": "staf"}
    sop = {"nomor": "K.1.1.1.1", "nama": "Menerima Surat", "pelaksana": ["kepala", "staf"]}
    rows = [each | ({} if row else {"nomor": first}) for row in range(steps)]
    written = yaml.safe_dump({**sop, **more, "langkah": rows}, sort_keys=False)
    settings = KATALOG.replace("lampung-2020", form)
    root = write_catalogue(folder / "sops", {FIRST: written, "katalog.yaml": settings})
    out = build(root, folder / "build", only=("K.1.1.1.1",))
    return list(_heads(out / "sop" / "K.1.1.1.1.pdf"))


def _heads(pdf: Path) -> Iterator[list[str]]:
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            width, height = page.get_size()
            if width > height:
                text = page.get_textpage()
                words = text.get_text_range()
                first = min(words.find(word) for word in ABOVE_LANES if word in words)
                _, _, _, top = text.get_charbox(first, loose=True)
                yield text.get_text_bounded(0, top + 1, width, height).split("\r\n")


def test_every_sheet_has_number_title_and_its_place(tmp_path: Path) -> None:
    found = charts(tmp_path, 34)
    assert len(found) > 2
    for sheet, lines in enumerate(found, start=1):
        assert " ".join(lines).split() == [
            "K.1.1.1.1", "FLOWCHART", "SOP", "MENERIMA", "SURAT", "Lembar", f"{sheet}/{len(found)}",
        ]  # fmt: skip


def test_a_single_sheet_is_not_counted(tmp_path: Path) -> None:
    (found,) = charts(tmp_path, 3)
    assert " ".join(found).split() == ["K.1.1.1.1", "FLOWCHART", "SOP", "MENERIMA", "SURAT"]


def test_sheets_are_counted_in_the_form_s_words(tmp_path: Path) -> None:
    form = '{dasar: iso-9001-en, kata: {lembar: "{n} of {jumlah} sheets"}}'
    found = charts(tmp_path, 34, form)
    assert [" ".join(lines).split()[-4:] for lines in found] == [
        [f"{n}", "of", f"{len(found)}", "sheets"] for n in range(1, len(found) + 1)
    ]


def test_a_form_without_a_title_for_charts_has_the_sop_s(tmp_path: Path) -> None:
    (found,) = charts(tmp_path, 3, "permenpanrb-35-2012")
    assert " ".join(found).split() == ["K.1.1.1.1", "MENERIMA", "SURAT"]


@pytest.mark.parametrize("status", ["berlaku", "draf"])
def test_a_draft_s_sheets_say_so(tmp_path: Path, status: str) -> None:
    (found,) = charts(tmp_path, 3, status=status)
    assert " ".join(found).split()[:2] == (
        ["K.1.1.1.1", "FLOWCHART"] if status == "berlaku" else ["DRAF", "K.1.1.1.1"]
    )


def test_a_long_title_is_whole_on_every_sheet(tmp_path: Path) -> None:
    found = charts(tmp_path, 34, nama=LONG.strip())
    for lines in found:
        words = " ".join(lines).split()
        assert words[1:-2] == ["FLOWCHART", "SOP", *LONG.upper().split()]
        assert len(lines[-1].split()) > 1


@pytest.mark.parametrize(
    ("first", "said"),
    [(1, ""), (2, "Langkah 1 tidak ada."), (5, "Langkah 1–4 tidak ada.")],
)
def test_a_chart_that_begins_later_says_what_is_lacking_on_its_first_sheet(
    tmp_path: Path, first: int, said: str
) -> None:
    sheets = [" ".join(lines) for lines in charts(tmp_path, 34, first=first)]
    assert ("tidak ada" in sheets[0]) == bool(said)
    assert said in sheets[0]
    assert not any("tidak ada" in sheet for sheet in sheets[1:])
