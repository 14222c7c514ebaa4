"""The record of the last build: what it was made from, what it made, and why.

It is kept beside the store, never published; a build without one makes everything anew.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

from sopc.folder import OutputFolder
from sopc.limits import STATEMENT
from sopc.publish.inputs import Inputs, digest
from sopc.sign.revisions import began_as

_FORMAT = 2
RECORD = "record.json"
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
    commit: str | None = None
    dirty: bool | None = None
    complete: bool = False

    def write(self, folder: OutputFolder) -> None:
        """Keep the record. Raises OSError or SopcError."""
        folder.write(RECORD, json.dumps({"format": _FORMAT, **asdict(self)}).encode("ascii"))


def read_record(folder: OutputFolder) -> Record:
    """The last build's record; an empty one when there is none that can be used."""
    try:
        data = json.loads(folder.read(RECORD, STATEMENT) or b"")
    except (ValueError, RecursionError):
        return Record()
    if not isinstance(data, dict) or data.pop("format", None) != _FORMAT:
        return Record()
    if data.keys() != _PARTS.keys() or not all(_PARTS[name](data[name]) for name in _PARTS):
        return Record()
    return Record(**data)


def is_text(value: object) -> bool:
    """Whether a value read from JSON is text that can be written again: half a pair cannot."""
    try:
        return isinstance(value, str) and value.encode("utf-8") is not None
    except UnicodeEncodeError:
        return False


def _holds(value: object, kind: Callable[[object], bool]) -> bool:
    """Whether a value gives, by names, values of a kind."""
    return isinstance(value, dict) and all(is_text(k) and kind(v) for k, v in value.items())


def _are_texts(value: object) -> bool:
    return _holds(value, is_text)


_PARTS: Mapping[str, Callable[[object], bool]] = {
    "inputs": _are_texts,
    "versions": _are_texts,
    "outputs": _are_texts,
    "keys": _are_texts,
    "components": lambda value: _holds(value, _are_texts),
    "common": _are_texts,
    "commit": lambda value: value is None or is_text(value),
    "dirty": lambda value: isinstance(value, bool | None),
    "complete": lambda value: isinstance(value, bool),
}
"""What each part of a record has to be. It lies among the outputs: anyone may have written it."""


def is_current(out: OutputFolder, inputs: Inputs, last: Record) -> bool:
    """Whether ``out`` holds exactly what a build from these inputs would put there."""
    return (
        last.complete
        and inputs.files == last.inputs
        and inputs.versions == last.versions
        and (inputs.commit, inputs.dirty) == (last.commit, last.dirty)
        and all(is_same(out.read(name), wanted) for name, wanted in last.outputs.items())
    )


def is_same(data: bytes | None, wanted: str | None) -> bool:
    """Whether a file has the content that is wanted, by its digest; None is no file.

    A PDF that was signed since still has it: a signature only adds to a file.
    """
    if data is None or wanted is None:
        return False
    return digest(data) == wanted or (is_signed(data) and began_as(data, wanted))


def is_signed(data: bytes) -> bool:
    """Whether a file has a signature, whatever that is worth."""
    return _SIGNED in data
