"""One hostile SOP or template is one finding, and all else is printed: with real processes, and
less time and memory than a build has."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sopc.cli.main import main
from sopc.publish.executors import Workers
from sopc.publish.limits import LIMITS, Ended, Limits
from sopc.publish.processes import processes
from tests.catalogues import own_templates, write_catalogue
from tests.publish import tasks
from tests.running import files, unprinted

SMALL = Limits(seconds=2, data=260_000_000, answer=1_000_000)


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with processes(1, SMALL) as made:
        yield made


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (tasks.spin, "it takes more than 2 seconds"),
        (tasks.grow, "it takes more than 360 MB of memory"),
        (tasks.say_much, "what it makes is larger than 1 MB"),
        (os.abort, f"its process ended (signal {signal.SIGABRT.value}), perhaps for lack of"),
        (tasks.leave, "its process ended (exit 3), perhaps for lack of memory"),
    ],
)
def test_a_task_over_the_limits_is_ended_and_no_other_is(
    pool: Executor, task: object, reason: str
) -> None:
    asked = [pool.submit(tasks.nothing), pool.submit(task), pool.submit(tasks.nothing)]  # type: ignore[arg-type]
    before, over, after = asked
    error = over.exception()
    assert isinstance(error, Ended)
    assert error.reason.startswith(reason)
    assert before.result() != after.result()  # another process: nobody knows what the first had


def test_each_task_has_the_time_for_itself(pool: Executor) -> None:
    first, *_, last = [pool.submit(tasks.take_a_second) for _ in range(4)]
    assert first.result() == last.result()


def test_a_task_that_waits_is_ended_by_the_clock() -> None:
    with processes(1, Limits(clock=1)) as made:
        error = made.submit(tasks.wait_for_ever).exception()
    assert isinstance(error, Ended)
    assert error.reason == "it takes more than 1 seconds by the clock"


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells of it")
def test_a_task_that_stands_still_is_ended_long_before() -> None:
    with processes(1, Limits(still=1)) as made:
        still, waits = made.submit(tasks.wait_for_ever), made.submit(tasks.wait_in_small_steps)
        error = still.exception()
        assert waits.result() is None
    assert isinstance(error, Ended)
    assert error.reason == "its process stood still for 1 seconds, perhaps for lack of memory"


def test_what_is_not_done_is_given_up_at_the_end() -> None:
    with processes(1, SMALL) as made:
        busy, waiting = [made.submit(tasks.wait_for_ever) for _ in range(2)]
    assert busy.exception() is not None  # also if it had not begun
    assert waiting.cancelled()


def test_half_a_gigabyte_is_promised() -> None:
    """And thirty seconds, with all that a build of one SOP does besides."""
    assert LIMITS.seconds < 30
    assert LIMITS.clock >= 20 * LIMITS.seconds  # also where twenty others use the processor
    assert "500 MB" in LIMITS.ended("memory").reason


def limited(root: Path, *words: str | Path) -> Result:
    """A run of ``sopc`` whose workers have small limits."""
    asked = [*map(str, words), "--sops", str(root)]

    def small(address: str | None, jobs: int) -> Workers:
        return Workers(address, jobs, SMALL)

    result = CliRunner().invoke(main, asked, obj=small)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


PAGE = "{% extends 'base.html.j2' %}{% block body %}<p>{{ TEXT }}</p>{% endblock %}"
SPINNING = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
HOSTILE: Mapping[str, tuple[str, str, str]] = {
    "time in a template": ("unit.html.j2", SPINNING, "CTK002: pages made with unit.html.j2 cannot"),
    "time in an SOP's": ("sop.html.j2", SPINNING, "CTK002: K.1.1.1.1 cannot be laid out: it take"),
    "memory": ("unit.html.j2", "{{ 'x' * 900000000 }}", "CTK003: the template unit.html.j2"),
    "much text": ("unit.html.j2", "{{ 'x' * 9000000 }}", "it has more than 8388608 letters"),
    "many elements": (
        "sop.html.j2",
        "{% for a in range(40100) %}<b></b>{% endfor %}",
        "it has more than 40000 elements",
    ),
    "depth": ("sop.html.j2", "<div>" * 3000, "elements within each other"),
    "tables within tables": (
        "unit.html.j2",
        "<table><tr><td>" * 60,
        "it has 201 elements within each other",
    ),
    "a wide cell": ("sop.html.j2", "<table><td colspan=999999999>x", "`colspan` is more than 1000"),
    "a size without an end": (
        "sop.html.j2",
        "<p style='font-size: 1e300px'>x</p>",
        "CTK003: K.1.1.1.1 cannot be laid out: it fails (ZeroDivisionError",
    ),
    "half a sign": (r"sop.html.j2", r"{{ '\ud800' }}", "CTK003: the template sop.html.j2 cannot"),
    "no number": (
        "print.css",
        "p { width: calc(1px / 0) }",
        "CTK003: pages made with print.css cannot",
    ),
}


@pytest.mark.parametrize(("name", "text", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_template_is_one_finding(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    root = write_catalogue(tmp_path / "sops")
    source = text if name == "print.css" else f"<html><body>{text}"
    (own_templates(root) / name).write_text(source, encoding="utf-8")
    result = limited(root, "build", "--out", tmp_path / "out", "--jobs", "1")
    assert words in unprinted(result)
    made = files(tmp_path / "out")
    assert "handbook.pdf" not in made
    assert ("sop/K.1.1.1.1.pdf" in made) is (name == "unit.html.j2")
