"""How to build, as the user says it."""

import os
from concurrent.futures import Executor
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Processes to use, or a cluster's address; how large the store may grow, in bytes.

    ``early`` is a process that is ready for a few tasks.
    """

    jobs: int = 1
    executor: str | None = None
    cache_limit: int = 1 << 30
    early: Executor | None = None


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
