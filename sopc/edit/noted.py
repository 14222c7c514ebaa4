"""Where notes on the source call something by its name: ``diambil: staf``.

The annex prints names there for keys, and would print the old key where a note kept it.
"""

import re
from collections.abc import Iterator

from sopc.catalogue.references import NameKind, named_at
from sopc.diagnostics import KeyPath
from sopc.edit.occurrences import Occurrence, value_at
from sopc.load.plain_yaml import Extent
from sopc.load.yaml_reader import YamlDocument
from sopc.notes.names import keys_in
from sopc.notes.parts import field_of

_VALUES = frozenset({"diambil", "pilihan"})


def in_notes(kind: str, document: YamlDocument, occurrence: Occurrence) -> Iterator[Extent]:
    """From where to where a name stands in what the notes of a file of a kind took or offer.

    It does where the part that a note is on is called by such names, and the value consists of
    names: ``staf dan kepala``, but no sentence that has the word.
    """
    if occurrence.named is NameKind.STEP and document.file != occurrence.file:
        return
    name = re.compile(rf"(?<![\w.-]){re.escape(occurrence.name)}(?![\w-]|[./]\w)")
    for path in named_in_notes(kind, document, occurrence.named):
        start, end = document.values[path]
        if occurrence.name in keys_in(str(value_at(document.value, path))):
            for found in name.finditer(document.text, start, end):
                yield found.span()


def named_in_notes(kind: str, document: YamlDocument, named: NameKind) -> tuple[KeyPath, ...]:
    """The values of notes that are names of a kind, or words in the place of one."""
    return tuple(
        path
        for path in document.values
        if _is_value(path)
        and isinstance(value_at(document.value, path), str)
        and _named_by(kind, document.value, path) is named
    )


def _is_value(path: KeyPath) -> bool:
    words = [part for part in path if isinstance(part, str)]
    return words[-3:-1] == ["sumber", "catatan"] and words[-1] in _VALUES


def _named_by(kind: str, document: object, path: KeyPath) -> NameKind | None:
    """What the part is called by that the note of a value is on."""
    note = value_at(document, path[: path.index("catatan") + 1])
    place = path[path.index("catatan") + 1]
    note = note[place] if isinstance(note, list) and isinstance(place, int) else note
    part = note.get("bagian") if isinstance(note, dict) else None
    if not isinstance(part, str):
        return None
    field = field_of(part)
    return NameKind.NUMBER if (kind, field) == ("sop", ("nomor",)) else named_at(kind, field)
