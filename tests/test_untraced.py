"""What is left out while branches are counted, and that all else is counted again after it."""

import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import is_measured
from tests.untraced import untraced


@pytest.fixture
def seen() -> Iterator[list[str]]:
    """The functions that a tracer is told of."""
    called: list[str] = []

    def tracer(frame: FrameType, event: str, value: object) -> Callable[..., Any]:
        del value
        called.append(f"{event} {frame.f_code.co_name}")
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    yield called
    sys.settrace(before)


def inner() -> int:
    return 1


def engine() -> int:
    return inner()


def failing() -> int:
    raise LookupError


def test_what_is_left_out_is_untraced_and_all_after_it_is_traced(seen: list[str]) -> None:
    left_out = untraced(engine)
    assert left_out() == 1
    assert not {"call engine", "call inner"} & {*seen}
    inner()
    assert "call inner" in seen


def test_tracing_goes_on_after_a_failure(seen: list[str]) -> None:
    left_out = untraced(failing)
    with pytest.raises(LookupError):
        left_out()
    assert "call failing" not in seen
    inner()
    assert "call inner" in seen


def test_where_nothing_is_traced_nothing_is_begun() -> None:
    before = sys.gettrace()
    sys.settrace(None)
    try:
        assert untraced(engine)() == 1
        assert sys.gettrace() is None
    finally:
        sys.settrace(before)


@given(st.none())
def test_generated_examples_run_without_a_tracer_of_coverage(nothing: None) -> None:
    """As do the files that ``tests.conftest`` names, in every process of pytest-xdist."""
    del nothing
    assert "coverage" not in type(sys.gettrace()).__module__


def test_all_else_is_traced_where_branches_are_noted(request: pytest.FixtureRequest) -> None:
    traced = "coverage" in type(sys.gettrace()).__module__
    assert is_measured(request.node)
    assert traced is request.config.pluginmanager.hasplugin("_cov")
