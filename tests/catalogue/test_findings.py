"""The notes on what differs from the source document, wherever they stand."""

from pathlib import Path

from sopc.catalogue.findings import PlacedNote, findings
from sopc.load.loader import load_catalogue
from tests.catalogues import FIRST, KATALOG, PELAKSANA, sop, write_catalogue

NOTE = "sumber: {catatan: {bagian: nama, jenis: kosong, alasan: Hilang."
DRAFT = "nama: Rancangan\nstatus: draf\n"


def found(root: Path, **files: str) -> list[PlacedNote]:
    """The notes of the usual root files with others, and of two SOPs and a draft."""
    sops = {
        FIRST: sop("K.1.1.1.1"),
        "sekretariat/umum/K.1.1.1.2.yaml": sop("K.1.1.1.2"),
        "sekretariat/umum/rancangan.yaml": DRAFT,
    }
    write_catalogue(root, sops | {f"{name}.yaml": text for name, text in files.items()})
    catalogue = load_catalogue(root).catalogue
    assert catalogue is not None
    return list(findings(catalogue))


def concerned(finding: PlacedNote) -> list[str]:
    return [entry.name for entry in finding.concerned]


def test_a_note_of_a_root_file_concerns_the_sops_that_it_names(tmp_path: Path) -> None:
    note = f"{NOTE}, sop: [K.1.1.1.2, rancangan]}}}}\n"
    (finding,) = found(tmp_path, katalog=KATALOG + note)
    assert finding.entry is None
    assert concerned(finding) == ["K.1.1.1.2", "rancangan"]


def test_a_note_of_an_sop_concerns_that_and_those_that_it_names(tmp_path: Path) -> None:
    name = FIRST.removesuffix(".yaml")
    note = f"{NOTE}, sop: [K.1.1.1.2, K.1.1.1.1, K.1.1.1.9]}}}}\n"
    (finding,) = found(tmp_path, **{name: sop("K.1.1.1.1", note)})
    assert concerned(finding) == ["K.1.1.1.1", "K.1.1.1.2"]


def test_a_note_on_an_actor_is_found_by_the_actors_name(tmp_path: Path) -> None:
    actor = f"analis:\n  nama: Analis Mutu\n  {NOTE}}}}}\n"
    (finding,) = found(tmp_path, pelaksana=PELAKSANA + actor)
    assert finding.subject == "Analis Mutu"
    assert (finding.file, finding.path[0]) == ("pelaksana.yaml", "analis")
    assert finding.concerned == ()
