"""``sopc fmt`` as a user meets it: on a catalogue under git, with files that nobody can read."""

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from sopc.cli.main import main
from sopc.edit.writing import write_files
from tests.catalogues import FIRST, write_catalogue
from tests.conftest import REPOSITORY, SOPS
from tests.repositories import commit, git
from tests.running import sopc

MESSY = (
    "nama: 'Menerima Surat'   # judul\nnomor: K.1.1.1.1\ndibuat: 2025-01-02\ndisahkan: 2025-01\n"
    "dasar_hukum: [ uu-1-2020 ]\npelaksana: [kepala, staf]\nlangkah:\n"
    "- {uraian: Menerima surat, pelaksana: staf, waktu: 5 menit, output: Surat}\n"
    "- {uraian: Memeriksa surat, pelaksana: kepala, keputusan: {ya: 3, tidak: 1}}\n"
    "- {uraian: Mengarsipkan surat, pelaksana: staf}\n"
)
NEAT = (
    "nomor: K.1.1.1.1\nnama: Menerima Surat     # judul\ndibuat: 2025-01-02\ndisahkan: 2025-01\n"
    "dasar_hukum: [uu-1-2020]\npelaksana: [kepala, staf]\nlangkah:\n"
    "  - {uraian: Menerima surat, kode: menerima-surat, pelaksana: staf, waktu: 5 menit,"
    " output: Surat}\n"
    "  - {uraian: Memeriksa surat, pelaksana: kepala,"
    " keputusan: {ya: mengarsipkan-surat, tidak: menerima-surat}}\n"
    "  - {uraian: Mengarsipkan surat, kode: mengarsipkan-surat, pelaksana: staf}\n"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a catalogue ``sops``, one of whose files is not laid out, all committed."""
    write_catalogue(tmp_path / "sops", {FIRST: MESSY})
    monkeypatch.chdir(tmp_path)
    assert sopc("fmt", "katalog.yaml", "pejabat.yaml", "pelaksana.yaml").exit_code == 0
    commit(tmp_path)
    return tmp_path


def text(here: Path) -> str:
    return (here / "sops" / FIRST).read_text("utf-8")


def test_all_is_formatted_once_and_change_control_asks_for_nothing(here: Path) -> None:
    before = sopc("flowchart", "K.1.1.1.1", "-o", "before.dot")
    result = sopc("fmt")
    assert (result.exit_code, result.stderr) == (0, "`sopc undo` takes this back\n")
    assert result.stdout == (
        f"sops/{FIRST}: formatted\n"
        f"sops/{FIRST}: step 3 gets the name `mengarsipkan-surat`\n"
        f"sops/{FIRST}: step 1 gets the name `menerima-surat`\n"
        "formatted: 1 of 5 files\n"
    )
    assert text(here) == NEAT
    assert "CHG" not in sopc("check", "--since", "HEAD", "--format", "json").stdout
    assert before.exit_code == sopc("flowchart", "K.1.1.1.1", "-o", "after.dot").exit_code == 0
    assert (here / "before.dot").read_bytes() == (here / "after.dot").read_bytes()
    assert sopc("fmt").stdout == "formatted: 0 of 5 files\n"


def test_ci_is_told_which_files_and_nothing_changes(here: Path) -> None:
    result = sopc("fmt", "--check")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"sops/{FIRST}: would be formatted\n")
    assert result.stdout.endswith("to be formatted: 1 of 5 files\n")
    assert text(here) == MESSY
    assert git(here, "status", "--porcelain") == ""
    sopc("fmt")
    assert sopc("fmt", "--check").exit_code == 0


def test_a_diff_can_be_applied(here: Path) -> None:
    result = sopc("fmt", "--diff")
    assert result.exit_code == 0
    assert text(here) == MESSY
    git(here, "apply", "-p0", "-", said=result.stdout)
    assert text(here) == NEAT


def test_an_sop_a_file_or_a_folder_alone(here: Path) -> None:
    for words in (["K.1.1.1.1"], [f"sops/{FIRST}"], ["sops/sekretariat"]):
        git(here, "checkout", "--quiet", ".")
        assert sopc("fmt", *words).stdout.endswith("formatted: 1 of 1 files\n")
        assert text(here) == NEAT
    result = sopc("fmt", "K.9")
    assert result.exit_code == 2
    assert "no file, SOP or draft of the catalogue is called `K.9`" in result.stderr


def test_numbers_may_stay(here: Path) -> None:
    assert sopc("fmt", "--keep-numbers").exit_code == 0
    assert "keputusan: {ya: 3, tidak: 1}" in text(here)


def test_what_cannot_be_read_is_told_and_left_and_the_others_are_done(here: Path) -> None:
    bad = here / "sops/sekretariat/umum/K.1.1.1.2.yaml"
    bad.write_bytes(b"nomor: [\n")
    (bad.parent / "link.yaml").symlink_to("nowhere.yaml")
    (bad.parent / "kata.yaml").write_bytes(b"kata\n")
    result = sopc("fmt")
    assert result.exit_code == 1
    assert "K.1.1.1.2.yaml:2:1: error YML001" in result.stderr
    assert "link.yaml:1:1: error YML009" in result.stderr
    assert "kata.yaml: left as it is: it holds one word, and no keys\n" in result.stderr
    assert text(here) == NEAT
    assert bad.read_bytes() == b"nomor: [\n"
    assert sopc("fmt", "--check").exit_code == 1
    assert sopc("fmt", "--check", "K.1.1.1.1").exit_code == 0


def test_nothing_is_written_where_one_file_cannot_be(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else saves one of the files between reading and writing."""
    other = here / "sops/pelaksana.yaml"
    other.write_text("'kepala':   Kepala Dinas\nstaf: Staf\n", "utf-8")

    def saved_before(root: Path, before: dict[str, bytes], after: dict[str, bytes]) -> None:
        other.write_text("kepala: Kepala\n", "utf-8")
        write_files(root, before, after)

    monkeypatch.setattr("sopc.cli.fmt.write_files", saved_before)
    result = sopc("fmt")
    assert result.exit_code == 2
    assert "pelaksana.yaml" in result.stderr
    assert text(here) == MESSY


def test_what_was_formatted_can_be_undone(here: Path) -> None:
    assert sopc("fmt").exit_code == 0
    assert sopc("undo").exit_code == 0
    assert text(here) == MESSY


def test_line_ends_of_a_checkout_on_windows_are_no_fault(here: Path) -> None:
    sopc("fmt")
    file = here / "sops" / FIRST
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert sopc("fmt", "--check").exit_code == 0


def filtered(data: bytes, *words: str) -> tuple[int, bytes, str]:
    result = CliRunner().invoke(main, ["fmt", *words], input=data, prog_name="sopc")
    return result.exit_code, result.stdout_bytes, result.stderr


def test_editors_have_a_text_formatted() -> None:
    assert filtered(MESSY.encode(), "-") == (0, NEAT.encode(), "")
    assert filtered(NEAT.encode(), "-", "--check") == (0, b"", "")
    assert filtered(MESSY.encode(), "-", "--check")[:2] == (1, b"")
    assert b"-nama: 'Menerima Surat'" in filtered(MESSY.encode(), "-", "--diff")[1]
    status, out, err = filtered(b"a: [", "-")
    assert (status, out) == (1, b"")
    assert "error YML001" in err
    assert filtered(b"kata", "-")[:2] == (1, b"")
    assert filtered(b"", "-", "x")[0] == 2


def test_without_a_catalogue_that_is_said(tmp_path: Path) -> None:
    result = sopc("fmt", "--sops", tmp_path)
    assert result.exit_code == 2
    assert "no catalogue in" in result.stderr


def test_the_catalogue_of_this_repository_is_formatted() -> None:
    result = sopc("fmt", "--sops", SOPS, "--check")
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_hook_formats_what_is_about_to_be_committed(here: Path) -> None:
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (hook,) = (each for each in hooks if each["id"] == "sopc-fmt")
    assert hook["pass_filenames"] is False
    assert sopc(*hook["entry"].split()[1:]).exit_code == 0
    assert text(here) == NEAT
    shutil.rmtree(here / "sops")
