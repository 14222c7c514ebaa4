"""``catatan.csv``: every note in full, beside the book."""

import csv
import io
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.findings import findings
from sopc.publish.outputs import note_files
from tests.catalogues import FIRST, KATALOG, PEJABAT, SOP, TODAY, write_catalogue
from tests.conftest import SOPS
from tests.running import build, files

WITH_SOURCE = KATALOG + "naskah: Naskah 2020\n"
NOTES = """\
sumber:
  catatan:
    - bagian: langkah[2].pelaksana
      jenis: pertentangan
      tercetak: =Kasubag Umum
      pilihan: [kepala, staf]
      alasan: "Simbolnya hilang,\\nkata hasil pindaian."
      keputusan_kantor: {oleh: Kepala Dinas, tanggal: 2026-03-01, isi: Kepala Dinas}
"""


def table(catalogue: Catalogue) -> list[dict[str, str]]:
    text = note_files(catalogue)["catatan.csv"]
    assert text.startswith("\ufeffnomor,")
    return list(csv.DictReader(io.StringIO(text[1:])))


def loaded(root: Path, texts: dict[str, str]) -> Catalogue:
    catalogue = pipeline.check(write_catalogue(root, texts), TODAY).catalogue
    assert catalogue is not None
    return catalogue


def test_a_note_stands_there_in_full_with_its_decision_and_its_file(tmp_path: Path) -> None:
    texts = {
        "katalog.yaml": WITH_SOURCE,
        FIRST: SOP + NOTES,
        "pejabat.yaml": PEJABAT
        + "  sumber: {catatan: {bagian: nip, jenis: koreksi, sop: [K.1.1.1.1, B], alasan: X.}}\n",
    }
    official, step = table(loaded(tmp_path, texts))
    assert (official["nomor"], official["nama"], official["berkas"]) == (
        "", "PEJABAT CONTOH, SE", "pejabat.yaml",
    )  # fmt: skip
    assert official["sop"] == "K.1.1.1.1 | B"
    assert step == {
        "nomor": "K.1.1.1.1",
        "nama": "Menerima Surat",
        "berkas": FIRST,
        "sop": "",
        "bagian": "langkah[2].pelaksana",
        "jenis": "pertentangan",
        "tercetak": "'=Kasubag Umum",
        "diambil": "",
        "pilihan": "kepala | staf",
        "alasan": "Simbolnya hilang, kata hasil pindaian.",
        "diputuskan_oleh": "Kepala Dinas",
        "tanggal_keputusan": "2026-03-01",
        "keputusan": "Kepala Dinas",
    }


def test_it_is_an_output_like_the_others_and_goes_when_there_is_nothing_to_note(
    tmp_path: Path,
) -> None:
    texts = {"katalog.yaml": WITH_SOURCE, FIRST: SOP + NOTES}
    out = build(write_catalogue(tmp_path / "sops", texts), tmp_path / "out")
    there = files(out)
    assert there["catatan.csv"].startswith(b"\xef\xbb\xbfnomor,")
    assert b'"catatan.csv"' in there["manifest.json"]
    build(write_catalogue(tmp_path / "sops", texts | {FIRST: SOP}), out)
    assert "catatan.csv" not in files(out)


@pytest.mark.parametrize(("katalog", "sop"), [(KATALOG, SOP + NOTES), (WITH_SOURCE, SOP)])
def test_there_is_none_without_a_source_or_without_notes(
    tmp_path: Path, katalog: str, sop: str
) -> None:
    assert note_files(loaded(tmp_path, {"katalog.yaml": katalog, FIRST: sop})) == {}


def test_of_the_real_catalogue_no_note_is_left_out() -> None:
    catalogue = pipeline.check(SOPS, TODAY).catalogue
    assert catalogue is not None
    rows = table(catalogue)
    notes = [finding.note for finding in findings(catalogue)]
    assert [(row["bagian"], row["jenis"]) for row in rows] == [(n.part, n.kind) for n in notes]
    assert all((SOPS / row["berkas"]).is_file() for row in rows)
