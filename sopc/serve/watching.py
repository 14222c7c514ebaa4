"""Changes of a catalogue's files by anybody: told as soon as the system tells of them."""

from contextlib import aclosing
from pathlib import Path

import anyio
import anyio.to_thread
from watchfiles import DefaultFilter, awatch

from sopc.edit.planned import STAGED
from sopc.language import Phrase
from sopc.serve.desk import Desk

_LOOK = 1_000
"""After so many milliseconds at most it is seen that another folder stands in the place."""
_POLL = 2_000
"""So many milliseconds pass from one look at all files to the next, where the system tells of
nothing."""


class _Files(DefaultFilter):
    """What a catalogue consists of; not what waits to be put into it."""

    def __call__(self, change: object, path: str) -> bool:
        parts = Path(path).parts
        return super().__call__(change, path) and not any(p.startswith(STAGED) for p in parts)  # type: ignore[arg-type]


async def watch(desk: Desk, stop: anyio.Event) -> None:
    """Tell a desk of every change below its folder, until ``stop`` is set.

    Where another folder is put in the place of the first, that is watched. Where the system does
    not tell of changes, which is told once, all files are looked at now and then.
    """
    polls = False
    while not stop.is_set():
        try:
            await _watch_one(desk, stop, polls=polls)
        except (OSError, RuntimeError) as error:  # RuntimeError: as watchfiles tells of limits
            if desk.root.is_dir() and not polls:
                polls = True
                desk.tell(_polling(error))
                continue
        with anyio.move_on_after(_LOOK / 2_000):
            await stop.wait()
        if not stop.is_set():
            await anyio.to_thread.run_sync(desk.touched)


async def _watch_one(desk: Desk, stop: anyio.Event, *, polls: bool) -> None:
    """Watch the folder that is there now, as long as it is. Raises OSError, RuntimeError."""
    watched = _identity(desk.root)
    changes = awatch(
        desk.root,
        watch_filter=_Files(),
        debounce=50,
        step=10,
        stop_event=stop,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        force_polling=polls or None,
        poll_delay_ms=_POLL,
    )
    async with aclosing(changes):
        async for changed in changes:
            if changed:
                paths = [Path(path) for _, path in changed]
                await anyio.to_thread.run_sync(desk.touched, paths)
            if _identity(desk.root) != watched:
                return


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _polling(error: Exception) -> Phrase:
    return Phrase(
        "the system does not tell of changes ({reason}): those by other programs appear some"
        " seconds later",
        reason=str(error),
    )
