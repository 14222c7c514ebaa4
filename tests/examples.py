"""How many examples tests try, where one costs much."""

from hypothesis import settings

USUAL = 100
"""The examples of a usual run, where nothing else is said."""


def at_most(count: int) -> settings:
    """``@at_most(50)``: so many examples in a usual run, and all in a longer one."""
    most = settings().max_examples
    return settings(max_examples=most if most > USUAL else min(most, count))
