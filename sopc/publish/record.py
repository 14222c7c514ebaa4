"""The record of the last build: what it was made from, what it made, and why.

It is kept beside the store, never published, and sealed, since whoever gives a folder of outputs
can mend digests in it, too. A build without one makes everything anew.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

from sopc.folder import OutputFolder
from sopc.limits import STATEMENT
from sopc.publish.inputs import Inputs, digest
from sopc.publish.journal import RECORD as RECORD
from sopc.sign.pdf.revisions import began_as, ends_signed
from sopc.transaction.seals import Seals

_FORMAT = 2
_PURPOSE = "record"


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

    def write(self, folder: OutputFolder, seals: Seals) -> None:
        """Keep the record. Raises OSError or SopcError."""
        text = json.dumps({"format": _FORMAT, **asdict(self)})
        seal = seals.seal(_PURPOSE, text.encode("ascii"))
        folder.write(RECORD, json.dumps({"seal": seal, "record": text}).encode("ascii"))


def read_record(folder: OutputFolder, seals: Seals) -> Record | None:
    """The last build's record; None when there is none, or not one that was sealed by us."""
    try:
        outer = json.loads(folder.read(RECORD, STATEMENT) or b"")
        seal, text = outer["seal"], outer["record"]
        if not (is_text(seal) and is_text(text) and seals.holds(seal, _PURPOSE, text.encode())):
            return None
        data = json.loads(text)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(data, dict) or data.pop("format", None) != _FORMAT:
        return None
    if data.keys() != _PARTS.keys() or not all(_PARTS[name](data[name]) for name in _PARTS):
        return None
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
"""What each part of a record has to be: another version may have written it."""


def is_current(out: OutputFolder, inputs: Inputs, last: Record) -> bool:
    """Whether ``out`` holds exactly what a build from these inputs would put there, or that signed.

    The files themselves are read each time, and digested.
    """
    return (
        last.complete
        and inputs.files == last.inputs
        and inputs.versions == last.versions
        and (inputs.commit, inputs.dirty) == (last.commit, last.dirty)
        and all(is_same(out.read(name), wanted) for name, wanted in last.outputs.items())
    )


def is_same(data: bytes | None, wanted: str | None) -> bool:
    """Whether a file has the content that is wanted, by its digest; None is no file.

    A PDF that was signed since still has it, whoever signed it: a signature only adds to a file.
    """
    if data is None or wanted is None:
        return False
    return digest(data) == wanted or (ends_signed(data) and began_as(data, wanted))
