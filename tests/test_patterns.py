"""No regular expression of a rule that searches texts takes more than linear time.

Each is given texts made of what it looks for, over and over, and its steps are counted
(``tests/regex_steps.py``): with twice the text they may be twice as many.
"""

import re
import sys
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import permutations
from pathlib import Path
from pkgutil import walk_packages
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import sopc
from tests.regex_steps import REPEATS, Steps

_TIMES = 24
_SOON, _SOONER = 8, 2.05
"""How often a seed is repeated to look whether more is needed to tell, and the growth that needs
it: what grows beyond linear does so beyond 2.05 soon, if by less than 2.5."""
_CHARACTERS = "a1 .,-<>[](){}*/:;\n\t_A\\\"'é$|?#&"


def _wanted(items: Any, flags: int) -> list[str]:
    """Texts that a part of a pattern may match: the whole first, then what is inside it."""
    whole, run, found = "", "", [""]
    for kind, value in items:
        if kind is _constants.LITERAL:
            run += chr(value)
            whole += chr(value)
            continue
        found.append(run)
        run = ""
        if kind is _constants.BRANCH:
            inner = [text for choice in value[1] for text in _wanted(choice, flags)]
        elif kind is _constants.SUBPATTERN:
            inner = _wanted(value[3], flags)
        elif kind in REPEATS:
            inner = _wanted(value[2], flags)
        elif kind in (_constants.IN, _constants.ANY, _constants.NOT_LITERAL):
            steps = Steps.of([(kind, value)], flags)
            inner = [next((each for each in _CHARACTERS if steps.find_all(each)), "a")]
        else:  # an assertion
            continue
        found += inner
        whole += inner[0]
    return [whole, run, *found]


def _attacks(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """What comes before, what is repeated, what comes after."""
    flags = pattern.flags
    wanted = dict.fromkeys(_wanted(_parser.parse(pattern.pattern, flags), flags))
    seeds = [text for text in wanted if text][:12]
    for seed in (*seeds, *(f"{seed} " for seed in seeds)):
        yield from (("", seed, ""), (seeds[0], seed, "\x00"))
    for one, other in permutations(seeds[:6], 2):
        yield one, other, "\x00"


def _taken(steps: Steps, text: str) -> int:
    before = steps.taken
    steps.find_all(text)
    return steps.taken - before


def _grows(pattern: re.Pattern[str], *, whole: bool = False) -> str | None:
    """The first that is repeated where twice as much takes much more than twice the steps."""
    steps = Steps(pattern.pattern, pattern.flags)

    def growth(attack: tuple[str, str, str], least: int) -> float:
        before, seed, after = attack
        once, twice, more = (
            _taken(steps, before + seed * times + after) for times in (least, 2 * least, 4 * least)
        )
        return (more - twice) / max(twice - once, 1)

    for attack in _attacks(pattern):
        if (whole or growth(attack, _SOON) > _SOONER) and growth(attack, _TIMES) > 2.5:
            return attack[1]
    return None


_AT_START = {
    "sopc.check.contents.placeholder._ALONE",
    "sopc.check.source.quotes._NUMBERS",
    "sopc.edit.entries._REST_OF_LINE",
    "sopc.load.doubts._ENTRY",
    "sopc.load.doubts._SIGNED_ENTRY",
    "sopc.load.line_slips._ENTRY",
    "sopc.load.line_slips._UNSPACED",
    "sopc.load.since._NOTHING",
    "sopc.load.text_mends._GOES_ON",
    "sopc.load.text_mends._IN_LINE",
    "sopc.lsp.cursor._KEY",
    "sopc.load.checked_out._COMMIT",
    "sopc.publish.past._COMMIT",
    "sopc.markup.blocks._ITEM",
    "sopc.notes.parts._PLACE",
    "sopc.render.annex_words._NAMED",
}
"""What is only matched, from the start of a text: searched for, it would take longer."""
_BOUNDED = {
    "sopc.catalogue.number._PARTS",  # a pattern of numbers has 60 characters at most
    "sopc.catalogue.other_dates._NAMED",  # as has what is taken for a date
    "sopc.paragraphs._COMMENT",  # in pages of our own
    "sopc.pictures.element._AS_READ",  # where `url(` stands at most twenty times
    "sopc.render.chart_head._TAG_OR_SLASH",  # in HTML of our own: what opens is closed
    "sopc.render.headings._WORD",  # as above
    "sopc.render.titles._WORD",  # as above
    "sopc.versions.charts._EDGE",  # a drawing of ours
    "sopc.versions.charts._SAID",  # as above
    "sopc.sign.trust.certificates._NIP",  # 36 characters at most
}


def _all_patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of all modules, by their names."""
    modules = (
        import_module(module.name)
        for module in walk_packages(sopc.__path__, "sopc.")
        if not module.name.endswith("__main__")
    )
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    }


def _with_room(work: Callable[[], None]) -> None:
    """Do something that calls itself some thousand times."""
    failed: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)

    limit, size = sys.getrecursionlimit(), threading.stack_size(512 << 20)
    sys.setrecursionlimit(100_000)
    try:
        thread = threading.Thread(target=guarded)
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(size)
    if failed:
        raise failed[0]


def test_steps_grow_as_the_text_does(exhaustive: bool) -> None:
    grown: dict[str, str] = {}

    def look() -> None:
        for name, pattern in _all_patterns().items():
            if name in _AT_START | _BOUNDED:
                continue
            if (found := _grows(pattern, whole=exhaustive)) is not None:
                grown[name] = found

    _with_room(look)
    assert grown == {}


def test_what_is_only_matched_is_not_searched_for() -> None:
    for name in _AT_START:
        module, _, constant = name.rpartition(".")
        text = Path(str(import_module(module).__file__)).read_text(encoding="utf-8")
        used = set(re.findall(rf"\b{constant}\.(\w+)", text))
        assert used
        assert used <= {"match", "fullmatch"}


def test_the_exceptions_are_needed() -> None:
    patterns, grown = _all_patterns(), set[str]()
    _with_room(
        lambda: grown.update(n for n in _AT_START | _BOUNDED if _grows(patterns[n]) is not None)
    )
    assert grown == _AT_START | _BOUNDED


@pytest.mark.parametrize("pattern", [r"\bjika\b[^.]*\btidak\b", r"\s+$", "<[^>]*>"])
def test_a_pattern_that_looks_again_and_again_is_found_out(pattern: str) -> None:
    assert _grows(re.compile(pattern)) is not None


def test_matches_are_those_that_re_finds() -> None:
    for pattern in (r"a+?b|(?:ab?)+", r"\b(x|xy){2,3}\b", r"(?<=a)[^b]{0,2}", r"a*+b"):
        for text in ("aab abab", "xyxxy xx", "aacab", ""):
            found = [match.span() for match in re.finditer(pattern, text)]
            assert Steps(pattern, 0).find_all(text) == found
