"""An SOP's file as a form shows it: every field with what stands there, whatever that is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sopc.changes import KeyPath
from sopc.diagnostics import Diagnostic
from sopc.load.schema_tidying import Schema
from sopc.serve.form_fields import ELSEWHERE, GROUPS, FieldKind, FormGroup, Kind

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class NameChoice:
    """A name that can be chosen, and what is printed for it."""

    name: str
    said: str


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry of a list: what stands there, and how that is said."""

    path: KeyPath
    value: object
    said: str
    is_known: bool = True
    is_text: bool = True
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it is filled in."""

    key: str
    kind: Kind
    called: str
    help: str
    path: KeyPath
    value: object
    said: str
    items: tuple[ListedEntry, ...]
    choices: tuple[NameChoice, ...]
    registry: str
    findings: tuple[Diagnostic, ...]

    @property
    def is_there(self) -> bool:
        """Whether the file says anything of it."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that stand together."""

    called: str
    fields: tuple[Field, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class SopForm:
    """The form; ``unknown`` are keys of the file that it has no field for."""

    groups: tuple[FieldGroup, ...]
    unknown: tuple[str, ...]


def form_of(
    value: object, schema: Schema, findings: Mapping[KeyPath, Sequence[Diagnostic]]
) -> SopForm:
    """The form of a file's data, with the choices of a catalogue's schema."""
    values: Values = value if isinstance(value, dict) else {}
    groups = tuple(_group(each, values, schema, findings) for each in GROUPS)
    known = {field.key for group in GROUPS for field in group.fields}
    unknown = tuple(str(key) for key in values if key not in known and key not in ELSEWHERE)
    return SopForm(groups, unknown)


def _group(
    group: FormGroup,
    values: Values,
    schema: Schema,
    findings: Mapping[KeyPath, Sequence[Diagnostic]],
) -> FieldGroup:
    fields = tuple(_field(each, values, schema, findings) for each in group.fields)
    is_open = not group.is_folded or any(each.findings for each in fields)
    return FieldGroup(group.called, fields, is_open)


def _field(
    field: FieldKind,
    values: Values,
    schema: Schema,
    findings: Mapping[KeyPath, Sequence[Diagnostic]],
) -> Field:
    part = schema.get("properties", {}).get(field.key, {})
    value, path = values.get(field.key), (field.key,)
    choices = choices_of(schema, part)
    kind: Kind = field.kind
    items: tuple[ListedEntry, ...] = ()
    if kind in ("texts", "names"):
        if is_listed(value):
            items = tuple(_items(path, value, choices, findings))
        else:
            kind = "apart"
    elif kind == "own":
        kind, items = _own(path, value, findings)
    elif isinstance(value, dict | list):
        kind = "apart"
    own = () if items else _below(path, findings)
    if items:
        own = tuple(findings.get(path, ()))
    said = said_of(value, choices)
    help_text = str(part.get("description", ""))
    return Field(
        field.key, kind, field.called, help_text, path, value, said, items, choices,
        field.registry, own,
    )  # fmt: skip


def is_listed(value: object) -> bool:
    """Whether a field of many can show a value: a list, or what stands for a list of one."""
    return value is None or isinstance(value, list | str | int | float)


def _items(
    path: KeyPath,
    value: object,
    choices: Sequence[NameChoice],
    findings: Mapping[KeyPath, Sequence[Diagnostic]],
) -> Iterator[ListedEntry]:
    entries = value if isinstance(value, list) else [] if value is None else [value]
    known = {choice.name for choice in choices}
    for index, each in enumerate(entries):
        inner = (*path, index)
        words = each.get("luar") if isinstance(each, dict) and [*each] == ["luar"] else None
        is_text = isinstance(each, str | int | float) and not isinstance(each, bool)
        yield ListedEntry(
            (*inner, "luar") if isinstance(words, str) else inner,
            each,
            words if isinstance(words, str) else said_of(each, choices),
            isinstance(words, str) or not choices or str(each) in known,
            is_text or isinstance(words, str),
            _below(inner, findings) if isinstance(value, list) else _below(path, findings),
        )


def _own(
    path: KeyPath, value: object, findings: Mapping[KeyPath, Sequence[Diagnostic]]
) -> tuple[Kind, tuple[ListedEntry, ...]]:
    """The fields of an office's own form that the file has."""
    if value is None:
        return "own", ()
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        return "apart", ()
    return "own", tuple(
        ListedEntry((*path, key), each, each, findings=_below((*path, key), findings))
        for key, each in value.items()
    )


def _below(
    path: KeyPath, findings: Mapping[KeyPath, Sequence[Diagnostic]]
) -> tuple[Diagnostic, ...]:
    """What was found of a value, or of anything in it."""
    depth = len(path)
    return tuple(each for way, found in findings.items() if way[:depth] == path for each in found)


def said_of(value: object, choices: Sequence[NameChoice]) -> str:
    """How a value is said: by what is printed for a name."""
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return next((each.said for each in choices if each.name == str(value)), str(value))


def choices_of(schema: Schema, part: Schema) -> tuple[NameChoice, ...]:
    """The names that a value can have, wherever in its schema they stand."""
    for each in _parts(schema, part, 0):
        names = each.get("enum")
        if names:
            said = each.get("enumDescriptions") or names
            return tuple(NameChoice(str(n), str(s)) for n, s in zip(names, said, strict=True))
    return ()


def _parts(schema: Schema, part: Schema, depth: int) -> Iterator[Schema]:
    if depth > 6:
        return
    yield part
    inner: list[Any] = [*part.get("anyOf", ()), *part.get("oneOf", ())]
    if "items" in part:
        inner.append(part["items"])
    if "$ref" in part:
        inner.append(schema.get("$defs", {}).get(str(part["$ref"]).rpartition("/")[2], {}))
    for each in inner:
        yield from _parts(schema, each, depth + 1)
