"""A job on a cluster's worker: alone there, and nothing of it is collected elsewhere."""

import gc
from collections.abc import Iterator
from types import SimpleNamespace

import distributed
import pytest

from sopc.diagnostics import SopcError
from sopc.publish.cluster import alone


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """This process as a worker of a cluster."""
    state, was_enabled = SimpleNamespace(nthreads=1), gc.isenabled()
    monkeypatch.setattr(distributed, "get_worker", lambda: SimpleNamespace(state=state))
    yield state
    (gc.enable if was_enabled else gc.disable)()


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_waits_and_is_afterwards_as_it_was(*, enabled: bool) -> None:
    (gc.enable if enabled else gc.disable)()
    assert alone(lambda a, b: (a, b, gc.isenabled()), 1, b=2) == (1, 2, False)
    assert gc.isenabled() is enabled


@pytest.mark.usefixtures("worker")
def test_a_job_that_fails_leaves_the_collector_as_it_was() -> None:
    gc.enable()
    with pytest.raises(ZeroDivisionError):
        alone(lambda: 1 / 0)
    assert gc.isenabled()


@pytest.mark.usefixtures("worker")
def test_what_a_job_leaves_is_collected_where_it_was_made() -> None:
    ends: list[str] = []

    class Knot:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            ends.append("collected")

    alone(lambda: Knot() and None)
    assert ends == ["collected"]


@pytest.mark.parametrize("threads", [2, 8])
def test_a_worker_that_does_several_at_a_time_is_given_none(
    worker: SimpleNamespace, threads: int
) -> None:
    worker.nthreads = threads
    done: list[int] = []
    with pytest.raises(SopcError, match=f"a worker of the cluster has {threads} threads"):
        alone(done.append, 1)
    assert done == []
