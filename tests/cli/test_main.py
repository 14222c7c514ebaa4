"""The command line as a user meets it: what is printed where, and the exit status."""

import gc
import json
import os
import platform
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from sopc import __version__
from sopc.codes import GROUPS, PAGES
from sopc.load.schema import KINDS
from tests.catalogues import FIRST, KATALOG, sop, write_catalogue
from tests.running import sopc

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
FORMATS = ["text", "json", "sarif", "github"]
FIVE_FAULTS = """\
nomor: K.1.1.1.1
nama: Menerima Surat
dibaut: 2025-01-02
disahkan: kemarin
pelaksana: [kepala, staf]
langkah:
  - {uraian: Menerima surat, waktu: 5 menit}
  - {uraian: Memeriksa surat, pelaksana: kepala, keputusan: ya}
  - {uraian: Mengarsipkan, pelaksana: staf, lanjut: true}
"""
FIVE_BROKEN_LINKS = """\
nomor: K.1.1.1.1
nama: Menerima Surat
dasar_hukum: [uu-1-2002]
pengesah: kapala
keterkaitan: [K.1.1.1.11]
pelaksana: [kepala, staff]
langkah:
  - {uraian: Menerima surat, pelaksana: kepala}
  - {uraian: Memeriksa surat, pelaksana: kepala, lanjut: 4}
disahkan: 2025-01
"""


def check(root: Path, files: dict[str, str] | None = None, form: str = "text") -> Result:
    return sopc("check", "--sops", write_catalogue(root, files), "--format", form)


def located(text: str) -> list[tuple[str, str, int, int]]:
    """File name, code, line and column of each finding in a report for people."""
    pattern = r"^.*?([^/]+):(\d+):(\d+): error ([A-Z]{3}\d{3}): "
    found = re.findall(pattern, text, flags=re.MULTILINE)
    return [(file, code, int(line), int(column)) for file, line, column, code in found]


@pytest.mark.skipif(os.name == "nt", reason="files have no such rights there")
@pytest.mark.parametrize(("mask", "rights"), [(0o777, 0o600), (0o277, 0o600), (0o022, 0o644)])
def test_who_makes_a_file_can_read_it_whatever_others_can(
    tmp_path: Path, mask: int, rights: int
) -> None:
    """A folder that its own user cannot enter could be neither finished nor removed."""
    root, drawing = write_catalogue(tmp_path / "sops"), tmp_path / "x.dot"
    before = os.umask(mask)
    try:
        result = sopc("flowchart", "K.1.1.1.1", "--sops", root, "-o", drawing)
    finally:
        os.umask(before)
    assert result.exit_code == 0, result.output
    assert stat.S_IMODE(drawing.stat().st_mode) == rights


def test_a_drawing_that_would_lie_below_a_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    root, file = write_catalogue(tmp_path / "sops"), tmp_path / "catatan.txt"
    file.write_text("penting", "utf-8")
    result = sopc("flowchart", "K.1.1.1.1", "--sops", root, "-o", file / "x.dot")
    assert result.exit_code == 2
    assert result.stderr.startswith("sopc: cannot write `")
    assert file.read_text("utf-8") == "penting"


def test_a_sound_catalogue_is_clean(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "no findings\n", "")


@pytest.mark.parametrize("form", FORMATS)
def test_a_sound_catalogue_is_clean_in_every_format(tmp_path: Path, form: str) -> None:
    result = check(tmp_path, form=form)
    assert (result.exit_code, result.stderr) == (0, "")
    if form == "github":
        assert result.stdout == ""


def test_five_faults_of_one_file_come_in_one_run(tmp_path: Path) -> None:
    result = check(tmp_path, {FIRST: FIVE_FAULTS})
    assert result.exit_code == 1
    assert located(result.stdout) == [
        ("K.1.1.1.1.yaml", "SKM001", 3, 1),
        ("K.1.1.1.1.yaml", "SKM004", 4, 11),
        ("K.1.1.1.1.yaml", "SKM002", 7, 5),
        ("K.1.1.1.1.yaml", "SKM003", 8, 61),
        ("K.1.1.1.1.yaml", "SKM003", 9, 53),
    ]
    assert result.stdout.endswith("5 errors\n")


def test_five_broken_links_of_one_file_come_in_one_run(tmp_path: Path) -> None:
    result = check(tmp_path, {FIRST: FIVE_BROKEN_LINKS})
    assert result.exit_code == 1
    assert located(result.stdout) == [
        ("K.1.1.1.1.yaml", "LNK003", 3, 15),
        ("K.1.1.1.1.yaml", "LNK004", 4, 11),
        ("K.1.1.1.1.yaml", "LNK001", 5, 15),
        ("K.1.1.1.1.yaml", "LNK002", 6, 21),
        ("K.1.1.1.1.yaml", "FLW001", 9, 58),
    ]
    hints = ["`uu-1-2020`", "`kepala`", "`staf`"]
    assert re.findall(r"did you mean (`.+`)\?", result.stdout) == hints


def test_a_finding_is_shown_as_the_contract_says(tmp_path: Path) -> None:
    result = check(tmp_path, {FIRST: sop("K.1.1.1.1", "dibaut: 2025\n")})
    assert result.stdout == (
        f"{tmp_path / FIRST}:3:1: error SKM001: unknown key `dibaut`\n"
        "  | dibaut: 2025\n"
        "  | ^^^^^^\n"
        "  hint: did you mean `dibuat`? `--fix` does it\n"
        "1 error\n"
    )


def test_faults_of_several_files_come_in_the_order_of_files(tmp_path: Path) -> None:
    katalog = KATALOG.replace("tahun:", "tahn:")
    faulty = {"katalog.yaml": katalog, FIRST: FIVE_FAULTS, SECOND: "["}
    found = located(check(tmp_path, faulty).stdout)
    assert [file for file, *_ in found] == [
        "katalog.yaml",
        *["K.1.1.1.1.yaml"] * 5,
        "K.1.1.1.2.yaml",
    ]


def test_a_file_is_named_as_the_user_names_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_catalogue(tmp_path / "sops", {FIRST: "["})
    monkeypatch.chdir(tmp_path)
    (row,) = json.loads(sopc("check", "--format", "json").stdout)
    assert row["file"] == f"sops/{FIRST}"


def test_json_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    result = check(tmp_path, {FIRST: sop("K.1.1.1.1", "dibaut: 2025\n")}, "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "code": "SKM001",
            "severity": "error",
            "file": str(tmp_path / FIRST),
            "line": 3,
            "column": 1,
            "message": "unknown key `dibaut`",
            "hint": "did you mean `dibuat`?",
            "end_line": 3,
            "end_column": 7,
            "related": [],
            "fix": {
                "label": "call the key `dibuat`",
                "edits": [
                    {
                        "file": str(tmp_path / FIRST),
                        "line": 3,
                        "column": 1,
                        "end_line": 3,
                        "end_column": 7,
                        "text": "dibuat",
                    }
                ],
                "renames": [],
            },
        }
    ]


def test_sarif_has_the_result_and_all_rules(tmp_path: Path) -> None:
    result = check(tmp_path, {FIRST: FIVE_BROKEN_LINKS}, "sarif")
    assert result.exit_code == 1
    (run,) = json.loads(result.stdout)["runs"]
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert codes == [page.code for page in PAGES]
    found = [result["ruleId"] for result in run["results"]]
    assert found == ["LNK003", "LNK004", "LNK001", "LNK002", "FLW001"]


def test_github_has_a_line_for_each_finding(tmp_path: Path) -> None:
    result = check(tmp_path, {FIRST: FIVE_BROKEN_LINKS}, "github")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line[:7] for line in lines] == ["::error"] * 5
    assert ",line=3,col=15,endLine=3,endColumn=24,title=LNK003::" in lines[0]


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_text_and_file_names_are_reported_without_control_characters(
    tmp_path: Path, form: str
) -> None:
    hostile = {
        "sekretariat/umum/a, b:%.yaml": 'nama: "\\e]0;x\\u202e"\n',
        FIRST: "nama: a\x1b[0m\n",
    }
    result = check(tmp_path, hostile, form)
    assert result.exit_code == 1
    assert "YML008" in result.stdout
    assert "YML001" in result.stdout
    assert not set(result.stdout) & {"\x1b", "\u202e"}


def test_a_report_that_is_not_for_a_terminal_has_no_colour(tmp_path: Path) -> None:
    assert "\x1b" not in check(tmp_path, {FIRST: "["}).stdout


def test_the_rules_are_listed_with_code_severity_and_name() -> None:
    result = sopc("rules")
    assert result.exit_code == 0
    listed: dict[str, list[list[str]]] = {}
    for block in result.stdout.split("\n\n"):
        heading, *lines = block.splitlines()
        listed[heading.partition(":")[0]] = [line.split(maxsplit=2) for line in lines]
    assert listed == {
        group: [[p.code, p.severity, p.name] for p in PAGES if p.group == group] for group in GROUPS
    }


def test_the_rules_of_a_group_are_listed_below_what_it_is() -> None:
    english, indonesian = sopc("rules", "mutu"), sopc("rules", "Mutu", "--lang", "id")
    heading, *lines = english.stdout.splitlines()
    assert heading.startswith("mutu: the quality standard of the steps")
    assert [line[:3] for line in lines] == ["MTB"] * len(lines)
    assert indonesian.stdout.startswith("mutu: mutu baku langkah")


def test_the_schema_offers_what_an_office_may_set() -> None:
    levels = ["off", "info", "warning", "error"]
    printed = json.loads(sopc("schema", "katalog").stdout)["properties"]["pemeriksaan"]
    choosable = {page.code for page in PAGES if not page.binding}
    groups = {page.group for page in PAGES if not page.binding}
    assert printed["properties"].keys() == choosable | groups
    assert {"berkas", "YML001"}.isdisjoint(printed["properties"])
    for offered in printed["properties"].values():
        assert offered["description"]
        assert offered["enum"] == levels
    assert printed["properties"]["mutu"]["description"].startswith("Mutu baku langkah")
    assert printed["additionalProperties"]["enum"] == levels


@pytest.mark.parametrize("code", ["LNK001", "lnk001"])
def test_one_rule_is_explained_with_examples(code: str) -> None:
    result = sopc("rules", code)
    assert result.exit_code == 0
    assert result.stdout.startswith("LNK001: ")
    assert "Bad::" in result.stdout
    assert "Good::" in result.stdout


def test_all_rules_are_explained_on_one_page() -> None:
    result = sopc("rules", "--manual")
    assert result.exit_code == 0
    assert all(f"\n## {page.code}: " in result.stdout for page in PAGES)


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_of_each_kind_is_printed(kind: str) -> None:
    result = sopc("schema", kind)
    assert result.exit_code == 0
    assert kind in json.loads(result.stdout)["title"]


def test_the_schema_is_that_of_an_sop_unless_said_otherwise() -> None:
    assert sopc("schema").stdout == sopc("schema", "sop").stdout


def test_the_version_is_printed() -> None:
    first, python, *libraries = sopc("--version").stdout.splitlines()
    assert first == f"sopc, version {__version__}"
    assert python.startswith(f"Python {platform.python_version()}, ")
    assert [line.split()[0] for line in libraries] == ["WeasyPrint", "pyHanko"]
    assert sopc("--version", "--lang", "id").stdout.splitlines()[0] == first
    assert sopc("-h").stdout == sopc("--help").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "--sops", "nowhere"], "no katalog.yaml"),
        (["check", "--format", "xml"], "'text', 'json', 'sarif', 'github'"),
        (["check", "--jobs", "2"], "--jobs"),
        (["check", "--sops"], "sops"),
        (["check", "K.1.1.1.9"], "did you mean `K.1.1.1.1`?"),
        (["check", "1.1"], "did you mean `K.1.1.1.1`?"),
        (["check", "pejabt.yaml"], "did you mean `pejabat.yaml`?"),
        (["check", "no\x00name"], "no file, SOP or draft"),
        (["check", ".."], "is not in the catalogue"),
        (["check", "--select", "LNK999"], "nothing has the code `LNK999`; did you mean `LNK"),
        (["check", "--ignore", "L"], "nothing has the code `L`"),
        (["check", "--fail-on", "never"], "'error', 'warning', 'info'"),
        (["check", "--new"], "what is it new to?"),
        (["check", "--baseline", "sops/katalog.yaml"], "line 1 of `sops/katalog.yaml`"),
        (["check", "--baseline", "gone"], "it does not exist"),
        (["rules", "XYZ999"], "`sopc rules` lists"),
        (["rules", "LNK001", "LNK002"], "LNK002"),
        (["schema", "kantor"], "'katalog', 'pelaksana', 'dasar-hukum', 'pejabat', 'sop'"),
        (["chek"], "chek"),
        ([], "Usage"),
    ],
)
def test_wrong_usage_is_told_on_the_error_stream_with_status_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(write_catalogue(tmp_path / "sops").parent)
    result = sopc(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_file_is_no_catalogue(tmp_path: Path) -> None:
    result = sopc("check", "--sops", write_catalogue(tmp_path) / "katalog.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is a file" in result.stderr


def test_sopc_runs_as_a_module(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path, {FIRST: "["})
    command = [sys.executable, "-m", "sopc", "check", "--sops", str(root)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (1, "")
    assert "error YML001" in run.stdout


def test_sopc_reports_where_the_terminal_cannot_show_every_sign(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path, {FIRST: sop("K.1.1.1.1", f"x: {'±' * 200}\n")})
    command = [sys.executable, "-m", "sopc", "check", "--sops", str(root)]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr


def test_what_a_program_around_us_keeps_is_its_own_affair(tmp_path: Path) -> None:
    """Frozen for ever, what each of its checks leaves would fill its memory."""
    root = write_catalogue(tmp_path / "sops")
    assert gc.get_freeze_count() > 0  # by these tests
    kept = gc.get_freeze_count()
    sopc("check", "--sops", root)
    assert gc.get_freeze_count() <= kept
