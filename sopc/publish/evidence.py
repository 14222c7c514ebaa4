"""What is known of what was built: by seals of our own, and as anyone may have said it.

A build's record is sealed, and lies in its store. Where signed files go, another sealed file says
the same of those whose manifest was copied along: each file's digest, by the state of the catalogue
that it was built from. It tells nothing of the folder that it lies in, and may be copied with it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sopc.disk import write_file
from sopc.folder import OutputFolder
from sopc.limits import STATEMENT
from sopc.publish.inputs import Inputs, input_digests, maker_versions
from sopc.publish.install import STORE
from sopc.publish.record import is_text, read_record
from sopc.sign.built import state_of
from sopc.transaction.seals import Seals

PROOF = "manifest.seal.json"
"""The sealed file beside a manifest that was copied along."""
_PURPOSE = "built files"
_FORMAT = 1
_MOST_STATES = 100
"""So many states of a catalogue are remembered where signed files go: the newest."""
_OF_CATALOGUE = "sops/"

Proven = Mapping[str, Mapping[str, str]]
"""SHA-256 of files by their names, by the state of the catalogue that they were built from."""


@dataclass(frozen=True, slots=True)
class Present:
    """What a build would be made from now: the catalogue's state, and all that makes pages of it.

    ``makers`` are digests and versions, by name, of all that has a say in pages besides what the
    catalogue says: the program, its templates and fonts, the catalogue's own, and its pictures.
    """

    state: str
    makers: Mapping[str, str]

    @classmethod
    def of(cls, root: Path, out: Path) -> "Present":
        """That of the catalogue in ``root``; what is in ``out`` is no input. Raises SopcError."""
        inputs = Inputs(input_digests(root, out), maker_versions())
        return cls(state_of(inputs.files), makers_of(inputs.files, inputs.versions))


def makers_of(inputs: Mapping[str, str], versions: Mapping[str, str]) -> dict[str, str]:
    """What has a say in pages besides the catalogue's words, by name: digests and versions."""
    others = (name for name in inputs if name.startswith(("templates/", _OF_CATALOGUE)))
    own = {name: inputs[name] for name in others if not name.lower().endswith(".yaml")}
    return own | Inputs(inputs, versions).makers


def proven_in(folder: Path, seals: Seals) -> Proven:
    """What seals of ours prove of the files of a build, or of those that are signed in a folder.

    What was built of a part of a catalogue has no state: some files may be of another.
    """
    outputs = OutputFolder(folder)
    found = dict(_read(outputs, seals))
    record = read_record(outputs.below(STORE), seals)
    if record is not None:
        state = state_of(record.inputs) if record.complete else ""
        found[state] = {**found.get(state, {}), **record.outputs}
    return found


def leave_proof(folder: Path, state: str, files: Mapping[str, str], seals: Seals) -> None:
    """Say in a folder, sealed, what was built: also what was said before. Raises SopcError."""
    found = dict(_read(OutputFolder(folder), seals))
    files = {**found.pop(state, {}), **files}
    newest = [*found.items()][-(_MOST_STATES - 1) :]
    text = json.dumps({"format": _FORMAT, "states": [*newest, (state, files)]})
    sealed = {"seal": seals.seal(_PURPOSE, text.encode("ascii")), "built": text}
    write_file(folder, PROOF, json.dumps(sealed).encode("ascii"))


def _read(folder: OutputFolder, seals: Seals) -> Proven:
    try:
        outer = json.loads(folder.read(PROOF, STATEMENT) or b"")
        seal, text = outer["seal"], outer["built"]
        if not (is_text(seal) and is_text(text) and seals.holds(seal, _PURPOSE, text.encode())):
            return {}
        data = json.loads(text)
        return dict(data["states"]) if data["format"] == _FORMAT else {}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
