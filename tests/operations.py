"""What a piece of work costs, without a clock: what is executed, and the memory that is held."""

import gc
import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import Any

_NOISE = 500_000
"""Bytes that are held or not as it happens: caches, what was not yet collected."""


def steps_of(work: Callable[[], object]) -> int:
    """How many lines are executed, turns of a loop within a line too, and functions called.

    Functions written in C count as one, whatever they are given: what they cost is seen in memory,
    or counted otherwise (``tests/regex_steps.py``).
    """
    count = 0

    def line(_frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal count
        count += 1
        return line

    def call(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "c_call"

    traced, profiled = sys.gettrace(), sys.getprofile()
    sys.settrace(line)
    sys.setprofile(call)
    try:
        work()
    finally:
        sys.setprofile(profiled)
        sys.settrace(traced)
    return count


def memory_of(work: Callable[[], object]) -> int:
    """How many bytes are held at most beyond those held before.

    What waits to be collected counts, all of it: when it is collected depends on who ran before.
    """
    collects = gc.isenabled()
    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        if collects:
            gc.enable()


def growth(work: Callable[[int], Callable[[], object]], size: int) -> list[str]:
    """What grows faster than the size; nothing when all is linear, or less.

    What ``work`` makes ready for a size is done for ``size``, twice and four times of it.
    """
    once, twice, more = (work(size * times) for times in (1, 2, 4))
    once()  # what is made but once is made before
    found = []
    for cost, noise in ((steps_of, 2000), (memory_of, _NOISE)):
        counts = [cost(each) for each in (once, twice, more)]
        if counts[2] - counts[1] > 2.5 * (counts[1] - counts[0]) + noise:
            found.append(f"{cost.__name__}: {counts}")
    return found
