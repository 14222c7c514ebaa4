"""What runs sopc elsewhere: valid by each service's schema, and its scripts do what they should."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sopc.transaction.user_key import GIVEN
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
    assert workflow["permissions"] == {
        "contents": "read",
        "pull-requests": "write",
        "security-events": "write",
    }
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
    hook, _ = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
    assert hook["pass_filenames"] is False
    assert hook["always_run"] is True
    write_catalogue(tmp_path / "katalog")
    assert run(hook["entry"] + " --sops katalog", tmp_path).returncode == 0
    write_catalogue(tmp_path / "katalog", {FIRST: "nomor: ["})
    assert run(hook["entry"] + " --sops katalog", tmp_path).returncode == 1
