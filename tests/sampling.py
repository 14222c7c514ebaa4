"""``@pytest.mark.sampled(9)``: of a test's examples a usual run tries nine, ``--exhaustive`` all.

For a test of one kind of thing with many examples, each of which is a way into the same code. Which
ones are tried depends on nothing but their names: a new example takes the place of one at most, and
tests of the same examples try the same ones. Naming a test (``file.py::test``) runs all of its
examples.
"""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

import pytest


def beyond_samples(items: Iterable[pytest.Item]) -> set[pytest.Item]:
    """The examples that a usual run leaves out."""
    examples: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("sampled"):
            examples[item.nodeid.partition("[")[0]].append(item)
    return {item for alike in examples.values() for item in _in_turn(alike)[_few(alike[0]) :]}


def _few(item: pytest.Item) -> int:
    mark = item.get_closest_marker("sampled")
    assert mark
    (few,) = mark.args
    return int(few)


def _in_turn(items: list[pytest.Item]) -> list[pytest.Item]:
    return sorted(items, key=lambda item: sha256(item.name.partition("[")[2].encode()).digest())
