"""Whether two entries of pejabat.yaml name two people, and who has which part."""

from pathlib import Path

import pytest

from sopc.catalogue.registry import Official
from sopc.compare.people import is_other_person, parts_in
from tests.catalogues import FIRST, KATALOG, SOP
from tests.compare.test_comparison import catalogue

NIP = "19700101 199503 1 001"
OTHER = "19720202 199803 2 002"


def official(name: str | None, nip: str | None = None) -> Official:
    return Official(name=name, nip=nip, office="Kepala Dinas")


@pytest.mark.parametrize(
    ("one", "other", "is_other"),
    [
        (official("BUDI SANTOSA, SE", NIP), official("Budi Santosa, SE, MM", NIP), False),
        (official("BUDI SANTOSA", NIP), official("Drs. BUDI SANTOSA", OTHER), False),
        (official("BUDI SANTOSA", NIP), official("BUDI SANTOSO", NIP), False),
        (official("BUDI SANTOSA", NIP), official("BUDI SANTOSO", OTHER), True),
        (official("BUDI SANTOSA"), official("BUDI SANTOSO", NIP), False),
        (official("BUDI SANTOSA", NIP), official("SITI AMINAH", NIP), True),
        (official("BUDI SANTOSA", NIP), official("SITI AMINAH", OTHER), True),
        (official("BUDI SANTOSA"), official("SITI AMINAH"), True),
        (official(None), official("SITI AMINAH"), False),
        (official("SITI AMINAH"), official(None), False),
        (official("Dr."), official("Ir."), True),
        (official("A" * 99 + "B"), official("A" * 99 + "C"), False),
        (official("A" * 100 + "B"), official("A" * 100 + "C"), True),
    ],
)
def test_another_person_is_told_from_another_spelling(
    one: Official, other: Official, is_other: bool
) -> None:
    assert is_other_person(one, other) == is_other
    assert is_other_person(other, one) == is_other


def test_every_part_says_where_it_is_written(tmp_path: Path) -> None:
    settings = KATALOG.replace("nama: Bidang Layanan", "nama: Bidang Layanan, pengesah: kabid")
    settings = settings.replace(
        "formulir: lampung-2020",
        "formulir: {dasar: iso-9001-en}\n"
        "penandatangan: [{peran: penyusun}, {peran: penyusun}, {peran: pengesah}]",
    )
    files = {
        "katalog.yaml": settings,
        FIRST: SOP + "penyusun: [staf, kasubbag]\npemeriksa: [wakil]\ndisahkan_oleh: kadis\n",
        "bidang/K.1.2.1.1.yaml": SOP.replace("K.1.1.1.1", "K.1.2.1.1"),
    }
    found = catalogue(tmp_path, files)
    parts = [
        {role: (part.key, part.file, part.path) for role, part in parts_in(found, entry).items()}
        for entry in found.entries
    ]
    assert parts == [
        {
            "pengesah": ("kepala", "katalog.yaml", ("pengesah",)),
            "disahkan_oleh": ("kadis", "", ("disahkan_oleh",)),
            "penyusun 0": ("staf", "", ("penyusun", 0)),
            "penyusun 1": ("kasubbag", "", ("penyusun", 1)),
            "pemeriksa 0": ("wakil", "", ("pemeriksa", 0)),
        },
        {"pengesah": ("kabid", "katalog.yaml", ("unit", 1, "pengesah"))},
    ]
