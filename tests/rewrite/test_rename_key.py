"""``sopc rename-key`` as a user meets it."""

import re
import shutil
from pathlib import Path

import pytest

from tests.catalogues import FIRST
from tests.conftest import SOPS
from tests.repositories import commit, git
from tests.rewrite.layouts import DEEP, FILES, SECOND, raws, write
from tests.running import sopc


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a catalogue ``sops``, all of it committed."""
    write(tmp_path / "sops")
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_key_is_another_everywhere_and_change_control_asks_for_nothing(here: Path) -> None:
    result = sopc("rename-key", "pelaksana", "staf", "staf-umum")
    assert (result.exit_code, result.stderr) == (0, "`sopc undo` takes this back\n")
    assert result.stdout == "changed: 14 in 4 files\n"
    assert sopc("check", "--since", "HEAD", "--quiet").exit_code == 0
    assert "CHG" not in sopc("check", "--since", "HEAD", "--format", "json").stdout
    assert git(here, "diff", "--unified=0").count("staf-umum") == 14


def test_two_change_their_keys_at_once_and_back(here: Path) -> None:
    before = raws(here)
    assert sopc("rename-key", "pelaksana", "staf", "kepala", "kepala", "staf").exit_code == 0
    assert "pelaksana: [staf, kepala]" in (here / "sops" / FIRST).read_text("utf-8")
    assert 'pengesah: "kepala"' in (here / "sops" / SECOND).read_text("utf-8")  # an official
    assert "CHG" not in sopc("check", "--since", "HEAD", "--format", "json").stdout
    assert sopc("rename-key", "pelaksana", "staf", "kepala", "kepala", "staf").exit_code == 0
    assert raws(here) == before


def test_registries_and_settings_name_each_other(here: Path) -> None:
    assert sopc("rename-key", "pejabat", "kepala", "kadis").exit_code == 0
    settings = (here / "sops/katalog.yaml").read_text("utf-8")
    assert "pengesah: kadis\npenyegel: 'kadis'\n" in settings
    assert "kepala: Kepala Dinas" in (here / "sops/pelaksana.yaml").read_text("utf-8")
    assert sopc("rename-key", "dasar-hukum", "uu-1-2020", "uu-contoh").exit_code == 0
    assert "oleh: [uu-contoh]" in (here / "sops/dasar-hukum.yaml").read_text("utf-8")


def test_the_code_of_a_step_is_that_of_one_sop(here: Path) -> None:
    before = raws(here)
    result = sopc("rename-key", "langkah", "K.1.1.1.2", "menerima", "terima", "menulis", "tulis")
    assert result.stdout == "changed: 4 in 1 files\n"
    after = raws(here)
    assert {name for name in after if after[name] != before[name]} == {f"sops/{SECOND}"}
    assert "diambil: terima" in after[f"sops/{SECOND}"].decode()
    assert "CHG" not in sopc("check", "--since", "HEAD", "--format", "json").stdout


def test_a_dry_run_shows_a_diff_that_git_applies(here: Path) -> None:
    before = raws(here)
    shown = sopc("rename-key", "pelaksana", "staf", "staf-umum", "--dry-run")
    assert shown.exit_code == 0
    assert shown.stderr == "would be changed: 14 in 4 files\n"
    assert raws(here) == before
    git(here, "apply", "-p0", said=shown.stdout)
    applied = raws(here)
    git(here, "checkout", "--quiet", ".")
    sopc("rename-key", "pelaksana", "staf", "staf-umum")
    assert raws(here) == applied


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["pelaksana", "staff", "x"], 2, "`staff` is not defined in this catalogue; did you mean"),
        (["pelaksana", "staf", "kepala"], 1, "`kepala` is taken: choose another"),
        (["pelaksana", "staf", "x", "kepala", "x"], 1, "`x` is taken: choose another"),
        (["pelaksana", "staf", "staf"], 1, "`staf` is taken"),
        (["pelaksana", "staf", "Staf Umum"], 1, "`Staf Umum` is no key"),
        (["pelaksana", "staf", ""], 1, "`` is no key"),
        (["langkah", "K.1.1.1.1", "menerima", "selesai"], 1, "no code of a step"),
        (["langkah", "K.1.1.1.1", "menrima", "x"], 2, "did you mean `menerima`?"),
        (["langkah", "1.1.9", "menerima", "x"], 2, "no SOP has the number 1.1.9"),
        (["langkah", "menerima", "x"], 2, "the SOP's number"),
        (["pelaksana", "staf"], 2, "each OLD key with the NEW one behind it"),
        (["pelaksana", "staf", "x", "kepala"], 2, "each OLD key with the NEW one behind it"),
        (["orang", "staf", "x"], 2, "is not one of"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(
    here: Path, words: list[str], status: int, said: str
) -> None:
    before = raws(here)
    result = sopc("rename-key", *words)
    assert said in result.stderr
    assert result.exit_code == status
    assert raws(here) == before


def test_all_reasons_are_told_at_once(here: Path) -> None:
    (here / "sops" / DEEP).write_text("nomor: [", "utf-8")
    result = sopc("rename-key", "pelaksana", "staf", "kepala", "sekr", "X Y")
    assert result.exit_code == 2
    assert [line.partition("`")[2].partition("`")[0] for line in result.stderr.splitlines()] == [
        "sekr", "kepala", f"sops/{DEEP}", ""
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"nomor: [", "cannot be read, and may hold the name"),
        (b"nomor: K.1.1.2.1\nnama: \xff", "cannot be read, and may hold the name"),
        (FILES[DEEP].encode() + b"nama: Lagi\n", "has a key twice"),
    ],
)
def test_a_file_that_cannot_be_read_may_hold_the_name(here: Path, raw: bytes, said: str) -> None:
    (here / "sops" / DEEP).write_bytes(raw)
    before = raws(here)
    result = sopc("rename-key", "pelaksana", "staf", "umum")
    assert said in result.stderr
    assert result.exit_code == 1
    assert raws(here) == before
    assert sopc("rename-key", "langkah", "K.1.1.1.1", "menerima", "terima").exit_code == 0


def test_a_catalogue_with_other_errors_is_renamed_in(here: Path) -> None:
    path = here / "sops" / FIRST
    path.write_text(path.read_text("utf-8").replace("[kepala, staf]", "[kepala]"), "utf-8")
    assert "error FLW002: `staf` does" in sopc("check").stdout
    result = sopc("rename-key", "pelaksana", "staf", "umum")
    assert (result.exit_code, result.stderr) == (0, "`sopc undo` takes this back\n")
    assert "error FLW002: `umum` does" in sopc("check").stdout


def test_the_actor_named_most_in_the_catalogue_of_2020_has_another_key_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SOPS, tmp_path / "sops")
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = sopc("rename-key", "pelaksana", "staf", "staf-seksi", "kepala-dinas", "kadis")
    assert result.exit_code == 0, result.stderr
    found = git(tmp_path, "diff", "--unified=0", "--no-prefix")
    for line in re.findall(r"^[-+](?![-+]).*", found, re.MULTILINE):
        assert re.search("staf|kepala-dinas|kadis|Kepala Dinas", line)
    assert "CHG" not in sopc("check", "--since", "HEAD", "--format", "json").stdout
    back = sopc("rename-key", "pelaksana", "staf-seksi", "staf", "kadis", "kepala-dinas")
    assert back.exit_code == 0, back.stderr
    left = git(tmp_path, "diff", "--unified=0", "--no-prefix")
    # reasons in which a key of two words would be read as a word have what was printed for it
    assert all("alasan:" in each for each in re.findall(r"^[-+](?![-+]).*", left, re.MULTILINE))
