"""One cause is told once, with its places: not once for each place that it shows in."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.diagnostics import CommonCause, Diagnostic, Edit, Fix, Place, RelatedPlace, Severity
from sopc.language import Phrase
from sopc.report.merged import HERE_TOO, merged
from tests.catalogues import DASAR_HUKUM, PEJABAT, SOP, STRICT, TODAY, write_catalogue

STEPS = """\
  - {uraian: Menerima surat, pelaksana: staf, waktu: 5 menit, output: Surat}
  - {uraian: Menyimpan surat, pelaksana: staf, waktu: 5 menit, output: Surat}
  - {uraian: Membuang surat, pelaksana: staf, waktu: 5 menit, output: Surat}
"""
TITLE = "Menerima Surat Nomor"


def _sop(section: int, number: int) -> str:
    cited = "keterkaitan: [K.1.1.1.1]\n" if (section, number) != (1, 1) else ""
    head = SOP.partition("langkah:")[0].replace("K.1.1.1.1", f"K.1.1.{section}.{number}")
    head = head.replace("[kepala, staf]", "[staf, kepala]")
    title = head.replace("Menerima Surat", f"{TITLE} {section} {number}")
    choice = (
        "  - {uraian: Memilih surat, pelaksana: kepala, keputusan: {ya: simpan, tidak: simpan2}}\n"
    )
    end = "  - {uraian: Menyimpan, pelaksana: staf, kode: simpan}\n"
    end += "  - {uraian: Mengulang, pelaksana: staf, kode: simpan2}\n"
    return f"{title}pengesah: kepala\n{cited}langkah:\n{STEPS}{choice}{end}"


FOLDERS = {1: "sekretariat/umum", 2: "sekretariat/keuangan"}
FILES = {
    f"{FOLDERS[section]}/K.1.1.{section}.{number}.yaml": _sop(section, number)
    for section in FOLDERS
    for number in range(1, 5)
}
ROOT = {
    "katalog.yaml": STRICT + "pemeriksaan: {LNK011: off, mutu: off, isi: off, LNK008: warning}\n",
    "pelaksana.yaml": "staf: Staf\nkepala: Kepala Dinas\n",
    "dasar-hukum.yaml": DASAR_HUKUM,
    "pejabat.yaml": PEJABAT,
}
ALL = ROOT | FILES
FIRST = f"{FOLDERS[1]}/K.1.1.1.1.yaml"


def replaced(old: str, new: str, files: Iterable[str] = tuple(ALL)) -> dict[str, str]:
    changed = {file: ALL[file].replace(old, new) for file in files}
    assert any(changed[file] != ALL[file] for file in changed)
    return ALL | changed


SECOND = f"{FOLDERS[2]}/K.1.1.2.2.yaml"
FAULTS = {
    "nothing": (ALL, []),
    "actor renamed": (replaced("staf: Staf", "staff: Staf", ["pelaksana.yaml"]), ["LNK002 48"]),
    "official renamed": (replaced("kepala:", "pimpinan:", ["pejabat.yaml"]), ["LNK004 9"]),
    "regulation renamed": (replaced("uu-1-", "uu-2-", ["dasar-hukum.yaml"]), ["LNK003 8"]),
    "regulation revoked": (
        replaced("tentang: Contoh", "tentang: Contoh, status: dicabut", ["dasar-hukum.yaml"]),
        ["LNK009 8"],
    ),
    "SOP retired": (replaced("nama:", "status: dicabut\nnama:", [FIRST]), ["LNK006 7"]),
    "SOP removed": ({f: text for f, text in ALL.items() if f != FIRST}, ["LNK001 7"]),
    "pattern changed": (replaced('"K.1', '"L.1', ["katalog.yaml"]), ["NUM001 15"]),
    "unit renumbered": (
        replaced("nomor: 1\n", "nomor: 7\n", ["katalog.yaml"]),
        ["NUM010 1", "NUM003 8"],
    ),
    "section renumbered": (
        replaced("nomor: 2, folder: keu", "nomor: 7, folder: keu", ["katalog.yaml"]),
        ["NUM003 4"],
    ),
    "folder of a unit renamed": (
        replaced("folder: sekretariat", "folder: sekretaris", ["katalog.yaml"]),
        ["NUM004 8"],
    ),
    "folder of a section renamed": (
        replaced("folder: umum", "folder: umun", ["katalog.yaml"]),
        ["NUM004 4"],
    ),
    "actor of a lane misspelt": (
        replaced("[staf, ", "[staft, ", [FIRST, SECOND]),
        ["LNK002 2"],
    ),
    "actor of steps misspelt": (
        replaced("pelaksana: staf,", "pelaksana: staft,", [FIRST]),
        ["LNK002 5"],
    ),
    "lane lacking": (replaced("[staf, kepala]", "[kepala]", [FIRST]), ["FLW002 5"]),
    "key misspelt in each step": (replaced("uraian:", "uraiann:", [FIRST]), ["SKM001 6"]),
    "code of a step misspelt": (
        replaced("kode: simpan}", "kode: simpann}", [FIRST, SECOND]),
        ["FLW001 1", "FLW001 1"],
    ),
    "term misspelt": (
        ALL | {"katalog.yaml": ALL["katalog.yaml"] + "istilah: {Dokumen: [surat]}\n"},
        ["TXT001 64"],
    ),
    "registry broken": (ALL | {"pelaksana.yaml": "staf: [\n"}, ["YML001 1"]),
    "registry gone": ({f: t for f, t in ALL.items() if f != "pejabat.yaml"}, ["SKM005 1"]),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_one_cause_is_one_finding_with_all_its_places(tmp_path: Path, kind: str) -> None:
    files, expected = FAULTS[kind]
    root = write_catalogue(tmp_path, files)
    for name in ROOT.keys() - files.keys():
        (root / name).unlink()
    found = pipeline.check(root, TODAY).diagnostics
    assert [f"{each.code} {_places(each)}" for each in merged(found)] == expected


def _places(found: Diagnostic) -> int:
    return 1 + sum(other.label == HERE_TOO for other in found.related)


def alike(line: int, cause: CommonCause | None, fix: Fix | None = None) -> Diagnostic:
    message, place = Phrase("no {n}", n=line), Place("a.yaml", line)
    return Diagnostic("A", message, place, Phrase("try {n}", n=line), fix=fix, cause=cause)


def test_what_is_said_is_that_of_the_first_or_of_the_cause() -> None:
    (first,) = merged(
        [alike(1, CommonCause("x")), alike(2, CommonCause("x")), alike(2, CommonCause("x"))]
    )
    assert (first.message, first.hint) == ("no 1", "try 1")
    assert first.related == (RelatedPlace(Place("a.yaml", 2), HERE_TOO),)
    common = CommonCause("x", Phrase("none"), Phrase("add them"))
    (one,) = merged([alike(1, common)])
    assert (one.message, one.hint) == ("no 1", "try 1")
    (both,) = merged([alike(1, common), alike(2, common)])
    assert (both.message, both.hint) == ("none", "add them")


def test_what_has_no_cause_or_another_or_is_of_another_weight_is_told_by_itself() -> None:
    grave = alike(1, CommonCause("x"))
    light = replace(alike(2, CommonCause("x")), severity=Severity.WARNING)
    other = replace(alike(2, CommonCause("x")), code="B")
    apart = [grave, light, other, alike(3, None), alike(3, None), alike(1, CommonCause("y"))]
    assert merged(apart) == apart


def test_a_mend_is_of_all_places_or_there_is_none() -> None:
    fixes = [Fix(Phrase("mend"), (Edit(Place("a.yaml", line), "b"),)) for line in (1, 2)]
    (both,) = merged(alike(n, CommonCause("x"), fix) for n, fix in enumerate(fixes))
    assert both.fix == Fix(Phrase("mend"), fixes[0].edits + fixes[1].edits)
    (lacking,) = merged([alike(1, CommonCause("x"), fixes[0]), alike(2, CommonCause("x"))])
    assert lacking.fix is None


def test_no_number_is_mended_where_the_pattern_may_be_wrong(tmp_path: Path) -> None:
    settings = ROOT["katalog.yaml"]
    pattern = settings.replace("{unit}.{seksi}", "{unit}/{seksi}")
    assert pattern != settings
    root = write_catalogue(tmp_path / "sops", {**FILES, **ROOT, "katalog.yaml": pattern})
    wrong = [d for d in pipeline.check(root, TODAY).diagnostics if d.code == "NUM001"]
    assert len(wrong) > 2
    assert not any(d.fix for d in wrong)
    assert len([d for d in merged(wrong) if d.code == "NUM001"]) == 1
