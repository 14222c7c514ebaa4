"""What a schema says at a way of keys: which keys and values may stand there, what they mean."""

from collections.abc import Iterator, Sequence

from sopc.load.schema_tidying import Schema

_PREFIX = "#/$defs/"


def parts_at(schema: Schema, way: Sequence[str]) -> Iterator[Schema]:
    """Every kind of value that may stand at the end of a way of keys, places in lists left out."""
    yield from _parts(schema, schema, way)


def described(schema: Schema, way: Sequence[str]) -> str:
    """What the key at the end of a way means; nothing for a key of the office's own."""
    for part in parts_at(schema, way[:-1]):
        found = part.get("properties", {}).get(way[-1], {})
        if "description" in found:
            return str(found["description"])
    return ""


def _parts(schema: Schema, part: Schema, way: Sequence[str]) -> Iterator[Schema]:
    if "$ref" in part:
        yield from _parts(schema, schema["$defs"][part["$ref"].removeprefix(_PREFIX)], way)
        return
    if "anyOf" in part:
        for each in part["anyOf"]:
            yield from _parts(schema, each, way)
        return
    if "items" in part:
        yield from _parts(schema, part["items"], way)
        return
    if not way:
        yield part
    elif way[0] in part.get("properties", {}):
        yield from _parts(schema, part["properties"][way[0]], way[1:])
    else:
        for each in (part.get("additionalProperties"), *part.get("patternProperties", {}).values()):
            if isinstance(each, dict):
                yield from _parts(schema, each, way[1:])
