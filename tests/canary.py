"""Something of the user's outside a folder, which nothing that lies in the folder may change."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

LINKS = ("to a folder", "to a file", "to nothing", "to itself", "to a chain", "to a relative place")
"""Kinds of links that may lie in a folder."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A folder with a file, and what they were."""

    folder: Path
    was: dict[str, object]

    @classmethod
    def made(cls, folder: Path) -> "Outside":
        """A folder that has in it what a build would write, read or remove."""
        for name in ("x", "b/x", "record.json", "lock", "a.pdf", ".new-x/x", "K.1.1.1.1.pdf"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(f"milik pengguna: {name}", encoding="utf-8")
        return cls(folder, _state(folder))

    @property
    def file(self) -> Path:
        """The file."""
        return self.folder / "x"

    def link(self, kind: str, place: Path) -> None:
        """Put a link of a kind in a place."""
        if kind == "to a chain":
            between = self.folder.with_name(f"antara-{place.name}")
            between.symlink_to(self.folder)
            place.symlink_to(between)
            return
        targets = {
            "to a folder": self.folder,
            "to a file": self.file,
            "to nothing": self.folder / "tidak-ada" / "apa-apa",
            "to itself": Path(place.name),
            "to a relative place": Path(*[".."] * (len(place.parts) - 2), *self.folder.parts[1:]),
        }
        place.symlink_to(targets[kind])

    def is_as_it_was(self) -> bool:
        """Whether nothing in it came, went or changed."""
        return _state(self.folder) == self.was


def _state(folder: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in (folder, *sorted(folder.rglob("*"))):
        status = path.lstat()
        content = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[str(path)] = (status.st_mode, status.st_mtime_ns, status.st_nlink, content)
    return found
