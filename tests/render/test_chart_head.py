"""The head of the flowchart table: what stands above what, for any columns in any order."""

from pathlib import Path

import pytest

from sopc import pipeline
from sopc.render.chart_head import HeadRow, head_rows
from tests.catalogues import FIRST, KATALOG, SOP, TODAY, write_catalogue

GROUPED = """\
kepala: {nama: Kepala Dinas, kelompok: Pengirim}
sekretaris: {nama: Sekretaris, kelompok: Pengirim}
kasubbag: {nama: Kasubbag Umum, kelompok: Penerima}
staf: Staf
"""


def head(
    root: Path, form: str, actors: str | None = None, lanes: str = "[kepala, staf]"
) -> list[HeadRow]:
    """The head of one SOP's table on a form that is changed so."""
    files = {
        "katalog.yaml": KATALOG.replace("lampung-2020", f"{{dasar: lampung-2020, {form}}}"),
        FIRST: SOP.replace("[kepala, staf]", lanes),
    }
    files |= {"pelaksana.yaml": actors} if actors else {}
    catalogue = pipeline.check(write_catalogue(root, files), TODAY).catalogue
    assert catalogue is not None
    return list(head_rows(catalogue, catalogue.entries[0]))


def shown(rows: list[HeadRow]) -> list[str]:
    """Each row in one line: its headings with the columns and rows that they span, if several."""
    return [
        " | ".join(
            "/".join(cell.lines)
            + (f" c{cell.columns}" if cell.columns > 1 else "")
            + (f" r{cell.rows}" if cell.rows > 1 else "")
            for cell in row.cells
        )
        for row in rows
    ]


@pytest.mark.parametrize(
    ("form", "rows"),
    [
        (
            "kosong: ''",
            [
                "No r2 | Uraian Prosedur r2 | Pelaksana c2 | Mutu Baku c3 | Ket r2",
                "Kepala Dinas | Staf | Persyaratan//Perlengkapan | Waktu | Output",
            ],
        ),
        (  # standards that are apart share no heading
            "bagan: {kolom: [uraian, waktu, pelaksana, output]}",
            [
                "Uraian Prosedur r2 | Waktu r2 | Pelaksana c2 | Output r2",
                "Kepala Dinas | Staf",
            ],
        ),
        (
            "bagan: {kolom: [waktu, output, uraian, kelengkapan, pelaksana]}",
            [
                "Mutu Baku c2 | Uraian Prosedur r2 | Persyaratan//Perlengkapan r2 | Pelaksana c2",
                "Waktu | Output | Kepala Dinas | Staf",
            ],
        ),
        (  # no word above the lanes: their names reach up
            "kata: {kolom: {pelaksana: ''}}",
            [
                "No r2 | Uraian Prosedur r2 | Kepala Dinas r2 | Staf r2 | Mutu Baku c3 | Ket r2",
                "Persyaratan//Perlengkapan | Waktu | Output",
            ],
        ),
        (  # no word above anything: one row
            "kata: {kolom: {pelaksana: '', mutu: ''}}",
            [
                "No | Uraian Prosedur | Kepala Dinas | Staf | "
                "Persyaratan//Perlengkapan | Waktu | Output | Ket"
            ],
        ),
        (
            "bagan: {nomor_kolom: true, kolom: [nomor, uraian, pelaksana]}",
            [
                "No r2 | Uraian Prosedur r2 | Pelaksana c2",
                "Kepala Dinas | Staf",
                "(1) | (2) | (3) | (4)",
            ],
        ),
    ],
)  # fmt: skip
def test_headings_stand_above_what_they_name(tmp_path: Path, form: str, rows: list[str]) -> None:
    assert shown(head(tmp_path, form)) == rows


def test_lanes_of_a_group_that_stand_side_by_side_share_its_heading(tmp_path: Path) -> None:
    lanes = "[kepala, sekretaris, staf, kasubbag]"
    columns = "bagan: {kolom: [uraian, pelaksana, kelengkapan, waktu]}"
    assert shown(head(tmp_path, columns, GROUPED, lanes)) == [
        "Uraian Prosedur r3 | Pelaksana c4 | Mutu Baku c2",
        "Pengirim c2 | Staf r2 | Penerima | Persyaratan//Perlengkapan r2 | Waktu r2",
        "Kepala Dinas | Sekretaris | Kasubbag Umum",
    ]


def test_groups_apart_are_not_joined_and_need_no_word_above_them(tmp_path: Path) -> None:
    form = "bagan: {kolom: [uraian, pelaksana]}, kata: {kolom: {pelaksana: ''}}"
    assert shown(head(tmp_path, form, GROUPED, "[kepala, kasubbag, sekretaris, staf]")) == [
        "Uraian Prosedur r2 | Pengirim | Penerima | Pengirim | Staf r2",
        "Kepala Dinas | Kasubbag Umum | Sekretaris",
    ]


def test_lanes_are_numbered_and_what_stands_at_the_edges_is_known(tmp_path: Path) -> None:
    top, below = head(tmp_path, "bagan: {kolom: [pelaksana, uraian, kelengkapan, waktu]}")
    assert [cell.lane for cell in (*top.cells, *below.cells)] == [
        None,
        None,
        None,
        0,
        1,
        None,
        None,
    ]
    assert [cell.first for cell in top.cells] == [True, False, False]
    assert [(cell.first, cell.last) for cell in below.cells] == [
        (True, False), (False, False), (False, False), (False, True)
    ]  # fmt: skip
