"""Faults that have one safe mend, each planted in a sound catalogue."""

from typing import NamedTuple

from tests.catalogues import DASAR_HUKUM, FIRST, KATALOG, SOP

SECOND, THIRD = "sekretariat/umum/K.1.1.1.2.yaml", "sekretariat/umum/K.1.1.1.3.yaml"
OTHER = SOP.replace("K.1.1.1.1", "K.1.1.1.2").replace("Menerima Surat", "Mengirim Surat")
REVOKED = "nomor: K.1.1.1.3\nnama: Mencatat Surat\nstatus: dicabut\ndigantikan: K.1.1.1.2\n"
SOUND = {
    FIRST: SOP,
    SECOND: OTHER,
    THIRD: REVOKED,
    "katalog.yaml": KATALOG.replace("isi: off", "isi: off, ISI005: warning"),
    "dasar-hukum.yaml": DASAR_HUKUM,
}
MORE = "# catatan\u2028# lain\n# tab\there: [x\n"
"""Comments that have to stay."""


class Planted(NamedTuple):
    """A fault: the code that tells of it, in which file what stands in the place of what, or what
    is added, and what is there when it is mended."""

    code: str
    file: str
    right: str
    wrong: str
    mended: str = ""


def _added(code: str, wrong: str, mended: str, file: str = FIRST) -> Planted:
    return Planted(code, file, "", wrong, mended)


FAULTS = (
    Planted("YML001", FIRST, "nama: Menerima Surat", "nama: Rapat: a # b", 'nama: "Rapat: a" # b'),
    Planted("YML001", FIRST, "uraian: Menerima surat", "uraian: Ini: itu", 'uraian: "Ini: itu"'),
    _added("SKM003", "peringatan:\n  - PPK: tidak\n", 'peringatan:\n  - "PPK: tidak"\n'),
    Planted("YML008", FIRST, "nama: Menerima Surat", "nama: Menerima\u00a0Su\u200brat"),
    Planted("YML008", SECOND, "Menerima surat", "Menerima\u3000surat"),
    Planted("YML007", FIRST, "nama: Menerima Surat\n", "nama: Menerima Surat\n" * 2),
    Planted("LNK017", FIRST, "[uu-1-2020]", "[uu-1-2020, 'uu-1-2020']"),
    _added(
        "ISI005",
        "keterkaitan:\n  - K.1.1.1.2\n  # lagi\n  - K.1.1.1.2 # x\n",
        "keterkaitan:\n  - K.1.1.1.2\n  # lagi\n",
    ),
    Planted("ISI005", FIRST, "output: Surat", "output: [Surat, Surat]", "output: [Surat]"),
    Planted("FLW001", FIRST, "{ya: arsip,", "{ya: 'arsib',", "{ya: 'arsip',"),
    Planted("NUM001", FIRST, "nomor: K.1.1.1.1", "nomor: K.1.01.1.1  # x", "nomor: K.1.1.1.1  # x"),
    Planted("NUM001", FIRST, "nomor: K.1.1.1.1", "nomor: k.1.1.1.1"),
    Planted("NUM001", FIRST, "nomor: K.1.1.1.1", "nomor: K. 1. 1.1 .1"),
    Planted("NUM001", FIRST, "nomor: K.1.1.1.1", "nomor: K/1/1/1/1"),
    Planted(
        "NUM001",
        THIRD,
        "digantikan: K.1.1.1.2",
        "digantikan: 'K-1-1-1-2'",
        "digantikan: 'K.1.1.1.2'",
    ),
    _added("NUM001", "keterkaitan: [K.1.1.1.02, luar: A]\n", "keterkaitan: [K.1.1.1.2, luar: A]\n"),
    Planted("SKM001", FIRST, "pelaksana: [", "pelakasna: ["),
    Planted("SKM001", FIRST, "dasar_hukum:", "Dasar Hukum:"),
    Planted("SKM001", FIRST, "dasar_hukum:", '"dasar-hukum":', '"dasar_hukum":'),
    Planted("SKM001", FIRST, "langkah:", "steps:"),
    Planted("SKM001", FIRST, "kode: arsip", "kodee: arsip"),
    Planted("SKM003", FIRST, "nama: Menerima Surat", "nama: 2020", 'nama: "2020"'),
    _added("SKM003", "total_waktu: Tidak\n", "total_waktu: false\n"),
    Planted("SKM003", THIRD, "status: dicabut", "status: Dicabut"),
    Planted(
        "SKM003",
        THIRD,
        "status: dicabut",
        'status: "dicabutt"  # lama',
        'status: "dicabut"  # lama',
    ),
    Planted("SKM003", FIRST, "[kepala, staf]", "[kepala, Staf]"),
    Planted("SKM003", "dasar-hukum.yaml", "tahun: 2020", "tahun: '2020'"),
    Planted("SKM004", FIRST, "dibuat: 2025-01-02", "dibuat: 2 Januari 2025"),
    Planted(
        "SKM004",
        FIRST,
        "dibuat: 2025-01-02",
        "dibuat: 'Kamis, 2 Jan. 2025'",
        "dibuat: '2025-01-02'",
    ),
    Planted("SKM004", FIRST, "disahkan: 2025-01", "disahkan: 01/2025"),
    Planted("SKM004", FIRST, "disahkan: 2025-01", "disahkan: 2025-1"),
    Planted("SKM004", FIRST, "disahkan: 2025-01", "disahkan: Januari 2025"),
    Planted("LNK002", FIRST, "[kepala, staf]", "[kepala, staff]"),
    Planted("SKM003", FIRST, "[uu-1-2020]", "[uu_1_2020]"),
    Planted("LNK003", FIRST, "[uu-1-2020]", "[uuu-1-2020]"),
    _added("LNK004", "pengesah: 'keppala'\n", "pengesah: 'kepala'\n"),
    Planted("LNK004", "katalog.yaml", "pengesah: kepala", "pengesah: kepalla"),
    _added(
        "LNK006", "keterkaitan:\n  - K.1.1.1.3 # dulu\n", "keterkaitan:\n  - K.1.1.1.2 # dulu\n"
    ),
    _added(
        "LNK006",
        "keterkaitan:\n  - K.1.1.1.2\n  - K.1.1.1.3 # dulu\n",
        "keterkaitan:\n  - K.1.1.1.2\n",
    ),
    _added(
        "LNK007", "keterkaitan: [{luar: Mengirim surat}]\n", "keterkaitan: [{nomor: K.1.1.1.2}]\n"
    ),
    _added("WVR001", "pengecualian: {kode: FLW013, alasan: x}\n", ""),
    _added(
        "WVR001",
        "pengecualian:\n  - kode: FLW013\n    alasan: x # y\n",
        "",
    ),
    Planted("WVR002", "katalog.yaml", "{LNK008: off,", "{LNK008: off, NUM002: info,"),
)
