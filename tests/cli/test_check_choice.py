"""``sopc check`` heard: what is asked for is told, the rest is not, and errors come last."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import Result

from tests.catalogues import DASAR_HUKUM, FIRST, SOP, STRICT, write_catalogue
from tests.repositories import commit
from tests.running import sopc

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
THIRD = "sekretariat/keuangan/K.1.1.2.1.yaml"
DRAFT = "bidang/rencana.yaml"
FILES = {
    "katalog.yaml": STRICT + "pemeriksaan: {LNK008: off, MTB001: off, isi: off}\n",
    FIRST: SOP + "keterkaitan: [K.1.1.1.9]\n",
    SECOND: SOP.replace("K.1.1.1.1", "K.1.1.1.2")
    .replace("[kepala, staf]", "[kepala, staf, sekretaris]")
    .replace("Menerima", "Mencatat")
    + "keterkaitan: [K.1.1.2.1]\n",
    THIRD: SOP.replace("K.1.1.1.1", "K.1.1.2.1").replace("Menerima", "Menyimpan"),
    DRAFT: SOP.replace("nomor: K.1.1.1.1\n", "status: draf\n")
    .replace("Menerima", "Menolak")
    .replace("[kepala, staf]", "[kepala, staf, kasubbag]"),
}
"""An error in the first, a warning in the second and in the draft; an information in the third, as
the second cites it."""
FORMATS = ["text", "json", "sarif", "github", "gitlab"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_catalogue(tmp_path_factory.mktemp("heard") / "sops", FILES)


def told(result: Result) -> list[str]:
    """``K.1.1.1.2 FLW006`` for each finding of a report as JSON, and the exit status."""
    rows = json.loads(result.stdout)
    return [f"{Path(row['file']).stem} {row['code']}" for row in rows] + [str(result.exit_code)]


def check(root: Path, *words: str | Path) -> list[str]:
    return told(sopc("check", "--sops", root, "--format", "json", *words))


ALL = ["rencana FLW006", "K.1.1.2.1 LNK011", "K.1.1.1.1 LNK001", "K.1.1.1.2 FLW006", "1"]


@pytest.mark.parametrize(
    ("words", "findings"),
    [
        ([], ALL),
        (["K.1.1.1.1"], ["K.1.1.1.1 LNK001", "1"]),
        (["K.1.1.1.2", "rencana"], ["rencana FLW006", "K.1.1.2.1 LNK011", "K.1.1.1.2 FLW006", "0"]),
        (["K.1.1.2.1"], ["K.1.1.2.1 LNK011", "0"]),  # a finding is about each place it names
        (["sekretariat"], [*ALL[1:4], "1"]),
        (["bidang/"], ["rencana FLW006", "0"]),
        (["{root}"], ALL),
        (["{root}/sekretariat/../bidang"], ["rencana FLW006", "0"]),
        (["{root}/" + FIRST], ["K.1.1.1.1 LNK001", "1"]),
        ([FIRST], ["K.1.1.1.1 LNK001", "1"]),
        (["pejabat.yaml"], ["0"]),
        (["--select", "FLW006"], ["rencana FLW006", "K.1.1.1.2 FLW006", "0"]),
        (
            ["--select", "flw,LNK011"],
            ["rencana FLW006", "K.1.1.2.1 LNK011", "K.1.1.1.2 FLW006", "0"],
        ),
        (["--select", "alur"], ["rencana FLW006", "K.1.1.1.2 FLW006", "0"]),
        (["--ignore", "Tautan"], ["rencana FLW006", "K.1.1.1.2 FLW006", "0"]),
        (["--ignore", "tautan", "--select", "LNK001"], ["K.1.1.1.1 LNK001", "1"]),
        (["--ignore", "LNK"], ["rencana FLW006", "K.1.1.1.2 FLW006", "0"]),
        (["--ignore", "LNK", "--select", "LNK001"], ["K.1.1.1.1 LNK001", "1"]),
        (["--select", "LNK", "--ignore", "LNK001"], ["K.1.1.2.1 LNK011", "0"]),
        (["--select", "FLW006", "--ignore", "FLW006"], ["0"]),
        (["--quiet"], ["K.1.1.1.1 LNK001", "1"]),
        (["-q", "--fail-on", "warning"], [ALL[0], *ALL[2:4], "1"]),
        (["rencana", "--fail-on", "warning"], ["rencana FLW006", "1"]),
        (["K.1.1.2.1", "--fail-on", "warning"], ["K.1.1.2.1 LNK011", "0"]),
        (["K.1.1.2.1", "--fail-on", "info"], ["K.1.1.2.1 LNK011", "1"]),
    ],
)
def test_what_is_asked_for_is_told_and_decides_the_status(
    root: Path, words: list[str], findings: list[str]
) -> None:
    assert check(root, *(word.format(root=root) for word in words)) == findings


@pytest.mark.parametrize("form", FORMATS)
def test_a_choice_holds_in_every_format(root: Path, form: str) -> None:
    result = sopc("check", "--sops", root, "--format", form, "bidang", "--select", "FLW")
    assert result.exit_code == 0
    assert "rencana" in result.stdout
    assert "K.1.1.1.2" not in result.stdout


@pytest.mark.parametrize("form", ["sarif", "github", "gitlab"])
def test_what_is_for_information_stands_beside_no_line_unless_asked_for(
    root: Path, form: str
) -> None:
    plain = sopc("check", "--sops", root, "--format", form, "K.1.1.1.2").stdout
    asked = sopc("check", "--sops", root, "--format", form, "K.1.1.1.2", "--verbose").stdout
    message = json.loads(sopc("check", "--sops", root, "--format", "json", "K.1.1.2.1").stdout)[0][
        "message"
    ]
    assert (message in plain, message in asked) == (False, True)


def test_the_last_line_counts_says_where_errors_are_and_how_much_was_not_asked_for(
    root: Path,
) -> None:
    lines = sopc("check", "--sops", root, "--select", "FLW").stdout.splitlines()
    assert lines[-1] == "2 warnings; 2 others not told"
    lines = sopc("check", "--sops", root, "--quiet").stdout.splitlines()
    assert [line for line in lines if "LNK011" in line or "FLW006" in line] == []
    assert lines[-1] == "1 error, 2 warnings, 1 info"
    lines = sopc("check", "--sops", root, "--format", "github").stdout.splitlines()
    assert lines[-1] == "1 error, 2 warnings, 1 info"


def test_among_many_findings_the_last_line_says_where_the_errors_are(tmp_path: Path) -> None:
    lanes = SOP.replace("[kepala, staf]", "[kepala, staf, sekretaris]")
    many = {
        f"sekretariat/umum/K.1.1.1.{n}.yaml": lanes.replace("1.1.1.1", f"1.1.1.{n}").replace(
            "Menerima Surat", f"Menerima Surat {n}"
        )
        for n in range(1, 7)
    }
    first = many["sekretariat/umum/K.1.1.1.3.yaml"] + "keterkaitan: [K.1.1.1.9]\n"
    files = {**many, "katalog.yaml": FILES["katalog.yaml"]}
    root = write_catalogue(tmp_path, files | {"sekretariat/umum/K.1.1.1.3.yaml": first})
    line = sopc("check", "--sops", root).stdout.splitlines()[-1]
    place = f"{root}/sekretariat/umum/K.1.1.1.3.yaml:11:15"
    assert line == f"1 error, 6 warnings; errors: {place}"


def test_on_a_terminal_an_error_is_the_last_finding_elsewhere_files_keep_their_order(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def codes() -> list[str]:
        written = sopc("check", "--sops", root, "--color", "never", "--verbose").stdout
        lines = (line for line in written.splitlines() if f"{root}/" in line and ": " in line)
        return [line.split(": ")[1] for line in lines if not line.startswith(" ")]

    assert codes() == ["warning FLW006", "info LNK011", "error LNK001", "warning FLW006"]
    monkeypatch.setattr("sopc.cli.common.is_terminal", lambda stream: stream is sys.stdout)
    assert codes() == ["info LNK011", "warning FLW006", "warning FLW006", "error LNK001"]


@pytest.mark.parametrize(
    "words", [["K.1.1.1.2"], ["--select", "FLW"], ["rencana", "--ignore", "YML"]]
)
@pytest.mark.parametrize("file", ["katalog.yaml", "pelaksana.yaml"])
def test_what_keeps_the_rest_from_being_checked_is_always_told(
    tmp_path: Path, words: list[str], file: str
) -> None:
    root = write_catalogue(tmp_path, {**FILES, file: "a: [\n"})
    assert check(root, *words)[-1] == "1"
    assert f"{Path(file).stem} YML001" in check(root, *words)


def test_a_file_that_cannot_be_read_is_found_by_its_number_and_told_unless_ignored(
    tmp_path: Path,
) -> None:
    root = write_catalogue(tmp_path, {**FILES, SECOND: "nomor: [\n"})
    assert check(root, "K.1.1.1.2") == ["K.1.1.1.2 YML001", "1"]
    assert "K.1.1.1.2 YML001" in check(root, "--select", "FLW")
    assert check(root, "--select", "FLW", "--ignore", "YML") == ["rencana FLW006", "0"]


def test_only_what_is_new_since_a_revision_is_told_wherever_lines_moved(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops", FILES)
    commit(tmp_path)
    worse = FILES[FIRST].replace("pelaksana: kepala,", "pelaksana: ketua,")
    write_catalogue(root, {**FILES, FIRST: "# a line more\n\n" + worse})
    since = ("--since", "HEAD", "--ignore", "CHG")
    assert "K.1.1.1.1 LNK001" in check(root, *since)
    assert check(root, *since, "--new") == ["K.1.1.1.1 LNK002", "1"]
    assert check(root, *since, "--new", "--select", "LNK001") == ["0"]
    changed = FILES[FIRST].replace("5 menit", "6 menit")
    write_catalogue(root, {**FILES, FIRST: changed.replace("keterkaitan: [K.1.1.1.9]\n", "")})
    assert check(root, "--since", "HEAD", "--new") == ["K.1.1.1.1 CHG001", "1"]


def test_where_there_was_no_catalogue_everything_is_new(tmp_path: Path) -> None:
    (tmp_path / "sops").mkdir()
    (tmp_path / "sops" / "README").touch()
    commit(tmp_path)
    root = write_catalogue(tmp_path / "sops", FILES)
    assert check(root, "--since", "HEAD", "--new", "--ignore", "CHG") == ALL


def test_recorded_findings_are_passed_over_until_they_change(tmp_path: Path) -> None:
    root, file = write_catalogue(tmp_path / "sops", FILES), tmp_path / "temuan.jsonl"
    result = sopc("check", "--sops", root, "--write-baseline", file)
    assert (result.exit_code, result.stdout) == (0, f"4 findings are recorded in `{file}`\n")
    assert check(root, "--baseline", file) == ["0"]
    assert check(root, "--baseline", file, "--new") == ["0"]
    worse = FILES[FIRST].replace("keterkaitan: [", "\nketerkaitan: [K.1.1.1.8, ")
    write_catalogue(root, {**FILES, FIRST: worse})
    rows = json.loads(sopc("check", "--sops", root, "--baseline", file, "--format", "json").stdout)
    assert [(row["line"], row["message"]) for row in rows] == [
        (12, "no SOP has the number K.1.1.1.8")
    ]


def test_records_of_what_is_mended_are_told_with_their_lines(tmp_path: Path) -> None:
    root, file = write_catalogue(tmp_path / "sops", FILES), tmp_path / "temuan.jsonl"
    sopc("check", "--sops", root, "--write-baseline", file)
    write_catalogue(root, {**FILES, FIRST: SOP})
    (row,) = json.loads(
        sopc("check", "--sops", root, "--baseline", file, "--format", "json").stdout
    )
    line = file.read_text(encoding="utf-8").splitlines()[row["line"] - 1]
    assert (row["code"], row["severity"], "LNK001" in line) == ("WVR003", "warning", True)
    assert [other["message"] for other in row["related"]] == [f"LNK001 in `{FIRST}`"]
    for unasked in (["--select", "FLW"], ["K.1.1.1.2"], ["--ignore", "WVR"]):
        assert check(root, "--baseline", file, *unasked) == ["0"]
    settings = FILES["katalog.yaml"]
    for level, findings in (("off", ["0"]), ("error", ["temuan WVR003", "1"])):
        chosen = settings.replace("MTB001: off", f"MTB001: off, WVR003: {level}")
        write_catalogue(root, {**FILES, FIRST: SOP, "katalog.yaml": chosen})
        assert check(root, "--baseline", file) == findings
    (root / "katalog.yaml").write_text("a: [\n", encoding="utf-8")
    assert check(root, "--baseline", file) == ["katalog YML001", "1"]


def test_what_was_not_looked_for_is_not_told_to_be_mended(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops", FILES)
    file = tmp_path / "temuan.jsonl"
    commit(tmp_path)
    changed = FILES[THIRD].replace("5 menit", "6 menit")
    write_catalogue(root, {**FILES, THIRD: changed})
    sopc("check", "--sops", root, "--since", "HEAD", "--write-baseline", file)
    assert "CHG001" in file.read_text(encoding="utf-8")
    assert check(root, "--baseline", file) == ["0"]
    assert check(root, "--baseline", file, "--since", "HEAD") == ["0"]
    write_catalogue(root, FILES)
    assert check(root, "--baseline", file, "--since", "HEAD") == ["temuan WVR003", "0"]


def test_a_baseline_is_the_same_text_for_the_same_findings_and_small_where_lines_move(
    root: Path, tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    sopc("check", "--sops", root, "--write-baseline", one)
    moved = {name: f"# above\n\n{text}" for name, text in FILES.items()}
    again = write_catalogue(tmp_path / "elsewhere", moved)
    sopc("check", "--sops", again, "--write-baseline", other)
    assert one.read_text(encoding="utf-8") == other.read_text(encoding="utf-8")


GOOD = '{"file": "a", "code": "B", "severity": "error", "message": "c"}'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"", 1),
        (b"\xff", 1),
        (b"[1]\n", 1),
        (b'{"sopc-baseline": 2}\n', 1),
        (b'{"sopc-baseline": 1}\n' + GOOD.encode() + b"\n\nnot JSON\n", 4),
        (b'{"sopc-baseline": 1}\n' + b"[" * 100_000, 2),
        (b'{"sopc-baseline": 1}\n' + b"9" * 9_000, 2),
        (b'{"sopc-baseline": 1}\n' + GOOD.replace("error", "fatal").encode(), 2),
        (b'{"sopc-baseline": 1}\n' + GOOD.replace('"c"', "7").encode(), 2),
        (b'{"sopc-baseline": 1}\n<<<<<<< HEAD\n', 2),
    ],
)
def test_a_damaged_baseline_is_one_sentence_with_the_line(
    root: Path, tmp_path: Path, text: bytes, line: int
) -> None:
    file = tmp_path / "temuan.jsonl"
    file.write_bytes(text)
    result = sopc("check", "--sops", root, "--baseline", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"sopc: line {line} of `{file}` is not what")


def test_a_baseline_on_another_s_regulation_is_found_by_its_file(tmp_path: Path) -> None:
    twice = DASAR_HUKUM + DASAR_HUKUM.replace("uu-1-2020", "uu-satu")
    root = write_catalogue(tmp_path, {**FILES, "dasar-hukum.yaml": twice})
    found = check(root, "dasar-hukum")
    assert found[:-1]
    assert all(each.startswith("dasar-hukum ") for each in found[:-1])
