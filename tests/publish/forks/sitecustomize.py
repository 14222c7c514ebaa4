"""Note every fork of this Python, and how many threads it had then: Python's own and others."""

import os
from pathlib import Path

_LOG = os.environ.get("SOPC_TESTS_FORKS")
_fork = os.fork


def _noted() -> int:
    assert _LOG is not None
    threads = len(list(Path("/proc/self/task").iterdir()))
    with Path(_LOG).open("a", encoding="ascii") as log:
        log.write(f"{threads}\n")
    return _fork()


if _LOG:
    os.fork = _noted
