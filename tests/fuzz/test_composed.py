"""What must hold of all a target is given, tried without the program that makes inputs up.

Inputs are composed of a target's own: parts of its seeds, its words, and anything else.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import at_most
from tests.fuzz.subject import NAMES, Target, target

_COSTLY = {"certificates", "drawing", "loader", "picture", "signed_pdf"}


@st.composite
def _inputs(draw: st.DrawFn, each: Target) -> bytes:
    """A seed in which some stretches are others."""
    data = bytearray(draw(st.sampled_from(list(each.seeds()))))
    words = st.sampled_from([word.encode() for word in each.words])
    other = st.one_of(words, words, st.binary(max_size=4), st.text(max_size=4).map(str.encode))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.sampled_from((0, 0, 1, 2, 8, 64)))
        data[start:end] = draw(other) * draw(st.sampled_from((1, 1, 1, 2, 40)))
    return bytes(data[: each.longest])


@pytest.mark.parametrize("name", sorted(_COSTLY))
@at_most(40)
@given(data=st.data())
def test_what_must_hold_holds_of_what_is_composed(name: str, data: st.DataObject) -> None:
    each = target(name)
    each.run(data.draw(_inputs(each)))


@pytest.mark.parametrize("name", sorted(set(NAMES) - _COSTLY))
@given(data=st.data())
def test_what_must_hold_holds_of_much_that_is_composed(name: str, data: st.DataObject) -> None:
    each = target(name)
    each.run(data.draw(_inputs(each)))
