"""``python -m tests.mutation AREA…``: which changes of the code no test notices.

Every area of ``areas.toml`` is measured by mutmut in a copy of the repository of its own, below
``.mutation/``; a second run there takes up what the first has not done. Mutmut changes what is
inside functions only: not constants, not methods behind a decorator such as ``property``.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
AREAS = Path(__file__).with_name("areas.toml")
WORK = ROOT / ".mutation"

_SURVIVED, _NOT_REACHED = "survived", "not reached"
_OUTCOMES = {None: "not run", 0: _SURVIVED, 5: _NOT_REACHED, 33: _NOT_REACHED}
"""By how the tests' process ended. In every other way a change was noticed: failed tests, a process
that did not end in time."""


def main() -> None:
    areas = tomllib.loads(AREAS.read_text(encoding="utf-8"))
    wanted = sys.argv[1:] or list(areas)
    unknown = [area for area in wanted if area not in areas]
    if unknown:
        sys.exit(f"no area is called {', '.join(unknown)}; there are {', '.join(areas)}")
    for area in wanted:
        folder = prepared(area, areas[area])
        forget_survivors(folder)
        with tempfile.TemporaryDirectory(prefix="mutation-") as files:
            # pytest removes old folders of its own elsewhere: what is kept may lie in one
            new = {"PYTHONPATH": str(folder), "PYTEST_DEBUG_TEMPROOT": files}
            run = partial(subprocess.run, cwd=folder, env=os.environ | new)
            command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1"]
            tried: set[str] | None = None
            if "sample" in areas[area]:
                run([*command, "no-mutant"], stderr=subprocess.DEVNULL)  # only makes them all
                tried = sample(results(folder), areas[area]["sample"])
            left = [name for name in tried or () if results(folder)[name] is None]
            if left or tried is None:
                run([*command, *left], check=True)
        report(area, folder, tried)


def forget_survivors(folder: Path) -> None:
    """What no test noticed is tried again: the tests may be new."""
    for meta in (folder / "mutants").rglob("*.meta"):
        written = json.loads(meta.read_text(encoding="utf-8"))
        codes = written["exit_code_by_key"]
        codes |= {name: None for name, code in codes.items() if code in _OUTCOMES}
        meta.write_text(json.dumps(written), encoding="utf-8")


def results(folder: Path) -> dict[str, int | None]:
    """By the names of an area's mutants, how the tests' process ended; None before it ran."""
    codes: dict[str, int | None] = {}
    for meta in sorted((folder / "mutants").rglob("*.meta")):
        codes |= json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    return codes


def sample(names: Iterable[str], size: int) -> set[str]:
    """So many of the mutants, the same ones each time."""
    ordered = sorted(names)
    return set(random.Random(0).sample(ordered, min(size, len(ordered))))


def prepared(area: str, settings: dict[str, Any]) -> Path:
    """A copy of the repository with mutmut's settings for an area."""
    folder = WORK / area
    folder.mkdir(parents=True, exist_ok=True)
    copied = [path for path in ROOT.iterdir() if not path.name.startswith(".")]
    copied = [path for path in copied if path.name not in ("build", "pyproject.toml")]
    for path in copied:
        place = folder / path.name
        if path.is_dir():
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(path, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, place)
    # of this project's own settings the tests need those of pytest only
    others = sorted(path.name for path in copied if path.name not in ("sopc", "tests"))
    mutmut = {
        "source_paths": ["sopc"],
        "only_mutate": settings["modules"],
        "also_copy": others,
        "pytest_add_cli_args_test_selection": settings["tests"],
        "pytest_add_cli_args": [
            "--hypothesis-profile=mutation",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:randomly",
            *settings.get("arguments", []),
        ],
        "timeout_constant": 5.0,
        "timeout_multiplier": 2.0,  # some mutants wait for what never comes
        "track_dependencies": False,
        "use_git_change_detection": False,
        "use_setproctitle": False,
    }
    # files of what `kept` keeps stay; all others' would take minutes to remove
    count = 1_000_000 if "tests.mutation.kept" in settings.get("arguments", ()) else 1
    lines = ["[tool.pytest.ini_options]", 'testpaths = ["tests"]']
    lines += [f"tmp_path_retention_count = {count}", "", "[tool.mutmut]"]
    # what JSON writes of these values is also TOML
    lines += [f"{key} = {json.dumps(value)}" for key, value in mutmut.items()]
    (folder / "pyproject.toml").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return folder


def report(area: str, folder: Path, tried: set[str] | None) -> None:
    """Print how many mutants of an area were noticed, and every one that was not.

    ``tried`` are the names of those that count, None when all do.
    """
    codes = results(folder)
    made = len(codes)
    codes = {name: code for name, code in codes.items() if tried is None or name in tried}
    for mutant, code in codes.items():
        if code in _OUTCOMES:
            print(f"\n{_OUTCOMES[code]}: {mutant}\n{_difference(mutant, folder)}")
    noticed = sum(code not in _OUTCOMES for code in codes.values())
    share = 100 * noticed / len(codes) if codes else 0.0
    of = "" if tried is None else f", a sample of {made}"
    print(f"\n{area}: {noticed} of {len(codes)} mutants noticed ({share:.1f} %){of}")


def _difference(mutant: str, folder: Path) -> str:
    show = [sys.executable, "-m", "mutmut", "show", mutant]
    shown = subprocess.run(show, cwd=folder, capture_output=True, text=True, check=True).stdout
    lines = [line for line in shown.splitlines() if line[:1] in ("+", "-")]
    return "\n".join(line for line in lines if line[:3] not in ("+++", "---"))


if __name__ == "__main__":
    main()
