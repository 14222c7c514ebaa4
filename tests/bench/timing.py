"""Whole processes, timed from outside: wall and processor seconds, and the largest process."""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the wall, seconds of processors, and the peak of the largest process in MB."""

    wall: float
    cpu: float
    peak: float

    def __str__(self) -> str:
        return f"{self.wall:8.2f} s {self.cpu:8.2f} s {self.peak:6.0f} MB"


def cost(command: Sequence[str], folder: Path | None = None) -> Cost:
    """Run a command to its end. Raises CalledProcessError when it fails."""
    watched = [sys.executable, "-m", "tests.bench.timing", *command]
    start = time.perf_counter()
    found = subprocess.run(
        watched,
        check=True,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    wall = time.perf_counter() - start
    cpu, peak = found.stdout.strip().splitlines()[-1].split()
    return Cost(wall, float(cpu), float(peak))


def median_cost(run: Callable[[], Cost], runs: int) -> Cost:
    """The median of several runs, figure by figure."""
    costs = [run() for _ in range(runs)]
    return Cost(
        statistics.median(c.wall for c in costs),
        statistics.median(c.cpu for c in costs),
        statistics.median(c.peak for c in costs),
    )


def sopc(*arguments: str) -> list[str]:
    """The command line of this interpreter's sopc."""
    return [sys.executable, "-m", "sopc", *arguments]


def _main() -> None:
    """Run a command and print what it and its processes took: a process of its own, because the
    peak that the system reports is that of all children so far."""
    subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    _main()
