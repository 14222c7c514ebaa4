"""The store and the executor together: gives shards, and renders those that are missing."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace
from itertools import islice

from sopc.assemble.packed import Damaged, Packed
from sopc.assemble.shard import Shard, ShardRef, pages_in
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.publish.executors import Workers
from sopc.publish.inputs import digest
from sopc.publish.jobs import Job
from sopc.publish.outcomes import outcome
from sopc.publish.stage_work import Progress, StageWork
from sopc.publish.store import Store
from sopc.render.faults import Fault, FaultKind
from sopc.render.materials import Materials

_MOST_OVER = 4
"""When so many tasks took too much, the fault is none of theirs: a template, or the machine."""
_WAITING = 64
"""So many tasks are handed out at a time: enough for any number of processes or machines."""


@dataclass(frozen=True, slots=True)
class RenderTask:
    """A job with the materials it takes."""

    materials: Materials
    job: Job


def fingerprint(components: Mapping[str, str]) -> str:
    """The digest of everything that something depends on, from the digest of each."""
    return digest(json.dumps(components, sort_keys=True).encode("ascii"))


class ShardSource:
    """Gives shards by their keys. ``rendered`` are those of which were not in the store, and
    ``faults`` says why there are none."""

    def __init__(self, store: Store, workers: Workers, progress: Progress) -> None:
        self._store, self.workers, self._progress = store, workers, progress
        self.rendered: set[str] = set()
        self.faults: dict[str, Fault] = {}

    def obtain(
        self,
        tasks: Mapping[str, Callable[[], RenderTask]],
        stage: str,
        sops: Collection[str] = (),
    ) -> dict[str, ShardRef]:
        """The shards of some tasks, by the same keys; what is not held is rendered first.

        ``sops`` are those keys that are of SOPs, which is told of the stage.
        A task is made when its turn comes: thousands need not be in memory at a time. One that
        fails has no shard, and is among ``faults``; where very many take too long, the rest is
        given up.
        """
        held = {key: ref for key in tasks if (ref := self._held(key)) is not None}
        missing = {key: task for key, task in tasks.items() if key not in held}
        if not missing:
            return held
        work = StageWork(stage, len(missing), len(missing.keys() & set(sops)), len(held))
        return held | self._render(missing, work)

    def shard(self, ref: ShardRef) -> Shard:
        """A shard that was obtained. Raises SopcError when it is gone."""
        data = self._store.get(ref.key)
        try:
            if data is not None:
                return Shard.from_bytes(data)
        except Damaged:
            pass
        raise SopcError(Phrase("the store was changed while it was in use; build again"))

    def packed(self, ref: ShardRef) -> Packed:
        """A shard's pages."""
        return self.shard(ref).packed

    def text(self, key: str, make: Callable[[], str]) -> str:
        """A text kept under a key, made if it is not there."""
        data = self._store.get(key)
        if data is None:
            data = make().encode("utf-8")
            self._store.put(key, data)
        self._store.touch(key)
        return data.decode("utf-8")

    def trim(self, limit: int) -> None:
        """Let the store hold no more than ``limit`` bytes; what was of use last is kept."""
        self._store.trim(limit)

    def _held(self, key: str) -> ShardRef | None:
        data = self._store.get(key)
        if data is None:
            return None
        try:
            pages = pages_in(data)
        except Damaged:
            return None
        self._store.touch(key)
        return ShardRef(key, pages)

    def _render(
        self, tasks: Mapping[str, Callable[[], RenderTask]], work: StageWork
    ) -> dict[str, ShardRef]:
        self._progress(work)
        with self.workers.at_work() as executor:
            refs = self._kept(_in_turn(executor, tasks), work)
        self.rendered |= set(refs)
        for key in tasks.keys() - refs.keys() - self.faults.keys():
            self.faults[key] = Fault(
                FaultKind.LIMIT,
                Phrase("{count} others were over the limits before it", count=_MOST_OVER),
            )
        return refs

    def _kept(
        self, futures: Iterable[tuple[str, "Future[bytes | Fault]"]], work: StageWork
    ) -> dict[str, ShardRef]:
        """The shards of tasks as they are done, put into the store."""
        refs: dict[str, ShardRef] = {}
        over = 0
        for key, future in futures:
            data = outcome(future)
            if isinstance(data, Fault):
                self.faults[key] = data
                over += data.kind is FaultKind.LIMIT
                if over == _MOST_OVER:
                    break
                continue
            self._store.put(key, data)
            refs[key] = ShardRef(key, pages_in(data))
            self._progress(replace(work, done=len(refs)))
        return refs


def _in_turn(
    executor: Executor, tasks: Mapping[str, Callable[[], RenderTask]]
) -> Iterator[tuple[str, "Future[bytes | Fault]"]]:
    """Tasks as they are done, by their keys; some are always waiting, never all.

    Those that wait are given up when the caller stops.
    """
    waiting: dict[Future[bytes | Fault], str] = {}
    rest = iter(tasks.items())
    try:
        while True:
            for key, task in islice(rest, _WAITING - len(waiting)):
                waiting[executor.submit(perform, task())] = key
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield waiting.pop(future), future
    finally:
        for future in waiting:
            future.cancel()


def perform(task: RenderTask) -> bytes | Fault:
    """Do a task, in whatever process; the shard comes back as bytes."""
    from sopc.publish.renderer import render_shard  # loads the page engine, where there is work

    return render_shard(task.materials, task.job)
