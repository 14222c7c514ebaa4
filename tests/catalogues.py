"""Small catalogues for tests, written to a folder as an editor would."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sopc.catalogue.form import DEFAULT_FORM, Form
from sopc.load.forms import shipped_forms

TODAY = date(2026, 1, 15)
"""The day on which tests check."""

STRICT = """\
instansi: {nama: Dinas Contoh Kota Contoh}
tahun: 2025
penomoran: "K.1.{unit}.{seksi}.{urut}"
pengesah: kepala
unit:
  - nomor: 1
    folder: sekretariat
    nama: Sekretariat
    seksi:
      - {nomor: 1, folder: umum, nama: Sub Bagian Umum}
      - {nomor: 2, folder: keuangan, nama: Sub Bagian Keuangan}
  - {nomor: 2, folder: bidang, nama: Bidang Layanan}
formulir: lampung-2020
"""
"""The settings, with every rule at work."""
KATALOG = STRICT + "pemeriksaan: {LNK008: off, FLW006: off, MTB001: off, isi: off}\n"
"""The settings without the rules that ask for more than a small example has."""
PELAKSANA = """\
kepala: Kepala Dinas
sekretaris: Sekretaris
kasubbag: Kasubbag Umum
staf: Staf
"""
DASAR_HUKUM = """\
uu-1-2020: {jenis: Undang-Undang, nomor: 1, tahun: 2020, tentang: Contoh}
"""
PEJABAT = """\
kepala:
  nama: PEJABAT CONTOH, SE
  nip: 19700101 199503 1 001
  pangkat: Pembina Utama Muda
  jabatan: Kepala Dinas Contoh
"""
SOP = """\
nomor: K.1.1.1.1
nama: Menerima Surat
dibuat: 2025-01-02
disahkan: 2025-01
dasar_hukum: [uu-1-2020]
pelaksana: [kepala, staf]
langkah:
  - {uraian: Menerima surat, pelaksana: staf, waktu: 5 menit, output: Surat, kode: menerima}
  - {uraian: Memeriksa surat, pelaksana: kepala, keputusan: {ya: arsip, tidak: menerima}}
  - {uraian: Mengarsipkan surat, pelaksana: staf, kode: arsip}
"""
ROOT_FILES = {
    "katalog.yaml": KATALOG,
    "pelaksana.yaml": PELAKSANA,
    "dasar-hukum.yaml": DASAR_HUKUM,
    "pejabat.yaml": PEJABAT,
}
FIRST = "sekretariat/umum/K.1.1.1.1.yaml"


def write_catalogue(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """A catalogue in ``root``: the root files above, and ``files`` added to or replacing them.

    Without ``files``, the one SOP above.
    """
    chosen = {**ROOT_FILES, **({FIRST: SOP} if files is None else files)}
    for name, text in chosen.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def own_templates(root: Path) -> Path:
    """The folder for a catalogue's own templates, with which it says that it is printed."""
    settings = root / "katalog.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "templat: sendiri\n", "utf-8")
    (root / "templates").mkdir()
    return root / "templates"


def form(**changes: object) -> Form:
    """The form of a catalogue that names none, with some lines of it changed, by their keys."""
    data = shipped_forms()[DEFAULT_FORM]
    assert isinstance(data, dict)
    return Form.model_validate({**data, "dasar": DEFAULT_FORM, **changes})


def sop(number: str, more: str = "") -> str:
    """An SOP of two lines, number and name, and what is to follow from line 3 on."""
    return f"nomor: {number}\nnama: Contoh\n{more}"
