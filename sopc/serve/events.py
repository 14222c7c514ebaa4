"""What happens, told to every page that is open."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from types import MappingProxyType
from typing import TypeAlias

_WAITING = 16
"""So many events may wait for a page; one that does not read is let go, and looks anew when it
comes back."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that has happened, by its name: ``changed`` (files), ``checked`` (all rules have
    been run), ``printed`` (pages), ``kept`` (a version) or ``listening`` (from here on nothing is
    missed). ``files`` are whose, with their versions where these are known; without any it may be
    all."""

    name: str
    files: Mapping[str, str]

    @property
    def lines(self) -> str:
        """The event as pages read it."""
        return f"event: {self.name}\ndata: {json.dumps(dict(self.files))}\n\n"


_Listener: TypeAlias = "tuple[asyncio.AbstractEventLoop, asyncio.Queue[Event | None]]"


class Events:
    """Tells events; any thread may."""

    def __init__(self) -> None:
        self._listening: list[_Listener] = []
        self._lock = Lock()

    def tell(self, name: str, files: Mapping[str, str] = MappingProxyType({})) -> None:
        """Tell every page that something has happened, to some files or perhaps to all."""
        self._put_to_all(Event(name, files))

    def _put_to_all(self, event: Event | None) -> None:
        with self._lock:
            listening = list(self._listening)
        for loop, queue in listening:
            with suppress(RuntimeError):  # it has ended meanwhile
                loop.call_soon_threadsafe(_put, queue, event)

    def end(self) -> None:
        """Let nobody wait any more."""
        self._put_to_all(None)

    async def listen(self) -> AsyncIterator[Event]:
        """The events from now on, until the end. The first tells that there is somebody who
        listens: what happened before that may have been missed."""
        listener: _Listener = (asyncio.get_running_loop(), asyncio.Queue(_WAITING))
        with self._lock:
            self._listening.append(listener)
        try:
            yield Event("listening", {})
            while True:
                event = await listener[1].get()
                if event is None:
                    return
                yield event
        finally:
            with self._lock:
                self._listening.remove(listener)


def _put(queue: "asyncio.Queue[Event | None]", event: Event | None) -> None:
    if queue.full():
        while not queue.empty():
            queue.get_nowait()
        event = None
    queue.put_nowait(event)
