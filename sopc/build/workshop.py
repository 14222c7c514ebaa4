"""The store and the executor together: gives shards, and renders those that are missing."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias

from sopc.assemble.packed import Damaged, Packed
from sopc.assemble.shard import Shard, ShardRef
from sopc.build.executors import executor, load_engine
from sopc.build.inputs import digest
from sopc.build.jobs import Job
from sopc.build.options import Options
from sopc.build.store import Store
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.render.faults import TooTall, Unprintable
from sopc.render.materials import Materials

_FEW = 3
"""So many tasks are done sooner by one process that is ready than by several that are not."""

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told of work: the stage's name, how much is done, how much there is."""


@dataclass(frozen=True, slots=True)
class Task:
    """A job with the materials it takes."""

    materials: Materials
    job: Job


def fingerprint(components: Mapping[str, str]) -> str:
    """The digest of everything that something depends on, from the digest of each."""
    return digest(json.dumps(components, sort_keys=True).encode("ascii"))


class Workshop:
    """Gives shards by their keys. ``rendered`` are the keys of those that were not in the store."""

    def __init__(self, store: Store, options: Options, progress: Progress) -> None:
        self._store, self._options, self._progress = store, options, progress
        self.rendered: set[str] = set()

    def obtain(self, tasks: Mapping[str, Task], stage: str) -> dict[str, ShardRef]:
        """The shards of some tasks, by the same keys; what is not held is rendered first.

        Raises SopcError when a task fails, and the others are given up then; but Unprintable when
        all that fail do so for the catalogue's text.
        """
        held = {key: ref for key in tasks if (ref := self._held(key)) is not None}
        missing = {key: task for key, task in tasks.items() if key not in held}
        return held | self._render(missing, stage) if missing else held

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
            pages = Shard.from_bytes(data).pages
        except Damaged:
            return None
        self._store.touch(key)
        return ShardRef(key, pages)

    @contextmanager
    def _workers(self, tasks: Mapping[str, Task]) -> Iterator[Executor]:
        """Where to do some tasks."""
        options = self._options
        if options.early is not None and len(tasks) <= _FEW:
            yield options.early
            return
        if options.executor is None:
            _load_press(task.materials for task in tasks.values())
        with executor(options.executor, min(options.jobs, len(tasks))) as workers:
            yield workers

    def _render(self, tasks: Mapping[str, Task], stage: str) -> dict[str, ShardRef]:
        refs: dict[str, ShardRef] = {}
        faults: list[TooTall] = []
        with self._workers(tasks) as workers:
            futures = {workers.submit(perform, task): key for key, task in tasks.items()}
            try:
                for future in as_completed(list(futures)):
                    key = futures.pop(future)
                    try:
                        data = future.result()
                    except TooTall as fault:
                        faults.append(fault)
                        continue
                    self._store.put(key, data)
                    refs[key] = ShardRef(key, Shard.from_bytes(data).pages)
                    self._progress(stage, len(refs), len(tasks))
            finally:
                for future in futures:
                    future.cancel()
        if faults:
            raise Unprintable(tuple(sorted(faults, key=lambda fault: (fault.name, fault.step))))
        self.rendered |= set(refs)
        return refs


def _load_press(materials: Iterable[Materials]) -> None:
    """Have the page engine and a press for some materials; workers forked afterwards have them."""
    load_engine()
    from sopc.build.press import press_for

    for each in dict.fromkeys(materials):
        press_for(each)


def perform(task: Task) -> bytes:
    """Do a task, in whatever process; the shard comes back as bytes."""
    _load_press([task.materials])
    from sopc.build.press import run

    return run(task.materials, task.job)
