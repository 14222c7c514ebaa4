"""Whatever was done to a catalogue, and whichever revision it is compared with: what is told is
what a plain model says."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from sopc import pipeline
from tests.catalogues import TODAY
from tests.examples import at_most
from tests.histories.model import Told, expected, is_clear
from tests.histories.playing import Move, play
from tests.histories.written import check_out, write_repository

PLACES = st.lists(st.integers(0, 400), min_size=8, max_size=8)


def some(least: int, most: int) -> st.SearchStrategy[list[Move]]:
    """So many moves of all kinds."""
    small = st.integers(0, 11)
    return st.lists(st.tuples(st.integers(0, 19), small, small), min_size=least, max_size=most)


_UNASKED = ("CHG008",)
"""What tells of the comparison, and not of a change."""


def told(root: Path, revision: str) -> Told:
    """What is told, by number."""
    found: list[tuple[str, int]] = []
    for each in pipeline.check(root, TODAY, since=revision).diagnostics:
        if each.code.startswith("CHG") and each.code not in _UNASKED:
            number = re.search(r"K\.1\.1\.1\.(\d+)", str(each.message))
            assert number
            found.append((each.code, 0 if each.code == "CHG009" else int(number.group(1))))
    return Counter(found)


def is_told_as_the_model_says(
    moves: Sequence[Move], revisions: Sequence[int], *, ends_committed: bool
) -> None:
    """Play a history, and compare its end, and the ends of its branches, with some commits."""
    game = play(moves, ends_committed=ends_committed)
    commits = game.repository.commits
    ends = [(game.head, game.state), *((each, commits[each].state) for each in game.branches)]
    clear = [(head, state) for head, state in ends if is_clear(state)]
    if not clear:
        return
    with TemporaryDirectory() as folder:
        root = Path(folder)
        names = write_repository(root, game.repository)
        for index, each in enumerate(revisions):
            (head, state), place = clear[index % len(clear)], each % len(names)
            bases = game.repository.parted(head, place)
            if len(bases) != 1 or not is_clear(commits[bases[0]].state):
                continue
            check_out(root, names[head], state)
            line = game.repository.line(bases[0])
            assert told(root, names[place]) == expected(line, state), (
                f"commit {head} since {place}, from {bases[0]}: {game.log}\n{line[-1]}\n{state}"
            )


@at_most(8)
@given(some(40, 50), PLACES, st.booleans())
def test_what_is_told_of_a_short_history(
    moves: list[Move], revisions: list[int], ends_committed: bool
) -> None:
    is_told_as_the_model_says(moves, revisions, ends_committed=ends_committed)


def test_what_is_told_of_a_long_history(exhaustive: bool) -> None:
    """Hundreds of commits, in full."""
    count, most = (200, 400) if exhaustive else (1, 120)

    @settings(max_examples=count)
    @given(some(most // 2, most), PLACES, st.booleans())
    def check(moves: list[Move], revisions: list[int], ends_committed: bool) -> None:
        is_told_as_the_model_says(moves, revisions, ends_committed=ends_committed)

    check()
