"""Standard output and error: the same bytes on every system, and never an encoding's traceback."""

import io
import os
import sys


def prepare_streams() -> None:
    """Write UTF-8 with plain line ends to files and pipes, whatever the system's own habit is.

    A terminal keeps its encoding, as does whoever set PYTHONIOENCODING; a sign that it lacks is
    shown as a question mark.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):  # closed, or replaced by a program around us
            continue
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def find_programs_on_the_path_only() -> None:
    """Windows would look for ``git`` and ``dot`` in the user's folder first: in a catalogue."""
    os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
