"""The catalogue of the guides' office. Its dates are past, whatever day it is."""

from typing import Final

FILES: Final = {
    ".gitignore": "build/\n",
    ".gitattributes": "* text=auto eol=lf\n",
    "sops/katalog.yaml": """\
instansi: {nama: Dinas Contoh Kota Contoh}
tahun: 2026
penomoran: "DC.{unit}.{seksi}.{urut}"
pengesah: kepala
unit:
  - nomor: 1
    folder: sekretariat
    nama: Sekretariat
    seksi:
      - {nomor: 1, folder: umum, nama: Sub Bagian Umum}
      - {nomor: 2, folder: keuangan, nama: Sub Bagian Keuangan}
""",
    "sops/pelaksana.yaml": """\
kepala: Kepala Dinas
kasubbag: Kepala Sub Bagian
staf: Staf
""",
    "sops/dasar-hukum.yaml": """\
uu-1-2020: {jenis: Undang-Undang, nomor: 1, tahun: 2020, tentang: Contoh}
""",
    "sops/pejabat.yaml": """\
kepala:
  nama: PEJABAT CONTOH, SE
  nip: 19700101 199503 1 001
  jabatan: Kepala Dinas Contoh
""",
    "sops/sekretariat/umum/DC.1.1.1.yaml": """\
nomor: DC.1.1.1
nama: Pengelolaan Surat Masuk
disahkan: 2024-01-12
dasar_hukum: [uu-1-2020]
kualifikasi: [Mampu mengarsipkan surat]
keterkaitan: [DC.1.1.2]
peralatan: [Buku agenda]
peringatan: [Bila tidak dilaksanakan, surat terlambat dijawab]
pencatatan: [Buku agenda]
pelaksana: [staf, kasubbag]
langkah:
  - uraian: Menerima surat
    pelaksana: staf
    kelengkapan: Surat
    waktu: 5 menit
    output: Surat
  - uraian: Mencatat surat
    pelaksana: staf
    kelengkapan: Surat
    waktu: 5 menit
    output: Buku agenda
  - uraian: Membaca surat
    pelaksana: kasubbag
    kelengkapan: Surat
    waktu: 10 menit
    output: Disposisi
""",
    "sops/sekretariat/umum/DC.1.1.2.yaml": """\
nomor: DC.1.1.2
nama: Pengelolaan Surat Keluar
disahkan: 2024-01-12
dasar_hukum: [uu-1-2020]
kualifikasi: [Mampu menyusun surat]
keterkaitan: [DC.1.1.1]
peralatan: [Komputer]
peringatan: [Bila tidak dilaksanakan, surat terlambat terkirim]
pencatatan: [Buku agenda]
pelaksana: [staf, kasubbag]
langkah:
  - uraian: Menyusun surat
    pelaksana: staf
    kelengkapan: Konsep
    waktu: 30 menit
    output: Surat
  - uraian: Memeriksa surat
    pelaksana: kasubbag
    kelengkapan: Surat
    waktu: 10 menit
    output: Surat
  - uraian: Mengirim surat
    pelaksana: staf
    kelengkapan: Surat
    waktu: 10 menit
    output: Buku agenda
""",
    "sops/sekretariat/keuangan/DC.1.2.1.yaml": """\
nomor: DC.1.2.1
nama: Pembayaran Belanja
disahkan: 2024-01-12
dasar_hukum: [uu-1-2020]
kualifikasi: [Mampu menghitung belanja]
peralatan: [Komputer]
peringatan: [Bila tidak dilaksanakan, belanja terlambat dibayar]
pencatatan: [Buku kas]
pelaksana: [staf, kepala]
langkah:
  - uraian: Memeriksa tagihan
    pelaksana: staf
    kelengkapan: Tagihan
    waktu: 15 menit
    output: Tagihan
  - uraian: Menyetujui tagihan
    pelaksana: kepala
    kelengkapan: Tagihan
    waktu: 10 menit
    output: Bukti
""",
    "sops/sekretariat/keuangan/DC.1.2.2.yaml": """\
nomor: DC.1.2.2
nama: Pencatatan Belanja
disahkan: 2024-01-12
dasar_hukum: [uu-1-2020]
kualifikasi: [Mampu menghitung belanja]
peralatan: [Komputer]
peringatan: [Bila tidak dilaksanakan, laporan keuangan tidak benar]
pencatatan: [Buku kas]
pelaksana: [staf, kasubbag]
langkah:
  - uraian: Mencatat belanja
    pelaksana: staf
    kelengkapan: Bukti
    waktu: 15 menit
    output: Buku kas
  - uraian: Memeriksa catatan
    pelaksana: kasubbag
    kelengkapan: Buku kas
    waktu: 10 menit
    output: Buku kas
""",
}
