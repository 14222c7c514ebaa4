"""A worker process: does what it is given, one thing after the other, within limits."""

import gc
import multiprocessing
import os
import pickle
import signal
from _thread import start_new_thread
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import connection
from multiprocessing.connection import Connection
from traceback import format_exc
from typing import Any

from sopc.diagnostics import SopcError
from sopc.publish.limits import Limits, is_debugging

READY = b"ready"


def load_engine() -> None:
    """Load the page engine. Raises SopcError when it is not there."""
    import sopc.publish.renderer  # noqa: F401


def work(tasks: Connection, limits: Limits) -> None:
    """What a worker process does."""
    silence()
    start_worker()
    with suppress(Exception):  # told by the task that misses it, to whom someone listens
        load_engine()
    limits.enter()
    serve(tasks, limits)


def silence() -> None:
    """Let nobody hear what libraries and Python say of what they die of, in words of their own."""
    if not is_debugging():
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)


def serve(tasks: Connection, limits: Limits) -> None:
    """Say that one is ready, and answer tasks until there are no more, or memory ends: nobody knows
    what state a library is in then."""
    tasks.send_bytes(READY)
    goes_on = True
    while goes_on:
        try:
            task = tasks.recv_bytes()
        except (EOFError, OSError):
            return
        limits.begin()
        answer, goes_on = answer_to(task)
        tasks.send_bytes(answer)


def packed(fn: Callable[..., object], args: Any, kwargs: Any) -> bytes:
    """A task as bytes."""
    return pickle.dumps((fn, args, kwargs), pickle.HIGHEST_PROTOCOL)


def answer_to(task: bytes) -> tuple[bytes, bool]:
    """What comes of a task, as ``(True, result)`` or ``(False, error)`` in bytes, and whether this
    process can go on. A bug comes with its traceback, in words."""
    try:
        fn, args, kwargs = pickle.loads(task)
        return pickle.dumps((True, fn(*args, **kwargs)), pickle.HIGHEST_PROTOCOL), True
    except MemoryError:
        return pickle.dumps((False, MemoryError())), False
    except SopcError as error:
        return pickle.dumps((False, error)), True
    except Exception:
        return pickle.dumps((False, RuntimeError(format_exc()))), True


def start_worker() -> None:
    """Begin a worker: no collector (see ``renderer.render_shard``), no answer to Ctrl-C, and no
    life without the process that wanted it."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        # not by ``threading``, which waits for ever for a thread that dies of memory as it begins
        start_new_thread(_end_with, (parent.sentinel,))


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
