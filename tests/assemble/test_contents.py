"""Page numbers and contents of books."""

from pathlib import Path

import pytest

from sopc import pipeline
from sopc.assemble.contents import contents, index_rows, page_numbers, runs_of_lines
from sopc.assemble.shard import ShardRef
from sopc.catalogue.catalogue import Catalogue
from sopc.render.contents_table import ContentsLine, ContentsSection, ContentsUnit
from tests.catalogues import FIRST, SOP, TODAY, write_catalogue

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
UNWRITTEN = "nomor: K.1.1.1.2\nnama: Belum Ada\nstatus: belum-disusun\n"
OTHER = "bidang/K.1.2.1.1.yaml"
DRAFT = "bidang/draf-rencana.yaml"


def catalogue(root: Path) -> Catalogue:
    other = SOP.replace("K.1.1.1.1", "K.1.2.1.1").replace("Menerima Surat", "Melayani")
    draft = "nama: Rencana\nstatus: draf\n"
    files = {FIRST: SOP, SECOND: UNWRITTEN, OTHER: other, DRAFT: draft}
    loaded = pipeline.check(write_catalogue(root, files), TODAY).catalogue
    assert loaded is not None
    return loaded


SHARDS = {
    name: ShardRef(name, pages)
    for name, pages in {"K.1.1.1.1": 3, "K.1.2.1.1": 4, "draf-rencana": 2}.items()
}


def test_handbook_counts_front_and_title_pages(tmp_path: Path) -> None:
    pages = page_numbers(catalogue(tmp_path), None, 2, SHARDS)
    # cover and contents are 1 and 2, a title page opens each unit
    assert pages == {"K.1.1.1.1": 4, "K.1.2.1.1": 8, "draf-rencana": 12}


def test_volume_has_only_its_unit(tmp_path: Path) -> None:
    loaded = catalogue(tmp_path)
    pages = page_numbers(loaded, loaded.settings.units[1], 2, SHARDS)
    assert pages == {"K.1.2.1.1": 3, "draf-rencana": 7}


def test_unwritten_sop_is_listed_without_a_page(tmp_path: Path) -> None:
    loaded = catalogue(tmp_path)
    unit, *_ = contents(loaded, None, page_numbers(loaded, None, 2, SHARDS))
    lines = unit.sections[0].lines
    assert [(line.number, line.page, line.remark) for line in lines] == [
        ("K.1.1.1.1", 4, ""),
        ("K.1.1.1.2", None, "belum disusun"),
    ]


def test_drafts_come_last_in_the_contents(tmp_path: Path) -> None:
    loaded = catalogue(tmp_path)
    last = contents(loaded, None, page_numbers(loaded, None, 2, SHARDS))[-1]
    assert [line.title for line in last.sections[0].lines] == ["Rencana"]


def test_index_has_a_row_for_every_sop(tmp_path: Path) -> None:
    loaded = catalogue(tmp_path)
    rows = list(index_rows(loaded, page_numbers(loaded, None, 2, SHARDS)))
    assert rows[0] == {
        "nomor": "K.1.1.1.1",
        "nama": "Menerima Surat",
        "unit": "Sekretariat",
        "seksi": "Sub Bagian Umum",
        "status": "berlaku",
        "halaman": 4,
        "berkas": "sop/K.1.1.1.1.pdf",
    }
    assert [row["nomor"] for row in rows] == ["K.1.1.1.1", "K.1.1.1.2", "K.1.2.1.1", None]


@pytest.mark.parametrize(
    ("sizes", "runs"),
    [
        ([], [[]]),
        ([0], [[0]]),
        ([900], [[900]]),
        ([200, 200], [[200, 200]]),
        ([200, 201], [[200], [201]]),
        ([300, 100, 1, 399, 1], [[300, 100], [1, 399], [1]]),
        ([900, 900], [[900], [900]]),
    ],
)
def test_contents_are_laid_out_in_runs_of_whole_units(
    sizes: list[int], runs: list[list[int]]
) -> None:
    def unit(count: int) -> ContentsUnit:
        line = ContentsLine("K.1", "Surat", "", 1)
        return ContentsUnit(str(count), (ContentsSection("", "", (line,) * count),))

    found = runs_of_lines([unit(count) for count in sizes])
    assert [[int(one.label) for one in run] for run in found] == runs
