"""SOPs by their numbers, shortly."""

from pathlib import Path

from sopc.notes.places import Order, runs, short_names
from tests.catalogues import KATALOG
from tests.notes.surveys import catalogue_with


def test_numbers_that_follow_each_other_are_a_range_and_their_beginning_is_said_once(
    tmp_path: Path,
) -> None:
    other = "nomor: K.1.2.1.1\nnama: Lain\nstatus: belum-disusun\n"
    more = {
        "bidang/K.1.2.1.1.yaml": other,
        "sekretariat/umum/lain.yaml": "nama: Lain\nstatus: draf\n",
    }
    catalogue = catalogue_with(tmp_path, {n: [] for n in (1, 2, 3, 4, 6, 7, 9, 10)}, more)
    assert short_names(catalogue.entries) == "K.1.1.1.1–4, 6, 7, 9, 10; Lain; K.1.2.1.1"
    ends = [(run.first.name, run.last.name) for group in runs(catalogue.entries) for run in group]
    assert ends[0] == ("K.1.1.1.1", "K.1.1.1.4")
    assert Order(catalogue).sorted(reversed(catalogue.entries)) == catalogue.entries


def test_numbers_that_end_in_a_year_are_named_in_full(tmp_path: Path) -> None:
    katalog = KATALOG.replace("K.1.{unit}.{seksi}.{urut}", "{urut}/{seksi}/{unit}/{tahun}")
    texts = {
        f"sekretariat/umum/{n}.yaml": f"nomor: {n}/1/1/2025\nnama: N{n}\nstatus: belum-disusun\n"
        for n in (1, 2, 3)
    }
    texts["katalog.yaml"] = katalog + "naskah: Naskah\n"
    texts["sekretariat/umum/K.1.1.1.1.yaml"] = "nama: Lain\nstatus: draf\n"
    catalogue = catalogue_with(tmp_path, {}, texts)
    numbered = [entry for entry in catalogue.entries if entry.sop.number]
    assert short_names(numbered) == "1/1/1/2025; 2/1/1/2025; 3/1/1/2025"
