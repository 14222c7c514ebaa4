"""Severities the catalogue chooses, and findings it lets stand."""

from pathlib import Path

import pytest

from sopc import pipeline
from tests.catalogues import FIRST, SOP, STRICT, write_catalogue

CITES_ITSELF = SOP + "keterkaitan: [K.1.1.1.1]\n"
WAIVED = CITES_ITSELF + "pengecualian: {kode: LNK005, alasan: Begitu di naskah.}\n"


def severities(root: Path, sop: str, settings: str = "") -> dict[str, str]:
    files = {"katalog.yaml": STRICT + settings, FIRST: sop}
    found = pipeline.check(write_catalogue(root, files)).diagnostics
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
