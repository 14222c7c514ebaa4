"""What happens, told to every page that is open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from threading import Lock
from typing import TypeAlias

_WAITING = 16
"""So many events may wait for a page; one that does not read has to look at everything anyway."""
_Listener: TypeAlias = "tuple[asyncio.AbstractEventLoop, asyncio.Queue[str]]"


class Events:
    """Tells events by their names; any thread may."""

    def __init__(self) -> None:
        self._listening: list[_Listener] = []
        self._lock = Lock()

    def tell(self, name: str) -> None:
        """Tell every page that something has happened."""
        with self._lock:
            listening = list(self._listening)
        for loop, queue in listening:
            with suppress(RuntimeError):  # it has ended meanwhile
                loop.call_soon_threadsafe(_put, queue, name)

    async def listen(self) -> AsyncIterator[str]:
        """The events from now on."""
        listener: _Listener = (asyncio.get_running_loop(), asyncio.Queue(_WAITING))
        with self._lock:
            self._listening.append(listener)
        try:
            while True:
                yield await listener[1].get()
        finally:
            with self._lock:
                self._listening.remove(listener)


def _put(queue: "asyncio.Queue[str]", name: str) -> None:
    with suppress(asyncio.QueueFull):
        queue.put_nowait(name)
