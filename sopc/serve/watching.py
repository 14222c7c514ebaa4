"""Changes of a catalogue's files by anybody: told as soon as the system tells of them."""

from pathlib import Path

import anyio.to_thread
from watchfiles import DefaultFilter, awatch

from sopc.edit.planned import STAGED
from sopc.serve.desk import Desk


class _Files(DefaultFilter):
    """What a catalogue consists of; not what waits to be put into it."""

    def __call__(self, change: object, path: str) -> bool:
        parts = Path(path).parts
        return super().__call__(change, path) and not any(p.startswith(STAGED) for p in parts)  # type: ignore[arg-type]


async def watch(desk: Desk) -> None:
    """Tell a desk of every change below its folder, until the end."""
    async for changes in awatch(desk.root, watch_filter=_Files(), debounce=50, step=10):
        await anyio.to_thread.run_sync(desk.touched, [Path(path) for _, path in changes])
