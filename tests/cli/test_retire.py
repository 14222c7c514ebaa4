"""``sopc retire`` as a user meets it, in real repositories."""

from pathlib import Path

import pytest

from tests.catalogues import FIRST, SOP, write_catalogue
from tests.cli.test_renumber import CATALOGUE, HERE, SCHEMA, SECOND, THIRD, texts
from tests.repositories import commit
from tests.running import sopc

CITING = (
    "keterkaitan:\n  - K.1.1.1.2 # dua\n  - {nomor: K.1.1.1.1} # satu\n  - K.1.1.1.3\npelaksana: ["
)
OLD = f"{HERE}/K.1.1.1.4.yaml"
FOURTH = f"{HERE}/K.1.1.1.5.yaml"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a catalogue ``sops``, which is committed."""
    more = {
        OLD: "nomor: K.1.1.1.4\nnama: Lama\nstatus: dicabut\ndigantikan: K.1.1.1.1\n",
        FOURTH: SOP.replace("K.1.1.1.1", "K.1.1.1.5")
        .replace("Menerima Surat", "Mencatat Surat")
        .replace("pelaksana: [", CITING, 1),
    }
    write_catalogue(tmp_path / "sops", CATALOGUE | more)
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_becomes_a_tombstone_and_keeps_its_head(here: Path) -> None:
    before = texts(here / "sops")
    result = sopc("retire", "K.1.1.1.1")
    assert result.exit_code == 0, result.stderr
    tombstone = f"{SCHEMA}nomor: K.1.1.1.1\nnama: 'Menerima' # nama: Menerima Surat\n"
    assert texts(here / "sops") == {**before, FIRST: f"{tombstone}status: dicabut\n"}
    done = f"sops/{FIRST}: K.1.1.1.1 is retired, and this file is its tombstone\n"
    assert result.stdout.startswith(done)
    assert result.stderr == "`sopc undo` takes this back\n"
    assert f"sops/{SECOND}:7: left as it is: K.1.1.1.1 (it is cited here)\n" in result.stdout
    assert f"sops/{THIRD}:9: left as it is: K.1.1.1.1 (" in result.stdout
    assert sopc("check", "--since", "HEAD").exit_code == 0


def test_who_cites_it_cites_the_successor_and_once(here: Path) -> None:
    before = texts(here / "sops")
    result = sopc("retire", "K.1.1.1.1", "--successor", "K.1.1.1.3", "--date", "2026-11-30")
    assert result.exit_code == 0, result.stderr
    assert "is its tombstone; K.1.1.1.3 takes its place\n" in result.stdout
    after = texts(here / "sops")
    assert after[FIRST].endswith("status: dicabut\ndigantikan: K.1.1.1.3\n")
    assert after[OLD] == before[OLD].replace("K.1.1.1.1", "K.1.1.1.3")
    assert after[SECOND] == before[SECOND].replace("[K.1.1.1.1]", "[K.1.1.1.3]")
    assert after[THIRD] == before[THIRD]
    assert after[FOURTH] == before[FOURTH].replace("  - {nomor: K.1.1.1.1} # satu\n", "")
    out = f"sops/{FOURTH}:8: K.1.1.1.1 is taken out: its successor is cited already\n"
    assert out in result.stdout
    assert f"sops/{THIRD}:9: left as it is: K.1.1.1.1 (it is cited here)\n" in result.stdout
    checked = sopc("check", "--since", "HEAD")
    assert checked.exit_code == 0
    assert "LNK" not in checked.stdout.replace("LNK011", "")


def test_several_are_retired_at_once_and_another_successor_is_named_later(here: Path) -> None:
    assert sopc("retire", "K.1.1.1.1", "K.1.1.1.2", "--successor", "K.1.1.1.3").exit_code == 0
    commit(here)
    result = sopc("retire", "K.1.1.1.1", "--successor", "K.1.1.1.5")
    assert result.exit_code == 0, result.stderr
    assert texts(here / "sops")[FIRST].endswith("status: dicabut\ndigantikan: K.1.1.1.5\n")
    assert sopc("check", "--since", "HEAD").exit_code == 0


def test_a_tombstone_has_the_name_that_was_given_out(here: Path) -> None:
    file = here / "sops" / SECOND
    file.write_text(file.read_text("utf-8").replace("Menyimpan Surat", "Lain"), "utf-8")
    assert sopc("retire", "K.1.1.1.2").exit_code == 0
    assert "nama: Menyimpan Surat\n" in texts(here / "sops")[SECOND]


@pytest.mark.sampled(2)
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("K.1.1.1.4",), 1, "K.1.1.1.4 is retired already"),
        (("K.1.1.1.1", "--successor", "K.1.1.1.4"), 1, "K.1.1.1.4 is not in force"),
        (("K.1.1.1.1", "--successor", "K.1.1.1.1"), 1, "K.1.1.1.1 replaces itself"),
        (("K.1.1.1.1", "--successor", "K.1.1.1.9"), 2, "no SOP has the number K.1.1.1.9"),
    ],
)
def test_what_cannot_be_is_told(words: tuple[str, ...], status: int, told: str) -> None:
    before = texts(Path("sops"))
    result = sopc("retire", *words)
    assert result.exit_code == status
    assert told in result.stderr
    assert texts(Path("sops")) == before


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("words", [("retire", "draf-satu"), ("renumber", "draf-satu", "K.1.1.1.9")])
def test_of_a_draft_without_a_number_it_says_what_to_do(words: tuple[str, ...]) -> None:
    draft = "nama: Draf\nstatus: draf\npelaksana: [staf]\n"
    write_catalogue(Path("sops"), {f"{HERE}/draf-satu.yaml": draft})
    result = sopc(*words)
    assert result.exit_code == 2
    assert "write `nomor` into its file, or remove it" in result.stderr


@pytest.mark.usefixtures("here")
def test_a_draft_that_nobody_knows_is_removed_instead() -> None:
    name = f"{HERE}/K.1.1.1.6.yaml"
    write_catalogue(Path("sops"), {name: SOP.replace("1.1.1.1", "1.1.1.6") + "status: draf\n"})
    result = sopc("retire", "K.1.1.1.6")
    assert result.exit_code == 1
    assert f"remove `sops/{name}`" in result.stderr
