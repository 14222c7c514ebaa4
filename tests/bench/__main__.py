"""What a build costs: cold, after one edit, when nothing changed; beside one big document.

``python -m tests.bench [COUNT…]`` also measures catalogues of so many generated SOPs.
"""

import os
import platform
import re
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from sopc import pipeline
from tests.bench.peers import peers
from tests.bench.timing import Cost, cost, median_cost, sopc
from tests.conftest import SOPS
from tests.growth import write_catalogue

_RUNS = 3
_SENTENCE = re.compile(r"(- uraian: .*)")


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="sopc-bench-"))
    try:
        _machine()
        monolith = _catalogue(folder)
        for count in map(int, sys.argv[1:]):
            _growth(folder, count, monolith)
    finally:
        shutil.rmtree(folder)


def _machine() -> None:
    load = os.getloadavg()[0]
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()},")
    print(
        f"load at the start {load:.1f}. Seconds on the wall and of processors, largest process.\n"
    )


def _catalogue(folder: Path) -> Cost:
    """The real catalogue; returns what it costs as one document."""
    sops, out = folder / "sops", folder / "build"
    shutil.copytree(SOPS, sops)
    build = sopc("build", "--sops", str(sops), "--out", str(out))
    _cold(build, out)  # bytecode, fonts: not what is measured
    whole = [sys.executable, "-m", "tests.bench.monolith", str(sops), str(out / "flowchart")]
    monolith = median_cost(lambda: cost([*whole, str(folder / "whole.pdf")]), _RUNS)
    _row("one WeasyPrint document", monolith, monolith)
    _row("build, cold", median_cost(lambda: _cold(build, out), _RUNS), monolith)
    _row("build, cold, --jobs 1", _cold([*build, "--jobs", "1"], out), monolith)
    edits = iter(range(_RUNS))
    _row("build, one edit", median_cost(lambda: _edited(build, sops, next(edits)), _RUNS), monolith)
    _row("build, nothing changed", median_cost(lambda: cost(build), _RUNS), monolith)
    _row("check", median_cost(lambda: cost(sopc("check", "--sops", str(sops))), _RUNS), monolith)
    catalogue = pipeline.check(sops, date.today()).catalogue
    assert catalogue is not None
    for name, found in peers(catalogue, out / "flowchart", folder):
        _row(name, found, monolith)
    return monolith


def _growth(folder: Path, count: int, monolith: Cost) -> None:
    sops, out = folder / f"sops-{count}", folder / f"build-{count}"
    write_catalogue(sops, count)
    build = sopc("build", "--sops", str(sops), "--out", str(out))
    _row(f"check, {count} SOPs", cost(sopc("check", "--sops", str(sops))), monolith)
    _row(f"build, {count} SOPs, cold", _cold(build, out), monolith)
    _row(f"build, {count} SOPs, one edit", _edited(build, sops, 0), monolith)
    _row(f"build, {count} SOPs, nothing changed", cost(build), monolith)
    shutil.rmtree(out)


def _cold(build: list[str], out: Path) -> Cost:
    shutil.rmtree(out, ignore_errors=True)
    return cost(build)


def _edited(build: list[str], sops: Path, edit: int) -> Cost:
    path = next(sops.rglob("V.26.1.1.4.yaml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(_SENTENCE.sub(rf"\1 ({edit})", text, count=1), encoding="utf-8")
    return cost(build)


def _row(name: str, found: Cost, monolith: Cost) -> None:
    print(f"{name:36} {found}  {found.wall / monolith.wall:7.3f}", flush=True)


if __name__ == "__main__":
    main()
