"""``manifest.json``: what a build was made from and what it made, for whoever checks it later.

It is an in-toto Statement (https://in-toto.io/Statement/v1), so that it can be signed as one.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sopc.folder import OutputFolder
from sopc.limits import STATEMENT
from sopc.publish.inputs import Inputs
from sopc.publish.journal import MANIFEST
from sopc.publish.record import is_text

if TYPE_CHECKING:  # whether there is anything to build is told without reading a catalogue
    from sopc.catalogue.catalogue import Catalogue

_TYPE = "https://in-toto.io/Statement/v1"
_PREDICATE = "urn:sopc:build:1"


def statement(
    catalogue: "Catalogue",
    inputs: Inputs,
    outputs: Mapping[str, str],
) -> str:
    """The manifest of a build: the subjects are its outputs.

    ``sops`` are the digests of what each SOP says (not of its file), ``printed`` those of what its
    pages say, whose beginnings their codes have. ``commit`` is the revision of the repository that
    the catalogue is in, and ``dirty`` whether what was built differs from it; both are null without
    one.
    """
    from sopc.catalogue.canonical import digest
    from sopc.catalogue.printed import printed_digest

    listed = {name: outputs[name] for name in sorted(outputs) if name != MANIFEST}
    record = {
        "_type": _TYPE,
        "subject": [{"name": name, "digest": {"sha256": sha}} for name, sha in listed.items()],
        "predicateType": _PREDICATE,
        "predicate": {
            "commit": inputs.commit,
            "dirty": inputs.dirty,
            "sops": {entry.name: digest(entry.sop) for entry in catalogue.entries},
            "printed": {
                entry.name: printed_digest(catalogue, entry)
                for entry in catalogue.entries
                if entry.sop.is_written
            },
        },
        "inputs": dict(inputs.files),
        "outputs": listed,
        "versions": dict(inputs.versions),
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def published(out: OutputFolder) -> dict[str, str]:
    """The files that the manifest in ``out`` lists, with their digests; none if it is unusable.

    Anyone may have written it.
    """
    try:
        listed = json.loads(out.read(MANIFEST, STATEMENT) or b"")["outputs"]
        return {name: sha for name, sha in listed.items() if is_text(name) and is_text(sha)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
