"""A machine that lacks things, as Windows does: ``fcntl``, ``os.fork``, Pango, Graphviz …

``python -m tests.absent fcntl os.fork pango dot -- check --sops sops`` runs sopc without them.
Every Python that is started below such a run lacks them too: ``sitecustomize.py`` in this folder,
which Python imports first, reads a variable.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

VARIABLE = "SOPC_TESTS_ABSENT"
WINDOWS = (
    "fcntl", "pwd", "grp", "resource", "termios",
    "os.fork", "os.register_at_fork", "os.sched_getaffinity", "os.mkfifo", "os.O_NOFOLLOW",
    "signal.pthread_sigmask", "signal.SIGKILL", "signal.SIGCHLD",
)  # fmt: skip
"""Modules and names that Python has on Linux and not on Windows."""
_HERE = Path(__file__).parent
_PROGRAMS = ("git", "dot")
_USAGE = """\
usage: python -m tests.absent THING... -- COMMAND...
  THING: a module (fcntl), a name in one (os.fork), pango, git or dot
  COMMAND: what sopc is to do without them (check --sops sops)
"""


def environment(absent: Iterable[str], programs: Path) -> dict[str, str]:
    """The variables for a Python that lacks things; ``programs`` is made the only folder of those.

    Things are modules, names in modules (``os.fork``), ``pango`` and the programs ``git``, ``dot``.
    """
    programs.mkdir(parents=True, exist_ok=True)
    for program in _PROGRAMS:
        found = shutil.which(program)
        if program not in absent and found and not (programs / program).exists():
            (programs / program).symlink_to(found)
    path = os.pathsep.join([str(_HERE), str(_HERE.parents[1])])
    changed = {VARIABLE: " ".join(absent), "PYTHONPATH": path, "PATH": str(programs)}
    # what filelock says where there is neither fcntl nor, as on Windows, msvcrt
    changed["PYTHONWARNINGS"] = "ignore:only soft file lock:UserWarning"
    return {**os.environ, **changed}


def run_without(
    absent: Iterable[str],
    *words: str | Path,
    programs: Path,
    variables: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """A run of ``sopc`` where things are absent."""
    command = [sys.executable, "-m", "sopc", *map(str, words)]
    env = environment(tuple(absent), programs) | dict(variables or {})
    return subprocess.run(
        command,
        env=env,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


def main() -> int:
    """Run sopc as the command line says; its exit status."""
    if "--" not in sys.argv:
        sys.stderr.write(_USAGE)
        return 2
    at = sys.argv.index("--")
    with tempfile.TemporaryDirectory() as folder:
        done = run_without(sys.argv[1:at], *sys.argv[at + 1 :], programs=Path(folder))
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    return done.returncode
