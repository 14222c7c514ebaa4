"""``sopc due`` as its user meets it."""

import json
import re
import shlex
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sopc.cli.main import main
from sopc.due.causes import ReviewCause
from sopc.due.rows import COLUMNS
from tests.catalogues import KATALOG, write_catalogue
from tests.conftest import REPOSITORY, SOPS
from tests.due.ics import read_calendar

POLICY = "peninjauan: {bulan: 12}\n"
_ONE, _TWO = "sekretariat/umum/K.1.1.1.1.yaml", "bidang/K.1.2.1.1.yaml"


@pytest.fixture
def sops(tmp_path: Path) -> Path:
    soon = date.today() + timedelta(20)
    day = date(soon.year - 1, soon.month, min(soon.day, 28))
    return write_catalogue(
        tmp_path / "sops",
        {
            "katalog.yaml": KATALOG + POLICY,
            _ONE: "nomor: K.1.1.1.1\nnama: Surat Masuk\ndisahkan: 2020-01\n"
            "dasar_hukum: uu-1-2020\n",
            _TWO: f"nomor: K.1.2.1.1\nnama: Layanan\ndisahkan: {day}\n",
        },
    )


def due(sops: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["due", "--sops", str(sops), *words])


def listed(result: Result) -> list[str]:
    assert result.exit_code in (0, 1), result.output
    return [row["nomor"] for row in json.loads(result.stdout)]


def test_what_is_due_is_listed_by_unit_and_counted(sops: Path) -> None:
    result = due(sops)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:4] == [
        "Sekretariat",
        "  Sub Bagian Umum; enacted by PEJABAT CONTOH, SE",
        "    K.1.1.1.1 Surat Masuk",
        "      review overdue since 2021-01-31 (`disahkan` 2020-01)",
    ]
    assert "    K.1.2.1.1 Layanan" in lines
    assert lines[-2:] == [
        "SOPs to look at: 2 (reviews overdue: 1; due within 30 days: 1; "
        "citing what has changed: 0)",
        "when a review is done, write its day under `ditinjau` in the SOP's file",
    ]
    assert result.stderr == ""


def test_it_speaks_indonesian(sops: Path) -> None:
    result = due(sops, "--lang", "id", "--days", "0")
    assert "  Sub Bagian Umum; pengesah: PEJABAT CONTOH, SE" in result.stdout
    assert "peninjauan terlambat sejak 2021-01-31 (`disahkan` 2020-01)" in result.stdout


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ((), ["K.1.1.1.1", "K.1.2.1.1"]),
        (("--days", "0"), ["K.1.1.1.1"]),
        (("K.1.2.1.1",), ["K.1.2.1.1"]),
        (("bidang",), ["K.1.2.1.1"]),
        (("bidang", "K.1.1.1.1"), ["K.1.1.1.1", "K.1.2.1.1"]),
        (("--every", "120", "--days", "0"), []),
        (("--cites", "uu-1-2020"), ["K.1.1.1.1"]),
    ],
)
def test_what_is_listed_can_be_chosen(sops: Path, words: Sequence[str], numbers: list[str]) -> None:
    assert listed(due(sops, "--format", "json", *words)) == numbers


def test_a_catalogue_without_a_policy_is_told_what_to_write(sops: Path) -> None:
    (sops / "katalog.yaml").write_text(KATALOG, "utf-8")
    result = due(sops)
    assert result.exit_code == 0
    assert result.stderr == (
        "sopc: katalog.yaml does not say how often SOPs are reviewed: add `peninjauan: {bulan: 12}`"
        " there, or give --every 12\n"
    )
    assert "no review is due within 30 days" in result.stdout
    assert listed(due(sops, "--every", "12", "--format", "json")) == ["K.1.1.1.1", "K.1.2.1.1"]


def test_what_is_not_listed_is_told(sops: Path) -> None:
    (sops / _TWO).write_text("nomor: K.1.2.1.1\nnama: Layanan\n", "utf-8")
    settings = KATALOG.replace("isi: off", "isi: off, LNK016: off") + POLICY
    (sops / "katalog.yaml").write_text(settings, "utf-8")
    assert due(sops).stderr.splitlines() == [
        "sopc: SOPs without a date to count from: 1 (K.1.2.1.1); "
        "write their `disahkan` or `ditinjau`",
        "sopc: not listed, as `pemeriksaan` in katalog.yaml has it off: LNK016",
    ]
    assert "K.1.2.1.1" not in due(sops, "K.1.1.1.1").output


def test_check_fails_where_something_is_listed(sops: Path) -> None:
    assert due(sops, "--check").exit_code == 1
    assert due(sops, "--check", "--every", "120").exit_code == 0


def test_a_file_s_name_says_how_it_is_written(sops: Path, tmp_path: Path) -> None:
    for name, start in (
        ("x.ics", b"BEGIN:VCALENDAR\r\n"),
        ("x.CSV", b"\xef\xbb\xbfnomor,"),
        ("x.json", b"[\n"),
        ("x.txt", b"Sekretariat\n"),
    ):
        result = due(sops, "-o", str(tmp_path / name))
        assert (result.exit_code, result.output) == (0, "")
        assert (tmp_path / name).read_bytes().startswith(start)
    assert len(read_calendar((tmp_path / "x.ics").read_bytes()).parts) == 2
    due(sops, "--format", "json", "-o", str(tmp_path / "x.data"))
    assert json.loads((tmp_path / "x.data").read_text("utf-8"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-o", "x.doc"), "the file must end in .txt, .json, .ics or .csv, or say --format"),
        (
            ("--cites", "uu-1-2020", "--days", "3"),
            "--cites lists whatever the day: leave out --days",
        ),
        (("--cites", "uu-1-2020", "--format", "ics"), "a calendar cannot hold it"),
        (("--cites", "uu-1-2021"), "`uu-1-2021`; did you mean `uu-1-2020`?"),
        (("--days", "-1"), "0<=x<=3660"),
        (("K.9",), "no file, SOP or draft of the catalogue is called `K.9`"),
        (("-o", "nowhere/x.ics"), "cannot write `nowhere/x.ics`"),
    ],
)
def test_what_cannot_be_listed_is_told(sops: Path, words: Sequence[str], told: str) -> None:
    result = due(sops, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_an_sop_that_cannot_be_read_hides_no_other(sops: Path) -> None:
    (sops / _TWO).write_text("nomor: [", "utf-8")
    result = due(sops)
    assert result.exit_code == 0
    assert "K.1.1.1.1 Surat Masuk" in result.stdout
    assert result.stderr.startswith("sopc: the catalogue has ")


def test_names_steer_no_terminal(sops: Path) -> None:
    title = r'"Surat \e[31m \u202e ::error::x"'
    (sops / _ONE).write_text(f"nomor: K.1.1.1.1\nnama: {title}\ndisahkan: 2020\n", "utf-8")
    for form in ("text", "json", "csv", "ics"):
        result = due(sops, "--format", form)
        assert "\x1b" not in result.output
        assert "\u202e" not in result.output.replace("\\u202e", "") or form == "csv"


def _section() -> str:
    guide = (REPOSITORY / "docs/editors-guide.md").read_text("utf-8")
    return guide.partition("## What is to be looked at again\n")[2].partition("\n## ")[0]


def test_the_guide_names_every_column_and_cause() -> None:
    named = [*COLUMNS, *map(str, ReviewCause)]
    assert [name for name in named if f"`{name}`" not in _section()] == []


def test_what_the_guide_types_is_understood_of_the_real_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sops").symlink_to(SOPS)
    monkeypatch.chdir(tmp_path)
    lines = re.findall(r"^sopc .*", _section(), re.M)
    assert len(lines) == 6
    for line in lines:
        result = CliRunner().invoke(main, shlex.split(line, comments=True)[1:])
        is_red = "exit status 1" in line  # two cite what was amended
        assert (result.exit_code, line) == (int(is_red), line), result.output
    assert read_calendar(Path("peninjauan.ics").read_bytes()).parts
    assert Path("peninjauan.csv").read_text("utf-8").count("\n") == 3
