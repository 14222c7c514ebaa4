"""An SOP is printed by itself if what it depends on is sound, whatever is wrong elsewhere.

The catalogue has K.1.1.1.1, which cites K.1.1.1.2; beside them is K.1.1.1.3, which nobody cites.
One file of it is spoilt at a time.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from sopc import pipeline
from tests.catalogues import (
    DASAR_HUKUM,
    FIRST,
    KATALOG,
    PEJABAT,
    PELAKSANA,
    SOP,
    TODAY,
    write_catalogue,
)
from tests.running import build, files, run_build, sopc

CITED, OTHER = "sekretariat/umum/K.1.1.1.2.yaml", "sekretariat/umum/K.1.1.1.3.yaml"
ODD = "sekretariat/umum/lama.yaml"
CHANGED = """\
uu-1-2020:
  jenis: Undang-Undang
  nomor: 1
  tahun: 2020
  tentang: Contoh
  status: diubah
  oleh: uu-2-2021
uu-2-2021: {jenis: Undang-Undang, nomor: 2, tahun: 2021, tentang: Contoh Lain}
uu-3-2022: {jenis: Undang-Undang, nomor: 3, tahun: 2022, tentang: Bukan Contoh}
"""
SOUND = {
    FIRST: SOP + "keterkaitan: K.1.1.1.2\n",
    CITED: SOP.replace("K.1.1.1.1", "K.1.1.1.2").replace("Surat", "Berkas"),
    OTHER: SOP.replace("K.1.1.1.1", "K.1.1.1.3").replace("Surat", "Barang"),
    "dasar-hukum.yaml": CHANGED,
}
NO_STEP, NO_YAML = "tidak: 9", "nama: [Menerima"


def spoilt(file: str, before: str, after: str) -> dict[str, str]:
    """The catalogue with one text in one file replaced."""
    text = {"katalog.yaml": KATALOG, "pelaksana.yaml": PELAKSANA, "pejabat.yaml": PEJABAT, **SOUND}
    assert before in text[file]
    return {**SOUND, file: text[file].replace(before, after)}


def errors(root: Path, catalogue: Mapping[str, str], *numbers: str) -> tuple[set[str], set[str]]:
    """The files whose errors stand in the way of some SOPs, and those of the others."""
    checked = pipeline.check(write_catalogue(root, catalogue), TODAY)
    found = pipeline.sound_for(checked, root, numbers)
    first, others = (
        {Path(each.place.file).relative_to(root).as_posix() for each in kind}
        for kind in (found.errors, found.others)
    )
    return first, others


ELSEWHERE = {
    "a note on the book": {
        **SOUND,
        "katalog.yaml": KATALOG
        + "sumber:\n  catatan: {bagian: nomor, jenis: simpulan, sop: K.1.1.1.9, alasan: A.}\n",
    },
    "a flow in another SOP": spoilt(OTHER, "tidak: menerima", NO_STEP),
    "another SOP is no YAML": spoilt(OTHER, "nama: Menerima", NO_YAML),
    "another SOP has an unknown key": spoilt(OTHER, "dibuat:", "dibuta:"),
    "another SOP has a key twice": spoilt(OTHER, "nama:", "nama: Lain\nnama:"),
    "another SOP names nobody": spoilt(OTHER, "[kepala, staf]", "[kepala, staf, direktur]"),
    "another SOP is a .yml": {**SOUND, "sekretariat/umum/K.1.1.1.4.yml": SOP},
    "another SOP lies in no unit": {
        **SOUND,
        "gudang/K.1.1.1.4.yaml": SOP.replace("1.1\n", "1.4\n"),
    },
    "two others have one number": {**SOUND, ODD: SOUND[OTHER]},
    "a flow in the SOP that is cited": spoilt(CITED, "tidak: menerima", NO_STEP),
    "an actor that is another's": spoilt(
        "pelaksana.yaml", "kasubbag: K", "kasubbag: {nma: K}\nx: K"
    ),
    "a regulation that is another's": spoilt("dasar-hukum.yaml", "nomor: 3", "nmor: 3"),
    "another's actor, twice": spoilt("pelaksana.yaml", "staf: Staf", "x: K\nstaf: S\nx: T"),
    "what another's regulation says, twice": {
        **SOUND,
        "dasar-hukum.yaml": CHANGED.replace("nomor: 3", "nomor: 4, nomor: 3"),
    },
    "an official who is another's": {
        **SOUND,
        "pejabat.yaml": PEJABAT + "kabid: {nama: B, nip: 1, jabatan: Kepala Bidang}\n",
    },
}
IN_THE_WAY = {
    "its own flow": spoilt(FIRST, "tidak: menerima", NO_STEP),
    "it is no YAML": spoilt(FIRST, "nama: Menerima", NO_YAML),
    "it has a key twice": spoilt(FIRST, "nama:", "nama: Lain\nnama:"),
    "it cites nothing": spoilt(FIRST, "keterkaitan: K.1.1.1.2", "keterkaitan: K.1.1.1.9"),
    "the settings": spoilt("katalog.yaml", "tahun:", "tahn:"),
    "the logo": {
        **SOUND,
        "katalog.yaml": KATALOG.replace("instansi: {", "instansi: {logo: logo.svg, "),
        "logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="b.png"/></svg>',
    },
    "the settings of two sections": spoilt("katalog.yaml", "folder: keuangan", "folder: umum"),
    "the SOP that it cites is no YAML": spoilt(CITED, "nama: Menerima", NO_YAML),
    "the SOP that it cites has an unknown key": spoilt(CITED, "dibuat:", "dibuta:"),
    "the SOP that it cites has two names": spoilt(CITED, "nama:", "nama: Lain\nnama:"),
    "the SOP that it cites has another number": spoilt(CITED, "K.1.1.1.2", "K.1.1.2.2"),
    "another SOP has its number": {**SOUND, ODD: SOUND[FIRST]},
    "another SOP has the number that it cites": {**SOUND, ODD: SOUND[CITED]},
    "what cannot be read is named by its number": {**SOUND, "bidang/K.1.1.1.1.yaml": "- {"},
    "what cannot be read is named by the number that it cites": {
        **SOUND,
        "bidang/K.1.1.1.2.yaml": "- {",
    },
    "what cannot be read says its number": {**SOUND, ODD: f"nomor: 'K.1.1.1.1' # x\n{NO_YAML}"},
    "what has two numbers has its own, too": {**SOUND, ODD: "nomor: K.1.1.1.4\n" + SOUND[FIRST]},
    "a .yml has its number": {**SOUND, "sekretariat/umum/K.1.1.1.1.yml": SOP},
    "one of its actors": spoilt("pelaksana.yaml", "staf: Staf", "staf: {nma: Staf}"),
    "one of its actors, twice": spoilt("pelaksana.yaml", "staf: Staf", "staf: S\nx: L\nstaf: T"),
    "its regulation's number, twice": spoilt(
        "dasar-hukum.yaml", "nomor: 1", "nomor: 1\n  nomor: 2"
    ),
    "its regulation": spoilt("dasar-hukum.yaml", "nomor: 1", "nmor: 1"),
    "what changed its regulation": spoilt("dasar-hukum.yaml", "nomor: 2", "nmor: 2"),
    "its signer": spoilt("pejabat.yaml", "nip: 1970", "nip: 19"),
    "the actors are no YAML": spoilt("pelaksana.yaml", "staf: Staf", "staf: [Staf"),
    "the regulations are no YAML": spoilt("dasar-hukum.yaml", "nomor: 3", "nomor: [3"),
}


def identity(value: object) -> str:
    return value if isinstance(value, str) else ""


@pytest.mark.parametrize(("what", "catalogue"), ELSEWHERE.items(), ids=identity)
def test_an_error_in_what_an_sop_does_not_need_is_told_as_another(
    tmp_path: Path, what: str, catalogue: dict[str, str]
) -> None:
    in_the_way, others = errors(tmp_path, catalogue, "K.1.1.1.1")
    assert (in_the_way, bool(others)) == (set(), True), what


@pytest.mark.parametrize(("what", "catalogue"), IN_THE_WAY.items(), ids=identity)
def test_an_error_in_what_an_sop_needs_stands_in_its_way(
    tmp_path: Path, what: str, catalogue: dict[str, str]
) -> None:
    if "settings" in what:
        (tmp_path / "sops").mkdir()
        root = write_catalogue(tmp_path / "sops", catalogue)
        result = run_build(root, tmp_path / "out", "--only", "K.1.1.1.1")
        assert (result.exit_code, "katalog.yaml" in result.stderr) == (1, True)
    else:
        in_the_way, _ = errors(tmp_path, catalogue, "K.1.1.1.1")
        assert in_the_way, what


def test_of_several_sops_what_one_of_them_needs_stands_in_the_way(tmp_path: Path) -> None:
    catalogue = spoilt(OTHER, "tidak: menerima", NO_STEP)
    assert errors(tmp_path, catalogue, "K.1.1.1.1", "K.1.1.1.3") == ({OTHER}, set())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the sound catalogue."""
    folder = tmp_path_factory.mktemp("whole")
    return build(write_catalogue(folder / "sops", SOUND), folder / "out")


@pytest.mark.parametrize(
    "what",
    [
        "another SOP is no YAML",
        "a flow in the SOP that is cited",
        "a regulation that is another's",
        "an actor that is another's",
    ],
)
def test_it_is_printed_as_in_the_sound_catalogue(tmp_path: Path, whole: Path, what: str) -> None:
    root = write_catalogue(tmp_path / "sops", ELSEWHERE[what])
    result = run_build(root, tmp_path / "out", "--only", "K.1.1.1.1")
    assert result.exit_code == 0, result.stderr
    assert "errors elsewhere, which do not touch K.1.1.1.1: 1 (see `sopc check`)" in result.stderr
    assert "error" not in result.stderr.replace("errors elsewhere", "")
    printed = files(tmp_path / "out")
    statement = json.loads(printed.pop("manifest.json"))
    assert set(printed) == {"sop/K.1.1.1.1.pdf", "flowchart/K.1.1.1.1.svg"}
    for name, data in printed.items():
        assert data == (whole / name).read_bytes()
    for name in ("sops", "printed"):
        same = json.loads((whole / "manifest.json").read_bytes())["predicate"][name]
        assert statement["predicate"][name]["K.1.1.1.1"] == same["K.1.1.1.1"]
    drawn = sopc("flowchart", "K.1.1.1.1", "--sops", root)
    assert drawn.stdout_bytes == (whole / "flowchart" / "K.1.1.1.1.svg").read_bytes()


def test_only_what_stands_in_the_way_is_listed(tmp_path: Path) -> None:
    catalogue = spoilt(FIRST, "tidak: menerima", NO_STEP) | {OTHER: NO_YAML}
    root = write_catalogue(tmp_path / "sops", catalogue)
    result = run_build(root, tmp_path / "out", "--only", "K.1.1.1.1")
    assert result.exit_code == 1
    assert f"{FIRST}:" in result.stderr
    assert OTHER not in result.stderr
    assert "sopc: errors elsewhere" in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_faults_of_a_file_that_cannot_be_read_are_told_who_asks_for_its_sop(
    tmp_path: Path,
) -> None:
    root = write_catalogue(tmp_path, spoilt(OTHER, "nama: Menerima", NO_YAML))
    result = sopc("flowchart", "K.1.1.1.3", "--sops", root)
    assert result.exit_code == 1
    assert f"{OTHER}:3:7: error YML001" in result.stderr


def test_whole_catalogues_are_printed_when_all_is_sound(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops", ELSEWHERE["a flow in another SOP"])
    result = run_build(root, tmp_path / "out")
    assert (result.exit_code, (tmp_path / "out").exists()) == (1, False)


def test_an_unused_registry_may_be_lacking(tmp_path: Path) -> None:
    catalogue = {**SOUND, FIRST: SOUND[FIRST].replace("dasar_hukum: [uu-1-2020]\n", "")}
    catalogue["dasar-hukum.yaml"] = DASAR_HUKUM + "- {"
    assert errors(tmp_path, catalogue, "K.1.1.1.1") == (set(), {"dasar-hukum.yaml"})
