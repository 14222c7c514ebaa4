"""``sopc`` at a terminal: questions that are answered as they appear."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_REPOSITORY = Path(__file__).parent.parent
_SECONDS = 20
CTRL_C, CTRL_D = "\x03", "\x04"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended, and all that was to be seen at the terminal, echoed answers too."""

    status: int
    seen: str


def at_terminal(
    words: Sequence[str | Path],
    answers: Sequence[tuple[str, str]],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    output: Path | None = None,
) -> Ended:
    """Run ``sopc`` in a folder. Each answer is typed when its question is to be seen, behind what
    was to be seen before; a return follows, but not after a control character.

    Standard output may go to a file instead.
    """
    ours, theirs = pty.openpty()
    settings = termios.tcgetattr(theirs)
    settings[0] |= getattr(termios, "IUTF8", 0)
    termios.tcsetattr(theirs, termios.TCSANOW, settings)
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "sopc", *map(str, words)],
        stdin=theirs,
        stdout=output.open("wb") if output else theirs,
        stderr=theirs,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(_REPOSITORY), "TERM": "dumb", **(environment or {})},
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    os.close(theirs)
    seen, at = "", 0
    for question, answer in answers:
        while question not in seen[at:]:
            more = _read(ours, seen)
            assert more, f"it ended before {question!r}: {seen[at:]}"
            seen += more
        at = seen.index(question, at) + len(question)
        os.write(ours, answer.encode() + (b"" if answer in (CTRL_C, CTRL_D) else b"\r"))
    last = answers[-1][1] if answers else ""
    while more := _read(ours, seen, again=last if last == CTRL_C else ""):
        seen += more
    os.close(ours)
    return Ended(process.wait(_SECONDS), re.sub(r"\r\n|\r", "\n", seen))


def _take_terminal() -> None:
    """Be who the terminal's Ctrl-C is for, also where those who run the tests ignore theirs."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _read(terminal: int, seen: str, again: str = "") -> str:
    """What is to be seen next; nothing where the program has ended. While nothing comes, something
    is typed ``again``: it may have come before the program looked."""
    for _ in range(_SECONDS):
        if select.select([terminal], [], [], 1)[0]:
            break
        os.write(terminal, again.encode())
    else:
        raise AssertionError(f"it waits for an answer: {seen[-500:]!r}")
    try:
        return os.read(terminal, 4096).decode("utf-8", "replace")
    except OSError:  # nobody has the terminal open any more
        return ""
