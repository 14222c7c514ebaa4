"""The browser opened at an address that other users of the machine do not see.

What a program is started with everybody can see. So the browser is given a file of this user's own,
which leads to the address.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path


@contextmanager
def leading_to(address: str) -> Iterator[Path]:
    """A file that leads a browser to an address; it is gone afterwards. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix="sopc-serve-") as folder:  # nobody else may look in
        path = Path(folder, "sopc.html")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(_page(escape(address, quote=True)))
        yield path


def _page(address: str) -> str:
    return (
        '<!doctype html><html><head><meta charset="utf-8"><title>sopc</title>'
        '<meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="refresh" content="0; url={address}"></head>'
        f'<body><a href="{address}">sopc</a></body></html>\n'
    )
