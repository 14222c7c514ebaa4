"""``make bench``: how long things take on this machine. Figures, never pass or fail."""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sopc import pipeline
from sopc.catalogue.sop import Sop
from tests.catalogues import TODAY
from tests.conftest import SOPS
from tests.layout.flows import drawings

RUNS = 5


def median_seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return sorted(times)[runs // 2]


def command(*arguments: str) -> Callable[[], object]:
    """A whole process, from start-up to exit."""
    program = [sys.executable, "-m", "sopc", *arguments]
    return lambda: subprocess.run(program, check=True, capture_output=True)


def long_flow(steps: int, lanes: int) -> Sop:
    """A flow with a decision that returns in every fifth step."""
    names = [f"lajur-{n}" for n in range(lanes)]
    written: list[dict[str, object]] = []
    for number in range(1, steps + 1):
        step: dict[str, object] = {"uraian": "Langkah", "pelaksana": names[number * 5 % lanes]}
        if number % 5 == 0 and number < steps:
            step["keputusan"] = {"ya": number + 1, "tidak": number - 3}
        written.append(step)
    return Sop.model_validate(
        {"status": "draf", "nama": "Panjang", "pelaksana": names, "langkah": written}
    )


def drawing_seconds() -> float:
    """What drawing every flowchart of the catalogue costs beyond laying out its pages."""
    catalogue = pipeline.check(SOPS, TODAY).catalogue
    assert catalogue is not None
    flows = [entry.sop for entry in catalogue.entries if entry.sop.steps]

    def draw_all() -> None:
        for sop in flows:
            drawings(sop, [list(range(1, len(sop.steps) + 1))], separate=False)

    return median_seconds(draw_all)


def main() -> None:
    out = Path(tempfile.mkdtemp(prefix="sopc-bench-"))
    flow = long_flow(60, 12)
    rows = [
        ("check, whole process", median_seconds(command("check", "--sops", str(SOPS)))),
        (
            "build, one process",
            median_seconds(
                command("build", "--sops", str(SOPS), "--out", str(out), "--jobs", "1"), 1
            ),
        ),
        (
            f"build, {len(os.sched_getaffinity(0))} processes",
            median_seconds(command("build", "--sops", str(SOPS), "--out", str(out)), 3),
        ),
        (
            "draw 60 steps in 12 lanes",
            median_seconds(lambda: drawings(flow, [list(range(1, 61))], separate=False)),
        ),
    ]
    rows.append(("… of which drawing all 91", drawing_seconds()))
    shutil.rmtree(out)
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    for name, seconds in rows:
        print(f"{name:32} {seconds:8.3f} s")


if __name__ == "__main__":
    main()
