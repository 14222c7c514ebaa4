"""A pytest plugin: what takes seconds to set up is made once, for all mutants.

Every mutant is tried in a fork of the process that ran the tests on the code as it is, so what was
made then is still there. No mutant made it: what is kept was built and signed by unchanged code.
"""

from collections.abc import Generator
from typing import Any

import pytest

_NAMES = {"office", "signed", "lasting", "stamped", "stages"}
_kept: dict[str, Any] = {}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Generator[None, Any, Any]:
    name = fixturedef.argname
    if name in _kept:
        made = _kept[name]
        fixturedef.func = lambda **_: made
    found = yield
    if name in _NAMES:
        _kept[name] = found
    return found
