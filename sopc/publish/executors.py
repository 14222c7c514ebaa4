"""Where jobs are done: in this process, in others on this machine, or on a cluster, all through the
standard executor interface."""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, contextmanager, suppress
from types import TracebackType
from typing import ParamSpec, TypeVar

from sopc.diagnostics import SopcError
from sopc.language import Phrase

P = ParamSpec("P")
T = TypeVar("T")

_DASK = "dask://"


class Workers:
    """What does a build's jobs: this process (``jobs`` is 1), ``jobs`` others, or a cluster.

    They are opened when they are first asked for, once, and closed at the end of a ``with``.
    """

    def __init__(self, address: str | None = None, jobs: int = 1) -> None:
        self._address, self._jobs = address, jobs
        self._opened = ExitStack()
        self._executor: Executor | None = None

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
        if self._address is None and self._jobs > 1:
            from sopc.publish.processes import warm_up

            with suppress(OSError, BrokenExecutor):  # told when they are needed
                warm_up(self._open())

    @contextmanager
    def at_work(self) -> Iterator[Executor]:
        """Where to do some jobs. Raises SopcError for a cluster that does not answer."""
        if self._address is None and self._jobs == 1:
            with _collector_off():
                yield _Here()
        else:
            yield self._open()

    def _open(self) -> Executor:
        if self._executor is None:
            if self._address is not None:
                from sopc.publish.cluster import cluster

                address = check_address(self._address)
                self._executor = self._opened.enter_context(cluster(address))
            else:
                from sopc.publish.processes import processes

                self._executor = self._opened.enter_context(processes(self._jobs))
        return self._executor


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
