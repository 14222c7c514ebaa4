"""Which texts of an SOP the notes explain that are not as printed."""

from collections.abc import Iterable, Iterator

from sopc.catalogue.boxes import ADDED
from sopc.catalogue.source import Note
from sopc.check.source.quotes import is_numbers
from sopc.diagnostics import KeyPath


class Explained:
    """Parts of an SOP that were corrected or inferred, chosen from what is printed, or decided."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self._parts = {note.part for note in notes if _explains(note)}

    @property
    def has_unit_in_heading(self) -> bool:
        """Whether the column of times says in its heading in which unit they are."""
        return "kolom.waktu" in self._parts

    def covers(self, path: KeyPath) -> bool:
        """Whether there is a note on the text at a path, or on the item or the list it is in."""
        return not self._parts.isdisjoint(_names(path))


def _names(path: KeyPath) -> Iterator[str]:
    """What notes may call a text at a path: ``langkah[5]``, ``langkah[5].output``, and so on.

    Not ``langkah``: of the whole table they say how it is numbered.
    """
    written = plain = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part + 1}]"
        elif part != ADDED:
            written, plain = (f"{each}.{part}".lstrip(".") for each in (written, plain))
        if written != "langkah":
            yield written
    if plain.startswith("langkah."):
        yield plain


def _explains(note: Note) -> bool:
    is_chosen = note.kind in ("koreksi", "simpulan") or bool(note.taken or note.decision)
    return is_chosen and not is_numbers(note.printed or "")
