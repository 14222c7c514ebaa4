"""Standard output and error, the one place where text leaves: safe, the same bytes on every system,
and never a traceback of an encoding, a full disk or a reader that has gone."""

import errno
import io
import os
import re
import sys
from contextlib import suppress
from typing import TextIO

import click

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.refusals import reason_of
from sopc.safe import no_command, safe, safe_line

_COLOUR = re.compile(r"(\x1b\[[0-9;]*m)")
_GONE = (errno.EPIPE, errno.EINVAL) if os.name == "nt" else (errno.EPIPE,)
"""What a system says when nobody reads any more."""


def prepare_streams() -> None:
    """Write UTF-8 with plain line ends to files and pipes, whatever the system's own habit is.

    A terminal keeps its encoding, as does whoever set PYTHONIOENCODING; a sign that it lacks is
    shown as a question mark.
    """
    _occupy_closed()
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):  # closed, or replaced by a program around us
            continue
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _occupy_closed() -> None:
    """A file that is opened later must not get the number of a closed stream: libraries write
    their warnings there."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at a stream, which may be closed."""
    return stream is not None and not stream.closed and stream.isatty()


def tell(line: str, *, err: bool = False) -> None:
    """Say one line, whatever is in it. Raises SopcError when standard output takes no more."""
    _put(safe_line(line), err=err)


def tell_painted(line: str, *, err: bool, colour: bool) -> None:
    """Say one line, which may have colours of our own: what it quotes is safe already."""
    if not colour:
        tell(line, err=err)
        return
    parts = _COLOUR.split(line)
    shown = [part if index % 2 else safe(part) for index, part in enumerate(parts)]
    _put(no_command("".join(shown)), err=err, colour=True)


def tell_whole(text: str, *, end: str = "\n") -> None:
    """Print what was written for programs, or by us: whoever made it has made it safe."""
    _put(text + end, nl=False)


def tell_bytes(data: bytes) -> None:
    """Print a file. Raises SopcError when standard output is closed or takes no more."""
    if sys.stdout is None:
        raise _unwritable(Phrase("it is closed"))
    _put(data, nl=False)


def read_answer(prompt: str) -> str:
    """What somebody at a terminal answers, in one line. Raises EOFError where the input ends.

    The question goes to the terminal also where standard output goes elsewhere.
    """
    if is_terminal(sys.stdout):
        with suppress(ImportError):
            import readline  # noqa: F401  # with it, arrow keys move within the answer
        return input(safe(prompt))
    _put(safe(prompt), err=True, nl=False)
    answer = sys.stdin.readline()
    if not answer:
        raise EOFError
    return answer


def standard_input(most: int) -> bytes:
    """The first ``most`` bytes of standard input. Raises SopcError when it is closed."""
    if sys.stdin is None:
        raise SopcError(
            Phrase("cannot read standard input: {reason}", reason=Phrase("it is closed"))
        )
    try:
        return sys.stdin.buffer.read(most)
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else Phrase("it is closed")
        raise SopcError(Phrase("cannot read standard input: {reason}", reason=reason)) from None


def tell_progress(text: str, *, done: bool) -> None:
    """Write over the last line of a terminal; ``done`` ends it."""
    _put(f"\r\x1b[K{safe(text)}", err=True, nl=done)


def _put(
    text: str | bytes, *, err: bool = False, colour: bool | None = None, nl: bool = True
) -> None:
    """A reader who has seen enough is no fault; nor are messages that cannot be said."""
    try:
        click.echo(text, err=err, color=colour, nl=nl)
    except OSError as error:
        _leave(sys.stderr if err else sys.stdout)
        if not err and error.errno not in _GONE:
            raise _unwritable(reason_of(error)) from None


def _leave(stream: TextIO) -> None:
    """What is still to be written goes nowhere: Python itself would try again at the end."""
    with suppress(OSError, ValueError):
        number = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def discard_rest() -> None:
    """Let what could not be written go nowhere."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except (OSError, ValueError):
                _leave(stream)


def _unwritable(reason: str) -> SopcError:
    return SopcError(Phrase("cannot write to standard output: {reason}", reason=reason))


def find_programs_on_the_path_only() -> None:
    """Windows would look for ``git`` and ``dot`` in the user's folder first: in a catalogue."""
    os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
