"""The entries of a list as a form shows them, and the names that they are chosen from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from sopc.changes import KeyPath
from sopc.diagnostics import Diagnostic
from sopc.load.schema_tidying import Schema

Found: TypeAlias = Mapping[KeyPath, Sequence[Diagnostic]]
"""Findings, by the ways to what they are about."""
_DEEPEST: Final = 6
_OUTSIDE: Final = "luar"
_WIDER: Final = {
    "keterkaitan": ("nomor", "dikonfirmasi"),
    "dasar_hukum": ("peraturan", "tertulis"),
}
"""Lists of names whose entries can say one thing more, beside the name: by which keys."""


@dataclass(frozen=True, slots=True)
class NameChoice:
    """A name that can be chosen, and what is printed for it."""

    name: str
    said: str


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry of a list: what stands there, and how that is said.

    ``row`` is the way to the whole of it, ``path`` to the text in it. ``wider`` is the key of what
    more it can say beside its name, which is ``more``; empty where it can say nothing more.
    """

    row: KeyPath
    path: KeyPath
    value: object
    said: str
    is_known: bool = True
    is_text: bool = True
    is_name: bool = False
    wider: str = ""
    more: str = ""
    alone: object = None
    findings: tuple[Diagnostic, ...] = ()


def rows_of(path: KeyPath, value: object) -> Iterator[tuple[KeyPath, object]]:
    """The entries of a list with the ways to them; one that stands without a list is at ``path``
    itself."""
    if isinstance(value, list):
        yield from (((*path, index), each) for index, each in enumerate(value))
    elif value is not None:
        yield path, value


def is_plain(value: object) -> bool:
    """Whether a field can hold a value: a text, or a number."""
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def items_of(
    path: KeyPath, value: object, choices: Sequence[NameChoice], found: Found, *, are_names: bool
) -> tuple[ListedEntry, ...]:
    """The entries of a list of texts or of names."""
    key = str(path[0])
    known = {choice.name for choice in choices}
    return tuple(
        _name(key, row, each, choices, known, below(row, found))
        if are_names
        else ListedEntry(
            row, row, each, said_of(each, ()), is_text=is_plain(each), findings=below(row, found)
        )
        for row, each in rows_of(path, value)
    )


def _name(
    key: str,
    row: KeyPath,
    each: Any,
    choices: Sequence[NameChoice],
    known: set[str],
    findings: tuple[Diagnostic, ...],
) -> ListedEntry:
    """A name of a registry, several as one, or words instead of one."""
    if isinstance(each, dict) and [*each] == [_OUTSIDE] and isinstance(each[_OUTSIDE], str):
        words = each[_OUTSIDE]
        return ListedEntry(row, (*row, _OUTSIDE), each, words, findings=findings)
    own, wider = _WIDER.get(key, ("", ""))
    named, more = each, None
    if isinstance(each, dict) and own in each and each.keys() <= {own, wider}:
        named, more = each[own], each.get(wider)
    names = named if isinstance(named, list) else [named]
    is_text = all(map(is_plain, names)) and (more is None or is_plain(more))
    said = "; ".join(said_of(name, choices) for name in names) if is_text else ""
    return ListedEntry(
        row,
        (*row, wider),
        each,
        said,
        is_known=not choices or all(str(name) in known for name in names),
        is_text=is_text,
        is_name=True,
        wider=wider if is_text else "",
        more="" if more is None else str(more),
        alone=named,
        findings=findings,
    )


def below(path: KeyPath, found: Found) -> tuple[Diagnostic, ...]:
    """What was found of a value, or of anything in it."""
    depth = len(path)
    return tuple(each for way, some in found.items() if way[:depth] == path for each in some)


def said_of(value: object, choices: Sequence[NameChoice]) -> str:
    """How a value is said: by what is printed for a name."""
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return next((each.said for each in choices if each.name == str(value)), str(value))


def choices_of(schema: Schema, part: Schema) -> tuple[NameChoice, ...]:
    """The names that a value can have, wherever in its schema they stand."""
    for each in parts_of(schema, part):
        names = each.get("enum")
        if names:
            said = each.get("enumDescriptions") or names
            return tuple(NameChoice(str(n), str(s)) for n, s in zip(names, said, strict=True))
    return ()


def part_of(schema: Schema, part: Schema, key: str) -> Schema:
    """The schema of a key's value, wherever in the schema of its group that stands."""
    for each in parts_of(schema, part):
        if key in each.get("properties", {}):
            return each["properties"][key]  # type: ignore[no-any-return]
    return {}


def parts_of(schema: Schema, part: Schema, depth: int = 0) -> Iterator[Schema]:
    """A part of a schema, and those that a value of it may have instead, or is a list of."""
    if depth > _DEEPEST:
        return
    yield part
    inner: list[Any] = [*part.get("anyOf", ()), *part.get("oneOf", ())]
    if "items" in part:
        inner.append(part["items"])
    if "$ref" in part:
        inner.append(schema.get("$defs", {}).get(str(part["$ref"]).rpartition("/")[2], {}))
    for each in inner:
        yield from parts_of(schema, each, depth + 1)
