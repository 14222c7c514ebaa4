"""What tests print in their own process, remembered by what it is printed from.

Hundreds of tests build the same few SOPs, and nearly all that a build takes is to lay out their
pages. That is work which executors do, of what it is given and nothing else, so that another
process or machine may do it as well. Where it was done before, what came of it is taken again.

Not where a test replaces parts of the program by ``monkeypatch``, nor where it is marked
``printed_anew``: it holds that printing twice gives the same bytes. Where it is marked
``printed_alike``, whatever an SOP says, the pages that its number had before are taken: the test
holds which are printed, and looks at none.
"""

import os
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from enum import Enum, auto
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar

import pytest

from sopc.publish.drawn import perform_drawing
from sopc.publish.executors import Workers
from sopc.publish.jobs import SopJob
from sopc.publish.shards import RenderTask, perform

P = ParamSpec("P")
T = TypeVar("T")

_PRINTING: tuple[object, ...] = (perform, perform_drawing)
_done: dict[tuple[int, bytes], Any] = {}
"""What came of tasks, by process and the digest of all that they were given: a process that was
forked may have other code."""


class Taken(Enum):
    """What is taken again: nothing, what is the same, or what an SOP of the same number had."""

    NOTHING = auto()
    SAME = auto()
    ALIKE = auto()


_taken = [Taken.SAME]


def take(which: Taken) -> None:
    """Say what is taken again from now on."""
    _taken[:] = [which]


def taken_in(item: pytest.Item) -> Taken:
    """What is taken again in a test."""
    if item.get_closest_marker("printed_alike"):
        return Taken.ALIKE
    patched = "monkeypatch" in getattr(item, "fixturenames", ())
    return Taken.NOTHING if patched or item.get_closest_marker("printed_anew") else Taken.SAME


class Remembering(Workers):
    """Workers of a build: if they are this process, it remembers what it printed."""

    @contextmanager
    def nearby(self) -> Iterator[Executor]:
        with super().nearby() as executor:
            yield executor if self._jobs else _Remembering(executor)


class _Remembering(Executor):
    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        if fn not in _PRINTING or _taken[0] is Taken.NOTHING:
            return self._executor.submit(fn, *args, **kwargs)
        alike = fn is perform and _taken[0] is Taken.ALIKE
        given = _number(*args) if alike else (fn, args, kwargs)
        key = os.getpid(), sha256(pickle.dumps(given)).digest()
        if key not in _done:
            future = self._executor.submit(fn, *args, **kwargs)
            if future.exception() is not None:
                return future
            _done[key] = future.result()
        again: Future[T] = Future()
        again.set_result(_done[key])
        return again


def _number(task: object) -> str:
    """The number of the SOP that is to be printed; none of pages that belong to no SOP."""
    assert isinstance(task, RenderTask)
    return str(task.job.part.entries[0].sop.number) if isinstance(task.job, SopJob) else ""
