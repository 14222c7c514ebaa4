"""The line by which a file names its schema to an editor's server, wherever the catalogue lies."""

import re
from pathlib import PurePath, PurePosixPath
from typing import Final

_BEGINS: Final = "# yaml-language-server: $schema="
_LINE: Final = re.compile(r"#\s+yaml-language-server\s*:\s*\$schema=(\S+)")

SCHEMA_FOLDER: Final = ".sopc"
"""Where ``sopc schema --write`` puts schemas, beside katalog.yaml: hidden, so no unit's folder."""


def schema_named(text: str) -> str | None:
    """What the comments above a file's first key name as its schema, as it is written there."""
    for line in text.splitlines():
        if not line.startswith("#"):
            return None
        found = _LINE.fullmatch(line.strip())
        if found:
            return found[1]
    return None


def line_of(schema: str) -> str:
    """The line that names a schema by the way to it."""
    return f"{_BEGINS}{schema}"


def modeline(file: PurePath, schema: PurePath) -> str:
    """The line that names a schema from a file. Both paths are from one folder, without ``..``."""
    here, there = file.parent.parts, schema.parts
    shared = 0
    while here[shared : shared + 1] == there[shared : shared + 1] and shared < len(here):
        shared += 1
    steps = ("..",) * (len(here) - shared)
    return f"{_BEGINS}{PurePosixPath(*steps, *there[shared:])}"


def schema_of(root: PurePath, file: PurePath) -> PurePath:
    """Where the schema of one of a catalogue's files is, once it is written beside katalog.yaml."""
    kind = file.stem if file.parent == root else "sop"
    return root / SCHEMA_FOLDER / f"{kind}.json"
