"""A schema with the names of one catalogue as choices: actors, regulations, officials, numbers.

Which codes a file's steps have, a schema cannot know, which is one for all files of its kind: of
targets it offers the end of the procedure.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sopc.catalogue.names import KnownNames
from sopc.catalogue.references import OPEN, REFERENCES, NameKind
from sopc.catalogue.step import END
from sopc.load.schema_tidying import Schema

_PREFIX = "#/$defs/"
_LOOKED_INTO = ("anyOf", "items", "additionalProperties")
_END = {END: "Akhir prosedur"}


def with_choices(kind: str, schema: Schema, names: KnownNames) -> Schema:
    """The same schema, in which a name has to be one of those.

    Where none is known, any name may stand as before; where some files could not be read, any other
    one may, too.
    """
    for way, named in REFERENCES[kind].items():
        is_step = named is NameKind.STEP
        known = _END if is_step else names.said[named]
        is_open = is_step or way in OPEN or named in names.incomplete
        if known:
            parts = _parts(schema, _root(kind, schema), way.split("."))
            for part in {id(part): part for part in parts}.values():  # some are reached twice
                _offer(part, known, is_open=is_open)
    return schema


def _root(kind: str, schema: Schema) -> Schema:
    """What the keys of the table are keys of: in a registry, an entry."""
    if kind in ("katalog", "sop"):
        return schema
    entry: Schema = next(iter(schema["patternProperties"].values()))
    return entry


def _parts(schema: Schema, part: Schema, way: list[str]) -> Iterator[Schema]:
    """Every part of a schema that takes a text at the end of a way."""
    if "$ref" in part:
        yield from _parts(schema, schema["$defs"][part["$ref"].removeprefix(_PREFIX)], way)
    for key in _LOOKED_INTO:
        inner = part.get(key) or []
        for each in inner if isinstance(inner, list) else [inner]:
            yield from _parts(schema, each, way)
    if way and way[0] in part.get("properties", {}):
        yield from _parts(schema, part["properties"][way[0]], way[1:])
    elif not way and part.get("type") == "string" and "enum" not in part:
        yield part


def _offer(part: Schema, names: Mapping[str, str], *, is_open: bool) -> None:
    choices: dict[str, Any] = {
        "type": "string",
        "enum": [*names],
        "enumDescriptions": [*names.values()],
    }
    if not is_open:
        part.pop("pattern", None)
        part.update(choices)
        return
    written = {key: part.pop(key) for key in [*part] if key not in ("title", "description")}
    part["anyOf"] = [choices, written]
