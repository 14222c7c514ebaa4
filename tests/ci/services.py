"""``make services``: the template for GitLab, run by a local runner from first line to last.

Run as ``python -m tests.ci.services RUNNER``. A merge request with a fault and a push without one
are checked, and the push is printed; sopc is installed by the template from its lock file, into an
environment of its own. Only ``apt-get`` stands in for itself: what it would install is here.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.catalogues import FIRST, SOP, write_catalogue
from tests.conftest import REPOSITORY
from tests.repositories import commit, git

_ADDRESS = "https://gitlab.example.go.id/kantor/sop.git"


def prepare(folder: Path) -> Path:
    """A clone as the service would make it, of a branch ``usul`` that changes an SOP."""
    origin = folder / "origin"
    write_catalogue(origin / "sops")
    shutil.copy(REPOSITORY / "docs" / "ci" / "gitlab.yml", origin / ".gitlab-ci.yml")
    commit(origin)
    git(origin, "branch", "--move", "main")
    git(origin, "switch", "--quiet", "--create", "usul")
    write_catalogue(origin / "sops", {FIRST: SOP.replace("5 menit", "15 menit")})
    commit(origin)
    git(folder, "clone", "--quiet", "--branch=usul", origin.as_uri(), "clone")
    clone = folder / "clone"
    git(clone, "config", f"url.{origin.as_uri()}.insteadOf", _ADDRESS)
    git(clone, "remote", "set-url", "origin", _ADDRESS)
    programs = folder / "programs"
    programs.mkdir()
    (programs / "apt-get").write_text("#!/bin/sh\n")
    (programs / "apt-get").chmod(0o755)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    return clone


def pipeline(runner: Path, clone: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A run of the whole pipeline in a clone."""
    folder = clone.parent
    variables = {"SOPC": REPOSITORY.as_uri(), "SOPC_REVISION": "HEAD",
                 "SOPC_HOME": f"{folder}/sopc-$CI_JOB_ID", **variables}  # fmt: skip
    given = [
        word for name, value in variables.items() for word in ("--variable", f"{name}={value}")
    ]
    own = ["--force-shell-executor", "--no-shell-isolation", "--home", str(folder / "home")]
    path = os.pathsep.join([f"{folder}/programs", f"{folder}/venv/bin", os.environ["PATH"]])
    state = {"PATH": path, "XDG_STATE_HOME": str(folder / "state"), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [runner, *own, "--color=false", *given],
        cwd=clone,
        env={key: text for key, text in os.environ.items() if key != "PYTHONPATH"} | state,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def main(runner: Path) -> None:
    """Run both; what is not as it should be ends this with what was printed."""
    with tempfile.TemporaryDirectory() as scratch:
        clone = prepare(Path(scratch))
        target = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
        proposed = pipeline(runner, clone, CI_PIPELINE_SOURCE="merge_request_event", **target)
        assert proposed.returncode == 1, proposed.stdout
        assert f"sops/{FIRST}:8:5: error CHG001" in proposed.stdout, proposed.stdout
        print("a merge request with a fault: refused, as it should be")
        git(clone, "switch", "--quiet", "--create", "main", "origin/main")
        before = git(clone, "rev-parse", "HEAD").strip()
        pushed = pipeline(runner, clone, CI_COMMIT_BEFORE_SHA=before)
        assert pushed.returncode == 0, pushed.stdout
        assert (clone / "build" / "handbook.pdf").is_file(), pushed.stdout
        print("a push without one: checked and printed")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
