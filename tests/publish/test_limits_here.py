"""What limits ask of the system, and what they say, in this process: nothing is held to them."""

import gc
import importlib
import resource
import signal
import sys

import pytest

from sopc.publish import limits, preload, serving
from sopc.publish.limits import Limits

LIMITS = Limits(seconds=7, clock=9, data=300_000_000, answer=2_000_000)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("time", "it takes more than 7 seconds"),
        ("clock", "it takes more than 9 seconds by the clock"),
        ("memory", "it takes more than 400 MB of memory"),
        ("answer", "what it makes is larger than 2 MB"),
    ],
)
def test_why_a_task_was_ended_is_said(why: limits.Cause, said: str) -> None:
    assert LIMITS.ended(why).reason == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (-signal.SIGXCPU, "it takes more than 7 seconds"),
        (-signal.SIGKILL, "its process ended (signal 9), perhaps for lack of memory"),
        (3, "its process ended (exit 3), perhaps for lack of memory"),
        (None, "its process ended (?), perhaps for lack of memory"),
    ],
)
def test_how_a_process_ended_is_said(code: int | None, said: str) -> None:
    assert LIMITS.died(code).reason == said


def test_a_process_is_held_to_the_memory_and_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    held: dict[int, tuple[int, int]] = {}
    infinite = resource.RLIM_INFINITY
    known = {resource.RLIMIT_CPU: (infinite, 50), resource.RLIMIT_DATA: (infinite, infinite)}
    monkeypatch.setattr(resource, "getrlimit", lambda what: known.get(what, (10, 10)))
    monkeypatch.setattr(resource, "setrlimit", held.__setitem__)
    LIMITS.enter()
    assert held == {resource.RLIMIT_CORE: (0, 0), resource.RLIMIT_DATA: (300_000_000, 300_000_000)}
    LIMITS.begin()
    assert held[resource.RLIMIT_CPU][0] <= 50  # never more than the user was given
    known[resource.RLIMIT_CPU] = (infinite, infinite)
    LIMITS.begin()
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    assert spent + 6 <= held[resource.RLIMIT_CPU][0] <= spent + 8


def test_what_a_system_does_not_have_is_not_asked_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("there is no such thing")

    monkeypatch.setattr(limits, "_HAS_LIMITS", False)
    monkeypatch.setattr(resource, "setrlimit", refuse)
    LIMITS.enter()
    LIMITS.begin()


def test_only_a_server_of_workers_loads_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(serving, "silence", lambda: done.append("silent"))
    monkeypatch.setattr(serving, "load_engine", lambda: done.append("loaded"))
    monkeypatch.setattr(gc, "disable", lambda: done.append("no collector"))
    monkeypatch.setattr(gc, "freeze", lambda: done.append("frozen"))
    importlib.reload(preload)
    assert done == []
    server = "from multiprocessing.forkserver import main; main(3, 5)"
    monkeypatch.setattr(sys, "orig_argv", ["python", "-c", server])
    importlib.reload(preload)
    assert done == ["silent", "no collector", "loaded", "frozen"]
