"""What each stage and each rule takes for a catalogue: steps of our own code, and memory."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import sopc
from sopc.catalogue.document import Document
from sopc.catalogue.earlier import Earlier
from sopc.check.rule import Context, Rule
from sopc.check.rules import RULES
from sopc.check.waivers import settled
from sopc.codes import MANUAL
from sopc.compare.comparison import compared
from sopc.diagnostics import Diagnostic, bounded, in_file_order
from sopc.load.loader import load_catalogue
from sopc.report.checkout import Checkout
from sopc.report.github import write_github
from sopc.report.machine import write_gitlab, write_json
from sopc.report.sarif import write_sarif
from sopc.report.text import write_text
from tests.catalogues import TODAY

_OURS = str(Path(sopc.__file__).parent)
_NOISE = 400
_TIMES = (1, 2, 4)


def steps_of(work: Callable[[], object]) -> int:
    """How many lines of sopc's own code are executed, and functions written in C called, by anyone.

    Other projects' lines are not counted, which saves most of the time.
    """
    count = 0

    def line(_frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal count
        count += 1
        return line

    def enter(frame: FrameType, _event: str, _argument: object) -> Any:
        return line if frame.f_code.co_filename.startswith(_OURS) else None

    def call(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "c_call"

    traced, profiled = sys.gettrace(), sys.getprofile()
    sys.settrace(enter)
    sys.setprofile(call)
    try:
        work()
    finally:
        sys.setprofile(profiled)
        sys.settrace(traced)
    return count


def stages(
    root: Path, earlier: Earlier | None = None, document: Document | None = None
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Reading, each rule, and each report, one after the other: what each has to do."""
    yield "load", lambda: load_catalogue(root)
    loaded = load_catalogue(root)
    found = list(loaded.diagnostics)
    if loaded.catalogue is not None:
        context = Context(
            *(loaded.catalogue, loaded.source_map, loaded.unread, TODAY, earlier, document),
            compared(earlier, loaded.catalogue, root),
        )
        for rule in RULES:
            yield rule.code, partial(_extend, found, rule, context)
        yield "waivers", lambda: list(settled(found, context, MANUAL, ()))
    yield "bounded", lambda: bounded(in_file_order(found))
    listed, checkout = bounded(in_file_order(found)), Checkout.of(root, root)
    yield "text", lambda: list(write_text(listed))
    yield "verbose", lambda: list(write_text(listed, verbose=True, colour=True))
    yield "github", lambda: list(write_github(listed, checkout))
    yield "gitlab", lambda: write_gitlab(listed, checkout)
    yield "json", lambda: write_json(listed)
    yield "sarif", lambda: write_sarif(listed, MANUAL.values(), checkout)


def _extend(found: list[Diagnostic], rule: Rule, context: Context) -> None:
    found.extend(rule.check(context))


def growing(
    catalogues: Callable[[int], Iterator[tuple[str, Callable[[], object]]]], size: int
) -> list[str]:
    """The stages whose steps grow faster than the size, of once, twice and four times it."""
    for _, work in catalogues(size):  # what is made but once is made before
        work()
    once, twice, more = (
        {name: steps_of(work) for name, work in catalogues(size * times)} for times in _TIMES
    )
    return [
        f"{name}: {once[name]}, {twice[name]}, {more[name]}"
        for name in once
        if name in twice and name in more and _grows(once[name], twice[name], more[name])
    ]


def _grows(once: int, twice: int, more: int) -> bool:
    return more - twice > 2.1 * max(twice - once, 0) + _NOISE
