"""What runs sopc elsewhere: valid by each service's schema, and its scripts do what they should."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sopc.publish.user_key import GIVEN
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.conftest import REPOSITORY
from tests.repositories import commit, git

ACTION = REPOSITORY / "action.yml"
GITHUB = REPOSITORY / "docs" / "ci" / "github.yml"
GITLAB = REPOSITORY / "docs" / "ci" / "gitlab.yml"
CHANGED = SOP.replace("5 menit", "15 menit")


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        (ACTION, ["vendor.github-actions"]),
        (GITHUB, ["vendor.github-workflows"]),
        (GITLAB, ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"]),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_a_template_is_valid(file: Path, schema: list[str]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", [ACTION, GITHUB], ids=lambda path: path.name)
def test_actions_of_others_are_named_by_their_commit(file: Path) -> None:
    """A tag is moved by whoever may write there; the release stands behind it for people."""
    used = re.findall(r"uses: (.+)", file.read_text(encoding="utf-8"))
    others = [name for name in used if not name.startswith("OWNER/sopc@")]
    pinned = re.compile(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert others
    assert [name for name in others if not pinned.fullmatch(name)] == []


def test_a_strangers_pull_request_gets_no_rights_and_no_secrets() -> None:
    """``pull_request_target`` would run it with the repository's own."""
    workflow = yaml.safe_load(GITHUB.read_text(encoding="utf-8"))
    assert set(workflow[True]) == {"pull_request", "push"}  # YAML 1.1 reads `on` so
    assert workflow["permissions"] == {"contents": "read", "security-events": "write"}
    assert not any("permissions" in job for job in workflow["jobs"].values())
    for file in (ACTION, GITHUB, GITLAB):
        assert "secrets." not in file.read_text(encoding="utf-8")


@pytest.fixture(params=["whole", "shallow"])
def proposal(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A clone with a branch that changes an SOP, as a service checks it out."""
    origin = tmp_path / "origin"
    write_catalogue(origin / "sops", {FIRST: SOP.replace("Menerima", "Mencatat")})
    commit(origin)
    write_catalogue(origin / "sops")
    commit(origin)
    git(origin, "switch", "--quiet", "--create", "usul")
    write_catalogue(origin / "sops", {FIRST: CHANGED})
    commit(origin)
    depth = [] if request.param == "whole" else ["--depth=1"]
    git(tmp_path, "clone", "--quiet", *depth, "--branch=usul", origin.as_uri(), "clone")
    return tmp_path / "clone"


def run(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A step of a service, with the shell it uses."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def action(step: str) -> str:
    """The script of a step of the action."""
    steps = yaml.safe_load(ACTION.read_text())["runs"]["steps"]
    (script,) = (each["run"] for each in steps if each.get("name") == step)
    return str(script)


def chosen(folder: Path, **variables: str) -> str:
    """The revision that the action compares with."""
    output = folder.parent / "output"
    done = run(
        action("Choose what to compare with"), folder, GITHUB_OUTPUT=str(output), **variables
    )
    assert done.returncode == 0, done.stderr
    return output.read_text().splitlines()[-1].removeprefix("revision=")


def test_the_action_compares_a_pull_request_with_its_target(proposal: Path) -> None:
    depth = git(proposal, "rev-list", "--count", "HEAD")
    revision = chosen(proposal, SINCE="", TARGET="main")
    assert git(proposal, "rev-list", "--count", "HEAD") == depth
    done = run(action("Check"), proposal, SOPS="sops", SINCE=revision)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    place = "line=8,col=5,endLine=8,endColumn=94"
    assert line.startswith(f"::error file=sops/{FIRST},{place},title=CHG001::")


def test_the_action_compares_a_push_with_what_it_is_told_or_with_nothing(proposal: Path) -> None:
    assert chosen(proposal, SINCE="HEAD", TARGET="main") == "HEAD"
    assert chosen(proposal, SINCE="", TARGET="") == ""
    assert run(action("Check"), proposal, SOPS="sops", SINCE="").returncode == 0


def test_the_action_runs_nothing_that_a_branch_is_called(proposal: Path) -> None:
    name = "$(touch${IFS}made);touch${IFS}made"
    git(proposal, "push", "--quiet", "origin", f"HEAD:refs/heads/{name}")
    revision = chosen(proposal, SINCE="", TARGET=name)
    assert revision == git(proposal, "rev-parse", "HEAD").strip()
    assert not (proposal / "made").exists()


def test_the_actions_log_for_code_scanning_is_written_despite_findings(proposal: Path) -> None:
    script = action("Write the findings for code scanning")
    done = run(script, proposal, SOPS="sops", SINCE=chosen(proposal, SINCE="", TARGET="main"))
    assert done.returncode == 0
    (result,) = json.loads((proposal / "sopc.sarif").read_text())["runs"][0]["results"]
    assert result["ruleId"] == "CHG001"
    assert run(script, proposal, SOPS="nowhere", SINCE="").returncode != 0


def test_the_action_keeps_a_store_only_where_it_is_believed() -> None:
    steps = yaml.safe_load(ACTION.read_text())["runs"]["steps"]
    (cache,) = (each for each in steps if each.get("uses", "").startswith("actions/cache@"))
    (built,) = (each for each in steps if "sopc build" in each.get("run", ""))
    assert cache["with"]["path"].endswith("/.store")
    assert cache["if"] == "inputs.build == 'true' && inputs.store-key != ''"
    assert built["env"][GIVEN] == "${{ inputs.store-key }}"


def test_gitlab_gets_its_report_and_a_reader_the_text(proposal: Path) -> None:
    (script,) = yaml.safe_load(GITLAB.read_text())["sop-check"]["script"]
    done = run(script, proposal, SOPS="sops", CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    assert done.returncode == 1
    assert f"sops/{FIRST}:8:5: error CHG001" in done.stdout
    (row,) = json.loads((proposal / "gl-code-quality-report.json").read_text())
    assert row["location"] == {"path": f"sops/{FIRST}", "lines": {"begin": 8, "end": 8}}
    assert run(script, proposal, SOPS="sops").returncode == 0


def test_the_hook_checks_what_is_about_to_be_committed(tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
    assert hook["pass_filenames"] is False
    assert hook["always_run"] is True
    write_catalogue(tmp_path / "katalog")
    assert run(hook["entry"] + " --sops katalog", tmp_path).returncode == 0
    write_catalogue(tmp_path / "katalog", {FIRST: "nomor: ["})
    assert run(hook["entry"] + " --sops katalog", tmp_path).returncode == 1
