"""Faults to plant in the real catalogue: what is written instead of what, and what is found."""

from typing import NamedTuple

UMUM = "1-sekretariat/1-umum-dan-kepegawaian"
SOP = f"{UMUM}/V.26.1.1.10.yaml"
"""Seven steps, step 4 a decision, three related SOPs."""
TIMED = "4-kerjasama-pengawasan-sumber-daya-industri/2-pengawasan-dan-pengendalian/V.26.4.2.1.yaml"
"""The one that prints a total."""
UPTD = "7-uptd-bpsmb/1-tata-usaha/V.26.7.1.1.yaml"

LONE = f"{UMUM}/V.26.1.1.17.yaml"
"""One that cites two others of the catalogue, and that none cites."""

PERENCANAAN = "      - {nomor: 2, folder: 2-perencanaan, nama: Sub Bagian Perencanaan}\n"
KEUANGAN = "      - {nomor: 3, folder: 3-keuangan-dan-aset, nama: Sub Bagian Keuangan dan Aset}\n"
FIRST = "  - uraian: Staf menyusun data pegawai yang akan naik pangkat dan gaji berkala\n"
LAST = "  - uraian: Staf mengarsipkan surat usulan kenaikan pangkat, gaji berkala\n"
CHOICE = "{ya: memeriksa-susunan, tidak: membuat-surat-usulan}"
SYAHRIL = "  nip: 19670710 199403 1 003\n  pangkat"


class Fault(NamedTuple):
    """What is written instead of what, and the findings: a code and the words of its line."""

    file: str
    old: str
    new: str
    found: tuple[tuple[str, str], ...]


def fault(file: str, old: str, new: str, *found: tuple[str, str]) -> Fault:
    return Fault(file, old, new, found)


FAULTS = {
    # numbers
    "duplicate number": fault(
        LONE,
        "nomor: V.26.1.1.17\n",
        "nomor: V.26.1.1.16\n",
        ("NUM002", "nomor: V.26.1.1.16\n"),
        ("SRC006", "diambil: V.26.1.1.17\n"),
    ),
    "number of another section": fault(
        LONE,
        "nomor: V.26.1.1.17\n",
        "nomor: V.26.1.2.12\n",
        ("NUM003", "nomor: V.26.1.2.12\n"),
        ("SRC006", "diambil: V.26.1.1.17\n"),
    ),
    "number that does not fit the pattern": fault(
        SOP, "nomor: V.26.1.1.10\n", "nomor: V.261.1.10\n", ("NUM001", "nomor: V.261.1.10\n")
    ),
    "number after a gap": fault(
        f"{UMUM}/V.26.1.1.18.yaml",
        "nomor: V.26.1.1.18\n",
        "nomor: V.26.1.1.28\n",
        ("NUM005", "nomor: V.26.1.1.28\n"),
    ),
    "sections out of order": fault(
        "katalog.yaml",
        PERENCANAAN + KEUANGAN,
        KEUANGAN + PERENCANAAN,
        ("NUM010", PERENCANAAN),
    ),
    # links
    "dangling link": fault(
        SOP, "  - V.26.1.1.9\n", "  - V.26.1.1.99\n", ("LNK001", "- V.26.1.1.99\n")
    ),
    "SOP that cites itself": fault(
        SOP, "  - V.26.1.1.9\n", "  - V.26.1.1.10\n", ("LNK005", "- V.26.1.1.10\n")
    ),
    "link to an SOP that is not written": fault(
        SOP, "  - V.26.1.1.9\n", "  - V.26.2.1.1\n", ("LNK006", "- V.26.2.1.1\n")
    ),
    "title in place of a number": fault(
        SOP,
        "  - V.26.1.1.9\n",
        "  - luar: SOP Pelayanan Pengusulan Ijin Belajar\n",
        ("LNK007", "- luar: "),
    ),
    "title with a slip": fault(
        SOP,
        "  - V.26.1.1.9\n",
        "  - luar: SOP Pelayanan Pengusulan Izin Belajar\n",
        ("TXT002", "- luar: "),
    ),
    "unknown actor": fault(
        SOP,
        "[kepala-dinas, sekretaris, kasubbag-umum, staf]",
        "[kepala-dinas, sekretaris, kasubag-umum, staf]",
        ("LNK002", "pelaksana: [kepala-dinas"),
    ),
    "unknown regulation": fault(SOP, "[pp-20-2004,", "[pp-20-2040,", ("LNK003", "dasar_hukum")),
    "unknown official": fault(
        "katalog.yaml",
        "pengesah: satria-alam",
        "pengesah: satria-alim",
        ("LNK004", "satria-alim"),
    ),
    "regulation that was amended": fault(
        SOP, "perda-lampung-4-2019", "perda-lampung-8-2016", ("LNK009", "dasar_hukum")
    ),
    "logo that is not there": fault(
        "katalog.yaml",
        "instansi:\n",
        "instansi:\n  logo: logo.png\n",
        ("LNK010", "logo"),
    ),
    "actor under two keys": fault(
        "pelaksana.yaml",
        "staf-pegawai: Staf/Pegawai\n",
        "staf-pegawai: Staf\n",
        ("LNK012", "staf-pegawai"),
    ),
    "regulation under two keys": fault(
        "dasar-hukum.yaml",
        "nomor: 1, tahun: 2004,",
        "nomor: 15, tahun: 2004,",
        ("LNK013", "uu-15-2004"),
        ("LNK017", "dasar_hukum: [uu-17-2003, uu-1-2004, uu-15-2004"),
    ),
    # flow
    "target out of range": fault(
        SOP,
        CHOICE,
        "{ya: memeriksa-susunan, tidak: 13}",
        ("FLW001", "tidak: 13"),
    ),
    "step without a lane": fault(
        SOP,
        FIRST + "    pelaksana: staf\n",
        FIRST + "    pelaksana: ppk\n",
        ("FLW002", "pelaksana: ppk"),
        ("FLW008", "pelaksana: ppk"),
    ),
    "second start": fault(
        SOP, LAST, LAST.replace("uraian", "jenis: mulai\n    uraian"), ("FLW003", "jenis: mulai")
    ),
    "no start": fault(
        SOP,
        FIRST,
        FIRST.replace("uraian", "jenis: proses\n    uraian"),
        ("FLW003", "jenis: proses"),
    ),
    "dead end": fault(
        SOP, LAST, LAST.replace("uraian", "jenis: proses\n    uraian"), ("FLW004", "jenis: proses")
    ),
    "loop without exit": fault(
        SOP,
        CHOICE,
        "{ya: membuat-surat-usulan, tidak: membuat-surat-usulan}",
        ("FLW004", FIRST),
        ("FLW005", "Sekretaris memeriksa susunan"),
        ("FLW010", "keputusan"),
    ),
    "unreachable step": fault(
        SOP,
        CHOICE,
        "{ya: selesai, tidak: membuat-surat-usulan}",
        ("FLW005", "Sekretaris memeriksa susunan"),
    ),
    "target that no step is called": fault(
        SOP,
        CHOICE,
        "{ya: memeriksa-susunan, tidak: membuat-surat}",
        ("FLW001", "tidak: membuat-surat"),
    ),
    "code given twice": fault(
        SOP,
        LAST,
        LAST + "    kode: memeriksa-susunan\n",
        ("FLW014", "kode: memeriksa-susunan"),
    ),
    "target that counts the steps": fault(
        SOP, CHOICE, "{ya: memeriksa-susunan, tidak: 3}", ("FLW015", "tidak: 3")
    ),
    "lane without symbols": fault(
        SOP,
        "pelaksana: [kepala-dinas, sekretaris, kasubbag-umum, staf]",
        "pelaksana: [kepala-dinas, sekretaris, kasubbag-umum, staf, ppk]",
        ("FLW006", "pelaksana: [kepala-dinas"),
    ),
    "choice drawn as a box": fault(
        SOP,
        f"keputusan: {CHOICE}",
        "lanjut: memeriksa-susunan",
        ("FLW007", "jika salah dikembalikan"),
    ),
    "decision with one way out": fault(
        SOP, CHOICE, "[memeriksa-susunan, memeriksa-susunan]", ("FLW010", "keputusan")
    ),
    "exit without a label": fault(
        SOP,
        CHOICE,
        CHOICE.replace("tidak", '"-"'),
        ("FLW011", "keputusan"),
    ),
    "label that is a sentence": fault(
        SOP,
        CHOICE,
        CHOICE.replace("tidak", "tidak benar dan dikembalikan kepada sekretaris"),
        ("FLW012", "keputusan"),
    ),
    # quality standard
    "step without a time": fault(
        SOP,
        FIRST + "    pelaksana: staf\n    kelengkapan: Agenda kerja\n    waktu: 1 jam\n",
        FIRST + "    pelaksana: staf\n    kelengkapan: Agenda kerja\n",
        ("MTB001", FIRST),
    ),
    "time that cannot be read": fault(
        SOP, "waktu: 45 menit", "waktu: segera", ("MTB002", "segera")
    ),
    "time that the total leaves out": fault(
        TIMED, "waktu: 45 menit", "waktu: segera", ("MTB003", "segera")
    ),
    "input that comes later": fault(
        SOP,
        "kelengkapan: Agenda kerja",
        "kelengkapan: Draf surat usulan",
        ("MTB004", "kelengkapan"),
    ),
    # people, dates, words
    "NIP with an impossible date": fault(
        "pejabat.yaml", "nip: 19610307", "nip: 19611307", ("PPL001", "19611307")
    ),
    "NIP of another person": fault(
        "pejabat.yaml",
        SYAHRIL,
        SYAHRIL.replace("19670710 199403 1 003", "19610307 198603 1 007"),
        ("PPL003", "  nip: 19610307 198603 1 007"),
        ("SRC006", "diambil: 19670710 199403 1 003\n"),
    ),
    # notes on the source
    "note without its key": fault(
        LONE,
        "      tercetak: V.261.1.17\n",
        "",
        ("SRC001", "bagian: nomor\n"),
        ("SRC002", "jenis: koreksi\n"),
    ),
    "note on a step that is not there": fault(
        LONE,
        "bagian: langkah[3].kelengkapan\n",
        "bagian: langkah[13].kelengkapan\n",
        *[(code, "bagian: langkah[13].kelengkapan\n") for code in ("SRC001", "SRC005")],
    ),
    "contradiction that was mended": fault(
        LONE,
        "    kelengkapan: Surat izin belajar yang sudah disetujui\n",
        "    kelengkapan: Surat izin belajar\n",
        ("SRC006", "tercetak: Surat izin belajar yang sudah disetujui\n"),
    ),
    "enacted before it was made": fault(
        SOP, "disahkan: 2020-11", "disahkan: 2020-09", ("PPL002", "disahkan")
    ),
    "date in the future": fault(
        SOP, "disahkan: 2020-11", "disahkan: 2200-11", ("PPL004", "disahkan")
    ),
    "signer of another unit": fault(
        UPTD, "disahkan:", "pengesah: samsul-rizal\ndisahkan:", ("PPL006", "pengesah")
    ),
    "letter that cannot be printed": fault(
        SOP, "kelengkapan: Agenda kerja", "kelengkapan: Agenda ✉", ("TXT003", "✉")
    ),
    "waiver of nothing": fault(
        SOP,
        "sumber:\n",
        "pengecualian: {kode: FLW006, alasan: Lajur kosong.}\nsumber:\n",
        ("WVR001", "pengecualian"),
    ),
    # text and schema
    "misspelt key": fault(SOP, "peringatan:", "peringatn:", ("SKM001", "peringatn")),
    "key given twice": fault(
        SOP, "disahkan: 2020-11", "dibuat: 2020-11", ("YML007", "dibuat: 2020-11")
    ),
    "colon without quotes": fault(
        SOP, "nama: Penyiapan bahan", "nama: Penyiapan: bahan", ("YML001", "nama: Penyiapan: bahan")
    ),
}
