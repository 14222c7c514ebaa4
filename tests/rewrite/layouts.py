"""A catalogue in unusual layouts: each says the same in other signs."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.catalogues import DASAR_HUKUM, FIRST, KATALOG, PEJABAT, SOP

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
DEEP = "sekretariat/keuangan/K.1.1.2.1.yaml"
ACTORS = """\
# kepala: yang mengesahkan
kepala: Kepala Dinas  # bukan staf
"sekretaris": {nama: Sekretaris, sebutan: [Sekr.]}
'kasubbag': Kasubbag Umum
staf:   # staf di sini
  nama: Staf
  sumber: {catatan: {bagian: nama, jenis: simpulan, diambil: Staf, alasan: "staf kepala-umum"}}
"kepala-umum": {nama: Kepala Umum, sumber: {catatan: {bagian: nama, jenis: kosong, alasan: x}}}
"""
LAWS = DASAR_HUKUM + "uu-2-2019: {jenis: UU, nomor: 2, tahun: 2019, oleh: [uu-1-2020]}\n"
CITING = """\
{ # dalam kurung
  "nomor": K.1.1.1.2, 'nama': "Mengirim Surat", dibuat: 2025-01-02, disahkan: 2025-01,
  dasar_hukum: [{peraturan: [uu-1-2020, 'uu-2-2019'], tertulis: UU}],   # uu-1-2020 dulu
  pengesah: "kepala", keterkaitan: ["K.1.1.1.1"],
  pelaksana: ['staf',"kepala",	# tab
    kepala-umum],
  langkah: [
    # staf
    {uraian: staf kepala, pelaksana: staf, kode: "menerima", waktu: 5 menit, output: x},
    {uraian: B, pelaksana: ["kepala",staf], keputusan: {"ya": menerima, tidak: 'arsip'}},
    {uraian: C, kode: arsip,
     rangkaian: [{pelaksana: kepala-umum, kode: menulis}, {pelaksana: 'staf', lanjut: selesai}]}],
  sumber: {catatan: [
    {bagian: 'langkah[1].pelaksana', jenis: simpulan, diambil: staf,
     pilihan: [staf, "kepala dan staf"],
     alasan: staf ada; kepala-umum tidak ada di lajur kepala-umum.},
    {bagian: 'langkah[2]', jenis: simpulan, diambil: kepala-umum dan kepala, alasan: x},
    {bagian: 'langkah[2].keputusan', jenis: simpulan, diambil: menerima, alasan: x}]}
}
"""
BLOCKS = """\
nomor: K.1.1.2.1
nama: Contoh
dibuat: 2025-01-02
disahkan: 2025-01

pelaksana:   # kepala

- kepala-umum # kepala-umum

# di antaranya
- |-
   staf
-   >-  # staf
   kepala
langkah:
- uraian: |
    staf: bukan kunci
  pelaksana:
    - "staf"
    - kepala-umum
  keputusan:
      ya: selesai # staf
      "tidak": 2
  kode: a
- {uraian: A, pelaksana: [kepala-umum]}
- {uraian: A lagi, pelaksana: kepala}
sumber:
  catatan:
    bagian: langkah[1].pelaksana
    jenis: simpulan
    diambil: |-  # staf
      staf dan
      kepala-umum
    alasan: "kepala-umum\\tdan \\x6bepala-umum"
"""
FILES: Mapping[str, str] = {
    "katalog.yaml": KATALOG.replace("pengesah: kepala\n", "pengesah: kepala\npenyegel: 'kepala'\n"),
    "pelaksana.yaml": ACTORS,
    "dasar-hukum.yaml": LAWS,
    "pejabat.yaml": PEJABAT,
    FIRST: SOP,
    SECOND: CITING,
    DEEP: BLOCKS,
}

LAYOUTS: Mapping[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "CRLF and BOM": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "no final newline": lambda text: text.rstrip("\n").encode(),
    "one document": lambda text: f"%YAML 1.2\n---\n{text}...\n# akhir\n".encode(),
    "comments": lambda text: f"# 𝄞 staf\n\n{text}# staf \u2028# kepala\n#".encode(),
}


def write(root: Path, layout: str = "as it is", files: Mapping[str, str] = FILES) -> Path:
    """The catalogue in ``root``, all files in a layout."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(LAYOUTS[layout](text))
    return root


def raws(root: Path) -> dict[str, bytes]:
    """What the files of a folder hold, by their names there."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }
