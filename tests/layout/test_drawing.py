"""The guarantees of the drawing, over generated flows."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopc.catalogue.sop import Sop
from sopc.layout.drawing import Drawing
from tests.layout import guarantees
from tests.layout.flows import breaks, drawings, sops

GEOMETRY = [
    guarantee for guarantee in guarantees.ALL if guarantee is not guarantees.covering_labels
]


@pytest.mark.parametrize("guarantee", GEOMETRY, ids=lambda g: g.__name__)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), sop=sops(), separate=st.booleans(), extra=st.floats(0, 60))
def test_holds_for_every_flow(
    guarantee: Callable[[Drawing], list[str]],
    data: st.DataObject,
    sop: Sop,
    separate: bool,
    extra: float,
) -> None:
    pages = data.draw(breaks(len(sop.steps)))
    for _, drawing in drawings(sop, pages, separate=separate, extra=(0.0, extra)):
        assert guarantee(drawing) == []


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), sop=sops(most_lanes=4), separate=st.booleans())
def test_no_label_covers_anything(data: st.DataObject, sop: Sop, separate: bool) -> None:
    pages = data.draw(breaks(len(sop.steps)))
    for _, drawing in drawings(sop, pages, separate=separate):
        assert guarantees.covering_labels(drawing) == []
