"""What seals prove of what was built: by whom, of which state of a catalogue, and no more."""

import json
from pathlib import Path

import pytest

from sopc.folder import OutputFolder
from sopc.publish.evidence import PROOF, leave_proof, makers_of, proven_in
from sopc.publish.install import STORE
from sopc.publish.record import Record
from sopc.sign.built import state_of
from sopc.transaction.seals import Seals

OURS, THEIRS = Seals(b"o" * 32), Seals(b"t" * 32)
INPUTS = {"sops/katalog.yaml": "1" * 64, "sopc/a.py": "2" * 64}
FILE, DIGEST = "sop/K.1.1.1.1.pdf", "3" * 64


def test_what_was_built_is_proven_to_who_built_it(tmp_path: Path) -> None:
    store = OutputFolder(tmp_path).below(STORE)
    Record(inputs=INPUTS, outputs={FILE: DIGEST}, complete=True).write(store, OURS)
    assert proven_in(tmp_path, OURS) == {state_of(INPUTS): {FILE: DIGEST}}
    assert proven_in(tmp_path, THEIRS) == {}


def test_a_build_of_a_part_is_of_no_state(tmp_path: Path) -> None:
    """What it left there may be of another."""
    store = OutputFolder(tmp_path).below(STORE)
    Record(inputs=INPUTS, outputs={FILE: DIGEST}, complete=False).write(store, OURS)
    assert proven_in(tmp_path, OURS) == {"": {FILE: DIGEST}}


def test_the_state_is_that_of_the_catalogue_alone() -> None:
    assert state_of(INPUTS) == state_of({**INPUTS, "sopc/a.py": "4" * 64})
    assert state_of(INPUTS) != state_of({**INPUTS, "sops/katalog.yaml": "4" * 64})
    assert state_of(INPUTS) != state_of({**INPUTS, "sops/logo.png": "4" * 64})


def test_makers_are_all_but_the_catalogues_words() -> None:
    inputs = {
        **INPUTS,
        "sops/a.YAML": "",
        "sops/logo.png": "5",
        "sops/templates/a.j2": "6",
        "templates/b.j2": "7",
    }
    made = makers_of(inputs, {"sopc": "1.0"})
    assert {"sops/logo.png", "sops/templates/a.j2", "templates/b.j2"} <= made.keys()
    assert made["version of sopc"] == "1.0"
    assert makers_of({**inputs, "sops/katalog.yaml": "8"}, {"sopc": "1.0"}) == made
    assert makers_of({**inputs, "sopc/a.py": "8"}, {"sopc": "1.0"}) != made


def test_what_was_said_before_is_said_still(tmp_path: Path) -> None:
    leave_proof(tmp_path, "one", {"a.pdf": "1"}, OURS)
    leave_proof(tmp_path, "two", {"a.pdf": "2"}, OURS)
    leave_proof(tmp_path, "one", {"b.pdf": "3"}, OURS)
    assert proven_in(tmp_path, OURS) == {
        "two": {"a.pdf": "2"},
        "one": {"a.pdf": "1", "b.pdf": "3"},
    }
    leave_proof(tmp_path, "three", {"c.pdf": "4"}, THEIRS)
    assert proven_in(tmp_path, OURS) == {}
    assert proven_in(tmp_path, THEIRS) == {"three": {"c.pdf": "4"}}


def test_the_newest_states_are_remembered(tmp_path: Path) -> None:
    for number in range(120):
        leave_proof(tmp_path, str(number), {"a.pdf": str(number)}, OURS)
    assert [*proven_in(tmp_path, OURS)] == [str(number) for number in range(20, 120)]


def test_a_seal_is_for_its_purpose(tmp_path: Path) -> None:
    """A sealed record is no list of files."""
    text = json.dumps({"format": 1, "states": [["one", {"a.pdf": "1"}]]})
    for purpose, proven in (("built files", {"one": {"a.pdf": "1"}}), ("record", {})):
        seal = OURS.seal(purpose, text.encode())
        (tmp_path / PROOF).write_text(json.dumps({"seal": seal, "built": text}), encoding="utf-8")
        assert proven_in(tmp_path, OURS) == proven


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"seal": 1, "built": 2}', '{"seal": "\\ud800", "built": "\\ud800"}', "null"],
)
def test_what_is_no_proof_proves_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / PROOF).write_text(text, encoding="utf-8")
    assert proven_in(tmp_path, OURS) == {}


def test_a_proof_of_another_version_proves_nothing(tmp_path: Path) -> None:
    text = json.dumps({"format": 2, "states": []})
    sealed = {"seal": OURS.seal("built files", text.encode()), "built": text}
    (tmp_path / PROOF).write_text(json.dumps(sealed), encoding="utf-8")
    assert proven_in(tmp_path, OURS) == {}
