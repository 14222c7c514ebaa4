"""Where a finding is about two places, it names the other one and says what is there."""

from pathlib import Path

import pytest

from sopc.check.links.related import _close
from sopc.diagnostics import Diagnostic, Place
from tests.check.test_rules import EXAMPLES, FILES, checked, name


def words(place: Place) -> str:
    """What stands at a place that is within a line."""
    assert place.line == place.end_line
    line = Path(place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
    return line[place.column - 1 : place.end_column - 1]


def related(found: tuple[Diagnostic, ...], code: str) -> set[tuple[str, str]]:
    """The labels of all places that findings of a code are related to, with what stands there."""
    return {(o.label, words(o.place)) for d in found if d.code == code for o in d.related}


@pytest.mark.parametrize(
    ("example", "label", "there"),
    [
        ("CHG001/bad-same-date.txt", "changed here", "Menerima Surat Masuk"),
        ("CHG005/bad-cited.txt", "changed here", "Menerima Surat Masuk"),
        ("FLW001/bad-lanjut.txt", "the last step", "{uraian: Kerja, pelaksana: staf}"),
        ("FLW002/bad-no-lane.txt", "the lanes", "[kepala, staf]"),
        ("FLW002/bad-twice.txt", "first given here", "staf"),
        ("FLW003/bad-third.txt", "the first start", "mulai"),
        ("FLW005/bad-jumped-over.txt", "the step before it leads elsewhere", "4"),
        ("FLW008/bad-other-lane.txt", "it begins so here", "Sekretaris memeriksa konsep"),
        ("FLW011/bad-alike.txt", "first given here", "2"),
        ("FLW014/bad-once.txt", "first given here", "awal"),
        ("FLW015/bad-nameless.txt", "it leads here", "{uraian: Kerja, pelaksana: staf}"),
        ("LNK005/bad-itself.txt", "its own number", "K.1.1.1.1"),
        ("LNK006/bad-revoked-and-unwritten.txt", "revoked here", "dicabut"),
        ("LNK006/bad-revoked-and-unwritten.txt", "planned here", "belum-disusun"),
        ("LNK006/bad-revoked-and-unwritten.txt", "its successor is named here", "K.1.1.1.1"),
        ("LNK007/bad-title.txt", "it is called so here", "Mencatat Surat"),
        ("LNK009/bad-amended.txt", "amended here", "diubah"),
        ("LNK009/bad-revoked.txt", "revoked here", "dicabut"),
        ("LNK011/bad-one-way.txt", "cited here", "K.1.1.1.2"),
        ("LNK012/bad-two-keys.txt", "first used here", "Pelaksana"),
        ("LNK014/bad-successors.txt", "its own number", "K.1.1.1.1"),
        ("LNK014/bad-successors.txt", "revoked here", "dicabut"),
        ("MTB003/bad-not-counted.txt", "the total is asked for here", "true"),
        ("MTB004/bad-later.txt", "put out here", "Konsep Surat"),
        ("NUM002/bad-same-number.txt", "first used here", "SOP-001"),
        ("NUM003/bad-other-section.txt", "the folder has its number here", "1"),
        ("NUM003/bad-other-unit.txt", "the folder has its number here", "2"),
        ("NUM006/bad-gap.txt", "the series comes from here", "K.1.1.1.1"),
        ("NUM007/bad-drafts-of-one-name.txt", "first used here", "nama"),
        ("NUM008/bad-units-and-sections.txt", "first given here", "satu"),
        ("NUM009/bad-given-again.txt", "revoked here", "dicabut"),
        ("NUM010/bad-order.txt", "this one comes before it", "2"),
        ("PPL002/bad-enacted-before.txt", "the other date", "2020-10-01"),
        ("PPL003/bad-two.txt", "the other NIP", "19670710 199403 1 003"),
        ("PPL003/bad-two.txt", "first given here", "19670710 199403 1 003"),
        ("PPL006/bad-other-unit.txt", "the other unit's signer", "kepala-dua"),
        ("TXT002/bad-one-word.txt", "it is called so here", "Pengelolaan Surat Masuk"),
        ("YML007/bad-twice.txt", "first given here", "dibuat"),
    ],
)
def test_the_other_place_is_named(tmp_path: Path, example: str, label: str, there: str) -> None:
    found = checked(EXAMPLES / example, tmp_path)
    assert (label, there) in related(found, example.partition("/")[0])


@pytest.mark.parametrize("example", FILES, ids=name)
def test_the_other_place_is_another_one_and_is_told_once(example: Path, tmp_path: Path) -> None:
    for found in checked(example, tmp_path):
        places = [found.place, *(other.place for other in found.related)]
        assert len(set(places)) == len(places)


def test_what_is_longer_than_a_number_is_not_tried_with_every_slip() -> None:
    assert _close("1" * 60, {"1" * 59}) == "1" * 59
    assert _close("1" * 61, {"1" * 60}) == ""
    assert _close("12", {"21"}, {"21"}) == ""
