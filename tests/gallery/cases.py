"""The hard cases: flows that are difficult to draw, as a catalogue."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from tests.catalogues import write_catalogue

Step = dict[str, object]
LONG = "Memeriksa kelengkapan persyaratan administrasi dan teknis, jika setuju ditandatangani, " * 3
WORD = "mempertanggungjawabkankeseluruhannyasekalilagi"
HEADINGS = (
    "Kepala Dinas",
    "Sekretaris",
    "Kepala Bidang Kerjasama, Pengawasan dan Pembangunan Sumber Daya Industri",
    "Kasubbag Umum & Kepeg",
    "Pelaksana/Bendahara Pengeluaran",
    "Staf",
)


def step(lane: object, **more: object) -> Step:
    return {"uraian": "Menyusun konsep surat", "pelaksana": lane, "waktu": "1 jam", **more}


def walk(lanes: Sequence[str], count: int) -> list[Step]:
    """Plain steps that wander over the lanes."""
    return [step(lanes[n * 5 % len(lanes)]) for n in range(count)]


def cases() -> dict[str, tuple[int, list[Step]]]:
    """The hard cases: a title, how many lanes, the steps."""
    lane = [f"lajur-{n}" for n in range(12)]
    back = walk(lane[:4], 26)
    for n in (4, 9, 14, 19, 24):
        back[n]["keputusan"] = {"ya": n + 2, "tidak": max(1, n - 6)}
    long_way = walk(lane[:4], 60)
    for n in range(6, 60, 7):
        long_way[n]["keputusan"] = {"ya": n + 2 if n < 59 else "selesai", "tidak": n - 4}
    joint = walk(lane[:5], 8)
    joint[2]["pelaksana"] = lane[0:3]
    joint[4] |= {"pelaksana": [lane[1], lane[4]], "keputusan": {"ya": 6, "tidak": 2}}
    many = walk(lane[:3], 7)
    many[3]["keputusan"] = {"ya": 5, "revisi": 2, "ditolak": "selesai"}
    many[5]["keputusan"] = {"lengkap": 7, "tidak lengkap": 1}
    jumps = walk(lane[:4], 9)
    jumps[1]["lanjut"] = 5
    jumps[4]["keputusan"] = {"ya": 9, "tidak": 3}
    jumps[6]["lanjut"] = "selesai"
    words = walk(lane[:4], 5)
    words[1] |= {"uraian": LONG, "kelengkapan": [LONG, WORD], "output": WORD, "keterangan": LONG}
    words[3] |= {"uraian": WORD * 2, "waktu": "30 menit - 3 jam (kondisional)"}
    wide = walk(lane, 12)
    wide[7]["keputusan"] = {"ya": 9, "tidak": 3}
    wide[10]["keputusan"] = {"ya": 12, "tidak": 2}
    nested = walk(lane[:2], 10)
    for n, target in ((3, 3), (5, 2), (7, 1), (8, 4)):
        nested[n]["keputusan"] = {"ya": n + 2, "tidak": target}
    return {
        "Satu langkah": (1, walk(lane[:1], 1)),
        "Satu lajur dengan pengembalian": (1, [step(lane[0], **s) for s in _one_lane()]),
        "Pengembalian bersarang": (2, nested),
        "Tiga jalan keluar": (3, many),
        "Lompatan dan beberapa akhir": (4, jumps),
        "Langkah bersama": (5, joint),
        "Kata panjang dan teks panjang": (4, words),
        "Dua belas lajur": (12, wide),
        "Pengembalian antarhalaman": (4, back),
        "Enam puluh langkah": (4, long_way),
        **chains(lane),
    }


def chains(lane: Sequence[str]) -> dict[str, tuple[int, list[Step]]]:
    """Rows with several symbols, as offices print them, and as hard as they come."""
    a, b, c, d, e = lane[:5]
    decide = {"keputusan": {"ya": "lanjutan", "tidak": "awal"}}
    first = chain(part(a), part(b), part(c))
    hand_over = [
        first,
        step(c),
        chain(part(d), part(c), part(a)),
        chain(part(a, kode="awal"), part(b, **decide), part(c, kode="lanjutan")),
        step(d),
        chain(part(d), part(c), part(b), part(a)),
    ]
    deciding = [
        step(a, kode="konsep"),
        chain(
            part(b, keputusan={"setuju": "periksa", "tidak setuju": "konsep"}),
            part(c, kode="periksa", keputusan={"ya": "teken", "tidak": "konsep"}),
            part(
                d, kode="teken", keputusan={"ya": "kirim", "revisi": "konsep", "batal": "selesai"}
            ),
        ),
        chain(part(d, kode="kirim"), part(a)),
    ]
    stacked = [
        step(b),
        chain(part(a), part(c), part(a), part(c), part(d), part(b, kode="tengah")),
        chain(part(b, keputusan={"ya": "akhir", "tidak": "tengah"}), part(b), part(e)),
        step(a, kode="akhir"),
    ]
    joint = [
        chain(part(a), part([b, c]), part(d)),
        chain(part(e), part([c, d], keputusan={"ya": "bersama", "tidak": "akhir"}), part([a, b])),
        chain(part([a, b], kode="bersama"), part([d, e])),
        step([b, c, d]),
        step(a, kode="akhir"),
    ]
    returned = [
        step(a),
        chain(part(a), part(b, kode="paraf"), part(c), part(d)),
        step(c, keputusan={"ya": "kirim", "tidak": "paraf"}),
        chain(part(d, kode="kirim"), part(c, keputusan={"ya": "arsip", "tidak": "kirim"}), part(b)),
        step(a, keputusan=["arsip", "paraf"]),
        chain(part(a, kode="arsip"), part(b)),
    ]
    broken = walk(lane[:4], 30)
    for n in (3, 11, 12, 13, 20, 27):
        broken[n] = chain(
            part(a), part(b, kode=f"paraf-{n}"), part(c, kode=f"teken-{n}"), uraian=LONG
        )
    broken[15] = step(d, keputusan={"ya": "teken-20", "tidak": "paraf-3"})
    broken[25] = chain(
        part(b), part(c, keputusan={"ya": "teken-27", "tidak": "paraf-11", "batal": "selesai"})
    )
    return {
        "Rangkaian: penyerahan": (4, hand_over),
        "Rangkaian: keputusan": (4, deciding),
        "Rangkaian: bertumpuk": (5, stacked),
        "Rangkaian: bersama": (5, joint),
        "Rangkaian: pengembalian": (4, returned),
        "Rangkaian: antarhalaman": (4, broken),
    }


def part(lane: object, **more: object) -> Step:
    return {"pelaksana": lane, **more}


def chain(*parts: Step, uraian: str = "Memeriksa, memaraf, menandatangani") -> Step:
    return {"uraian": uraian, "rangkaian": list(parts), "waktu": "1 jam"}


def _one_lane() -> list[Step]:
    return [{}, {"keputusan": {"ya": 3, "tidak": 1}}, {}, {"keputusan": {"ya": 5, "tidak": 2}}, {}]


def write_gallery(root: Path, terminal: str) -> Path:
    """The catalogue of hard cases in one capsule style."""
    actors = {f"lajur-{n}": HEADINGS[n % len(HEADINGS)] for n in range(12)}
    settings = f"""\
instansi: {{nama: Galeri Kasus Sulit}}
tahun: 2025
penomoran: "G.{{urut}}"
pengesah: kepala
gambar: {{terminal: {terminal}}}
unit: [{{nomor: 1, folder: galeri, nama: Galeri}}]
"""
    files = {"katalog.yaml": settings, "pelaksana.yaml": yaml.safe_dump(actors)}
    for number, (title, (lanes, steps)) in enumerate(cases().items(), start=1):
        sop = {
            "nomor": f"G.{number}",
            "nama": title,
            "pelaksana": [f"lajur-{n}" for n in range(lanes)],
            "langkah": steps,
        }
        files[f"galeri/G.{number}.yaml"] = yaml.safe_dump(sop, sort_keys=False)
    return write_catalogue(root, files)
