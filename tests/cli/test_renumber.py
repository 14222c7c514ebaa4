"""``sopc renumber`` as a user meets it, in real repositories."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.catalogues import FIRST, PELAKSANA, SOP, write_catalogue
from tests.repositories import commit, git
from tests.running import sopc

HERE = "sekretariat/umum"
SECOND = f"{HERE}/K.1.1.1.2.yaml"
THIRD = f"{HERE}/K.1.1.1.3.yaml"
SCHEMA = "# yaml-language-server: $schema=../../.sopc/sop.json\n"
CATALOGUE = {
    FIRST: SCHEMA + SOP.replace("nama: ", "nama: 'Menerima' # nama: ", 1),
    SECOND: SCHEMA
    + SOP.replace("K.1.1.1.1", "'K.1.1.1.2'  # dua")
    .replace("Menerima Surat", "Menyimpan Surat")
    .replace("pelaksana: [", "keterkaitan: [K.1.1.1.1] # lihat K.1.1.1.1\npelaksana: [", 1),
    THIRD: SCHEMA
    + SOP.replace("K.1.1.1.1", "K.1.1.1.3")
    .replace("Menerima Surat", "Mengirim Surat")
    .replace("output: Surat", "output: Surat menurut SOP K.1.1.1.1"),
}


def texts(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode()
        for path in sorted(root.rglob("*.yaml"))
    }


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a catalogue ``sops``, which is committed."""
    write_catalogue(tmp_path / "sops", CATALOGUE)
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(files: Mapping[str, str]) -> None:
    write_catalogue(Path("sops"), files)


def test_a_number_that_was_given_out_stays_as_a_tombstone_and_the_rest_follows(here: Path) -> None:
    before = texts(here / "sops")
    result = sopc("renumber", "K.1.1.1.1", "K.1.1.1.9", "--date", "2026-11-30")
    assert result.exit_code == 0, result.stderr
    assert texts(here / "sops") == {
        **before,
        f"{HERE}/K.1.1.1.9.yaml": before[FIRST].replace("K.1.1.1.1", "K.1.1.1.9"),
        FIRST: SCHEMA
        + "nomor: K.1.1.1.1\nnama: 'Menerima'\nstatus: dicabut\ndigantikan: K.1.1.1.9\n",
        SECOND: before[SECOND].replace("[K.1.1.1.1]", "[K.1.1.1.9]"),
        THIRD: before[THIRD]
        .replace("SOP K.1.1.1.1", "SOP K.1.1.1.9")
        .replace("dibuat: 2025-01-02\n", "dibuat: 2025-01-02\ndirevisi: 2026-11-30\n"),
    }
    assert result.stdout.splitlines() == [
        f"sops/{FIRST}: stays as a tombstone",
        f"sops/{FIRST} is now sops/{HERE}/K.1.1.1.9.yaml",
        f"sops/{HERE}/K.1.1.1.9.yaml:2: nomor: K.1.1.1.1 is now K.1.1.1.9",
        f"sops/{SECOND}:7: keterkaitan: K.1.1.1.1 is now K.1.1.1.9",
        f"sops/{THIRD}:9: output: K.1.1.1.1 is now K.1.1.1.9",
        f"sops/{SECOND}:7: left as it is: K.1.1.1.1 (a comment)",
    ]
    assert sopc("check", "--since", "HEAD").exit_code == 0


def test_what_was_renumbered_and_is_not_committed_can_be_renumbered_back(here: Path) -> None:
    before = texts(here / "sops")
    assert sopc("renumber", "K.1.1.1.2", "K.1.1.1.7").exit_code == 0
    assert sopc("renumber", "K.1.1.1.7", "K.1.1.1.8").exit_code == 0
    assert set(texts(here / "sops")) == {*before, f"{HERE}/K.1.1.1.8.yaml"}
    assert sopc("renumber", "K.1.1.1.8", "K.1.1.1.2").exit_code == 0
    assert texts(here / "sops") == before


def test_a_draft_and_what_was_never_committed_leave_nothing(here: Path) -> None:
    draft = f"{HERE}/K.1.1.1.5.yaml"
    written({draft: SOP.replace("K.1.1.1.1", "K.1.1.1.5") + "status: draf\n"})
    assert sopc("renumber", "K.1.1.1.5", "K.1.1.1.6").exit_code == 0
    assert draft not in texts(here / "sops")
    assert f"{HERE}/K.1.1.1.6.yaml" in texts(here / "sops")


def test_a_dry_run_shows_the_diff_and_changes_nothing(here: Path) -> None:
    before = texts(here / "sops")
    result = sopc("renumber", "K.1.1.1.1", "K.1.1.1.9", "--dry-run")
    assert result.exit_code == 0
    assert "+keterkaitan: [K.1.1.1.9] # lihat K.1.1.1.1\n" in result.stdout
    assert "left as it is" in result.stderr
    assert texts(here / "sops") == before


@pytest.mark.parametrize("program", [("git", "apply", "-p0"), ("patch", "-p0", "--binary", "-s")])
@pytest.mark.parametrize("more", [("K.1.1.1.9",), ("K.1.1.1.9", "--void"), ("K.1.1.1.2",)])
@pytest.mark.sampled(3)
def test_the_diff_gives_what_the_command_gives(
    program: tuple[str, ...], more: tuple[str, ...], here: Path
) -> None:
    swap = ("K.1.1.1.2", "K.1.1.1.1", "--void") if more == ("K.1.1.1.2",) else ()
    words = ("renumber", "K.1.1.1.1", *more, *swap)
    diff = sopc(*words, "--dry-run").stdout_bytes
    subprocess.run(program, cwd=here, check=True, input=diff)
    applied = texts(here / "sops")
    git(here, "checkout", "--quiet", ".")
    git(here, "clean", "--quiet", "-fd")
    assert sopc(*words).exit_code == 0
    assert texts(here / "sops") == applied


@pytest.mark.parametrize("program", [("git", "apply", "-p0"), ("patch", "-p0", "--binary", "-s")])
def test_the_diff_names_files_with_spaces(program: tuple[str, ...], here: Path) -> None:
    draft = "nama: Draf\nstatus: draf\npelaksana: [staf]\n"
    (here / "sops/sekretariat/umum/draf satu.yaml").write_text(draft)
    diff = sopc("move", "draf satu", "sekretariat/keuangan", "--dry-run").stdout_bytes
    subprocess.run(program, cwd=here, check=True, input=diff)
    assert (here / "sops/sekretariat/keuangan/draf satu.yaml").read_text() == draft
    assert not (here / "sops/sekretariat/umum/draf satu.yaml").exists()


def test_what_was_done_can_be_taken_back(here: Path) -> None:
    before = texts(here / "sops")
    assert sopc("renumber", "K.1.1.1.1", "K.1.1.1.9").exit_code == 0
    assert sopc("undo").exit_code == 0
    assert texts(here / "sops") == before


def test_numbers_that_others_know_do_not_pass_on_unless_they_are_void(here: Path) -> None:
    before = texts(here / "sops")
    words = ("renumber", "K.1.1.1.2", "K.1.1.1.1", "--shift")
    result = sopc(*words)
    assert result.exit_code == 1
    assert "K.1.1.1.1" in result.stderr
    assert "--void" in result.stderr
    assert texts(here / "sops") == before
    assert sopc(*words, "--since", "none", "--dry-run").exit_code == 0


@pytest.mark.usefixtures("here")
def test_a_taken_number_is_refused_with_the_next_free_one() -> None:
    result = sopc("renumber", "K.1.1.1.2", "K.1.1.1.1")
    assert result.exit_code == 1
    assert "the next free number is K.1.1.1.4" in result.stderr


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("K.1.1.1.77", "K.1.1.1.8"), 2, "no SOP has the number K.1.1.1.77"),
        (("K.1.1.1.1", "K.1.1.01.8"), 1, "write `K.1.1.1.8`"),
        (("K.1.1.1.1", "K.1.1.2.8"), 1, "sopc move K.1.1.1.1 FOLDER --number K.1.1.2.8"),
        (("K.1.1.1.1",), 2, "OLD NEW"),
        (("K.1.1.1.1", "K.1.1.1.8", "K.1.1.1.1", "K.1.1.1.9"), 2, "K.1.1.1.1 is given twice"),
    ],
)
def test_what_cannot_be_is_told(words: tuple[str, ...], status: int, told: str, here: Path) -> None:
    before = texts(here / "sops")
    result = sopc("renumber", *words)
    assert result.exit_code == status
    assert told in result.stderr
    assert texts(here / "sops") == before


@pytest.mark.usefixtures("here")
def test_a_file_that_cannot_be_read_may_hold_the_number() -> None:
    written({f"{HERE}/rusak.yaml": "nomor: [K.1.1.1.1\n"})
    result = sopc("renumber", "K.1.1.1.1", "K.1.1.1.9")
    assert result.exit_code == 1
    assert "rusak.yaml` cannot be read" in result.stderr


@pytest.mark.usefixtures("here")
def test_the_number_that_it_has_changes_nothing() -> None:
    result = sopc("renumber", "K.1.1.1.1", "K.1.1.1.1")
    assert (result.exit_code, result.stdout) == (0, "nothing is to be changed\n")


@pytest.mark.usefixtures("here")
def test_errors_elsewhere_are_no_matter() -> None:
    written({SECOND: CATALOGUE[SECOND].replace("staf]", "stap]")})
    assert sopc("check").exit_code == 1
    assert sopc("renumber", "K.1.1.1.1", "K.1.1.1.9").exit_code == 0
    assert sopc("renumber", "K.1.1.1.2", "K.1.1.1.8").exit_code == 0


def test_without_a_repository_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_catalogue(tmp_path / "sops", CATALOGUE | {"pelaksana.yaml": PELAKSANA})
    monkeypatch.chdir(tmp_path)
    result = sopc("renumber", "K.1.1.1.3", "K.1.1.1.1", "--shift")
    assert result.exit_code == 0, result.stderr
    assert "nama: 'Menerima'" in texts(tmp_path / "sops")[SECOND]
    assert "output: Surat menurut SOP K.1.1.1.2" in texts(tmp_path / "sops")[FIRST]


def test_what_is_listed_stands_as_the_catalogue_orders_it(here: Path) -> None:
    """Two before ten, both in files and in numbers."""
    ten = CATALOGUE[THIRD].replace("K.1.1.1.3", "K.1.1.1.10")
    written({f"{HERE}/K.1.1.1.10.yaml": ten.replace("Mengirim", "Menerus")})
    commit(here)
    swap = ("renumber", "K.1.1.1.10", "K.1.1.1.2", "K.1.1.1.2", "K.1.1.1.10")
    refused = sopc(*swap)
    assert refused.exit_code == 1
    assert "K.1.1.1.2, K.1.1.1.10: others know these numbers" in refused.stderr
    done = sopc(*swap, "--void")
    assert done.exit_code == 0, done.stderr
    files = [line.split()[0] for line in done.stdout.splitlines() if " is now sops/" in line]
    assert files == [f"sops/{SECOND}", f"sops/{HERE}/K.1.1.1.10.yaml"]
