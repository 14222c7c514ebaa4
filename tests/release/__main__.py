"""``python -m tests.release FOLDER``: what the last commit of the repository here gives out."""

import sys
from pathlib import Path

from tests.release.artifacts import Unreleased, release

try:
    made = release(Path.cwd(), Path(sys.argv[1]).absolute())
except Unreleased as error:
    sys.exit(f"make dist: {error}")
sys.stdout.write((made / "SHA256SUMS").read_text(encoding="ascii"))
