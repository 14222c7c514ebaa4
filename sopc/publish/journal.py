"""The journal of a publication, of files that a build makes, and what these are called."""

from typing import ClassVar

from sopc.transaction.journal import Journal, parts_below

MANIFEST = "manifest.json"
STORE = ".store"
"""The folder, below the outputs, of all that only serves the next build."""
RECORD = "record.json"
_RECORD = f"{STORE}/{RECORD}"


class BuildJournal(Journal):
    """What a build puts in and removes: the manifest goes first and comes last."""

    __slots__ = ()

    PURPOSE: ClassVar[str] = "journal, form 1"
    LAST: ClassVar[str | None] = MANIFEST

    @staticmethod
    def allows(name: str) -> bool:
        """Whether a build makes files of such a name: nothing hidden, but for the record."""
        parts = parts_below(name)
        return name == _RECORD or (bool(parts) and not any(p.startswith(".") for p in parts))
