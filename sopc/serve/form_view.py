"""An SOP's file as a form shows it: every field with what stands there, whatever that is."""

from dataclasses import dataclass
from typing import Final

from sopc.catalogue.boxes import ADDED
from sopc.changes import KeyPath
from sopc.diagnostics import Diagnostic
from sopc.language import Hint, Phrase
from sopc.load.schema_tidying import Schema
from sopc.serve.form_fields import ELSEWHERE, GROUPS, USUAL, FieldKind, FormGroup, Kind
from sopc.serve.form_items import (
    Found,
    ListedEntry,
    NameChoice,
    below,
    choices_of,
    is_plain,
    items_of,
    part_of,
    rows_of,
    said_of,
)
from sopc.serve.form_office import OfficeForm

_ANY: Final = OfficeForm()


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it is filled in.

    ``rows`` are the groups of a list, or the one of a field that is a group, each with its own
    fields; ``asked`` are those without which one more would be none. ``otherwise`` is printed where
    nothing is there; with ``adds``, what is there is printed after what is printed for all.
    """

    key: str
    kind: Kind
    called: Phrase
    help: Hint
    path: KeyPath
    value: object
    said: str
    choices: tuple[NameChoice, ...] = ()
    registry: str = ""
    items: tuple[ListedEntry, ...] = ()
    rows: tuple["FieldRow", ...] = ()
    asked: tuple["Field", ...] = ()
    otherwise: tuple[str, ...] = ()
    adds: bool = False
    usual: Phrase = USUAL
    findings: tuple[Diagnostic, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether the file says anything of it."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A group of fields; ``folded`` are those that few need, ``unknown`` keys of it that there is
    no field for."""

    path: KeyPath
    value: object
    fields: tuple[Field, ...]
    folded: tuple[Field, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that stand together."""

    called: Phrase
    help: Hint
    fields: tuple[Field, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class SopForm:
    """The form; ``unknown`` are keys of the file that it has no field for."""

    groups: tuple[FieldGroup, ...]
    unknown: tuple[str, ...]


def form_of(value: object, schema: Schema, found: Found, office: OfficeForm = _ANY) -> SopForm:
    """The form of a file's data, with the choices of a catalogue's schema."""
    values = value if isinstance(value, dict) else {}
    builder = _Builder(schema, found, office)
    groups = tuple(builder.group(each, values) for each in GROUPS)
    known = {each.key for group in GROUPS for each in group.fields}
    unknown = tuple(str(key) for key in values if key not in known and key not in ELSEWHERE)
    return SopForm(groups, unknown)


@dataclass(frozen=True, slots=True)
class _Builder:
    schema: Schema
    found: Found
    office: OfficeForm

    def group(self, group: FormGroup, values: dict[str, object]) -> FieldGroup:
        fields = tuple(
            self.field(each, (each.key,), values.get(each.key), self.schema)
            for each in group.fields
        )
        is_open = not group.is_folded or any(below(each.path, self.found) for each in fields)
        return FieldGroup(group.called, group.help, fields, is_open)

    def field(self, kind: FieldKind, path: KeyPath, value: object, around: Schema) -> Field:
        """A field with what stands at its path; what it cannot show is ``apart``."""
        part = part_of(self.schema, around, kind.key)
        if kind.kind in ("texts", "names"):
            return self._listed(kind, path, value, part)
        if kind.kind == "rows":
            return self._rows(kind, path, value, part)
        if kind.kind == "group":
            return self._one_group(kind, path, value, part)
        if kind.kind == "own":
            return self._own(kind, path, value)
        return self._simple(kind, path, value, part)

    def _simple(self, kind: FieldKind, path: KeyPath, value: object, part: Schema) -> Field:
        choices = choices_of(self.schema, part)
        fits = value is None or (
            isinstance(value, bool) if kind.kind == "flag" else is_plain(value)
        )
        return Field(
            kind.key,
            kind.kind if fits else "apart",
            kind.called,
            kind.help,
            path,
            value,
            said_of(value, () if kind.kind != "choice" else choices),
            choices,
            kind.registry,
            usual=kind.usual,
            findings=below(path, self.found),
        )

    def _listed(self, kind: FieldKind, path: KeyPath, value: object, part: Schema) -> Field:
        adds = isinstance(value, dict) and [*value] == [ADDED]
        if isinstance(value, dict) and adds:
            path, value = (*path, ADDED), value[ADDED]
        are_names = kind.kind == "names"
        choices = choices_of(self.schema, part) if are_names else ()
        fits = value is None or isinstance(value, list) or is_plain(value)
        if kind.key == "keterkaitan" and isinstance(value, dict):
            fits = True  # one that stands without a list
        items = items_of(path, value, choices, self.found, are_names=are_names) if fits else ()
        covered = {way for item in items for way in self.found if way[: len(item.row)] == item.row}
        own = [way for way in self.found if way[: len(path)] == path and way not in covered]
        return Field(
            kind.key,
            kind.kind if fits else "apart",
            kind.called,
            kind.help,
            path,
            value,
            "",
            choices,
            kind.registry,
            items,
            otherwise=() if value is not None else tuple(self.office.printed.get(kind.key, ())),
            adds=adds,
            findings=tuple(each for way in own for each in self.found[way]),
        )

    def _rows(self, kind: FieldKind, path: KeyPath, value: object, part: Schema) -> Field:
        entries = [*rows_of(path, value)]
        fits = all(isinstance(each, dict) for _, each in entries)
        asked = tuple(
            self.field(each, (*path, "new", each.key), None, part)
            for each in kind.parts
            if each.is_asked_at_once
        )
        return Field(
            kind.key,
            "rows" if fits else "apart",
            kind.called,
            kind.help,
            path,
            value,
            "",
            rows=tuple(self._row(kind, way, each, part) for way, each in entries) if fits else (),
            asked=asked,
            findings=tuple(self.found.get(path, ())) if fits else below(path, self.found),
        )

    def _one_group(self, kind: FieldKind, path: KeyPath, value: object, part: Schema) -> Field:
        fits = value is None or isinstance(value, dict)
        rows = (self._row(kind, path, value or {}, part),) if fits else ()
        own = tuple(self.found.get(path, ())) if fits else below(path, self.found)
        return Field(
            kind.key, "group" if fits else "apart", kind.called, kind.help, path, value, "",
            rows=rows, findings=own,
        )  # fmt: skip

    def _row(self, kind: FieldKind, path: KeyPath, value: object, part: Schema) -> FieldRow:
        values = value if isinstance(value, dict) else {}
        fields = tuple(
            self.field(each, (*path, each.key), values.get(each.key), part) for each in kind.parts
        )
        folded = {each.key for each in kind.parts if each.is_folded}
        known = {each.key for each in kind.parts}
        return FieldRow(
            path,
            value,
            tuple(each for each in fields if each.key not in folded),
            tuple(each for each in fields if each.key in folded),
            tuple(str(key) for key in values if key not in known),
        )

    def _own(self, kind: FieldKind, path: KeyPath, value: object) -> Field:
        """The boxes of the office's own: those of its form, and what else the file fills in."""
        values = value if isinstance(value, dict) else {}
        fits = (value is None or isinstance(value, dict)) and all(
            is_plain(each) or (isinstance(each, list) and each and all(map(is_plain, each)))
            for each in values.values()
        )
        keys = [*self.office.own, *(str(key) for key in values if key not in self.office.own)]
        items = [
            ListedEntry(
                (*path, key),
                (*path, key),
                values.get(key),
                _lines(values.get(key)),
                findings=below((*path, key), self.found),
            )
            for key in keys
        ]
        return Field(
            kind.key,
            "own" if fits else "apart",
            kind.called,
            kind.help,
            path,
            value,
            "",
            tuple(NameChoice(key, self.office.own.get(key, key)) for key in keys),
            items=tuple(items) if fits else (),
            findings=tuple(self.found.get(path, ())) if fits else below(path, self.found),
        )


def _lines(value: object) -> str:
    """One text, or several, each on a line of its own."""
    if isinstance(value, list):
        return "\n".join(str(each) for each in value)
    return "" if value is None else str(value)
