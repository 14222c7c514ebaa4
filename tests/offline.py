"""``python -m tests.offline SCRIPT WORD…``: a script that ends when the network is asked for.

By its process, a program that it starts, or a library: by any that opens a socket.

Linux itself holds it (seccomp), so native libraries, git and Graphviz are held as Python is. What
processes of one machine say to each other (AF_UNIX) is left.
"""

import ctypes
import platform
import runpy
import signal
import struct
import sys

ENDED = -signal.SIGSYS
"""The exit status of a process that asked for the network, by ``subprocess``."""
_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: its number in the kernel's audit, and that of the call ``socket``."""
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_KILL, _ALLOW = 0x80000000, 0x7FFF0000
_NUMBER, _MACHINE, _FAMILY = 0, 4, 16  # where the kernel puts what is asked about
_AF_UNIX = 1
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def forbid_network() -> None:
    """From now on: for this process and all that it starts. Raises OSError when Linux refuses."""
    machine, call = _CALLS[platform.machine()]
    steps = (
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 0, 5, machine),  # a program of another machine's: it may do what it likes
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 0, 3, call),
        (_LOAD, 0, 0, _FAMILY),
        (_EQUAL, 1, 0, _AF_UNIX),
        (_RETURN, 0, 0, _KILL),
        (_RETURN, 0, 0, _ALLOW),
    )
    packed = b"".join(struct.pack("=HBBI", *step) for step in steps)
    program = _Program(len(steps), packed)
    libc = ctypes.CDLL(None, use_errno=True)
    for words in (
        (_NO_NEW_PRIVILEGES, 1, 0, 0, 0),
        (_SECCOMP, _FILTER, ctypes.byref(program), 0, 0),
    ):
        if libc.prctl(*words):
            raise OSError(ctypes.get_errno(), "prctl")


if __name__ == "__main__":
    forbid_network()
    sys.argv = sys.argv[1:]
    runpy.run_path(sys.argv[0], run_name="__main__")
