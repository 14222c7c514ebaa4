"""Worker processes on this machine.

A process that is forked has the locks of its parent's threads, but not the threads that would open
them. So nothing that has threads is ever forked: where the system can fork, a server does it, which
has only loaded the page engine and waits (``forkserver``), and its workers share what it loaded;
elsewhere, as on Windows, every worker is started afresh (``spawn``). Both start in the same way
otherwise, and end when the process that wanted them ends, however that ends.
"""

import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Any, ParamSpec, TypeAlias, TypeVar

from sopc.publish.limits import LIMITS, Cause, Ended, Limits
from sopc.publish.serving import load_engine, packed, work
from sopc.publish.stillness import Stillness
from sopc.transaction.signals import INTERRUPT, held

P = ParamSpec("P")
T = TypeVar("T")

_Task: TypeAlias = tuple[Future[Any], bytes]
_LOOKS = 6
"""So many looks at a worker tell that it stands still."""
_PRELOADED = ["__main__", "sopc.publish.preload"]


def start_method() -> str:
    """How processes are started here. macOS can fork, but its own libraries do not bear it."""
    can_fork = hasattr(os, "fork") and sys.platform != "darwin"
    return "forkserver" if can_fork else "spawn"


@contextmanager
def processes(jobs: int, limits: Limits = LIMITS) -> Iterator[Executor]:
    """An executor that starts up to ``jobs`` processes, as they are needed, and holds each task to
    limits: one that is over them raises Ended, as does one whose process dies, and no other does.

    What it is given must be importable from a module, as all that ``spawn`` sends.
    """
    pool = _Pool(jobs, limits)
    try:
        yield pool
    finally:
        pool.shutdown()


def warm_up(pool: Executor) -> None:
    """Begin to load the page engine, without waiting for it: in the server, or the first worker."""
    if start_method() == "spawn":
        pool.submit(load_engine)
        return
    from multiprocessing import forkserver, resource_tracker  # not made for Windows

    with _own_path():
        resource_tracker.ensure_running()  # lets through the signals that are held next
        with held(
            INTERRUPT
        ):  # what is started never sees Ctrl-C: the answer to it is this process's
            forkserver.set_forkserver_preload(_PRELOADED)
            forkserver.ensure_running()


class _Pool(Executor):
    """A thread here for each process there: it hands out tasks, and waits no longer than it may.

    The pool of ``concurrent.futures`` gives up all tasks when the process of one dies, and waits
    for ever.
    """

    def __init__(self, most: int, limits: Limits) -> None:
        self._most, self._limits = most, limits
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._lock = Lock()
        self._threads: list[Thread] = []
        self._workers: set[_Worker] = set()
        self._pending = 0
        self._closed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        task = (future, packed(fn, args, kwargs))
        with self._lock:
            self._tasks.put(task)
            self._pending += 1
            if len(self._threads) < min(self._pending, self._most):
                thread = Thread(target=self._hand_out, daemon=True)
                try:
                    thread.start()
                except RuntimeError as error:  # the system has no more of them
                    raise BrokenProcessPool(str(error)) from error
                self._threads.append(thread)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """End all processes at once; what is not done is given up."""
        del wait, cancel_futures
        with self._lock:
            self._closed = True
            for worker in self._workers:
                worker.interrupt()
        with suppress(Empty):
            while task := self._tasks.get_nowait():
                task[0].cancel()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()

    def _hand_out(self) -> None:
        worker: _Worker | None = None
        while (task := self._tasks.get()) is not None:
            future, data = task
            done, result = False, None
            wanted = future.set_running_or_notify_cancel()
            if wanted:
                try:
                    worker = self._ready(worker)
                    done, result = worker.answer(data)
                except Exception as error:  # whatever it is: who waits would wait for ever
                    result = error
            with self._lock:
                self._pending -= 1
            if done:
                future.set_result(result)
            elif wanted:
                future.set_exception(result)
        if worker:
            worker.dismiss()

    def _ready(self, worker: "_Worker | None") -> "_Worker":
        """A worker for one more task: the same, while it lives."""
        with self._lock:  # a new one finds in its environment what is in this process's
            if self._closed:
                raise BrokenProcessPool
            if worker and worker.is_alive():
                worker.is_busy = True
                return worker
            self._workers = {other for other in self._workers if other.is_alive()}
            worker = _Worker(self._limits)
            self._workers.add(worker)
        worker.await_ready()
        return worker


class _Worker:
    """A process, and the way to it. Raises BrokenProcessPool when it cannot be started."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        context: Any = multiprocessing.get_context(start_method())
        self.is_busy = True
        try:
            self._way, there = context.Pipe()
            with closing(there), _own_path():
                self._process = context.Process(target=work, args=(there, limits), daemon=True)
                self._process.start()
        except (EOFError, OSError, MemoryError) as error:  # or the server was killed
            raise BrokenProcessPool(str(error)) from error

    def await_ready(self) -> None:
        """Wait until it has loaded what it needs."""
        try:
            if self._why_silent(self._limits.start) is None:
                self._way.recv_bytes()
                return
        except (EOFError, OSError) as error:
            raise BrokenProcessPool(str(error)) from error
        self.end()
        raise BrokenProcessPool

    def is_alive(self) -> bool:
        """Whether it can do one more task."""
        return not self._way.closed and self._process.is_alive()

    def answer(self, task: bytes) -> tuple[bool, Any]:
        """What comes of a task: true and its result, or false and what it raised.

        Raises Ended for one that is over the limits, and ends the process then.
        """
        try:
            done, result = self._answered(task)
        except Ended:
            self.end()
            raise
        if isinstance(result, MemoryError):
            self.end()
            raise self._limits.ended("memory")
        return done, result

    def _answered(self, task: bytes) -> Any:
        try:
            self._way.send_bytes(task)
            if (why := self._why_silent(self._limits.clock)) is not None:
                raise self._limits.ended(why)
            return pickle.loads(self._way.recv_bytes(self._limits.answer))
        except (EOFError, OSError):
            if not self._way.readable:  # it goes on
                raise self._limits.ended("answer") from None
            self._process.join()
            raise self._limits.died(self._process.exitcode) from None
        finally:
            self.is_busy = False

    def _why_silent(self, seconds: int) -> Cause | None:
        """Wait until it says something; if it does not, why it is waited for no longer."""
        stillness, until = Stillness(self._process.pid), monotonic() + seconds
        while (left := until - monotonic()) > 0:
            if self._way.poll(min(self._limits.still / _LOOKS, left)):
                return None
            stillness.look()
            if stillness.looks >= _LOOKS:  # counted: this process may have stood still, too
                return "still"
        return "clock"

    def interrupt(self) -> None:
        """Make an end of what it does: whoever waits for an answer learns of it."""
        if self.is_busy:
            self._process.kill()

    def dismiss(self) -> None:
        """Let it go, when it does nothing."""
        self._way.close()
        self._process.join()

    def end(self) -> None:
        """Make an end of it, whatever it does."""
        self._process.kill()
        self.dismiss()


@contextmanager
def _own_path() -> Iterator[None]:
    """Python that is started for a worker finds modules where this process does.

    Not first in the folder the user is in, as it would: that may be a catalogue, with a
    ``multiprocessing.py`` in it.
    """
    path = os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)
    wanted = {"PYTHONSAFEPATH": "1", "PYTHONPATH": path}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
