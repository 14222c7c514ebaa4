"""Twice as much in a file takes twice the memory to check and to report, or less.

Each file here is of one thing over and over, ``size`` times. The memory that checking it and
writing all reports takes is counted for sizes of once, twice and four times; the steps are counted
in ``test_growing.py``.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.catalogue.registry import Actor
from sopc.check.flow import lane
from sopc.check.rule import Context
from sopc.codes import MANUAL
from sopc.diagnostics import SourceMap, Unread
from sopc.report.checkout import Checkout
from sopc.report.github import write_github
from sopc.report.machine import write_gitlab, write_json
from sopc.report.sarif import write_sarif
from sopc.report.text import write_text
from tests.catalogues import (
    DASAR_HUKUM,
    FIRST,
    KATALOG,
    PEJABAT,
    PELAKSANA,
    SOP,
    TODAY,
    write_catalogue,
)
from tests.memory import growth_of_memory

_Files = dict[str, str]


def _lines(size: int, line: str) -> str:
    """Lines with their number, from 0, in the place of #."""
    return "".join(line.replace("#", f"{number:05d}") + "\n" for number in range(size))


def _steps(size: int, step: str) -> str:
    return SOP[: SOP.index("langkah:")] + "langkah:\n" + _lines(size, step)


def _terms(size: int) -> _Files:
    terms = "istilah:\n" + _lines(size, "  Istilah Benar#: [salah#]")
    text = SOP.replace("Memeriksa surat", "kata " * size)
    return {FIRST: text, "katalog.yaml": KATALOG + terms}


def _unknown_actors(size: int) -> _Files:
    names = ", ".join(f"unkx{number}" for number in range(size))
    known = PELAKSANA + _lines(size, "akt#: Nama #")
    return {FIRST: SOP.replace("[kepala, staf]", f"[{names}]"), "pelaksana.yaml": known}


_CASES: dict[str, Callable[[int], _Files]] = {
    "title": lambda n: {FIRST: SOP.replace("nama: ", "nama: " + "kata " * n)},
    "title and name": lambda n: {
        FIRST: SOP.replace("nama: ", "nama: " + "kata " * n)
        + "keterkaitan: [{luar: SOP "
        + "kata " * n
        + "lain}]\n"
    },
    "names": lambda n: {FIRST: SOP.replace("Memeriksa surat", "SOP " * n)},
    "terms": _terms,
    "conditions": lambda n: {FIRST: SOP.replace("Memeriksa surat", "jika " * n)},
    "unknown keys": lambda n: {FIRST: SOP + _lines(n, "kunci#: 1")},
    "unknown actors": _unknown_actors,
    "unknown targets": lambda n: {
        FIRST: _steps(
            n, "  - {uraian: Langkah #, pelaksana: staf, kode: k#, keputusan: {ya: x#, tidak: y#}}"
        )
    },
    "unknown form words": lambda n: {
        "katalog.yaml": KATALOG.replace(
            "lampung-2020",
            "{dasar: lampung-2020, kata: {baris: {\n" + _lines(n, "  k#: K,") + "}}}",
        )
    },
    "units": lambda n: {
        "katalog.yaml": KATALOG.replace(
            "unit:\n", "unit:\n" + _lines(n, "  - {nomor: 1#, folder: u#, nama: U #}")
        )
    },
    "unknown related": lambda n: {FIRST: SOP + "keterkaitan:\n" + _lines(n, "  - K.1.1.1.1#")},
    "related by name": lambda n: {FIRST: SOP + "keterkaitan:\n" + _lines(n, "  - luar: SOP a # b")},
    "equal regulations": lambda n: {
        "dasar-hukum.yaml": DASAR_HUKUM
        + _lines(n, "r-#: {jenis: Undang-Undang, nomor: 1, tahun: 2020, tentang: Contoh}")
    },
    "equal actors": lambda n: {
        "pelaksana.yaml": PELAKSANA + _lines(n, "akt#: {nama: Nama sama, sebutan: [a#, b#]}")
    },
    "equal NIPs": lambda n: {
        "pejabat.yaml": PEJABAT
        + _lines(n, "p#: {nama: A B, nip: 19700101 199503 1 001, jabatan: J}")
    },
    "equal keys": lambda n: {FIRST: SOP + _lines(n, "catatan: 1")},
}


@pytest.mark.sampled(6)
@pytest.mark.parametrize("files", _CASES.values(), ids=_CASES)
def test_twice_as_much_holds_twice_the_memory(
    tmp_path: Path, files: Callable[[int], _Files]
) -> None:
    def work(size: int) -> Callable[[], object]:
        root = tmp_path / str(size)
        root.mkdir()
        write_catalogue(root, {FIRST: SOP, **files(size)})
        return lambda: _check_and_report(root)

    assert not growth_of_memory(work, 150)


def _check_and_report(root: Path) -> None:
    found = pipeline.check(root, TODAY).diagnostics
    checkout = Checkout.of(root, root)
    for lines in (write_text(found, verbose=True), write_github(found, checkout)):
        for _ in lines:
            pass
    write_json(found)
    write_gitlab(found, checkout)
    write_sarif(found, MANUAL.values(), checkout)


class _Compared(str):
    """A key that counts how often it is compared, which takes no step that Python would count."""

    __slots__ = ()
    comparisons = 0

    def __eq__(self, other: object) -> bool:
        _Compared.comparisons += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_no_lane_is_looked_for_among_all_lanes(tmp_path: Path) -> None:
    many, doers = 300, "[staf, kepala, sekretaris, kasubbag]"
    steps = _lines(many, f"  - {{uraian: Langkah #, pelaksana: {doers}}}")
    write_catalogue(tmp_path, {FIRST: SOP[: SOP.index("langkah:")] + "langkah:\n" + steps})
    checked = pipeline.check(tmp_path, TODAY)
    assert checked.catalogue is not None
    (entry,) = checked.catalogue.entries
    names = [*(f"lajur{number}" for number in range(many)), "staf", "lajur0"]
    lanes = tuple(map(_Compared, names))
    entry = replace(entry, sop=entry.sop.model_copy(update={"lanes": lanes}))
    known = checked.catalogue.actors
    actors: dict[str, Actor] = dict.fromkeys(lanes, known["staf"])
    actors.update(known)
    catalogue = replace(checked.catalogue, entries=(entry,), actors=actors)
    _Compared.comparisons = 0
    found = list(lane.check(Context(catalogue, SourceMap({}), Unread(), TODAY)))
    assert len(found) == 3 * many + 1
    assert _Compared.comparisons < 20 * many


def test_no_pattern_is_made_of_all_terms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its alternatives would be tried one after the other at each word of each text."""
    lengths: list[int] = []
    compiled = re.compile

    def compile_(pattern: str, flags: int = 0) -> re.Pattern[str]:
        lengths.append(len(pattern))
        return compiled(pattern, flags)

    write_catalogue(tmp_path, {FIRST: SOP, **_terms(300)})
    monkeypatch.setattr(re, "compile", compile_)
    pipeline.check(tmp_path, TODAY)
    assert max(lengths, default=0) < 1000


def test_a_check_lists_so_many_findings_of_a_kind_as_can_be_read(tmp_path: Path) -> None:
    write_catalogue(tmp_path, {FIRST: SOP + _lines(600, "kunci#: 1")})
    *listed, last = pipeline.check(tmp_path, TODAY).diagnostics
    assert len(listed) == 500
    assert last.message == "100 more findings of SKM001 in this file are not listed"


def test_values_of_a_wrong_kind_are_counted_though_few_are_told(tmp_path: Path) -> None:
    wrong = f"dasar_hukum: [{', '.join(map(str, range(1700)))}]\nperalatan: [1, 2, 3]\n"
    write_catalogue(tmp_path, {FIRST: SOP.replace("dasar_hukum: [uu-1-2020]\n", "") + wrong})
    *listed, last = pipeline.check(tmp_path, TODAY).diagnostics
    assert {each.code for each in listed} == {"SKM003"}
    assert len(listed) == 500
    assert last.message == "1203 more findings of SKM003 in this file are not listed"


def test_folders_within_folders_are_left_where_no_catalogue_has_as_many(tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    (tmp_path / "sekretariat" / "/".join("a" * 40)).mkdir(parents=True)
    (found,) = pipeline.check(tmp_path, TODAY).diagnostics
    assert found.code == "YML009"
    assert "nested deeper than 32 levels" in found.message
