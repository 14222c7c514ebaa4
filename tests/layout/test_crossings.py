"""Crossings are as few as rows and lanes allow: compared with the proven least on small flows."""

import pytest

from tests.layout.exhaustive import compared, small_flow


@pytest.mark.parametrize("seed", range(150))
def test_a_small_flow_is_drawn_with_the_least_crossings(seed: int) -> None:
    ours, least = compared(small_flow(seed))
    assert ours == least
