"""Severities the catalogue chooses, and findings it lets stand."""

from pathlib import Path

import pytest

from sopc import pipeline
from tests.catalogues import FIRST, SOP, STRICT, TODAY, write_catalogue

CITES_ITSELF = SOP + "keterkaitan: [K.1.1.1.1]\n"
WAIVED = CITES_ITSELF + "pengecualian: {kode: LNK005, alasan: Begitu di naskah.}\n"


def severities(root: Path, sop: str, settings: str = "") -> dict[str, str]:
    files = {"katalog.yaml": STRICT + settings, FIRST: sop}
    found = pipeline.check(write_catalogue(root, files), TODAY).diagnostics
    return {diagnostic.code: str(diagnostic.severity) for diagnostic in found}


def test_a_waived_finding_is_not_reported(tmp_path: Path) -> None:
    assert "LNK005" in severities(tmp_path, CITES_ITSELF)
    assert {"LNK005", "WVR001"}.isdisjoint(severities(tmp_path, WAIVED))


def test_a_waiver_needs_a_reason(tmp_path: Path) -> None:
    unreasoned = WAIVED.replace(", alasan: Begitu di naskah.", "")
    assert severities(tmp_path, unreasoned)["SKM002"] == "error"


@pytest.mark.parametrize("level", ["info", "warning", "error"])
def test_the_catalogue_chooses_how_much_a_finding_matters(tmp_path: Path, level: str) -> None:
    found = severities(tmp_path, CITES_ITSELF, f"pemeriksaan: {{LNK005: {level}}}\n")
    assert found["LNK005"] == level


def test_the_catalogue_may_turn_a_rule_off(tmp_path: Path) -> None:
    assert "LNK005" not in severities(tmp_path, CITES_ITSELF, 'pemeriksaan: {LNK005: "off"}\n')


@pytest.mark.parametrize(
    ("code", "sop"),
    [
        ("LNK002", SOP.replace("[kepala, staf]", "[kepala, staf, hantu]")),
        ("LNK003", SOP.replace("uu-1-2020", "uu-9-9999")),
        ("FLW001", SOP.replace("tidak: menerima", "tidak: 9")),
        ("FLW002", SOP.replace("[kepala, staf]", "[kepala]")),
    ],
)
def test_an_error_stays_an_error(tmp_path: Path, code: str, sop: str) -> None:
    waived = sop + f"pengecualian: {{kode: {code}, alasan: Tidak apa.}}\n"
    found = severities(tmp_path, waived, f"pemeriksaan: {{{code}: off}}\n")
    assert found[code] == "error"
    assert found["WVR001"] == found["WVR002"] == "warning"


def test_a_setting_for_no_rule_is_told(tmp_path: Path) -> None:
    assert severities(tmp_path, SOP, "pemeriksaan: {FLW999: info}\n")["WVR002"] == "warning"


NOTHING_TO_WAIVE = SOP + "pengecualian: {kode: LNK005, alasan: Tidak ada.}\n"


def test_a_waiver_of_nothing_may_be_let_stand_too(tmp_path: Path) -> None:
    assert severities(tmp_path, NOTHING_TO_WAIVE)["WVR001"] == "warning"
    found = severities(tmp_path, NOTHING_TO_WAIVE, "pemeriksaan: {WVR001: info}\n")
    assert found["WVR001"] == "info"
    assert "WVR002" not in found
    assert "WVR001" not in severities(tmp_path, NOTHING_TO_WAIVE, 'pemeriksaan: {WVR001: "off"}\n')
    both = SOP + (
        "pengecualian: [{kode: LNK005, alasan: Nanti.}, {kode: WVR001, alasan: Nanti.}]\n"
    )
    assert "WVR001" not in severities(tmp_path, both)


@pytest.mark.parametrize("code", ["YML001", "SKM002", "NUM001", "NUM002"])
def test_what_is_found_while_reading_is_always_an_error(tmp_path: Path, code: str) -> None:
    root = write_catalogue(tmp_path, {"katalog.yaml": STRICT + f"pemeriksaan: {{{code}: info}}\n"})
    (told,) = (d for d in pipeline.check(root, TODAY).diagnostics if d.code == "WVR002")
    assert told.message == f"`{code}` is always an error"
