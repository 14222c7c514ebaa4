"""Where something is called by its name: by a key of a registry, a number, a step's code.

The one table of it: editors are offered what may stand there, and what is renamed is found by it.
"""

from enum import StrEnum
from typing import Final

from sopc.diagnostics import KeyPath


class Named(StrEnum):
    """What is called by a name."""

    ACTOR = "actor"
    REGULATION = "regulation"
    OFFICIAL = "official"
    NUMBER = "number"
    STEP = "step"


_BASIS = ("dasar_hukum", "dasar_hukum.peraturan", "dasar_hukum.tambah")
_BASES: Final = dict.fromkeys((*_BASIS, "dasar_hukum.tambah.peraturan"), Named.REGULATION)
_WAYS: Final = {
    way: Named.STEP
    for row in ("langkah", "langkah.rangkaian")
    for way in (f"{row}.keputusan", f"{row}.lanjut")
}

REFERENCES: Final = {
    "sop": {
        "pelaksana": Named.ACTOR,
        "langkah.pelaksana": Named.ACTOR,
        "langkah.rangkaian.pelaksana": Named.ACTOR,
        "pengesah": Named.OFFICIAL,
        "disahkan_oleh": Named.OFFICIAL,
        "penyusun": Named.OFFICIAL,
        "pemeriksa": Named.OFFICIAL,
        "riwayat.oleh": Named.OFFICIAL,
        "keterkaitan": Named.NUMBER,
        "keterkaitan.nomor": Named.NUMBER,
        "digantikan": Named.NUMBER,
        "sumber.catatan.sop": Named.NUMBER,
        **_BASES,
        **_WAYS,
    },
    "katalog": {
        "pengesah": Named.OFFICIAL,
        "disahkan_oleh": Named.OFFICIAL,
        "penyegel": Named.OFFICIAL,
        "unit.pengesah": Named.OFFICIAL,
        "unit.disahkan_oleh": Named.OFFICIAL,
        "penandatangan.pejabat": Named.OFFICIAL,
        "sumber.catatan.sop": Named.NUMBER,
        **{f"bawaan.{way}": named for way, named in _BASES.items()},
        **{f"unit.bawaan.{way}": named for way, named in _BASES.items()},
    },
    "dasar-hukum": {"oleh": Named.REGULATION, "sumber.catatan.sop": Named.NUMBER},
    "pelaksana": {"sumber.catatan.sop": Named.NUMBER},
    "pejabat": {"sumber.catatan.sop": Named.NUMBER},
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


def named_at(kind: str, path: KeyPath) -> Named | None:
    """What is called by a name at a path of a kind of file, if anything is."""
    return REFERENCES.get(kind, {}).get(way_of(kind, path))
