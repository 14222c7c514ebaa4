"""Whose the other end of a connection is: as far as the system says so, which Linux does."""

import os
from pathlib import Path
from typing import Final

from sopc.reader import Unreadable, read_start

_CONNECTIONS: Final = Path("/proc/net/tcp")
_MOST: Final = 8_000_000
"""So many bytes of the list of connections are read, of some 50,000."""
_LOCAL, _OWNER = 1, 7
"""Columns of the list."""
_LOOPBACK: Final = "0100007F"


def is_others(port: int) -> bool:
    """Whether the connection from a port of this machine is of another user than this process's.

    False where the system does not tell.
    """
    if not hasattr(os, "getuid"):
        return False
    try:
        lines = read_start(_CONNECTIONS, _MOST).decode("ascii", "replace").splitlines()[1:]
    except Unreadable:
        return False
    wanted = f"{_LOOPBACK}:{port:04X}"
    owners = {cells[_OWNER] for line in lines if (cells := line.split())[_LOCAL] == wanted}
    return bool(owners) and str(os.getuid()) not in owners
