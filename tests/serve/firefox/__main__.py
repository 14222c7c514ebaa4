"""Serves a catalogue, has a walk done in Firefox, and reads what the file says then.

``python -m tests.serve.firefox PYTHON``: that of the environment in which the walk is done.
"""

import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from threading import Thread

from sopc.serve.desk import Desk
from sopc.serve.server import DeskServer
from tests.catalogues import FIRST, write_catalogue


def main(python: str) -> int:
    """The exit status of the walk, or 1 where the file is not as it should be."""
    with tempfile.TemporaryDirectory() as folder:
        root = write_catalogue(Path(folder, "sops"))
        server = DeskServer(Desk(root, lambda: date(2026, 1, 2), "id"))
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        walk = Path(__file__).with_name("walk.py")
        done = subprocess.run([python, str(walk), server.address, FIRST], check=False, timeout=300)
        server.stop()
        thread.join()
        text = (root / FIRST).read_text("utf-8")
        print(text)
        return done.returncode or int("nama: Nama dari Firefox\n" not in text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
