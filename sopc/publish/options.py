"""How to build, as the user says it."""

import os
from dataclasses import dataclass

from sopc.publish.executors import Workers
from sopc.transaction.seals import Seals


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Who does the work, by what an earlier build is believed, and how large the store may grow.

    The store's limit is in bytes.
    """

    workers: Workers
    seals: Seals
    cache_limit: int = 1 << 30


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
