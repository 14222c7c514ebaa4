"""How services that show findings beside the lines name a file: from the repository's root."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Checkout:
    """A working copy of a repository, and the folder from which the user named files."""

    root: Path
    here: Path

    @classmethod
    def of(cls, folder: Path, here: Path) -> "Checkout":
        """The repository that holds a folder; without one, ``here`` is taken for the root."""
        inner = Path(os.path.normpath(here / folder))
        above = (inner, *inner.parents)
        return cls(next((path for path in above if (path / ".git").exists()), here), here)

    def name(self, file: str) -> str:
        """A file's path from the root, with forward slashes; outside of it, the whole path."""
        path = Path(os.path.normpath(self.here / file))
        inside = path.is_relative_to(self.root)
        return (path.relative_to(self.root) if inside else path).as_posix()
