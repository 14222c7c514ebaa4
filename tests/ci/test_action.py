"""The action, run from its first step to its last as GitHub does it: against a real repository and
its clone; programs of the system, and GitHub's own, stand in for themselves."""

import json
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.catalogues import FIRST, SOP, write_catalogue
from tests.ci.composite import Run
from tests.conftest import REPOSITORY
from tests.repositories import commit, git

CHANGED = SOP.replace("5 menit", "15 menit")
HANDBOOK = "https://github.com/kantor/sop/actions/runs/1/artifacts/2"
USED = {"actions/upload-artifact": {"artifact-url": HANDBOOK}}
NOWHERE = "0" * 40
GH = """#!/usr/bin/env python3
import json, os, sys
from pathlib import Path

words, file = sys.argv[1:], Path(os.environ["COMMENTS"])
assert words.pop(0) == "api" and os.environ["GH_TOKEN"] == "rahasia"
if os.environ.get("FORK"):
    sys.exit("gh: Resource not accessible by integration (HTTP 403)")
comments = json.loads(file.read_text()) if file.exists() else {}
body = [Path(w.removeprefix("body=@")).read_text() for w in words if w.startswith("body=@")]
if "--jq" in words:
    assert "repos/kantor/sop/issues/7/comments" in words
    for number, text in comments.items():
        if text.startswith("<!-- sopc -->"):
            print(number)
elif "PATCH" in words:
    (address,) = (w for w in words if "/issues/comments/" in w)
    comments[address.rpartition("/")[2]] = body[0]
else:
    assert "repos/kantor/sop/issues/7/comments" in words
    comments[str(len(comments) + 1)] = body[0]
file.write_text(json.dumps(comments))
"""


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A server's repository: main has a catalogue of two commits, ``usul`` a change of it."""
    origin = tmp_path / "origin"
    write_catalogue(origin / "sops", {FIRST: SOP.replace("Menerima", "Mencatat")})
    commit(origin)
    write_catalogue(origin / "sops")
    commit(origin)
    git(origin, "branch", "--move", "main")
    git(origin, "switch", "--quiet", "--create", "usul")
    write_catalogue(origin / "sops", {FIRST: CHANGED})
    commit(origin)
    git(origin, "config", "uploadpack.allowAnySHA1InWant", "true")  # as GitHub does
    return origin


@pytest.fixture(params=["whole", "shallow"])
def depth(request: pytest.FixtureRequest) -> list[str]:
    return [] if request.param == "whole" else ["--depth=1"]


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Programs that stand in: those that install note what they were asked for."""
    folder = tmp_path / "programs"
    folder.mkdir()
    note = f'#!/bin/sh\necho "$(basename "$0") $*" >> {tmp_path / "installed"}\n'
    for name, text in {"sudo": note, "pip": note, "gh": GH}.items():
        (folder / name).write_text(text)
        (folder / name).chmod(stat.S_IRWXU)
    return folder


def run(
    tmp_path: Path,
    github: Mapping[str, Any],
    *,
    branch: str = "usul",
    clone: list[str] | None = None,
    name: str = "run",
    **inputs: str,
) -> Run:
    """A run of the action in a new clone of a branch."""
    checkout = tmp_path / name
    words = ["clone", "--quiet", *(clone or []), f"--branch={branch}"]
    git(tmp_path, *words, (tmp_path / "origin").as_uri(), str(checkout))
    event = {"repository": {"default_branch": "main"}, **github.get("event", {})}
    context = {"ref_name": branch, "token": "rahasia", **github, "event": event}
    inputs = {"build": "false", **{key.replace("_", "-"): value for key, value in inputs.items()}}
    temp, stand_ins = tmp_path / f"{name}-temp", tmp_path / "programs"
    action = REPOSITORY / "action.yml"
    return Run(action, checkout, temp, context, inputs, USED, stand_ins).all_steps()


def pull(**more: object) -> dict[str, Any]:
    """What GitHub says of a pull request into main."""
    return {"base_ref": "main", "event": {"pull_request": {"number": 7}, **more}}


def annotations(log: str) -> list[tuple[str, str]]:
    """The files and codes of what is marked beside the lines."""
    found = re.finditer(r"^::(?:error|warning) file=(.*?),.*title=(\w+)", log, re.MULTILINE)
    return [(match[1], match[2]) for match in found]


def compared(done: Run) -> str:
    return done.outputs["since"]["revision"]


@pytest.mark.usefixtures("origin", "programs")
def test_a_pull_request_is_checked_against_its_target(tmp_path: Path, depth: list[str]) -> None:
    done = run(tmp_path, pull(), clone=depth)
    assert compared(done) == git(tmp_path / "origin", "rev-parse", "main").strip()
    assert annotations(done.log) == [(f"sops/{FIRST}", "CHG001")]
    assert done.failed
    assert "CHG001" in done.summary
    assert done.ran[-1] == "Summarise"


@pytest.mark.usefixtures("programs")
def test_a_pull_request_behind_its_target_answers_for_itself_alone(
    origin: Path, tmp_path: Path, depth: list[str]
) -> None:
    git(origin, "switch", "--quiet", "main")
    write_catalogue(origin / "sops", {FIRST: SOP.replace("Menerima", "Mengambil")})
    commit(origin)
    git(origin, "switch", "--quiet", "--create", "lain", "main~1")
    (origin / "catatan.txt").write_text("lain", encoding="utf-8")
    commit(origin)
    done = run(tmp_path, pull(), branch="lain", clone=depth)
    assert not done.failed, done.log
    assert annotations(done.log) == []


@pytest.mark.usefixtures("programs")
def test_a_push_is_compared_with_what_the_branch_was(
    origin: Path, tmp_path: Path, depth: list[str]
) -> None:
    git(origin, "switch", "--quiet", "main")
    git(origin, "merge", "--quiet", "--ff-only", "usul")
    before = git(origin, "rev-parse", "main~1").strip()
    done = run(tmp_path, {"event": {"before": before}}, branch="main", clone=depth)
    assert compared(done) == before
    assert annotations(done.log) == [(f"sops/{FIRST}", "CHG001")]
    assert done.failed


@pytest.mark.usefixtures("origin", "programs")
def test_the_first_push_of_a_branch_is_compared_with_the_default_one(tmp_path: Path) -> None:
    done = run(tmp_path, {"event": {"before": NOWHERE}}, clone=["--depth=1"])
    assert annotations(done.log) == [(f"sops/{FIRST}", "CHG001")]


@pytest.mark.usefixtures("origin", "programs")
def test_the_first_push_of_all_is_compared_with_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, {"event": {"before": NOWHERE}}, branch="main")
    assert compared(done) == ""
    assert not done.failed, done.log


@pytest.mark.usefixtures("programs")
def test_a_push_by_force_is_compared_with_what_was_there(origin: Path, tmp_path: Path) -> None:
    thrown = git(origin, "rev-parse", "usul").strip()
    git(origin, "reset", "--quiet", "--hard", "main")
    write_catalogue(origin / "sops", {FIRST: SOP.replace("5 menit", "25 menit")})
    commit(origin)
    done = run(tmp_path, {"event": {"before": thrown}})
    assert compared(done) == thrown
    assert annotations(done.log) == [(f"sops/{FIRST}", "CHG001")]


@pytest.mark.usefixtures("origin", "programs")
def test_a_push_whose_past_the_server_has_forgotten_is_compared_with_the_default_branch(
    tmp_path: Path,
) -> None:
    done = run(tmp_path, {"event": {"before": "f" * 40}})
    assert compared(done) == git(tmp_path / "origin", "rev-parse", "main").strip()


@pytest.mark.usefixtures("origin", "programs")
def test_findings_for_code_scanning_are_written_before_they_fail_the_run(tmp_path: Path) -> None:
    done = run(tmp_path, pull(), sarif="true")
    (result,) = json.loads((done.checkout / "sopc.sarif").read_text())["runs"][0]["results"]
    assert result["ruleId"] == "CHG001"
    assert done.ran.index("github/codeql-action/upload-sarif") < done.ran.index("Check")


@pytest.mark.usefixtures("origin", "programs")
def test_a_catalogue_that_is_not_there_fails_the_run(tmp_path: Path) -> None:
    done = run(tmp_path, pull(), sarif="true", sops="tiada")
    assert done.failed
    assert "tiada" in done.log


@pytest.mark.usefixtures("origin", "programs")
def test_what_is_asked_for_goes_before_all(tmp_path: Path) -> None:
    assert compared(run(tmp_path, pull(before="f" * 40), since="HEAD")) == "HEAD"


@pytest.mark.usefixtures("programs")
def test_a_sound_one_is_built_and_told_of(origin: Path, tmp_path: Path) -> None:
    write_catalogue(origin / "sops", {FIRST: f"{SOP}# komentar\n"})
    commit(origin)
    done = run(tmp_path, pull(), build="true", comment="true")
    assert not done.failed, done.log
    assert re.search(r"^### sopc build: 1 SOP, a handbook of \d+ pages$", done.summary, re.M)
    assert f"]({HANDBOOK})" in done.summary
    assert done.outputs["handbook"] == {"artifact-url": HANDBOOK}
    assert (done.checkout / "build" / "handbook.pdf").is_file()
    installed = (tmp_path / "installed").read_text()
    assert "--require-hashes" in installed
    assert "graphviz" in installed


@pytest.mark.usefixtures("origin", "programs")
def test_a_pull_request_has_one_comment_which_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "comments"
    monkeypatch.setenv("COMMENTS", str(file))
    file.write_text(json.dumps({"1": "Bagus."}))
    first = run(tmp_path, pull(), comment="true")
    assert first.failed  # by the findings
    said = json.loads(file.read_text())
    assert list(said) == ["1", "2"]
    assert said["2"] == first.summary
    second = run(tmp_path, pull(), comment="true", since="HEAD", name="again")
    assert not second.failed, second.log
    assert json.loads(file.read_text()) == {"1": "Bagus.", "2": second.summary}
    assert "CHG001" not in second.summary


@pytest.mark.usefixtures("origin", "programs")
def test_a_fork_that_may_not_comment_fails_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMENTS", str(tmp_path / "comments"))
    monkeypatch.setenv("FORK", "1")
    done = run(tmp_path, pull(), comment="true", since="HEAD")
    assert not done.failed
    assert "::warning::the summary could not be written" in done.log


@pytest.mark.usefixtures("origin", "programs")
def test_nothing_that_a_branch_is_called_runs(tmp_path: Path) -> None:
    name = "$(touch${IFS}made);touch${IFS}made"
    git(tmp_path / "origin", "branch", name, "usul")
    for github in (pull() | {"base_ref": name}, {"event": {"before": NOWHERE}}):
        done = run(tmp_path, github, branch=name, name=f"run{len(github)}")
        assert not list(tmp_path.rglob("made"))
        assert "Summarise" in done.ran


def test_the_token_is_given_to_one_step_which_reads_no_catalogue() -> None:
    text = (REPOSITORY / "action.yml").read_text(encoding="utf-8")
    (step,) = (step for step in text.split("\n    - ") if "github.token" in step)
    assert "sopc " not in re.sub(r"sopc -->", "", step)
