"""Two catalogues held against each other."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sopc.catalogue.catalogue import Catalogue
from sopc.compare.comparison import CatalogueComparison
from sopc.compare.differences import Difference
from sopc.load.loader import load_catalogue
from tests.catalogues import FIRST, KATALOG, SOP, sop, write_catalogue

UMUM = "sekretariat/umum"
TITLES = ("Menerima Surat", "Menyusun Laporan", "Mengelola Tamu")


def catalogue(root: Path, files: Mapping[str, str]) -> Catalogue:
    found = load_catalogue(write_catalogue(root, files)).catalogue
    assert found is not None
    return found


def compared(root: Path, then: Mapping[str, str], now: Mapping[str, str]) -> CatalogueComparison:
    return CatalogueComparison(catalogue(root / "then", then), catalogue(root / "now", now))


def numbered(*titles: str, more: str = "") -> dict[str, str]:
    """SOPs with one step, which has something of the title."""
    return {
        f"{UMUM}/K.1.1.1.{n}.yaml": f"nomor: K.1.1.1.{n}\nnama: {title}\n{more}pelaksana: staf\n"
        f"langkah: [{{uraian: Mengerjakan {title}, pelaksana: staf}}]\n"
        for n, title in enumerate(titles, start=1)
        if title
    }


def numbers(found: CatalogueComparison) -> list[tuple[str, str]]:
    return sorted((str(pair.then.sop.number), str(pair.number)) for pair in found.pairs)


def changes(root: Path, old: str, new: str, then: str = SOP) -> list[Difference]:
    """The differences of one SOP in which something was written for something else."""
    assert old in then
    found = compared(root, {FIRST: then}, {FIRST: then.replace(old, new)})
    return [each for change in found.changed.values() for each in change.differences]


@pytest.mark.parametrize(
    ("then", "now", "pairs"),
    [
        (TITLES, TITLES, "11 22 33"),
        (TITLES, ("Rapat", *TITLES), "12 23 34"),
        (TITLES, (TITLES[1], TITLES[0], TITLES[2]), "12 21 33"),
        (TITLES, ("Menerima Surat Masuk", *TITLES[1:]), "11 22 33"),  # as nothing else is left
        (TITLES, (*TITLES[1:], ""), "21 32"),
        (("A", "A", "A"), ("B", "A", "A", "A"), "14 22 33"),
        (("a", "b"), ("A", "B"), "11 22"),
    ],
)
def test_an_sop_is_known_again(
    tmp_path: Path, then: tuple[str, ...], now: tuple[str, ...], pairs: str
) -> None:
    found = compared(tmp_path, numbered(*then), numbered(*now))
    expected = [(f"K.1.1.1.{pair[0]}", f"K.1.1.1.{pair[1]}") for pair in pairs.split()]
    assert numbers(found) == expected


def test_an_sop_that_was_changed_and_renumbered_at_once_is_known_by_its_title(
    tmp_path: Path,
) -> None:
    now = numbered("Rapat", *TITLES)
    now[f"{UMUM}/K.1.1.1.2.yaml"] += "peringatan: Segera\n"
    found = compared(tmp_path, numbered(*TITLES), now)
    assert ("K.1.1.1.1", "K.1.1.1.2") in numbers(found)
    (change,) = found.changed.values()
    assert [each.path for each in change.differences] == [("peringatan",)]


def test_an_sop_that_was_renamed_and_renumbered_at_once_is_known_by_its_steps(
    tmp_path: Path,
) -> None:
    now = SOP.replace("K.1.1.1.1", "K.1.1.1.2").replace("Menerima Surat", "Mengurus Surat")
    found = compared(tmp_path, {FIRST: SOP}, {f"{UMUM}/K.1.1.1.2.yaml": now})
    assert numbers(found) == [("K.1.1.1.1", "K.1.1.1.2")]
    one_step = numbered("A")[f"{UMUM}/K.1.1.1.1.yaml"]
    other = one_step.replace("K.1.1.1.1", "K.1.1.1.2").replace("nama: A", "nama: B")
    found = compared(tmp_path / "one", {FIRST: one_step}, {f"{UMUM}/K.1.1.1.2.yaml": other})
    assert numbers(found) == []


def test_half_of_its_steps_make_an_sop_the_same_under_its_number(tmp_path: Path) -> None:
    title, step = "nama: Menerima Surat", "Mengerjakan Menerima Surat"
    now = numbered(TITLES[0], TITLES[0])
    one, other = now
    now[one] = now[one].replace(title, "nama: Mencatat Surat")
    now[other] = now[other].replace(step, "Menunggu")  # by the title it would be this
    assert numbers(compared(tmp_path, numbered(TITLES[0]), now)) == [("K.1.1.1.1", "K.1.1.1.1")]


def test_what_is_gone_and_what_is_renumbered_is_told_apart(tmp_path: Path) -> None:
    found = compared(tmp_path, numbered(*TITLES), numbered("", TITLES[0], "", TITLES[2]))
    assert [str(entry.sop.number) for entry in found.gone] == ["K.1.1.1.2"]
    assert [str(pair.number) for pair in found.renumbered] == ["K.1.1.1.2", "K.1.1.1.4"]


def test_a_number_that_has_a_tombstone_under_any_title_was_not_given_up(tmp_path: Path) -> None:
    now = numbered("", *TITLES)
    now[FIRST] = sop("K.1.1.1.1", "status: dicabut\n")
    found = compared(tmp_path, numbered(TITLES[0]), now)
    assert numbers(found) == [("K.1.1.1.1", "K.1.1.1.2")]
    assert found.renumbered == ()


def test_a_row_put_in_bends_no_arrow(tmp_path: Path) -> None:
    first = "  - {uraian: Menerima"
    new = "  - {uraian: Membuka sampul, pelaksana: staf}\n"
    ((path, then, now),) = [
        (each.path, each.then, each.now) for each in changes(tmp_path, first, new + first)
    ]
    assert (path, then) == (("langkah", 0), None)
    assert isinstance(now, dict)
    assert now["uraian"] == "Membuka sampul"


def test_an_exit_that_leads_elsewhere_is_told_by_its_label(tmp_path: Path) -> None:
    (found,) = changes(tmp_path, "tidak: menerima", "tidak: selesai")
    assert found.path == ("langkah", 1, "keputusan", "tidak")
    (found,) = changes(
        tmp_path / "list", "[menerima, arsip]", "[selesai, arsip]",
        SOP.replace("{ya: arsip, tidak: menerima}", "[menerima, arsip]"),
    )  # fmt: skip
    assert found.path == ("langkah", 1, "keputusan", 0)


def test_of_rows_that_are_called_alike_it_matters_to_which_an_exit_leads(tmp_path: Path) -> None:
    twice = SOP.replace("Memeriksa surat", "Menerima surat").replace("output: Surat, ", "")
    twice = twice.replace("pelaksana: staf, kode: arsip", "pelaksana: staf, kode: arsip, lanjut: 1")
    (found,) = changes(tmp_path, "lanjut: 1", "lanjut: 2", twice)
    assert found.path == ("langkah", 2, "lanjut")


def test_parts_of_a_row_are_told_by_their_places(tmp_path: Path) -> None:
    chain = "rangkaian: [{pelaksana: staf}, {pelaksana: kepala}]"
    then = SOP.replace("pelaksana: kepala, keputusan: {ya: arsip, tidak: menerima}", chain)
    (found,) = changes(tmp_path, chain, chain.replace("kepala", "staf"), then)
    assert found.path == ("langkah", 1, "rangkaian", 1, "pelaksana", 0)


def test_a_citation_of_what_nobody_knows_is_no_change(tmp_path: Path) -> None:
    assert changes(tmp_path, "[uu-1-2020]", "[uu-9-2020]") == []
    assert changes(tmp_path / "actor", "[kepala, staf]", "[kepala, stav]") == []


def test_successors_are_followed_but_not_in_a_circle(tmp_path: Path) -> None:
    tombstones = {
        f"{UMUM}/K.1.1.1.{one}.yaml": sop(
            f"K.1.1.1.{one}", f"status: dicabut\ndigantikan: {other}\n"
        )
        for one, other in ((2, "K.1.1.1.3"), (3, "K.1.1.1.4"), (5, "K.1.1.1.6"), (6, "K.1.1.1.5"))
    }
    living = {f"{UMUM}/K.1.1.1.4.yaml": sop("K.1.1.1.4")}

    def citing(cited: str) -> dict[str, str]:
        return {FIRST: f"{SOP}keterkaitan: [{cited}]\n", **living, **tombstones}

    assert not compared(tmp_path / "1", citing("K.1.1.1.2"), citing("K.1.1.1.4")).changed
    assert not compared(tmp_path / "2", citing("K.1.1.1.2, K.1.1.1.3"), citing("K.1.1.1.4")).changed
    assert compared(tmp_path / "3", citing("K.1.1.1.5"), citing("K.1.1.1.4")).changed
    assert compared(tmp_path / "4", citing("K.1.1.1.2"), citing("luar: SOP Lain")).changed


def test_two_files_of_one_number_are_compared_as_one(tmp_path: Path) -> None:
    twice = {FIRST: SOP, f"{UMUM}/salinan.yaml": SOP.replace("5 menit", "6 menit")}
    found = compared(tmp_path, twice, {FIRST: SOP})
    assert numbers(found) == [("K.1.1.1.1", "K.1.1.1.1")]
    assert (found.changed, found.gone) == ({}, ())


def test_another_order_of_patterns_makes_no_other_numbers(tmp_path: Path) -> None:
    settings = KATALOG.replace(
        '"K.1.{unit}.{seksi}.{urut}"', '["B.{urut}", "K.1.{unit}.{seksi}.{urut}"]'
    )
    found = compared(tmp_path, {FIRST: SOP}, {FIRST: SOP, "katalog.yaml": settings})
    assert numbers(found) == [("K.1.1.1.1", "K.1.1.1.1")]
