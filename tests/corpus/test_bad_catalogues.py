"""Every case of the corpus, by every command that reads a catalogue, in every form of report.

A case is one text file in ``cases``; ``README.md`` says how it is written. It is held to all its
findings of severity error and warning, and to having no others. A usual run has a sample of the
cases, fewer of them told in every form and language, and built: what is told of each is the same
data.
"""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import pytest
from click.testing import Result

from sopc import pipeline
from sopc.cli import streams
from sopc.codes import MANUAL
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.report.github import MOST_SHOWN
from tests.corpus.reading import BASE, CASES, Case, Finding, full_name, laid_out, read_case
from tests.running import run_build, sopc

NUMBER = "K.1.1.1.1"
_ELSEWHERE = re.compile(r"^sopc: errors elsewhere, which do not touch .*: (\d+) \(", re.MULTILINE)
_OF_OTHERS = r".*(?<![a-z])(?:K\.1\.(?!1\.1\.[12]\.)[^/]*|draf-[^/]*)"
"""Files that are called by other numbers than that one and the one it cites."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FOUND = re.compile(r"(.+):(\d+):(\d+): (error|warning|info) ([A-Z]{3}\d{3}): \S.*")
_COUNTED = re.compile(r"\d+ (?:errors?|warnings?|info)\b")
_COMMAND = re.compile(r"::(\w+) file=[^,]+,line=(\d+),col=(\d+),.*,?title=(\w+)::\S.*")
_LEVELS = {"error": "error", "warning": "warning", "notice": "info", "note": "info"}
_WEIGHTS = {"critical": "error", "minor": "warning", "info": "info"}
_PLACE = re.compile(r"\{\w+\}")

Told = tuple[str, int, int, str]
"""A finding as every report has it: severity, line, column, code."""


class Spoilt(NamedTuple):
    """A case, and the folder that holds its catalogue."""

    case: Case
    root: Path
    more: tuple[str, ...]

    def check(self, *words: str) -> Result:
        """A run of ``sopc check``, compared with all that the case gives to compare with."""
        return sopc("check", "--sops", self.root, *self.more, *words)


@pytest.fixture(scope="module", params=CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def spoilt(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Spoilt:
    """A case's catalogue, written to a folder."""
    case = read_case(request.param)
    folder = tmp_path_factory.mktemp("corpus")
    more = ["--since", "HEAD"] if case.has_past else []
    if case.source is not None:
        (folder / "naskah.txt").write_bytes(case.source)
        more += ["--source", str(folder / "naskah.txt")]
    return Spoilt(case, laid_out(case, folder / "sops"), tuple(more))


class Heard(list[str]):
    """What went through the one place that prints."""

    def is_all_of(self, result: Result) -> bool:
        """Whether a run printed nothing by another way."""
        return _plain("".join(self)) == _plain(result.output)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Listens to the one place that prints."""
    heard = Heard()
    put = streams._put

    def listen(text: str | bytes, *, nl: bool = True, **how: Any) -> None:
        heard.append((text if isinstance(text, str) else text.decode()) + ("\n" if nl else ""))
        put(text, nl=nl, **how)

    monkeypatch.setattr(streams, "_put", listen)
    return heard


def _plain(text: str) -> str:
    return _COLOUR.sub("", text)


def json_of(result: Result) -> list[dict[str, Any]]:
    rows = json.loads(result.stdout)
    assert isinstance(rows, list)
    return rows


def told(rows: list[dict[str, Any]]) -> list[Told]:
    return [(row["severity"], row["line"], row["column"], row["code"]) for row in rows]


def blocks(text: str) -> list[Told]:
    """The findings that a report for people has."""
    found = filter(None, map(_FOUND.fullmatch, _plain(text).splitlines()))
    return [(each[4], int(each[2]), int(each[3]), each[5]) for each in found]


def fails(found: list[Told]) -> bool:
    return any(severity == "error" for severity, *_ in found)


@pytest.mark.sampled(250)
def test_check_finds_what_the_case_says_and_nothing_else(
    spoilt: Spoilt, heard: Heard, capfd: pytest.CaptureFixture[str]
) -> None:
    result = spoilt.check("--format", "json")
    assert heard.is_all_of(result)
    if spoilt.case.refused:
        assert result.exit_code == 2
        assert spoilt.case.refused in result.stderr
        return
    rows = json_of(result)
    found = [
        Finding(
            row["file"].removeprefix(spoilt.root.as_posix()).removeprefix("/"),
            row["line"],
            row["column"],
            row["code"],
            row["severity"],
            f"{row['message']}; {row['hint']}",
        )
        for row in rows
        if row["severity"] != "info"
    ]
    expected = sorted(
        each._replace(file=printable_name(each.file)) for each in spoilt.case.expected
    )
    assert [each[:5] for each in sorted(found)] == [each[:5] for each in expected]
    assert expected, "a case is bad"
    for one, other in zip(sorted(found), expected, strict=True):
        assert other.words in one.words
    assert result.exit_code == int(fails(told(rows)))
    assert capfd.readouterr() == ("", "")


def printable_name(file: str) -> str:
    """A file's name as reports have it, when it is no UTF-8."""
    return file.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@pytest.mark.sampled(60)
def test_both_languages_say_whole_sentences_of_the_same(spoilt: Spoilt) -> None:
    if spoilt.case.refused:
        return
    english, indonesian = (
        json_of(spoilt.check("--format", "json", "--lang", language)) for language in ("en", "id")
    )
    assert told(english) == told(indonesian)
    for one, other in zip(english, indonesian, strict=True):
        for part in ("message", "hint"):
            assert bool(one[part]) == bool(other[part])
            assert sorted(_PLACE.findall(one[part])) == sorted(_PLACE.findall(other[part]))
        assert one["message"] != other["message"]


@pytest.mark.sampled(24)
def test_every_report_says_the_same(spoilt: Spoilt, heard: Heard) -> None:
    if spoilt.case.refused:
        return
    wanted = told(json_of(spoilt.check("--format", "json")))
    heard.clear()
    brief = spoilt.check("--color", "always")
    assert heard.is_all_of(brief)
    assert blocks(brief.stdout) == [each for each in wanted if each[0] != "info"]
    whole = spoilt.check("--verbose")
    notes = [each for each in wanted if each[3] == "SRC001"]  # told apart, by their parts
    assert blocks(whole.stdout) == [each for each in wanted if each not in notes]
    for line in (*_plain(brief.stdout).splitlines(), *whole.stdout.splitlines()):
        assert line.isprintable()
    assert_carets_stand_below_something(whole.stdout.splitlines())
    assert_reports_for_services_say(spoilt, [each for each in wanted if each[0] != "info"])
    assert_reports_for_services_say(spoilt, wanted, "--verbose")


def assert_reports_for_services_say(spoilt: Spoilt, wanted: list[Told], *words: str) -> None:
    """In GitHub's form ten errors, ten warnings, and the rest in the log, each in its order."""
    beside = [each for each in wanted if each[0] == "error"][:MOST_SHOWN]
    beside += [each for each in wanted if each[0] == "warning"][:MOST_SHOWN]
    commands = spoilt.check("--format", "github", *words).stdout.splitlines()
    if commands[-1] != "::endgroup::" and len(commands) > len(beside):
        assert _COUNTED.match(commands.pop())
    each_command = [_COMMAND.fullmatch(command) for command in commands[: len(beside)]]
    assert [(_LEVELS[c[1]], int(c[2]), int(c[3]), c[4]) for c in each_command if c] == beside
    if rest := commands[len(beside) :]:
        count = len(wanted) - len(beside)
        assert rest[0] == f"::group::{count} more findings, not shown beside the lines"
        assert rest[-1] == "::endgroup::"
    logged = blocks("\n".join(rest))
    assert len(logged) == max(len(rest) - 2, 0)
    assert Counter(beside) + Counter(logged) == Counter(wanted)
    assert logged == [each for each in wanted if each in logged]
    quality = json_of(spoilt.check("--format", "gitlab", *words))
    assert [
        (_WEIGHTS[row["severity"]], row["location"]["lines"]["begin"], row["check_name"])
        for row in quality
    ] == [(severity, line, code) for severity, line, _, code in wanted]
    assert len({row["fingerprint"] for row in quality}) == len(quality)
    (run,) = json.loads(spoilt.check("--format", "sarif", *words).stdout)["runs"]
    assert [of_sarif(result) for result in run["results"]] == wanted


def of_sarif(result: dict[str, Any]) -> Told:
    (location,) = result["locations"]
    region = location["physicalLocation"]["region"]
    return _LEVELS[result["level"]], region["startLine"], region["startColumn"], result["ruleId"]


def assert_carets_stand_below_something(lines: list[str]) -> None:
    """Below a sign of the line above, or where it ends: something is missing there."""
    for line, below in pairwise(lines):
        if line.startswith("  | ") and re.fullmatch(
            r"  \| [\s\N{IDEOGRAPHIC SPACE}]*[\^-][\^ -]*", below
        ):
            assert below.index("^" if "^" in below else "-") <= len(line)


@pytest.mark.sampled(50)
def test_build_and_flowchart_end_likewise(
    spoilt: Spoilt, heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "build", _not_tried)
    plain = sopc("check", "--sops", spoilt.root)
    heard.clear()
    built = run_build(spoilt.root, tmp_path / "build")
    assert heard.is_all_of(built)
    drawn = sopc("flowchart", NUMBER, "--sops", spoilt.root, "-o", tmp_path / "bagan.dot")
    assert drawn.stdout == ""
    assert (tmp_path / "bagan.dot").exists() == (drawn.exit_code == 0)
    if plain.exit_code:
        assert built.exit_code == plain.exit_code
        assert blocks(built.stderr) == blocks(plain.stdout)
        assert built.stdout == ""
        assert not [path for path in (tmp_path / "build").rglob("*") if path.is_file()]
    else:
        assert (built.exit_code, built.stderr) == (2, "sopc: sound, and not printed here\n")
    if spoilt.case.refused:
        assert drawn.exit_code == 2
    elif plain.exit_code == 0:
        assert drawn.exit_code == 0 or drawn.stderr.startswith("sopc: ")
    else:
        rows = json_of(sopc("check", "--sops", spoilt.root, "--format", "json"))
        assert_only_what_concerns_it_stops(rows, drawn, spoilt)


def assert_only_what_concerns_it_stops(
    rows: list[dict[str, Any]], drawn: Result, spoilt: Spoilt
) -> None:
    """The settings' errors and its own stop an SOP, those of others do not; all are counted."""
    stopping = [each for each in blocks(drawn.stderr) if each[0] == "error"]
    elsewhere = sum(map(int, _ELSEWHERE.findall(drawn.stderr)))
    errors = [row for row in rows if row["severity"] == "error"]
    assert len(stopping) + elsewhere == len(errors)
    assert bool(stopping) == (drawn.exit_code == 1)
    touched = [touches(row, spoilt) for row in errors]
    sure = [row for row, touch in zip(errors, touched, strict=True) if touch]
    possible = [row for row, touch in zip(errors, touched, strict=True) if touch is not False]
    assert Counter(told(sure)) <= Counter(stopping) <= Counter(told(possible))


def touches(row: dict[str, Any], spoilt: Spoilt) -> bool | None:
    """Whether an error stands in the way of the SOP; None where its words would have to be read.

    An entry of a registry may be named, an SOP cited, and a file of another name have the number.
    """
    places = [row["file"], *(other["file"] for other in row["related"])]
    names = {place.removeprefix(f"{spoilt.root.as_posix()}/") for place in places}
    if full_name(f"{NUMBER}.yaml") in names:
        return True
    if names <= {"katalog.yaml", "logo.svg"} and spoilt.case.path.parent.name != "source":
        return True
    if all(re.fullmatch(_OF_OTHERS, name) for name in names):
        return False
    return None


def _not_tried(*_: object, **__: object) -> NoReturn:
    raise SopcError(Phrase("sound, and not printed here"))


_FOR_INFORMATION = (
    *("ISI003", "ISI007", "LNK011", "MTB002", "PPL008", "PPL010", "SKM007", "SRC001"),
    *("CHG007", "CHG008"),
)
NOT_IN_A_CASE = {
    **dict.fromkeys(_FOR_INFORMATION, "for information only"),
    "WVR003": "found in what is recorded beside a catalogue, with `--baseline`",
    **dict.fromkeys(("CTK001", "CTK002", "CTK003", "CTK004"), "found when pages are laid out"),
}
"""The codes that no case can have, and why; they have tests of their own."""


def test_there_are_hundreds_of_cases_and_of_each_code_at_least_two() -> None:
    cases = [read_case(path) for path in CASES]
    found = Counter(code for case in cases for code in {each.code for each in case.expected})
    assert len(cases) >= 500
    assert {code for code in MANUAL if found[code] < 2} == set(NOT_IN_A_CASE)


@pytest.mark.parametrize("path", [*CASES, *BASE.rglob("*.yaml")], ids=lambda path: path.stem)
def test_a_case_is_plain_text_that_git_and_editors_keep(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    assert text.replace("\n", "").isprintable()


def test_what_the_cases_spoil_is_sound(tmp_path: Path) -> None:
    sound = sopc("check", "--sops", BASE)
    assert (sound.exit_code, blocks(sound.stdout)) == (0, [])
    assert run_build(BASE, tmp_path / "build").exit_code == 0
