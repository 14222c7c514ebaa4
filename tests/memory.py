"""What a piece of work holds of memory, whoever ran before."""

import gc
import tracemalloc
from collections.abc import Callable

_NOISE = 500_000
"""Bytes that are held or not as it happens: caches, what was not yet collected."""


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


def growth_of_memory(work: Callable[[int], Callable[[], object]], size: int) -> list[int]:
    """What is held for ``size``, twice and four times of it, if that grows faster than the size;
    nothing when it is linear, or less."""
    works = [work(size * times) for times in (1, 2, 4)]
    works[0]()  # what is made but once is made before
    counts = [memory_of(each) for each in works]
    first, second = counts[1] - counts[0], counts[2] - counts[1]
    return counts if second > 2.5 * first + _NOISE else []
