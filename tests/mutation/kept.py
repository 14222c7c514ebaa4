"""A pytest plugin: what takes seconds to set up is made once, for all mutants.

Every mutant is tried in a fork of the process that ran the tests on the code as it is, so what was
made then is still there. No mutant made it: what is kept was built and signed by unchanged code.
"""

from typing import Any

import pytest

_NAMES = {"office", "signed", "lasting", "stamped", "stages"}
_kept: dict[str, Any] = {}


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: Any) -> object | None:
    """What is kept, in the place of what would be made; None lets it be made."""
    made: object | None = _kept.get(fixturedef.argname)
    if made is not None:
        fixturedef.cached_result = (made, fixturedef.cache_key(request), None)
    return made


def pytest_fixture_post_finalizer(fixturedef: pytest.FixtureDef[Any]) -> None:
    """Keep what was made: pytest has not forgotten it yet."""
    if fixturedef.argname in _NAMES and fixturedef.cached_result is not None:
        _kept[fixturedef.argname] = fixturedef.cached_result[0]
