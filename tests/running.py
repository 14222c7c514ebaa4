"""``sopc`` as a user runs it, in this process or in one of its own, and what it left."""

import os
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from click.testing import CliRunner, Result

from sopc.cli.main import main
from sopc.publish.executors import Workers
from tests.remembered import Remembering

_REPOSITORY = Path(__file__).parent.parent


def sopc(*words: str | Path) -> Result:
    """A run of ``sopc`` in this process; a traceback fails the test."""
    result = CliRunner().invoke(
        main, [str(word) for word in words], prog_name="sopc", obj=within_this_process
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def within_this_process(address: str | None, jobs: int) -> Workers:
    """Whoever does the work where one process is enough: this one, without limits. What it loads,
    parses and prints once serves all tests."""
    return Remembering(address, jobs if jobs > 1 else 0)


def run_build(root: Path, out: Path, *more: str | Path, jobs: int = 1) -> Result:
    """A run of ``sopc build``, whatever comes of it."""
    return sopc("build", "--sops", root, "--out", out, "--jobs", str(jobs), *more)


def unprinted(result: Result) -> str:
    """The one thing that could not be printed: ``sops/katalog.yaml:1:1: error CTK003: …``."""
    assert result.exit_code == 1, result.stderr
    (line,) = (line for line in result.stderr.split("\n") if ": error CTK" in line)
    assert line.isprintable()
    return line


def build(root: Path, out: Path, *, jobs: int = 1, only: tuple[str, ...] = ()) -> Path:
    """Build a sound catalogue; returns ``out``."""
    chosen = [word for number in only for word in ("--only", number)]
    result = run_build(root, out, *chosen, jobs=jobs)
    assert result.exit_code == 0, result.stderr
    return out


def reasons(root: Path, out: Path, *more: str) -> dict[str, str]:
    """Build, and say why each SOP was rendered that was."""
    result = run_build(root, out, "--explain", *more)
    assert result.exit_code == 0, result.stderr
    return dict(line.split(": ", 1) for line in result.stdout.splitlines())


def process(
    *words: str | Path,
    cwd: Path | None = None,
    environment: Mapping[str, str | None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """A run of ``sopc`` in a process of its own; None takes a variable out of its environment."""
    command = [sys.executable, "-m", "sopc", *map(str, words)]
    wanted = {**os.environ, "PYTHONPATH": str(_REPOSITORY), **(environment or {})}
    chosen = {name: value for name, value in wanted.items() if value is not None}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=chosen, cwd=cwd, timeout=120
    )


def in_shell(
    folder: Path, command: str, *words: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """A run of ``sopc`` by a shell, in whose ``command`` it is ``"$@"``."""
    return subprocess.run(
        ["bash", "-c", command, "bash", sys.executable, "-m", "sopc", *words],
        env={**os.environ, "PYTHONPATH": str(_REPOSITORY), **(environment or {})},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def files(out: Path) -> dict[str, bytes]:
    """What a user finds in a folder of outputs: files by name, without the store."""
    found = (path for path in out.rglob("*") if path.is_file())
    named = {path.relative_to(out).as_posix(): path for path in found}
    return {n: path.read_bytes() for n, path in named.items() if not n.startswith(".store/")}


def digests(out: Path) -> dict[str, str]:
    """The SHA-256 of each of those files."""
    return {name: sha256(data).hexdigest() for name, data in files(out).items()}
