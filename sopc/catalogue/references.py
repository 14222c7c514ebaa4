"""Where something is called by its name: by a key of a registry, a number, a step's code.

The one table of it: editors are offered what may stand there, and what is renamed is found by it.
"""

from enum import StrEnum
from typing import Final

from sopc.diagnostics import KeyPath


class NameKind(StrEnum):
    """What is called by a name."""

    ACTOR = "actor"
    REGULATION = "regulation"
    OFFICIAL = "official"
    NUMBER = "number"
    STEP = "step"


_BASIS = ("dasar_hukum", "dasar_hukum.peraturan", "dasar_hukum.tambah")
_BASES: Final = dict.fromkeys((*_BASIS, "dasar_hukum.tambah.peraturan"), NameKind.REGULATION)
_WAYS: Final = {
    way: NameKind.STEP
    for row in ("langkah", "langkah.rangkaian")
    for way in (f"{row}.keputusan", f"{row}.lanjut")
}

REFERENCES: Final = {
    "sop": {
        "pelaksana": NameKind.ACTOR,
        "langkah.pelaksana": NameKind.ACTOR,
        "langkah.rangkaian.pelaksana": NameKind.ACTOR,
        "pengesah": NameKind.OFFICIAL,
        "disahkan_oleh": NameKind.OFFICIAL,
        "penyusun": NameKind.OFFICIAL,
        "pemeriksa": NameKind.OFFICIAL,
        "riwayat.oleh": NameKind.OFFICIAL,
        "keterkaitan": NameKind.NUMBER,
        "keterkaitan.nomor": NameKind.NUMBER,
        "digantikan": NameKind.NUMBER,
        "sumber.catatan.sop": NameKind.NUMBER,
        **_BASES,
        **_WAYS,
    },
    "katalog": {
        "pengesah": NameKind.OFFICIAL,
        "disahkan_oleh": NameKind.OFFICIAL,
        "penyegel": NameKind.OFFICIAL,
        "unit.pengesah": NameKind.OFFICIAL,
        "unit.disahkan_oleh": NameKind.OFFICIAL,
        "penandatangan.pejabat": NameKind.OFFICIAL,
        "sumber.catatan.sop": NameKind.NUMBER,
        **{f"bawaan.{way}": named for way, named in _BASES.items()},
        **{f"unit.bawaan.{way}": named for way, named in _BASES.items()},
    },
    "dasar-hukum": {"oleh": NameKind.REGULATION, "sumber.catatan.sop": NameKind.NUMBER},
    "pelaksana": {"sumber.catatan.sop": NameKind.NUMBER},
    "pejabat": {"sumber.catatan.sop": NameKind.NUMBER},
}
"""By kind of file: the keys that lead to a name, joined by dots, without places in lists, and in
registries without the entry's own key. Below ``keputusan`` each value is one, under any label."""

OPEN: Final = frozenset({"riwayat.oleh", "sumber.catatan.sop"})
"""Where words that are nobody's name may stand, too."""

_REGISTRIES: Final = frozenset({"pelaksana", "dasar-hukum", "pejabat"})


def way_of(kind: str, path: KeyPath) -> str:
    """The keys of a path as the table has them: ``langkah.pelaksana``."""
    inner = path[1:] if kind in _REGISTRIES else path
    words = [part for part in inner if isinstance(part, str)]
    return ".".join(words[: words.index("keputusan") + 1] if "keputusan" in words else words)


def named_at(kind: str, path: KeyPath) -> NameKind | None:
    """What is called by a name at a path of a kind of file, if anything is."""
    return REFERENCES.get(kind, {}).get(way_of(kind, path))
