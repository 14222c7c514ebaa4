"""A usual run leaves out some of a sampled test's examples, the same each time, and no test."""

from collections.abc import Iterable

import pytest

from tests.sampling import beyond_samples


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", "abcdefghijklmnopqrst")
def test_is_sampled(name: str) -> None:
    assert name


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", "abcdefghijklmnopqrstu")
def test_is_sampled_too_and_has_an_example_more(name: str) -> None:
    assert name


@pytest.mark.parametrize("name", "abcd")
def test_is_whole(name: str) -> None:
    assert name


def examples(items: Iterable[pytest.Item], test: object) -> set[str]:
    return {
        item.name.partition("[")[2] for item in items if getattr(item, "function", None) is test
    }


def test_few_are_tried_and_the_same_by_all(request: pytest.FixtureRequest) -> None:
    """With an example more, another takes the place of one at most."""
    made = request.node.parent.collect()
    kept = set(made) - beyond_samples(made)
    one, other = (
        examples(kept, test)
        for test in (test_is_sampled, test_is_sampled_too_and_has_an_example_more)
    )
    assert (len(one), len(other), len(examples(kept, test_is_whole))) == (3, 3, 4)
    assert len(one - other) <= 1


def test_this_run_left_them_out(request: pytest.FixtureRequest, exhaustive: bool) -> None:
    named = any("::" in name for name in request.config.args)
    tried = examples(request.session.items, test_is_sampled)
    assert len(tried) == (20 if exhaustive or named else 3)
