"""A schema as an editor's server needs it: what pydantic makes of the models says too much.

Its defaults would be put in when a key is chosen (``direvisi: null``), its titles and definitions
are names of classes, and its keys stand in the order in which the program's models have them.
A part without a title is shown under that of the whole file: so each has its key's.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from sopc.catalogue import key_order

Schema: TypeAlias = dict[str, Any]

_PREFIX = "#/$defs/"
_NULL: Final = {"type": "null"}
_EMPTY: Final[tuple[object, ...]] = (None, False, [], {})
_ADDITIONS: Final = {"_MoreTexts": "tambahan", "_MoreCitations": "tambahan-dasar-hukum"}
"""What no key of its own leads to."""
_ORDERS: Final = {"": key_order.SOP, "langkah": key_order.STEP, "rangkaian": key_order.PART}
_SNIPPETS: Final = {
    "langkah": [
        {
            "label": "langkah baru",
            "description": "Satu baris tabel: kegiatan, pelaksana, dan mutu baku",
            "body": {
                "uraian": "$1",
                "pelaksana": "$2",
                "kelengkapan": "$3",
                "waktu": "${4:10 menit}",
                "output": "$5",
            },
        },
        {
            "label": "langkah keputusan",
            "description": "Satu baris tabel dengan jalan keluar ya dan tidak",
            "body": {
                "uraian": "$1",
                "pelaksana": "$2",
                "keputusan": {"ya": "$3", "tidak": "$4"},
                "kelengkapan": "$5",
                "waktu": "${6:10 menit}",
                "output": "$7",
            },
        },
    ],
}
"""What is put in at once, by the name of a definition: stops for the cursor are counted."""


def tidied(kind: str, schema: Schema) -> Schema:
    """The same for editors: what it accepts is the same, but for values that say nothing."""
    schema = _plain(schema)
    names = dict(_names(kind, schema))
    schema = _renamed(schema, names)
    for name, part in schema.get("$defs", {}).items():
        part["title"] = name.partition(".")[0]
        if kind == "sop" and name in _SNIPPETS:
            part["defaultSnippets"] = _SNIPPETS[name]
    if kind == "sop":
        for name, order in _ORDERS.items():
            part = schema["$defs"][name] if name else schema
            part["properties"] = {key: part["properties"][key] for key in order}
    return schema


def _plain(part: Any, *, names_keys: bool = False) -> Any:
    """Without titles, without null, and without defaults that are nothing; lists come first where
    one thing may stand for several, since that is what an editor then begins."""
    if isinstance(part, list):
        return [_plain(each) for each in part]
    if not isinstance(part, dict):
        return part
    if names_keys:
        return {key: {"title": key} | _plain(value) for key, value in part.items()}
    kept = {
        key: _plain(value, names_keys=key in ("properties", "patternProperties", "$defs"))
        for key, value in part.items()
        if key != "title" and not (key == "default" and value in _EMPTY)
    }
    if "anyOf" not in kept:
        return kept
    ways = [way for each in kept["anyOf"] if each != _NULL for way in _ways(each)]
    ways = sorted(ways, key=lambda way: "items" not in way)
    if len(ways) == 1:
        del kept["anyOf"]
        return ways[0] | kept
    return kept | {"anyOf": ways}


def _ways(part: Schema) -> list[Schema]:
    """The alternatives of an alternative that is nothing else, or itself."""
    ways: list[Schema] = part["anyOf"] if part.keys() <= {"anyOf", "description"} else [part]
    return ways


def _names(kind: str, schema: Schema) -> Iterator[tuple[str, str]]:
    """What each definition is called: by the key that leads to it, or by the keys above, too."""
    used: dict[str, str] = {}
    for way, found in _references(schema, schema, ()):
        if found in used:
            continue
        words = way or (kind,)
        names = (
            _ADDITIONS.get(found, words[-1]),
            ".".join(words),
            f"{'.'.join(words)}.{len(used)}",
        )
        used[found] = next(name for name in names if name not in used.values())
    yield from used.items()


def _references(
    schema: Schema, part: Any, way: tuple[str, ...], seen: frozenset[str] = frozenset()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """The definitions that parts refer to, each with the keys that lead there."""
    if isinstance(part, list):
        for each in part:
            yield from _references(schema, each, way, seen)
    if not isinstance(part, dict):
        return
    name = str(part.get("$ref", "")).removeprefix(_PREFIX)
    if name and name not in seen:
        yield way, name
        yield from _references(schema, schema["$defs"][name], way, seen | {name})
    for key, value in part.items():
        if key == "properties":
            for inner, each in value.items():
                yield from _references(schema, each, (*way, inner), seen)
        elif key != "$defs":
            yield from _references(schema, value, way, seen)


def _renamed(part: Any, names: dict[str, str]) -> Any:
    if isinstance(part, list):
        return [_renamed(each, names) for each in part]
    if not isinstance(part, dict):
        return part
    changed = {key: _renamed(value, names) for key, value in part.items()}
    if isinstance(changed.get("$ref"), str):
        changed["$ref"] = _PREFIX + names[changed["$ref"].removeprefix(_PREFIX)]
    if "$defs" in changed:
        changed["$defs"] = {names[name]: each for name, each in changed["$defs"].items()}
    return changed
