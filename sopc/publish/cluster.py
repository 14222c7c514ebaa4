"""Jobs on a cluster of dask workers. The only user of dask."""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from sopc.diagnostics import SopcError
from sopc.language import Phrase

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The cluster whose scheduler is at ``host:port``. Raises SopcError if it does not answer."""
    try:
        from distributed import Client
    except ImportError:
        raise SopcError(
            Phrase("`--executor dask://…` needs more: pip install 'sopc[dask]'")
        ) from None
    try:
        client = Client(f"tcp://{address}", timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise SopcError(
            Phrase(
                "no cluster answers at `{address}`: {reason}",
                address=f"dask://{address}",
                reason=error,
            )
        ) from None
    with client:
        yield _Cluster(client.get_executor(pure=False))  # type: ignore[no-untyped-call]


class _Cluster(Executor):
    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._executor.submit(alone, fn, *args, **kwargs)


def alone(fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Do a job on a worker that does nothing else meanwhile.

    The libraries that lay out text keep state that two threads destroy. So a worker with several
    is refused, and what a job leaves is collected where it was made: a worker's other threads,
    which only send and receive, must not come upon it. Raises SopcError.
    """
    from distributed import get_worker

    threads = get_worker().state.nthreads
    if threads > 1:
        raise SopcError(
            Phrase(
                "a worker of the cluster has {threads} threads, and pages need one each: start "
                "workers with `--nthreads 1`, and several of them by `--nworkers`",
                threads=threads,
            )
        )
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return fn(*args, **kwargs)
    finally:
        gc.collect()
        if was_enabled:
            gc.enable()
