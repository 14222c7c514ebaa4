"""What is listed, and what is said of it."""

import csv
import io
import json
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from sopc.catalogue.catalogue import Catalogue
from sopc.diagnostics import SopcError
from sopc.due.causes import Due
from sopc.due.citing import citing
from sopc.due.listing import due_sops, undated
from sopc.due.rows import COLUMNS, csv_of, json_of
from sopc.due.text import text_of
from sopc.language import english
from tests.catalogues import KATALOG, PEJABAT, TODAY
from tests.due.offices import FILES, REGULATIONS, checked


@cache
def _root() -> Path:
    return Path(mkdtemp(prefix="due-")) / "sops"


def _office(sops: dict[str, str], **more: str) -> Catalogue:
    root = {f"{name.replace('_', '-')}.yaml": text for name, text in more.items()}
    files = {FILES[number]: _sop(number, text) for number, text in sops.items()}
    catalogue = checked(_root(), {"dasar-hukum.yaml": REGULATIONS} | root | files).catalogue
    assert catalogue is not None
    return catalogue


def _sop(number: str, text: str) -> str:
    name = "" if "nama:" in text else f"nama: Contoh {number}\n"
    return f"nomor: {number}\n{name}{text}\n"


def _said(rows: list[Due]) -> list[str]:
    return [row.said for row in rows]


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("disahkan: 2024-10-01", date(2025, 10, 1)),
        ("disahkan: 2024-10", date(2025, 10, 31)),  # the latest day that it can mean
        ("disahkan: 2024", date(2025, 12, 31)),
        ("disahkan: 2024-02-29", date(2025, 2, 28)),
        ("dibuat: 2020\ndisahkan: 2021\nditinjau: 2024-05-05", date(2025, 5, 5)),
        ("disahkan: 2024-10\ndirevisi: 2026-07-01", date(2025, 10, 31)),  # a plan is no look
    ],
)
def test_a_review_is_counted_from_the_last_look(written: str, due: date) -> None:
    (row,) = due_sops(_office({"K.1.1.1.1": written}), TODAY, 0, 12)
    assert row.day == due


def test_days_count_today() -> None:
    catalogue = _office({"K.1.1.1.1": "disahkan: 2025-01-15"})  # due today
    assert [bool(due_sops(catalogue, TODAY, days, 12)) for days in (0, 1, 2)] == [False, True, True]


def test_without_a_policy_only_what_is_cited_is_listed() -> None:
    catalogue = _office({"K.1.1.1.1": "disahkan: 2020\ndasar_hukum: uu-3-2018"})
    assert _said(due_sops(catalogue, TODAY, 30, None)) == [
        "regulation `uu-3-2018` has been revoked"
    ]


def test_who_confirmed_after_the_revision_has_read_it() -> None:
    cited = "disahkan: 2020\ndirevisi: 2025-03-10"
    citing_one = "disahkan: 2020\nketerkaitan: [{nomor: K.1.1.1.2%s}]"
    told = _office({"K.1.1.1.1": citing_one % "", "K.1.1.1.2": cited})
    assert _said(due_sops(told, TODAY, 30, None)) == [
        "K.1.1.1.2 Contoh K.1.1.1.2 was revised on 2025-03-10; the last date here is `disahkan`"
        " 2020"
    ]
    for day, listed in (("2025-03-10", 0), ("2025-03", 0), ("2025-03-09", 1), ("2025-02", 1)):
        files = {"K.1.1.1.1": citing_one % f", dikonfirmasi: {day}", "K.1.1.1.2": cited}
        assert len(due_sops(_office(files), TODAY, 30, None)) == listed, day


def test_a_revoked_sop_leads_to_its_successor() -> None:
    files = {
        "K.1.1.1.1": "disahkan: 2025\nketerkaitan: [K.1.1.1.2]",
        "K.1.1.1.2": "status: dicabut\ndigantikan: K.1.2.1.1",
        "K.1.2.1.1": "disahkan: 2025",
    }
    (row,) = due_sops(_office(files), TODAY, 0, 12)
    assert (row.said, row.advice) == ("K.1.1.1.2 is revoked", "its successor is K.1.2.1.1")
    assert row.newer == ("K.1.2.1.1",)


def test_what_may_stand_is_not_due() -> None:
    waived = "disahkan: 2020\npengecualian: {kode: PPL005, alasan: Sudah diketahui.}"
    assert not due_sops(_office({"K.1.1.1.1": waived}), TODAY, 0, 12)
    for said in ("PPL005: off", "tanggal: off"):
        settings = KATALOG.replace("isi: off", f"isi: off, {said}")
        off = _office({"K.1.1.1.1": "disahkan: 2020"}, katalog=settings)
        assert not due_sops(off, TODAY, 0, 12)
    louder = KATALOG.replace("isi: off", "isi: off, tanggal: off, PPL005: info")
    assert due_sops(_office({"K.1.1.1.1": "disahkan: 2020"}, katalog=louder), TODAY, 0, 12)


def test_an_sop_without_dates_is_named_as_such() -> None:
    files = {
        "K.1.1.1.1": "status: berlaku",
        "K.1.2.1.1": "direvisi: 2026-07",
        "K.1.1.1.2": "dibuat: 1999",
    }
    found = undated(_office(files), TODAY)
    assert [str(entry.sop.number) for entry in found] == ["K.1.1.1.1", "K.1.2.1.1"]


def test_defaults_are_cited_by_each_sop_that_has_them() -> None:
    settings = KATALOG + "bawaan: {dasar_hukum: [uu-2-2019]}\n"
    files = {
        "K.1.1.1.1": "disahkan: 2025",
        "K.1.1.1.2": "disahkan: 2025\ndasar_hukum: {tambah: uu-1-2020}",  # with what amends it
        "K.1.2.1.1": "disahkan: 2025\ndasar_hukum: [uu-1-2020]",
    }
    rows = due_sops(_office(files, katalog=settings), TODAY, 0, 12)
    assert [str(row.entry.sop.number) for row in rows] == ["K.1.1.1.1"]


def test_json_has_a_row_for_each_sop_and_cause() -> None:
    settings = KATALOG + (
        "penandatangan: [{peran: penyusun}, {peran: pemeriksa, pejabat: kepala}, "
        "{peran: pengesah}]\n"
    )
    officials = PEJABAT + "kasubbag: {nama: KASUBBAG CONTOH, jabatan: Kasubbag Umum}\n"
    text = "disahkan: 2025-01\ndasar_hukum: [uu-2-2019]\npenyusun: kasubbag"
    catalogue = _office({"K.1.1.1.1": text}, katalog=settings, pejabat=officials)
    rows = due_sops(catalogue, TODAY, 30, 12)
    first, second = json.loads(json_of(rows, catalogue, TODAY, english))
    assert tuple(first) == tuple(second) == COLUMNS
    assert first == {
        "nomor": "K.1.1.1.1",
        "nama": "Contoh K.1.1.1.1",
        "unit": "Sekretariat",
        "seksi": "Sub Bagian Umum",
        "status": "berlaku",
        "jatuh_tempo": None,
        "hari": None,
        "alasan": "peraturan-diubah",
        "kode": "LNK009",
        "rujukan": "uu-2-2019",
        "pengganti": ["uu-1-2020"],
        "terakhir": "2025-01",
        "penyusun": ["KASUBBAG CONTOH"],
        "pemeriksa": ["PEJABAT CONTOH, SE"],
        "pengesah": "PEJABAT CONTOH, SE",
        "keterangan": "regulation `uu-2-2019` has been amended",
        "saran": "see uu-1-2020",
        "berkas": f"{_root()}/{FILES['K.1.1.1.1']}",
    }
    assert (second["jatuh_tempo"], second["hari"]) == ("2026-01-31", 16)
    assert (second["alasan"], second["kode"]) == ("peninjauan", "PPL005")


def test_a_table_reckons_nothing_out() -> None:
    catalogue = _office({"K.1.1.1.1": "nama: '=HYPERLINK(1)'\ndisahkan: 2020"})
    table = csv_of(due_sops(catalogue, TODAY, 0, 12), catalogue, TODAY, english)
    assert table.startswith("\ufeffnomor,nama,")
    (row,) = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    assert row["nama"] == "'=HYPERLINK(1)"
    assert (row["jatuh_tempo"], row["hari"], row["pengesah"]) == (
        "2021-12-31", "-1476", "PEJABAT CONTOH, SE",
    )  # fmt: skip


def test_lines_are_short_and_by_unit() -> None:
    long = "nama: " + "Pelaksanaan pelayanan yang panjang sekali namanya " * 5
    files = {
        "K.1.2.1.1": "disahkan: 2019",
        "K.1.1.1.1": f"{long}\ndisahkan: 2025-01-20",
        "K.1.1.2.1": "disahkan: 2020-06",
    }
    catalogue = _office(files)
    lines = [*text_of(due_sops(catalogue, TODAY, 30, 12), catalogue, TODAY, english)]
    assert max(map(len, lines)) <= 79
    shown = [line for line in lines if "panjang sekali" not in line]
    assert shown == [
        "Sekretariat",
        "  Sub Bagian Keuangan; enacted by PEJABAT CONTOH, SE",
        "    K.1.1.2.1 Contoh K.1.1.2.1",
        "      review overdue since 2021-06-30 (`disahkan` 2020-06)",
        "  Sub Bagian Umum; enacted by PEJABAT CONTOH, SE",
        "      review due on 2026-01-20 (`disahkan` 2025-01-20)",
        "Bidang Layanan",
        "  enacted by PEJABAT CONTOH, SE",
        "    K.1.2.1.1 Contoh K.1.2.1.1",
        "      review overdue since 2020-12-31 (`disahkan` 2019)",
    ]


def test_who_cites_something() -> None:
    files = {
        "K.1.1.1.1": "dasar_hukum: [uu-1-2020, uu-3-2018]",
        "K.1.1.1.2": "keterkaitan: [K.1.1.1.1]",
        "K.1.1.2.1": "status: dicabut\ndasar_hukum: uu-3-2018",  # history: nobody works by it
        "K.1.2.1.1": "status: draf\ndasar_hukum: [[uu-1-2020, uu-3-2018]]",
    }
    catalogue = _office(files)

    def who(name: str) -> list[str]:
        return [str(row.entry.sop.number) for row in citing(catalogue, name)]

    assert who("uu-3-2018") == ["K.1.1.1.1", "K.1.2.1.1"]
    assert who("K.1.1.1.1") == ["K.1.1.1.2"]
    assert who("uu-4-2024") == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Undang-Undang 3/2018", "; did you mean `uu-3-2018`?"),
        ("UU Nomor 2 Tahun 2019", "; did you mean `uu-2-2019`?"),
        ("K.1.1.1.9", "; did you mean `K.1.1.1.1`?"),
        ("", ""),
    ],
)
def test_what_is_called_otherwise_is_offered(name: str, meant: str) -> None:
    with pytest.raises(SopcError) as told:
        citing(_office({"K.1.1.1.1": "disahkan: 2025"}), name)
    assert told.value.message == f"there is no regulation and no SOP `{name}`{meant}"
