"""What people call keys: by the labels of printed forms, and by words of other languages."""

from collections.abc import Iterable, Mapping

_CALLED: Mapping[str, tuple[str, ...]] = {
    "nomor": ("nomor sop", "no sop", "no"),
    "nama": ("nama sop", "judul", "judul sop", "name"),
    "dibuat": ("tgl pembuatan", "tanggal pembuatan", "tanggal dibuat"),
    "direvisi": ("tgl revisi", "tanggal revisi", "revisi"),
    "disahkan": ("tgl pengesahan", "tanggal pengesahan", "tanggal disahkan"),
    "efektif": ("tgl efektif", "tanggal efektif", "tanggal berlaku", "berlaku", "mulai berlaku"),
    "ditinjau": ("tgl peninjauan", "tanggal peninjauan", "tanggal ditinjau"),
    "dasar_hukum": ("dasar hukum dan referensi", "peraturan"),
    "kualifikasi": ("kualifikasi pelaksana",),
    "peralatan": ("peralatan perlengkapan", "peralatan dan perlengkapan", "perlengkapan"),
    "pencatatan": ("pencatatan dan pendataan", "pencatatan pendataan"),
    "keterkaitan": ("keterkaitan sop", "sop terkait", "terkait"),
    "pelaksana": ("actor", "actors", "aktor", "pelaksana kegiatan", "executor"),
    "langkah": ("prosedur", "langkah langkah", "tahapan", "procedure"),
    "uraian": ("kegiatan", "aktivitas", "uraian kegiatan", "uraian prosedur", "description"),
    "kelengkapan": ("persyaratan", "persyaratan kelengkapan", "persyaratan perlengkapan"),
    "waktu": ("time", "lama", "durasi"),
    "output": ("hasil", "keluaran"),
    "keterangan": ("ket", "catatan", "note"),
    "kode": ("id",),
    "tentang": ("judul", "perihal"),
}
"""By the key that is meant; a word counts only where a file has that key."""


def called(known: Iterable[str]) -> dict[str, str]:
    """Plain words for some keys; not those that are keys there themselves."""
    keys = set(known)
    found = {word: key for key in sorted(keys) for word in _CALLED.get(key, ())}
    return {word: key for word, key in found.items() if word not in keys}
