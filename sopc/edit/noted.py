"""Where notes on the source call something by its name: ``diambil: staf``.

The annex prints names there for keys, and would print the old key where a note kept it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sopc.catalogue.references import NameKind, named_at
from sopc.changes import Replace
from sopc.check.source.parts import TEXTS
from sopc.diagnostics import KeyPath
from sopc.edit.occurrences import value_at
from sopc.edit.text_edits import TextEdit
from sopc.lines import LINE_END
from sopc.load.written_scalars import in_style_of
from sopc.load.yaml_reader import YamlDocument, read_yaml
from sopc.load.yaml_scalars import plain
from sopc.notes.names import keys_in
from sopc.notes.parts import field_of

_VALUES: Final = frozenset({"diambil", "pilihan"})
_REASON: Final = "alasan"
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _nowhere(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class NewNames:
    """Names that are to be others, by what has them, and then by the names that they have.

    Of codes of steps they are those of ``file``. ``registered`` says in which registry the annex
    finds the name that it prints for a key, and ``said`` what that is.
    """

    names: Mapping[NameKind, Mapping[str, str]]
    file: str = ""
    registered: Callable[[str], NameKind | None] = _nowhere
    said: Callable[[str], str] = str

    def of(self, named: NameKind | None, name: str, file: str) -> str:
        """What something is called then, by what it is called now in a file."""
        if named is None or (named is NameKind.STEP and file != self.file):
            return name
        return self.names.get(named, {}).get(name, name)


def in_notes(
    kind: str, document: YamlDocument, new: NewNames
) -> Iterator[tuple[TextEdit, Replace]]:
    """The edits of the notes of a file of a kind, by which they have the new names, with what each
    does to the data.

    They do in what a note took or offers, where the part that it is on is called by such names and
    the value consists of names: ``staf dan kepala``, but no sentence that has the word. Where the
    part is no printed text, it may consist of keys of any registry. In reasons they do for keys of
    several words, for which the annex prints names, too.
    """
    for path, (start, end) in document.values.items():
        words = [part for part in path if isinstance(part, str)]
        value = value_at(document.value, path)
        if words[-3:-1] != ["sumber", "catatan"] or not isinstance(value, str):
            continue
        put: Callable[[str], str] | None = None
        if _is_value(path):
            put = _in_value(value, _names_in(kind, document, path, new))
        elif words[-1] == _REASON:
            put = _in_reason(new)
        if put is not None and (after := put(value)) != value:
            text = document.text[start:end]
            shown = in_words(text, after, put)
            yield TextEdit(start, end, shown), Replace(document.file, path, value, after)


def named_in_notes(kind: str, document: YamlDocument, named: NameKind) -> tuple[KeyPath, ...]:
    """The values of notes that are names of a kind, or words in the place of one."""
    return tuple(
        path
        for path in document.values
        if _is_value(path)
        and isinstance(value_at(document.value, path), str)
        and _named_by(kind, _field(document.value, path)) is named
    )


def _is_value(path: KeyPath) -> bool:
    words = [part for part in path if isinstance(part, str)]
    return words[-3:-1] == ["sumber", "catatan"] and words[-1] in _VALUES


def _named_by(kind: str, field: tuple[str, ...] | None) -> NameKind | None:
    """What a part is called by."""
    if field is None:
        return None
    return NameKind.NUMBER if (kind, field) == ("sop", ("nomor",)) else named_at(kind, field)


def _names_in(kind: str, document: YamlDocument, path: KeyPath, new: NewNames) -> Mapping[str, str]:
    """The names of which a value consists, with those that they are to be."""
    field, keys = _field(document.value, path), keys_in(str(value_at(document.value, path)))
    if field is None:
        return {}
    named = _named_by(kind, field)
    if named is not None:
        return {key: new.of(named, key, document.file) for key in keys}
    registered = {key: new.registered(key) for key in keys}
    if field[-1] in TEXTS or None in registered.values():
        return {}
    return {key: new.of(found, key, document.file) for key, found in registered.items()}


def _in_value(value: str, names: Mapping[str, str]) -> Callable[[str], str] | None:
    changed = [re.escape(key) for key, other in names.items() if key != other and key in value]
    if not changed:
        return None
    name = re.compile(rf"(?<![\w.-])(?:{'|'.join(changed)})(?![\w-]|[./]\w)")
    return lambda text: name.sub(lambda found: names[found[0]], text)


def _in_reason(new: NewNames) -> Callable[[str], str]:
    def renamed(found: re.Match[str]) -> str:
        key = found[0]
        after = new.of(new.registered(key), key, "") if "-" in key else key
        # a key of one word is read as a word: what was printed for it is written there
        return after if after == key or "-" in after else new.said(key)

    return lambda text: _KEY.sub(renamed, text)


def in_words(text: str, after: str, put: Callable[[str], str]) -> str:
    """A value as it stands in the text, with ``put`` done to its words, so that it is ``after``:
    sign by sign where that can be."""
    head, end = "", LINE_END.search(text) if text[:1] in ("|", ">") else None
    if end is not None:  # behind the sign of a block may be a comment
        head, text = text[: end.end()], text[end.end() :]
    shown = head + put(text)
    if shown[:1] == '"' and "\\" in shown:
        document, _ = read_yaml(f"x: {shown}".encode(), "")
        is_right = document is not None and document.value == {"x": after}
    else:
        is_right = shown[:1] in ("'", '"', "|", ">") or plain(shown) == shown
    return shown if is_right else in_style_of(head + text, after)


def _field(document: object, path: KeyPath) -> tuple[str, ...] | None:
    """The part that the note of a value is on, without places; None where it names none."""
    note = value_at(document, path[: path.index("catatan") + 1])
    place = path[path.index("catatan") + 1]
    note = note[place] if isinstance(note, list) and isinstance(place, int) else note
    part = note.get("bagian") if isinstance(note, dict) else None
    return field_of(part) if isinstance(part, str) else None
