"""Where jobs are done: in processes on this machine, on a cluster, or in this process, all through
the standard executor interface."""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, contextmanager, suppress
from types import TracebackType
from typing import ParamSpec, TypeVar

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.publish.limits import LIMITS, Limits

P = ParamSpec("P")
T = TypeVar("T")

_DASK = "dask://"


class Workers:
    """What does a build's jobs: ``jobs`` processes, a cluster, or this process (``jobs`` is 0).

    Processes hold what they do to ``limits``; this one does not. They are opened when they are
    first asked for, once, and closed at the end of a ``with``.
    """

    def __init__(self, address: str | None = None, jobs: int = 0, limits: Limits = LIMITS) -> None:
        self._address, self._jobs, self._limits = address, jobs, limits
        self._opened = ExitStack()
        self._processes: Executor | None = None
        self._cluster: Executor | None = None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened.__exit__(kind, error, trace)

    def start_early(self) -> None:
        """Have processes of this machine load the page engine while this one reads a catalogue."""
        if self._jobs:
            from sopc.publish.processes import warm_up

            with suppress(OSError, BrokenExecutor):  # told when they are needed
                warm_up(self._own())

    @contextmanager
    def at_work(self) -> Iterator[Executor]:
        """Where to do some jobs. Raises SopcError for a cluster that does not answer, or when no
        process can be started."""
        if self._address is None:
            with self.nearby() as executor:
                yield executor
        else:
            yield self._far(self._address)

    @contextmanager
    def nearby(self) -> Iterator[Executor]:
        """Where to do what is soon done, within limits: never on a cluster. Raises SopcError."""
        if not self._jobs:
            with _collector_off():
                yield _Here()
            return
        try:
            yield self._own()
        except BrokenExecutor:
            raise SopcError(
                Phrase("no worker process can be started, perhaps for lack of memory or of handles")
            ) from None

    def _own(self) -> Executor:
        if self._processes is None:
            from sopc.publish.processes import processes

            jobs = 1 if self._address else self._jobs
            self._processes = self._opened.enter_context(processes(jobs, self._limits))
        return self._processes

    def _far(self, address: str) -> Executor:
        if self._cluster is None:
            from sopc.publish.cluster import cluster

            self._cluster = self._opened.enter_context(cluster(check_address(address)))
        return self._cluster


def check_address(address: str) -> str:
    """The ``host:port`` of a cluster's address. Raises SopcError for what is none."""
    if not address.startswith(_DASK):
        raise SopcError(
            Phrase("`{address}` is no executor: write dask://HOST:PORT", address=address)
        )
    return address.removeprefix(_DASK)


class _Here(Executor):
    """Does each job at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def _collector_off() -> Iterator[None]:
    """Leave what is loaded out of every collection; the jobs themselves collect what they leave
    (see ``renderer.render_shard``). Who calls may have done so, for many builds."""
    frozen = gc.get_freeze_count() > 0
    if not frozen:
        gc.collect()
        gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        if not frozen:
            gc.unfreeze()
