"""The annex on differences from the source document."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.catalogues import FIRST, KATALOG, SOP, write_catalogue
from tests.running import build

NOTE = """\
sumber:
  catatan:
    - bagian: langkah[2].uraian
      jenis: pertentangan
      tercetak: Memeriksa
      pilihan: [Memeriksa surat, Menilai surat]
      alasan: Katanya terputus.
    - bagian: langkah[2].pelaksana
      jenis: simpulan
      tercetak: Kasubag Umum
      diambil: kepala
      pilihan: [kepala, staf]
      alasan: Simbolnya hilang.
"""


def handbook(folder: Path, katalog: str, sop: str) -> str:
    root = write_catalogue(folder / "sops", {"katalog.yaml": katalog, FIRST: sop})
    pdf = build(root, folder / "out") / "handbook.pdf"
    command = ["pdftotext", "-layout", str(pdf), "-"]
    return re.sub(r"\s+", " ", subprocess.run(command, capture_output=True, text=True).stdout)


def test_every_note_is_listed_with_what_the_office_must_know(tmp_path: Path) -> None:
    text = handbook(tmp_path, KATALOG + "naskah: Naskah 2020\n", SOP + NOTE)
    assert text.count("Catatan Perbedaan dengan Naskah 2020") >= 2  # contents, and each foot
    assert "A. Yang perlu diputuskan kantor" in text
    assert re.search(r"1 Bagaimana bunyi yang benar\? .*K\.1\.1\.1\.1", text)
    assert re.search(r"Memeriksa surat.*Menilai surat.*lain:", text)
    assert "B. Pelaksana dan alur yang perlu dikonfirmasi" in text
    assert re.search(
        r"Kepala Dinas 2 langkah 2 tercetak: Kasubag Umum; benar langkah 2: Staf ubah", text
    )


@pytest.mark.parametrize(
    ("katalog", "sop"), [(KATALOG, SOP + NOTE), (KATALOG + "naskah: Naskah 2020\n", SOP)]
)
def test_there_is_no_annex_without_a_source_or_without_notes(
    tmp_path: Path, katalog: str, sop: str
) -> None:
    assert "Catatan Perbedaan" not in handbook(tmp_path, katalog, sop)
