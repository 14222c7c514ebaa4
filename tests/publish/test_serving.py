"""A worker's own part, in this process: it answers what it is given, and knows when to end."""

import pickle
from collections.abc import Callable

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.publish.limits import Limits
from sopc.publish.serving import READY, packed, serve
from tests.publish import tasks

AMPLE = Limits(seconds=1_000_000)
"""A limit that is set for the tests' own process, too."""


def refuse() -> None:
    raise SopcError(Phrase("tidak"))


def exhaust() -> None:
    raise MemoryError


def fail() -> None:
    raise ValueError("salah")


class _Way:
    """The way to who wants something: it closes when nothing more is wanted."""

    def __init__(self, *wanted: Callable[[], object]) -> None:
        self.wanted = [packed(each, (), {}) for each in wanted]
        self.said: list[bytes] = []

    def recv_bytes(self) -> bytes:
        if not self.wanted:
            raise EOFError
        return self.wanted.pop(0)

    def send_bytes(self, data: bytes) -> None:
        self.said.append(data)


def served(*wanted: Callable[[], object]) -> list[tuple[bool, object]]:
    way = _Way(*wanted)
    serve(way, AMPLE)  # type: ignore[arg-type]
    assert way.said[0] == READY
    return [pickle.loads(each) for each in way.said[1:]]


def test_tasks_are_answered_one_after_the_other() -> None:
    (first, own), (second, refusal), (third, bug), (last, again) = served(
        tasks.nothing, refuse, fail, tasks.nothing
    )
    assert (first, second, third, last) == (True, False, False, True)
    assert own == again
    assert isinstance(refusal, SopcError)
    assert refusal.message == "tidak"
    assert "ValueError: salah" in str(bug)  # with its traceback
    assert "in fail" in str(bug)


def test_it_ends_when_memory_does() -> None:
    """What a library remembers then is anyone's guess."""
    ((done, error),) = served(exhaust, tasks.nothing)
    assert (done, type(error)) == (False, MemoryError)
