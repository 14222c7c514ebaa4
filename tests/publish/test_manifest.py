"""What the manifest says, key by key: others read it."""

import json
from pathlib import Path

from sopc.catalogue.canonical import digest
from sopc.catalogue.printed import printed_digest
from sopc.publish.inputs import Inputs
from sopc.publish.manifest import statement
from tests.assemble.test_contents import catalogue

A, B = "a" * 64, "b" * 64


def test_a_statement_names_what_was_built_from_what_and_by_what(tmp_path: Path) -> None:
    loaded = catalogue(tmp_path)
    inputs = Inputs({"sops/ü.yaml": A}, {"Python": "3.11"}, "c" * 40, dirty=True)
    text = statement(loaded, inputs, {"sop/ü.pdf": B, "a.pdf": A, "manifest.json": B})
    assert "sop/ü.pdf" in text
    assert text.startswith('{\n "_type"')
    assert text.endswith("}\n")
    assert json.loads(text) == {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [
            {"name": "a.pdf", "digest": {"sha256": A}},
            {"name": "sop/ü.pdf", "digest": {"sha256": B}},
        ],
        "predicateType": "urn:sopc:build:1",
        "predicate": {
            "commit": "c" * 40,
            "dirty": True,
            "sops": {entry.name: digest(entry.sop) for entry in loaded.entries},
            "printed": {
                entry.name: printed_digest(loaded, entry)
                for entry in loaded.entries
                if entry.sop.is_written
            },
        },
        "inputs": {"sops/ü.yaml": A},
        "outputs": {"a.pdf": A, "sop/ü.pdf": B},
        "versions": {"Python": "3.11"},
    }


def test_without_a_repository_there_is_neither_commit_nor_dirt(tmp_path: Path) -> None:
    found = json.loads(statement(catalogue(tmp_path), Inputs({}, {}), {}))["predicate"]
    assert (found["commit"], found["dirty"]) == (None, None)
