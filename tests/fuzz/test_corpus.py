"""What was ever made up and kept is tried again: inputs that reach far, and all that broke."""

import pytest

from tests.fuzz.subject import NAMES, Target, target

_MOST = 300_000
"""Bytes of all kept inputs: the suite tries them each time."""


def _targets() -> list[Target]:
    return [target(name) for name in NAMES]


@pytest.mark.parametrize("each", _targets(), ids=NAMES)
def test_what_must_hold_holds_of_all_kept_inputs(each: Target) -> None:
    kept = [path.read_bytes() for path in each.kept()]
    seeds = list(each.seeds())
    assert kept
    assert seeds
    for data in (*seeds, *kept):
        assert len(data) <= each.longest
        each.run(data)


def test_the_kept_inputs_are_small_and_each_is_of_a_target() -> None:
    folder = target(NAMES[0]).corpus.parent
    assert {path.name for path in folder.iterdir()} == set(NAMES)
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= _MOST
