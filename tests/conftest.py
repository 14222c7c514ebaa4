"""Builds that several tests look at, made once a test process."""

import gc
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.books import LINKED
from tests.canary import Outside
from tests.catalogues import write_catalogue
from tests.running import build

# the same examples every time, so that a run turns red for a change only; `make nightly` looks on
settings.register_profile(
    "usual",
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile(
    "nightly", settings.get_profile("usual"), max_examples=10_000, derandomize=False
)
settings.register_profile(
    "mutation",
    settings.get_profile("usual"),
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile("usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--exhaustive", action="store_true", help="run byte-for-byte and whole-range tests in full"
    )
    parser.addoption("--no-skips", action="store_true", help="fail when a test is left out")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where all tests should run, one that is left out is as good as one that fails."""
    report = yield
    if report.skipped and item.config.getoption("--no-skips"):
        report.outcome, report.longrepr = "failed", f"left out: {report.longrepr}"
    return report


LONGEST = ("test_drawing.py", "test_real_catalogue.py")
"""The files that take longest: begun first, so that no process waits for one in the end."""
UNMEASURED = (
    *(
        "test_crossings.py",
        "test_drawing.py",
        "test_legible.py",
        "test_quality.py",
        "test_room.py",
        "test_standing.py",
    ),
    "test_identity_pages.py",
)
"""Files that try so much of one kind that most of their time would go to noting which branches are
taken. Other tests take the same branches: ``tests.branch_coverage`` tells when they do not."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the tests, and measure those only that it is worth while to measure."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONGEST)))
    for item in items:
        if item.path.name in UNMEASURED:
            item.add_marker(pytest.mark.no_cover)


def pytest_collection_finish() -> None:
    """Leave the tests themselves out of every collection of garbage: each build begins with one."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def exhaustive(request: pytest.FixtureRequest) -> bool:
    """Whether tests that usually sample should try everything."""
    return bool(request.config.getoption("--exhaustive"))


REPOSITORY = Path(__file__).parent.parent
SOPS = REPOSITORY / "sops"


@pytest.fixture(scope="session")
def small_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the smallest catalogue."""
    folder = tmp_path_factory.mktemp("small")
    return build(write_catalogue(folder / "sops"), folder / "build")


@pytest.fixture(scope="session")
def linked_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of a catalogue whose SOPs cite each other (see ``tests.books``)."""
    folder = tmp_path_factory.mktemp("linked")
    return build(write_catalogue(folder / "sops", LINKED), folder / "build")


@pytest.fixture(scope="session")
def handbook_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the real catalogue."""
    out = tmp_path_factory.mktemp("real") / "build"
    return build(SOPS, out, jobs=len(os.sched_getaffinity(0)))


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    """Something of the user's beside all else in a test's folder."""
    return Outside.made(tmp_path / "luar")
