"""What tests print in their own process, remembered by what it is printed from.

Hundreds of tests build the same few SOPs, and nearly all that a build takes is to lay out their
pages. That is work which executors do, of what it is given and nothing else, so that another
process or machine may do it as well. Where it was done before, what came of it is taken again.

Not where a test replaces parts of the program by ``monkeypatch``, nor where it is marked
``printed_anew``: it holds that printing twice gives the same bytes.
"""

import os
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar

from sopc.publish.drawn import perform_drawing
from sopc.publish.executors import Workers
from sopc.publish.shards import perform

P = ParamSpec("P")
T = TypeVar("T")

_PRINTING: tuple[object, ...] = (perform, perform_drawing)
_done: dict[tuple[int, bytes], Any] = {}
"""What came of tasks, by process and the digest of all that they were given: a process that was
forked may have other code."""
_remembering = [True]


def remember(*, this_test: bool) -> None:
    """Say whether what was printed before may be taken again from now on."""
    _remembering[:] = [this_test]


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
        if fn not in _PRINTING or not _remembering[0]:
            return self._executor.submit(fn, *args, **kwargs)
        given = sha256(pickle.dumps((fn, args, kwargs))).digest()
        key = os.getpid(), given
        if key not in _done:
            future = self._executor.submit(fn, *args, **kwargs)
            if future.exception() is not None:
                return future
            _done[key] = future.result()
        again: Future[T] = Future()
        again.set_result(_done[key])
        return again
