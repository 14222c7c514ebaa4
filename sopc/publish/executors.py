"""Where jobs are done: in this process, in forked ones, or on a cluster, all through the standard
executor interface."""

import gc
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

from sopc.diagnostics import SopcError
from sopc.language import Phrase

P = ParamSpec("P")
T = TypeVar("T")

_DASK = "dask://"


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
def executor(address: str | None, jobs: int) -> Iterator[Executor]:
    """An executor for ``jobs`` processes, or the cluster at ``dask://host:port``.

    Raises SopcError for an address of another kind or a cluster that does not answer.
    """
    if address is not None:
        with _cluster(address) as cluster:
            yield cluster
    elif jobs == 1:
        with _collector_off():
            yield _Here()
    else:
        with _forked(jobs) as pool:
            yield pool


@contextmanager
def early_worker(*, wanted: bool) -> Iterator[Executor | None]:
    """One process, if wanted, that loads the page engine while this one reads the catalogue.

    For a build that will find most of its pages in the store.
    """
    if not wanted:
        yield None
        return
    pool = ProcessPoolExecutor(1, mp_context=get_context("fork"), initializer=_start_worker)
    pool.submit(load_engine)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def load_engine() -> None:
    """Load the page engine, with the project's own fonts."""
    from sopc.render.resources import isolate_fonts

    isolate_fonts()  # before the engine is imported: it reads the settings of fonts then
    import sopc.publish.renderer  # noqa: F401


@contextmanager
def _forked(jobs: int) -> Iterator[Executor]:
    """Processes that share, by fork, what this one has loaded."""
    with _collector_off():
        pool = ProcessPoolExecutor(jobs, mp_context=get_context("fork"), initializer=_start_worker)
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _collector_off() -> Iterator[None]:
    """Leave what is loaded out of every collection, here and in workers that share it; the jobs
    themselves collect what they leave (see ``renderer.render_shard``)."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _start_worker() -> None:
    """End with the parent, however that ends, and leave it the answer to Ctrl-C."""
    gc.disable()  # see renderer.render_shard
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _die_with_parent(os.getppid())


def _die_with_parent(parent: int) -> None:
    """On Linux the kernel can be asked; elsewhere the pool's own shutdown has to do."""
    import ctypes

    try:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    except (OSError, AttributeError):
        return
    if os.getppid() != parent:  # it died before the kernel was asked
        os._exit(1)


def check_address(address: str) -> None:
    """Raises SopcError for what is not the address of a cluster."""
    if not address.startswith(_DASK):
        raise SopcError(
            Phrase("`{address}` is no executor: write dask://HOST:PORT", address=address)
        )


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    check_address(address)
    try:
        from distributed import Client
    except ImportError:
        raise SopcError(
            Phrase("`--executor dask://…` needs more: pip install 'sopc[dask]'")
        ) from None
    scheduler = "tcp://" + address.removeprefix(_DASK)
    try:
        client = Client(scheduler, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise SopcError(
            Phrase("no cluster answers at `{address}`: {reason}", address=address, reason=error)
        ) from None
    with client:
        yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]
