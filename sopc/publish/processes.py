"""Worker processes on this machine.

A process that is forked has the locks of its parent's threads, but not the threads that would open
them. So nothing that has threads is ever forked: where the system can fork, a server does it, which
has only loaded the page engine and waits (``forkserver``), and its workers share what it loaded;
elsewhere, as on Windows, every worker is started afresh (``spawn``). Both start in the same way
otherwise, and end when the process that wanted them ends, however that ends.
"""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection
from pathlib import Path
from threading import Thread
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_PRELOADED = ["__main__", "sopc.publish.preload"]
_MOST_ON_WINDOWS = 61
"""So many processes can be waited for at a time there."""


def start_method() -> str:
    """How processes are started here. macOS can fork, but its own libraries do not bear it."""
    can_fork = hasattr(os, "fork") and sys.platform != "darwin"
    return "forkserver" if can_fork else "spawn"


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """An executor that starts up to ``jobs`` processes, as they are needed.

    What it is given must be importable from a module, as all that ``spawn`` sends.
    """
    most = min(jobs, _MOST_ON_WINDOWS) if sys.platform == "win32" else jobs
    context = multiprocessing.get_context(start_method())
    with _own_path():  # a pool's first lock starts a process that watches over locks
        pool = _Pool(most, mp_context=context, initializer=start_worker)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def warm_up(pool: Executor) -> None:
    """Begin to load the page engine, without waiting for it: in the server, or the first worker."""
    if start_method() == "spawn":
        pool.submit(load_engine)
        return
    from multiprocessing import forkserver, resource_tracker  # not made for Windows

    with _own_path():
        resource_tracker.ensure_running()  # lets through the signals that are held next
        with _interrupts_held():
            forkserver.set_forkserver_preload(_PRELOADED)
            forkserver.ensure_running()


def load_engine() -> None:
    """Load the page engine. Raises SopcError when it is not there."""
    import sopc.publish.renderer  # noqa: F401


class _Pool(ProcessPoolExecutor):
    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        try:
            with _own_path():
                return super().submit(fn, *args, **kwargs)
        except (EOFError, OSError) as error:  # the server was killed
            raise BrokenProcessPool(str(error)) from error


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


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """What is started meanwhile never sees Ctrl-C: the answer to it is this process's."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def start_worker() -> None:
    """Begin a worker: no collector (see ``renderer.render_shard``), no answer to Ctrl-C, and no
    life without the process that wanted it."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
