"""Builds that several tests look at, made once a test process."""

import gc
import os
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, is_hypothesis_test, settings

from sopc.publish import inputs
from sopc.transaction.seals import Seals
from sopc.transaction.user_key import GIVEN, user_key
from tests.books import LINKED
from tests.canary import Outside
from tests.catalogues import write_catalogue
from tests.examples import USUAL
from tests.remembered import take, taken_in
from tests.running import build
from tests.sampling import beyond_samples
from tests.untraced import leave_out_engines

# the same examples every time, so that a run turns red for a change only; `make nightly` looks on
settings.register_profile(
    "usual",
    max_examples=USUAL,
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


_LONG_ENOUGH = 0.1
"""Seconds of a processor after which a test is taken to have built something."""
LONGEST = (
    *("test_drawing.py", "test_real_catalogue.py", "test_system_calls.py", "test_streams.py"),
    *("test_growing.py", "test_severities.py", "test_bad_catalogues.py", "test_manifest.py"),
    *("test_folders.py", "test_changes.py", "test_foreign_forms.py", "test_processes.py"),
    *("test_sheets.py", "test_interrupted.py", "test_whole.py", "test_failing_calls.py"),
)
"""The files that take longest: begun first, so that no process waits for one in the end."""
UNMEASURED = (
    *(
        "test_bad_catalogues.py",
        "test_codes.py",
        "test_crossings.py",
        "test_dependencies.py",
        "test_drawing.py",
        "test_engines.py",
        "test_growing.py",
        "test_legible.py",
        "test_linear.py",
        "test_patterns.py",
        "test_quality.py",
        "test_room.py",
        "test_standing.py",
    ),
    "test_real_catalogue.py",
)
"""Files that look at the code, or try so much of one kind that most of their time would go to
noting which branches are taken, as in tests of generated examples. Other tests take the same
branches: ``tests.branch_coverage`` tells when they do not."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest; of what is sampled, take some (see ``tests.sampling``)."""
    if not (config.getoption("exhaustive") or any("::" in name for name in config.args)):
        left_out = beyond_samples(items)
        config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = [item for item in items if item not in left_out]
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONGEST)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """What was printed before may be taken again where the program is as it is."""
    take(taken_in(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run a test; what was loaded meanwhile, and what its fixtures hold, is collected no more."""
    begun = time.process_time()
    try:
        with _untraced() if _measures(item.config) and not is_measured(item) else nullcontext():
            return (yield)
    finally:
        if time.process_time() - begun > _LONG_ENOUGH:
            _leave_out_of_collections()


def is_measured(item: pytest.Item) -> bool:
    """Whether the branches that a test takes are noted, where any are."""
    generated = is_hypothesis_test(getattr(item, "function", None))
    return not (generated or item.path.name in UNMEASURED)


def _measures(config: pytest.Config) -> bool:
    return config.pluginmanager.hasplugin("_cov") and not config.getoption("no_cov")


@contextmanager
def _untraced() -> Iterator[None]:
    """Without coverage's tracer, in threads, too.

    The mark of pytest-cov, ``no_cover``, does not do so: in the processes of pytest-xdist it goes
    back to another tracer, that pytest-cov started there before.
    """
    tracer, of_threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)
        threading.settrace(of_threads)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave other projects' code untraced, and the tests themselves out of every collection of
    garbage: each build begins with one."""
    if _measures(session.config):
        leave_out_engines()
    _leave_out_of_collections()


def _leave_out_of_collections() -> None:
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def exhaustive(request: pytest.FixtureRequest) -> bool:
    """Whether tests that usually sample should try everything."""
    return bool(request.config.getoption("--exhaustive"))


REPOSITORY = Path(__file__).parent.parent
SOPS = REPOSITORY / "sops"


@pytest.fixture(scope="session", autouse=True)
def _key_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """Tests build as one user, who is not the one that runs them: whose key stays as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.delenv(GIVEN, raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_power_cuts() -> Generator[None]:
    """No test loses power, and waiting for the disk would take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _handle: None)
        yield


count_frozen = gc.get_freeze_count
"""How much is left out of collections, counted."""


@pytest.fixture(scope="session", autouse=True)
def _known_to_be_frozen() -> Generator[None]:
    """Commands ask whether anything was left out of collections, which counts all that was: here
    so much (see above) that it would take longer than a check."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "get_freeze_count", lambda: 1)
        yield


@pytest.fixture(scope="session", autouse=True)
def _program_read_once() -> Generator[None]:
    """A build digests the program, too: here for hundreds of builds, of the same program."""
    read, read_again = inputs._bytes, cache(inputs._bytes)

    def read_once(name: str, path: Path) -> bytes | None:
        ours = path.is_relative_to(REPOSITORY) and not name.startswith("sops/")
        return (read_again if ours else read)(name, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs, "maker_versions", cache(inputs.maker_versions))
        patch.setattr(inputs, "_bytes", read_once)
        yield


@pytest.fixture
def seals() -> Seals:
    """The seals of the user that tests build as."""
    return Seals(user_key(os.environ, ()).data)


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
    """The build of the real catalogue, by as many processes as other tests leave idle."""
    out = tmp_path_factory.mktemp("real") / "build"
    testing = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    return build(SOPS, out, jobs=max(1, len(os.sched_getaffinity(0)) // testing))


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    """Something of the user's beside all else in a test's folder."""
    return Outside.made(tmp_path / "luar")
