"""Every place of a kind of file that takes a text, a number, a list or keys, from its schema."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from sopc.load.schema import KINDS, json_schema

Schema: TypeAlias = dict[str, Any]
Takes: TypeAlias = Literal["text", "number", "list", "keys", "group", "choice"]

EACH = "[]"
"""In a path: any item of a list."""
ANY = "{}"
"""In a path: any key of an office's own."""

_TAKES: dict[str, Takes] = {
    "string": "text",
    "integer": "number",
    "number": "number",
    "array": "list",
    "boolean": "choice",
    "null": "choice",
}
_TELLS_NOTHING = {
    *("$defs", "$schema", "additionalProperties", "default", "description", "discriminator"),
    *("defaultSnippets", "enumDescriptions"),
    *("examples", "items", "maxItems", "maxLength", "maxProperties", "maximum", "minItems"),
    *("minLength", "minProperties", "minimum", "pattern", "patternProperties", "prefixItems"),
    *("properties", "propertyNames", "required", "title", "type"),
}
"""What a part of a schema may say beside what is looked at by name."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where in a kind of file something may stand, what it takes there, and its part of a schema.

    Where several kinds of values may stand, there are several places of one path.
    """

    kind: str
    path: tuple[str, ...]
    takes: Takes
    schema: Schema

    def __str__(self) -> str:
        return f"{self.kind}:{'.'.join(self.path)}:{self.takes}"


class UnknownSchema(Exception):
    """A schema says something that is not known here: it has to be, or places were forgotten."""


@cache
def schema_of(kind: str) -> Schema:
    """The schema of a kind of file."""
    schema: Schema = json.loads(json_schema(kind))
    return schema


def alternatives(kind: str, part: Schema) -> Iterator[Schema]:
    """The kinds of values that a part of a schema allows, each by itself.

    Not the one thing that may stand for a list of one: it is read as that list.
    """
    if "$ref" in part:
        yield from alternatives(kind, schema_of(kind)["$defs"][part["$ref"].rpartition("/")[2]])
    elif "properties" not in part and ("anyOf" in part or "oneOf" in part):
        every = [
            found
            for each in part.get("anyOf") or part["oneOf"]
            for found in alternatives(kind, each)
        ]
        listed = [
            other
            for each in every
            if "items" in each
            for other in alternatives(kind, each["items"])
        ]
        yield from (each for each in every if each not in listed)
    else:
        unknown = part.keys() - _TELLS_NOTHING - {"enum", "const", "anyOf", "oneOf"}
        if unknown:
            raise UnknownSchema(f"{kind}: {sorted(unknown)}")
        yield part


def takes(part: Schema) -> Takes:
    """What an alternative takes."""
    if "enum" in part or "const" in part:
        return "choice"
    if part["type"] != "object":
        return _TAKES[part["type"]]
    return "group" if "properties" in part else "keys"


def inner(part: Schema) -> Iterator[tuple[str, Schema]]:
    """What stands within an alternative, by the step of a path that leads there."""
    yield from part.get("properties", {}).items()
    if "items" in part:
        yield EACH, part["items"]
    elif "prefixItems" in part:
        yield EACH, part["prefixItems"][0]
    more = part.get("additionalProperties", False)
    if isinstance(more, dict):
        yield ANY, more
    for each in part.get("patternProperties", {}).values():
        yield ANY, each


@cache
def places(kind: str) -> tuple[Place, ...]:
    """All places of a kind of file, each but once."""
    return tuple({str(place): place for place in _places(kind, (), schema_of(kind))}.values())


def _places(kind: str, path: tuple[str, ...], part: Schema) -> Iterator[Place]:
    for each in alternatives(kind, part):
        yield Place(kind, path, takes(each), each)
        for step, within in inner(each):
            yield from _places(kind, (*path, step), within)


__all__ = ["KINDS"]
