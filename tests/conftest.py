"""Builds that several tests look at, made once a test process."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sopc import pipeline
from tests.catalogues import TODAY, write_catalogue

settings.register_profile(
    "usual", max_examples=200, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.register_profile("nightly", settings.get_profile("usual"), max_examples=10_000)
settings.load_profile("usual")

REPOSITORY = Path(__file__).parent.parent
SOPS = REPOSITORY / "sops"


def quiet(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
    del stage, done, total


def build(root: Path, out: Path, *, jobs: int = 1, only: tuple[str, ...] = ()) -> Path:
    """Build a sound catalogue; returns ``out``."""
    checked = pipeline.check(root, TODAY)
    assert checked.catalogue is not None
    assert checked.is_sound, checked.diagnostics
    pipeline.build(checked.catalogue, root, out, jobs=jobs, only=only, progress=quiet)
    return out


@pytest.fixture(scope="session")
def small_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the smallest catalogue."""
    folder = tmp_path_factory.mktemp("small")
    return build(write_catalogue(folder / "sops"), folder / "build")


@pytest.fixture(scope="session")
def handbook_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the real catalogue."""
    out = tmp_path_factory.mktemp("real") / "build"
    return build(SOPS, out, jobs=len(os.sched_getaffinity(0)))
