"""Work that is done behind the answers to requests: one at a time, and the newest wanted wins."""

from collections.abc import Callable
from threading import Condition, Thread
from traceback import print_exc


class Outdated(Exception):
    """The work is not wanted any more: something newer is."""


class LatestWork:
    """Does the same work in a thread of its own whenever it is wanted: once for any number of
    wishes that come while it waits or works.

    ``work`` gets a function to call now and then, which raises Outdated when it is wanted anew.
    With ``quiet`` seconds it waits until so long nothing new was wanted.
    """

    def __init__(self, work: Callable[[Callable[[], None]], None], quiet: float = 0) -> None:
        self._work, self._quiet = work, quiet
        self._changed = Condition()
        self._wished = self._begun = 0
        self._has_ended = False
        self._thread: Thread | None = None

    def want(self) -> None:
        """Have it done soon, as things are then."""
        with self._changed:
            self._wished += 1
            if self._thread is None and not self._has_ended:
                self._thread = Thread(target=self._run, daemon=True)
                self._thread.start()
            self._changed.notify()

    def give_up(self) -> None:
        """Begin nothing any more."""
        with self._changed:
            self._has_ended = True
            self._changed.notify()

    def end(self) -> None:
        """Give up what is not done, and wait until nothing is at work."""
        self.give_up()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while self._next():
            try:
                self._work(self._go_on)
            except Outdated:
                continue
            except Exception:  # a bug: it is told, and the next is tried
                print_exc()

    def _next(self) -> bool:
        with self._changed:
            while not self._has_ended and self._wished == self._begun:
                self._changed.wait()
            while not self._has_ended and self._quiet and self._changed.wait(self._quiet):
                pass
            self._begun = self._wished
            return not self._has_ended

    def _go_on(self) -> None:
        with self._changed:
            if self._has_ended or self._wished != self._begun:
                raise Outdated
