"""Running another program: for a time, for so much output, and with all that it starts."""

import os
import select
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from tempfile import TemporaryFile
from threading import Event, Timer
from time import monotonic

from sopc.language import Phrase
from sopc.refusals import reason_of

try:
    import resource
except ImportError:  # on Windows
    _CAN_HOLD = False
else:
    _CAN_HOLD = hasattr(resource, "prlimit")

_PIECE = 1 << 20
"""Bytes that are read at a time: room for the most would be taken at once."""
_MEMORY = 1 << 30
"""Bytes of its own that a program may hold: git, for a history of a million files, has less."""
_PAUSE = 100
"""Milliseconds after which it is asked again whether a silent program still runs."""


class ProgramFailed(Exception):
    """A program cannot answer; ``reason`` says why, in its own words or in ours. ``status`` is that
    with which it ended by itself, ``beside`` all that it said."""

    def __init__(self, reason: str, status: int | None = None, beside: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.beside = beside


class ProgramMissing(ProgramFailed):
    """There is no such program."""


class ProgramEnded(ProgramFailed):
    """A program took too long, or said too much, and was ended."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long a program may take, in seconds, and how much it may say, in bytes."""

    seconds: float
    most: int


def too_much(most: int) -> Phrase:
    """A program, or several in turn, would say more than so many bytes."""
    return Phrase("it has more than {most} MiB to say", most=most >> 20)


def too_late(seconds: float) -> Phrase:
    """A program, or several in turn, would take longer than so many seconds."""
    return Phrase("it takes longer than {seconds} seconds", seconds=f"{seconds:.3g}")


def run_program(
    command: Sequence[str],
    bounds: Bounds,
    *,
    input: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> tuple[bytes, bytes]:
    """What a program prints, and the start of what it says beside. Raises ProgramFailed.

    It is looked for on the path. It ends with all that it has started, when that is too late or too
    much, and when it has ended itself.
    """
    with TemporaryFile() as asked, TemporaryFile() as said:
        asked.write(input)
        asked.seek(0)
        try:
            process = subprocess.Popen(
                command,
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=said,
                env=environment,
                start_new_session=True,  # so that what it starts can be ended with it
            )
        except FileNotFoundError as error:
            if _is_there(command[0]):  # its interpreter is not
                raise ProgramFailed(reason_of(error)) from None
            raise ProgramMissing(command[0]) from None
        except (OSError, ValueError) as error:
            raise ProgramFailed(reason_of(error)) from None
        with process:
            _hold(process, bounds)
            found = _bounded(process, bounds)
        said.seek(0)
        beside = said.read(_PIECE)
    if process.returncode:
        words, status = beside.decode("utf-8", "replace").strip(), process.returncode
        reason = words.partition("\n")[0]
        raise ProgramFailed(reason or Phrase("exit status {status}", status=status), status, words)
    return found, beside


def _is_there(program: str) -> bool:
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return any(os.access(os.path.join(folder, program), os.X_OK) for folder in folders)  # noqa: PTH118


def _hold(process: "subprocess.Popen[bytes]", bounds: Bounds) -> None:
    """Hold a process, and what it starts, to memory and to what it may write to files, as what it
    says beside is: where the system can, which is Linux."""
    if _CAN_HOLD:
        limits = {resource.RLIMIT_DATA: _MEMORY, resource.RLIMIT_FSIZE: bounds.most}
        for what, most in limits.items():
            with suppress(OSError, ValueError):  # it has ended, or is held to less
                resource.prlimit(process.pid, what, (most, most))


def _bounded(process: "subprocess.Popen[bytes]", bounds: Bounds) -> bytes:
    """What a process prints. It is ended, and ProgramEnded raised, when it is too long or late."""
    assert process.stdout is not None
    late = Event()

    def end() -> None:
        late.set()
        _end(process)

    until = monotonic() + bounds.seconds
    timer = Timer(bounds.seconds, end)
    timer.start()
    try:
        found = bytearray()
        while len(found) <= bounds.most and (piece := _piece(process, until)):
            found += piece
        if len(found) <= bounds.most and monotonic() < until:
            _has_ended(process, wait=True)
    finally:
        timer.cancel()
        _end(process)
    if late.is_set() or monotonic() >= until:
        raise ProgramEnded(too_late(bounds.seconds))
    if len(found) > bounds.most:
        raise ProgramEnded(too_much(bounds.most))
    return bytes(found)


def _piece(process: "subprocess.Popen[bytes]", until: float) -> bytes:
    """What comes next of what a process prints; nothing at its end, or when it is too late.

    What it has started may hold the other end after it, perhaps for ever: that is not waited for.
    """
    assert process.stdout is not None
    ended = not hasattr(select, "poll")  # Windows has none for pipes
    while not ended:
        ended = _has_ended(process) or monotonic() >= until  # asked first: all it said is there
        waiting = select.poll()
        waiting.register(process.stdout, select.POLLIN)
        if waiting.poll(0 if ended else _PAUSE):
            break
        if ended:
            return b""
    return os.read(process.stdout.fileno(), _PIECE)


def _has_ended(process: "subprocess.Popen[bytes]", *, wait: bool = False) -> bool:
    """Whether a process has ended. Where the system can, it keeps its number for now, by which all
    that it has started is known."""
    if hasattr(os, "waitid"):  # not on macOS
        how = os.WEXITED | os.WNOWAIT | (0 if wait else os.WNOHANG)
        return os.waitid(os.P_PID, process.pid, how) is not None
    return (process.wait() if wait else process.poll()) is not None


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process and what it has started."""
    if process.returncode is not None:
        return
    with suppress(OSError):
        if hasattr(os, "killpg") and hasattr(signal, "SIGKILL"):
            os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:
            process.kill()
