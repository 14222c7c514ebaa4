"""The record of the last build: what it was made from, what it made, and why.

It is kept beside the store, never published; a build without one makes everything anew.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sopc.publish.inputs import Inputs, digest
from sopc.sign.revisions import began_as

_FORMAT = 1
_FILE = "record.json"
_SIGNED = b"/ByteRange"


@dataclass(frozen=True, slots=True)
class Record:
    """What a build noted: digests by name, except for ``keys``.

    ``keys`` gives, by output, the digest of all that decided its bytes; ``components`` gives, by
    SOP, what its shard was made from, piece by piece, and ``common`` what all shards were.
    """

    inputs: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    components: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    common: Mapping[str, str] = field(default_factory=dict)
    complete: bool = False

    def write(self, folder: Path) -> None:
        """Keep the record. Raises OSError."""
        text = json.dumps({"format": _FORMAT, **asdict(self)}, ensure_ascii=False)
        beside = folder / f"{_FILE}.new"
        beside.write_text(text, encoding="utf-8")
        beside.replace(folder / _FILE)


def read_record(folder: Path) -> Record:
    """The last build's record; an empty one when there is none that can be used."""
    try:
        data = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        if data.pop("format") != _FORMAT or not all(
            isinstance(value, dict | bool) for value in data.values()
        ):
            return Record()
        return Record(**data)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Record()


def is_current(out: Path, inputs: Inputs, last: Record) -> bool:
    """Whether ``out`` holds exactly what a build from these inputs would put there."""
    return (
        last.complete
        and inputs.files == last.inputs
        and inputs.versions == last.versions
        and all(same_file(out / name, wanted) for name, wanted in last.outputs.items())
    )


def same_file(path: Path, wanted: str | None) -> bool:
    """Whether a file is there, itself and not a link to it, with the content that is wanted.

    A PDF that was signed since still has it: a signature only adds to a file.
    """
    try:
        if wanted is None or path.is_symlink() or not path.is_file():
            return False
        data = path.read_bytes()
    except (OSError, ValueError):  # a name that no file can have
        return False
    return digest(data) == wanted or (is_signed(data) and began_as(data, wanted))


def is_signed(data: bytes) -> bool:
    """Whether a file has a signature, whatever that is worth."""
    return _SIGNED in data
