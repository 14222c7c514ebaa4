"""What tests have worker processes do; a process that is started afresh must find it here."""

import os
import signal
import sys
import threading
from time import process_time

from sopc.publish.processes import processes


def interrupted() -> tuple[bool, str]:
    """Live through Ctrl-C; whether it is held back, and how this process was started."""
    os.kill(os.getpid(), signal.SIGINT)
    held = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    return held, type(sys.modules["multiprocessing"].current_process()).__name__


def wait_for_ever() -> None:
    print(os.getpid(), flush=True)
    threading.Event().wait()


def wait_in_small_steps() -> None:
    """Wait for longer than a process may stand still, which this one never does."""
    for _ in range(30):
        threading.Event().wait(0.1)


def outlived() -> None:
    """A program with a worker that never ends by itself."""
    with processes(1) as pool:
        pool.submit(wait_for_ever).result()


def never_ready(*_: object) -> None:
    """A worker that stands still before it can do anything."""
    threading.Event().wait()


def nothing() -> int:
    return os.getpid()


def spin() -> None:
    while True:
        pass


def take_a_second() -> int:
    """Keep the processor busy for most of a second."""
    until = process_time() + 0.7
    while process_time() < until:
        pass
    return os.getpid()


def grow() -> int:
    return len(b"x" * 900_000_000)


def say_much() -> bytes:
    return bytes(2_000_000)


def leave() -> None:
    os._exit(3)
