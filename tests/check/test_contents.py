"""What an SOP in force has to say is asked of files that could be read; what is usual, once."""

from pathlib import Path

import pytest

from sopc import pipeline
from sopc.diagnostics import Diagnostic
from tests.catalogues import FIRST, SOP, STRICT, TODAY, sop, write_catalogue

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
IN_BIDANG = "bidang/K.1.2.0.1.yaml"


def found(root: Path, files: dict[str, str], code: str) -> list[Diagnostic]:
    checked = pipeline.check(write_catalogue(root, {"katalog.yaml": STRICT, **files}), TODAY)
    return [each for each in checked.diagnostics if each.code == code]


def test_a_unit_with_a_file_that_cannot_be_read_is_not_called_idle(tmp_path: Path) -> None:
    assert len(found(tmp_path / "a", {FIRST: SOP}, "ISI007")) == 1
    assert found(tmp_path / "b", {FIRST: SOP, IN_BIDANG: "- {"}, "ISI007") == []


@pytest.mark.parametrize("code", ["ISI001", "ISI002", "ISI003"])
def test_of_a_file_with_a_key_twice_nothing_is_missed(tmp_path: Path, code: str) -> None:
    text = sop("K.1.1.1.1")
    assert len(found(tmp_path / "a", {FIRST: text}, code)) == 1
    assert found(tmp_path / "b", {FIRST: text + "status: draf\nstatus: berlaku\n"}, code) == []


def test_what_is_told_of_many_does_not_change_with_one_of_them(tmp_path: Path) -> None:
    five = {f"sekretariat/umum/K.1.1.1.{n}.yaml": sop(f"K.1.1.1.{n}") for n in range(1, 7)}
    every = found(tmp_path / "a", five, "ISI003")
    fewer = found(tmp_path / "b", {**five, SECOND: "- {"}, "ISI003")
    assert [each.message for each in every] == [each.message for each in fewer]
    assert {Path(each.place.file).name for each in every} == {"katalog.yaml"}


def test_those_who_cite_an_sop_are_named_in_the_hint(tmp_path: Path) -> None:
    citing = {
        f"sekretariat/umum/K.1.1.1.{n}.yaml": sop(f"K.1.1.1.{n}", "keterkaitan: K.1.1.1.1\n")
        for n in (2, 3)
    }
    (told,) = found(tmp_path, {FIRST: sop("K.1.1.1.1"), **citing}, "LNK011")
    assert told.message == "K.1.1.1.1 does not cite all SOPs that cite it"
    assert str(told.hint).startswith("add K.1.1.1.2, K.1.1.1.3 to its `keterkaitan`")
    assert len(told.related) == 2


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ("waktu: 1 jam", "steps without `output`: 1"),
        ("output: Surat", "steps without `waktu`: 1"),
        ("keterangan: A", "steps without `waktu` and `output`: 1"),
    ],
)
def test_steps_without_a_standard_are_told_together(
    tmp_path: Path, steps: str, message: str
) -> None:
    one = f"  - {{uraian: Menulis, pelaksana: staf, {steps}}}\n"
    text = sop("K.1.1.1.1", f"pelaksana: staf\nlangkah:\n{one}")
    (told,) = found(tmp_path, {FIRST: text}, "MTB001")
    assert told.message == message


def test_of_very_many_steps_the_first_are_named(tmp_path: Path) -> None:
    steps = "  - {uraian: Menulis, pelaksana: staf, waktu: 1 jam}\n" * 31
    steps += "  - {uraian: Menulis, pelaksana: staf}\n"
    text = sop("K.1.1.1.1", f"pelaksana: staf\nlangkah:\n{steps}")
    (told,) = found(tmp_path, {FIRST: text}, "MTB001")
    assert told.message.startswith("steps without `waktu`: 32; without `output`: 1, 2, 3,")
    assert told.message.endswith(", 30, …")
