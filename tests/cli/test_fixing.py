"""``sopc check --fix`` and ``--diff`` as a user meets them."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.catalogues import FIRST, write_catalogue
from tests.edit.mends import OTHER, SECOND, SOUND, THIRD
from tests.running import sopc

WRONG = SOUND | {
    FIRST: SOUND[FIRST].replace("nomor: K.1.1.1.1", "nomor: K.1.1.01.1").replace("staf]", "staff]"),
    SECOND: "\ufeff" + OTHER.replace("langkah:", "Langkah:").replace("\n", "\r\n").rstrip(),
}


def texts(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a catalogue ``sops`` that has mends."""
    write_catalogue(tmp_path / "sops", {k: v for k, v in WRONG.items() if k != SECOND})
    (tmp_path / "sops" / SECOND).write_bytes(WRONG[SECOND].encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_mended_is_told_and_then_what_remains(here: Path) -> None:
    result = sopc("check", "--fix")
    assert result.stdout == (
        f"sops/{FIRST}:1:8: NUM001: write `K.1.1.1.1`\n"
        f"sops/{SECOND}:7:1: SKM001: call the key `langkah`\n"
        f"sops/{FIRST}:6:21: LNK002: write `staf`\n"
        "mended: 3 in 2 files\n"
        "no findings\n"
    )
    assert result.exit_code == 0
    assert texts(here / "sops") == {
        **{name: text.encode() for name, text in SOUND.items()},
        SECOND: WRONG[SECOND].replace("Langkah", "langkah").encode(),
        "pelaksana.yaml": (here / "sops/pelaksana.yaml").read_bytes(),
        "pejabat.yaml": (here / "sops/pejabat.yaml").read_bytes(),
    }


@pytest.mark.parametrize("program", [("git", "apply", "-p0"), ("patch", "-p0", "--binary", "-s")])
@pytest.mark.parametrize("more", ["", "nama berkas"])
def test_the_diff_changes_nothing_and_gives_what_fix_gives(
    program: tuple[str, ...], more: str, here: Path
) -> None:
    if more:  # a file by another name than its number, and that with a space
        (here / "sops" / SECOND).rename(here / "sops" / SECOND.replace("K.1.1.1.2", more))
    before = texts(here / "sops")
    result = sopc("check", "--diff")
    assert result.exit_code == 1
    assert result.stderr == f"--fix would mend {4 if more else 3} in 2 files\n"
    assert texts(here / "sops") == before
    (here / "a.diff").write_bytes(result.stdout_bytes)
    subprocess.run([*program, *(("a.diff",) if "git" in program else ("-i", "a.diff"))], check=True)
    patched = texts(here / "sops")
    for name in patched:
        (here / "sops" / name).unlink()
    for name, data in before.items():
        (here / "sops" / name).write_bytes(data)
    assert sopc("check", "--fix").exit_code == 0
    assert texts(here / "sops") == patched


def test_a_file_s_name_and_ending_are_mended(here: Path) -> None:
    folder = here / "sops/sekretariat/umum"
    (folder / "K.1.1.1.1.yaml").rename(folder / "K.1.1.01.1.yaml")
    (folder / "K.1.1.1.3.yaml").rename(folder / "K.1.1.1.3.yml")
    result = sopc("check", "--fix")
    assert result.exit_code == 0
    assert "NUM005: rename the file to `K.1.1.1.1.yaml`\n" in result.stdout
    assert "SKM006: rename the file to `K.1.1.1.3.yaml`\n" in result.stdout
    assert sorted(path.name for path in folder.iterdir()) == [
        f"K.1.1.1.{number}.yaml" for number in (1, 2, 3)
    ]


def test_a_name_that_is_taken_is_not_given(here: Path) -> None:
    folder = here / "sops/sekretariat/umum"
    (folder / "K.1.1.1.3.yml").write_text("nomor: K.1.1.1.4\nnama: X\nstatus: belum-disusun\n")
    result = sopc("check", "--fix")
    assert result.exit_code == 1
    assert "error SKM006" in result.stdout
    assert (folder / "K.1.1.1.3.yaml").read_text() == SOUND[THIRD]


def test_a_mend_by_which_something_else_is_wrong_is_not_made(here: Path) -> None:
    file = here / "sops" / SECOND
    twin = SOUND[FIRST].replace("K.1.1.1.1", "K.1.1.1.01").replace("Menerima Surat", "Lain")
    file.write_text(twin)
    result = sopc("check", "--fix")
    assert f"sops/{SECOND}:1:8: NUM001: not mended, as something else would be wrong" in (
        result.stdout
    )
    assert result.exit_code == 1
    assert file.read_text() == twin
    assert (here / "sops" / FIRST).read_text() == SOUND[FIRST]  # the others were made


def test_only_what_is_asked_for_is_mended(here: Path) -> None:
    result = sopc("check", "--fix", "--select", "SKM")
    assert result.exit_code == 1  # NUM001 keeps the rest from being checked, and is told
    assert "mended: 1 in 1 files" in result.stdout
    assert (here / "sops" / FIRST).read_text() == WRONG[FIRST]
    (here / "sops" / SECOND).write_bytes(WRONG[SECOND].encode())
    result = sopc("check", "--fix", here / "sops" / FIRST)
    assert "mended: 2 in 1 files" in result.stdout
    assert (here / "sops" / SECOND).read_bytes() == WRONG[SECOND].encode()


def test_programs_are_told_of_what_remains_only(here: Path) -> None:
    (here / "sops" / THIRD).write_text(SOUND[THIRD] + "lagi: 1\n")
    result = sopc("check", "--fix", "--format", "json")
    assert [row["code"] for row in json.loads(result.stdout)] == ["SKM001"]
    assert result.exit_code == 1
    assert "mended: 3 in 2 files\n" in result.stderr


@pytest.mark.usefixtures("here")
def test_hints_say_what_fix_does_in_both_languages() -> None:
    assert "  hint: write `K.1.1.1.1`; `--fix` does it\n" in sopc("check").stdout
    said = sopc("check", "--lang", "id").stdout
    assert "tulis `K.1.1.1.1`; `--fix` melakukannya\n" in said


@pytest.mark.usefixtures("here")
def test_reports_carry_the_mends() -> None:
    rows = json.loads(sopc("check", "--format", "json").stdout)
    (number,) = (row for row in rows if row["code"] == "NUM001")
    edit = {"file": f"sops/{FIRST}", "line": 1, "column": 8, "end_line": 1, "end_column": 18}
    assert number["fix"] == {
        "label": "write `K.1.1.1.1`",
        "edits": [edit | {"text": "K.1.1.1.1"}],
        "renames": [],
    }
    (run,) = json.loads(sopc("check", "--format", "sarif").stdout)["runs"]
    (result,) = (each for each in run["results"] if each["ruleId"] == "NUM001")
    region = {"startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 18}
    assert result["fixes"] == [
        {
            "description": {"text": "write `K.1.1.1.1`"},
            "artifactChanges": [
                {
                    "artifactLocation": result["locations"][0]["physicalLocation"][
                        "artifactLocation"
                    ],
                    "replacements": [
                        {"deletedRegion": region, "insertedContent": {"text": "K.1.1.1.1"}}
                    ],
                }
            ],
        }
    ]


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(here: Path) -> None:
    (here / "sops" / FIRST).chmod(0o444)
    before = texts(here / "sops")
    result = sopc("check", "--fix")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"sopc: cannot write `sops/{FIRST}`: Permission denied" in result.stderr
    assert texts(here / "sops") == before


@pytest.mark.usefixtures("here")
def test_where_there_is_nothing_to_mend_nothing_is_said() -> None:
    assert sopc("check", "--fix").exit_code == 0
    assert sopc("check", "--fix").stdout == "no findings\n"
    result = sopc("check", "--diff")
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "",
        "--fix would mend nothing\n",
    )
