"""What tests have worker processes do; a process that is started afresh must find it here."""

import os
import signal
import sys
import threading

from sopc.publish.processes import processes


def interrupted() -> tuple[bool, str]:
    """Live through Ctrl-C; whether it is held back, and how this process was started."""
    os.kill(os.getpid(), signal.SIGINT)
    held = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    return held, type(sys.modules["multiprocessing"].current_process()).__name__


def wait_for_ever() -> None:
    print(os.getpid(), flush=True)
    threading.Event().wait()


def outlived() -> None:
    """A program with a worker that never ends by itself."""
    with processes(1) as pool:
        pool.submit(wait_for_ever).result()


def nothing() -> int:
    return os.getpid()
