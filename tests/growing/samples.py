"""A catalogue in which everything is written that may be written in one: each place of each file.

A place that is missing here fails ``tests/test_growing.py``: what is new is added here.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sopc.load.forms import shipped_forms
from sopc.load.yaml_reader import read_yaml
from sopc.load.yaml_scalars import YamlValue
from tests.catalogues import DASAR_HUKUM, FIRST, PELAKSANA

_SOURCE = """\
sumber:
  baris: ["3-4", 7]
  catatan:
    - bagian: langkah[1].uraian
      jenis: pertentangan
      tercetak: Menrima surat
      diambil: Menerima surat
      pilihan: [Menerima surat, 5]
      alasan: Tercetak dua kali.
      sop: [K.1.1.1.1]
      keputusan_kantor: {oleh: Sekretaris, tanggal: 2025-02, isi: Menerima surat}
    - {bagian: nama, jenis: koreksi, tercetak: 5, diambil: 6, alasan: Tercetak keliru.}
    - bagian: nama
      jenis: simpulan
      alasan: Tidak tercetak.
      keputusan_kantor: {oleh: Sekretaris, tanggal: 2025, isi: Surat}
"""
_PIN = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0ff822cd15d6c15b0f00a0"
_INDENTED = "".join(f"  {line}\n" for line in _SOURCE.splitlines())
_BOXES = """\
dasar_hukum: [uu-1-2020, [uu-1-2020], {peraturan: [uu-1-2020], tertulis: UU 1}]
kualifikasi: [Memahami surat]
peralatan: [Komputer]
peringatan: [Surat hilang]
pencatatan: [Buku surat]
"""
_MORE_BOXES = """\
dasar_hukum: {tambah: [uu-1-2020, [uu-1-2020], {peraturan: [uu-1-2020], tertulis: UU 1}]}
kualifikasi: {tambah: [Memahami surat]}
peralatan: {tambah: [Komputer]}
peringatan: {tambah: [Surat hilang]}
pencatatan: {tambah: [Buku surat]}
"""


def _within(key: str, lines: str, indent: str = "") -> str:
    return f"{indent}{key}:\n" + "".join(f"{indent}  {line}\n" for line in lines.splitlines())


_SOP = f"""\
nomor: K.1.1.1.1
nama: Menerima Surat
status: berlaku
dibuat: 2025-01-02
direvisi: 2025-01-02
disahkan: 2025-01-03
efektif: 2025-01-04
ditinjau: 2025-01-05
pengesah: kepala
disahkan_oleh: kepala
kop: [Sub Bagian Umum]
penyusun: [kepala]
pemeriksa: [kepala]
riwayat:
  - {{revisi: A, tanggal: 2025-01, uraian: Terbit, oleh: kepala}}
  - {{revisi: 1, tanggal: 2025, uraian: Diubah}}
isian: {{maksud: [Tertib]}}
keterkaitan:
  - K.1.1.1.2
  - {{nomor: K.1.1.1.2, dikonfirmasi: 2025-01}}
  - {{nomor: K.1.1.1.2, dikonfirmasi: 2025}}
  - {{luar: SOP Gedung}}
pelaksana: [kepala, staf]
total_waktu: true
langkah:
  - uraian: Menerima surat
    nomor: 1
    pelaksana: [staf]
    kelengkapan: [Surat]
    waktu: 5 menit
    output: [Surat]
    keterangan: [Segera]
    kode: menerima
    jenis: mulai
  - {{uraian: Memeriksa surat, pelaksana: kepala, keputusan: {{ya: arsip, tidak: 1}}}}
  - {{uraian: Memilah surat, nomor: 3a, pelaksana: kepala, keputusan: [1, arsip]}}
  - uraian: Meneruskan surat
    rangkaian:
      - {{pelaksana: [staf], kode: meneruskan, jenis: proses, lanjut: 3}}
      - {{pelaksana: kepala, keputusan: {{ya: arsip, tidak: 1}}}}
      - {{pelaksana: staf, keputusan: [arsip, 1]}}
      - {{pelaksana: kepala, lanjut: arsip}}
  - {{uraian: Menyimpan surat, pelaksana: staf, lanjut: arsip}}
  - {{uraian: Mencatat surat, pelaksana: staf, lanjut: 7}}
  - {{uraian: Mengarsipkan surat, pelaksana: staf, kode: arsip}}
pengecualian: [{{kode: FLW015, alasan: Seperti dalam naskah.}}]
{_SOURCE}"""

_SAMPLES: Mapping[str, Mapping[str, str]] = {
    "sop": {
        "sop": _SOP + _BOXES,
        "boxes that add": _SOP + _MORE_BOXES,
        "one regulation": _SOP + "dasar_hukum: uu-1-2020\n",
        "one more regulation": _SOP + "dasar_hukum: {tambah: uu-1-2020}\n",
        "revoked": "nomor: K.1.1.1.1\nnama: Surat\nstatus: dicabut\ndigantikan: K.1.1.1.2\n",
    },
    "pelaksana": {
        "names": PELAKSANA,
        "entries": PELAKSANA
        + "lain:\n  nama: Lain\n  kelompok: Luar\n  sebutan: [Orang lain]\n"
        + _INDENTED,
    },
    "dasar-hukum": {
        "entries": DASAR_HUKUM
        + "pp-2:\n  jenis: Peraturan Pemerintah\n  nomor: 1 A\n  tahun: 2021\n  tentang: Surat\n"
        + "  lembaran: Lembaran Negara\n  status: diubah\n  oleh: [uu-1-2020]\n"
        + _INDENTED
    },
    "pejabat": {
        "entries": "kepala:\n  nama: A, SE\n  nip: 19700101 199503 1 001\n  pangkat: Pembina\n"
        "  jabatan: Kepala\n  atas_nama: Bupati\n" + _INDENTED
        + "dua: {nama: B, nip: 197001011995031002, jabatan: Camat}\n"
        + "tiga: {nama: C, nrp: '78010123', jabatan: Kapolsek}\n"
        + "empat: {nama: D, identitas: KTA 5, jabatan: Ketua}\n"
        + "lima:\n  nama: E\n  jabatan: Ketua\n  menjabat: {dari: 2019-03-01, sampai: 2023-06-30}\n"
        + f"  sertifikat: [sha256:{_PIN}]\n"
        + f"enam: {{nama: F, jabatan: Ketua, sertifikat: sha256:{_PIN}}}\n"
    },
}  # fmt: skip

_KATALOG = f"""\
instansi: {{nama: Dinas Contoh, kop: [Dinas Contoh], alamat: [Jalan Satu], logo: logo.png}}
judul: Buku SOP
tahun: 2025
penomoran: ["K.1.{{unit}}.{{seksi}}.{{urut}}"]
kertas: {{lebar: 210, tinggi: 297}}
deret: {{lengkap: true, mulai: 1}}
pengesah: kepala
disahkan_oleh: kepala
penyegel: kepala
gambar: {{terminal: kapsul}}
pemeriksaan: {{LNK008: off, FLW006: off, MTB001: off}}
nomor_batal: [{{nomor: K.1.1.1.9, alasan: Salah ketik.}}]
peninjauan: {{bulan: 12}}
istilah: {{surat: [surta]}}
penandatangan: [{{peran: pengesah, pejabat: kepala}}]
paraf: [Sekretaris]
verifikasi: https://a.go.id
keputusan: {{judul: Keputusan, isi: [Menetapkan]}}
penjelasan: {{judul: Penjelasan, isi: [Ruang lingkup]}}
naskah: Buku SOP 2020
unit:
  - nomor: 1
    folder: sekretariat
    nama: Sekretariat
    kop: [Sekretariat]
    pengesah: kepala
    disahkan_oleh: kepala
    penomoran: ["K.1.{{unit}}.{{seksi}}.{{urut}}"]
    bawaan: {{}}
    seksi:
      - {{nomor: 1, folder: umum, nama: Umum, subjudul: Sub Bagian}}
  - {{nomor: 2, folder: bidang, nama: Bidang}}
{_SOURCE}  ejaan: {{SELESI: SELESAI}}
"""
_OTHER_SOP = """\
nomor: K.1.1.1.2
nama: Mengirim Surat
status: belum-disusun
"""
_BESIDE = {"sekretariat/umum/K.1.1.1.2.yaml": _OTHER_SOP}
_NAMES = {
    "sop": FIRST,
    "katalog": "katalog.yaml",
    "pelaksana": "pelaksana.yaml",
    "dasar-hukum": "dasar-hukum.yaml",
    "pejabat": "pejabat.yaml",
}


def name_of(kind: str) -> str:
    """The file of a kind."""
    return _NAMES[kind]


@cache
def samples(kind: str) -> tuple[YamlValue, ...]:
    """The data of files of a kind; together they have all that may stand in one."""
    if kind != "katalog":
        return tuple(_read(text) for text in _SAMPLES[kind].values())
    form: Any = {**shipped_forms()["lampung-2020"], "dasar": "lampung-2020"}  # type: ignore[dict-item]
    form["kertas"] = {"lebar": 215, "tinggi": 330}
    form["kaki"] = {"kode": True, "baris": ["Dinas Contoh"]}
    found = []
    for boxes in (
        _BOXES,
        _MORE_BOXES,
        "dasar_hukum: uu-1-2020\n",
        "dasar_hukum: {tambah: uu-1-2020}\n",
    ):
        data = _read(_KATALOG)
        data["formulir"] = form
        data["bawaan"] = data["unit"][0]["bawaan"] = _read(boxes)
        found.append(data)
    return tuple(found)


def _read(text: str) -> Any:
    document, found = read_yaml(text.encode(), "sample")
    assert document is not None
    assert not found
    return document.value


def beside(kind: str) -> dict[str, YamlValue]:
    """The data of a catalogue's files of other kinds, by their names."""
    others = {_NAMES[other]: samples(other)[0] for other in _NAMES if other != kind}
    return {**others, **{name: _read(text) for name, text in _BESIDE.items()}}
