"""In which order the keys of an SOP are written: that of the form, from its head to its foot."""

from typing import Final

SOP: Final = (
    *("nomor", "nama", "status", "digantikan"),
    *("dibuat", "direvisi", "efektif", "disahkan", "ditinjau"),
    *("pengesah", "disahkan_oleh", "penyusun", "pemeriksa", "kop", "riwayat"),
    *("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan"),
    *("isian", "pelaksana", "total_waktu", "langkah", "pengecualian", "sumber"),
)

STEP: Final = (
    *("uraian", "nomor", "kode", "pelaksana", "rangkaian", "jenis", "keputusan", "lanjut"),
    *("kelengkapan", "waktu", "output", "keterangan"),
)

PART: Final = ("pelaksana", "kode", "jenis", "keputusan", "lanjut")

REVISION: Final = ("revisi", "tanggal", "uraian", "oleh")

NOTE: Final = (
    *("bagian", "jenis", "tercetak", "diambil", "pilihan"),
    *("alasan", "sop", "keputusan_kantor"),
)

DECISION: Final = ("oleh", "tanggal", "isi")
