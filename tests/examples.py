"""How many examples tests try, where one costs much."""

from hypothesis import settings

_USUAL = 200
"""The examples of a usual run, where nothing else is said (see ``tests.conftest``)."""


def at_most(count: int) -> settings:
    """``@at_most(50)``: so many examples in a usual run, and all in a longer one."""
    most = settings().max_examples
    return settings(max_examples=most if most > _USUAL else min(most, count))
