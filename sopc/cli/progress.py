"""Progress as the user sees it: a running count on a terminal, one line a stage otherwise."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sopc.cli.streams import is_terminal, tell, tell_progress
from sopc.language import Phrase, Translate

_STAGES = {"pages": Phrase("pages"), "contents": Phrase("contents")}


@contextmanager
def show_progress(say: Translate) -> Iterator[Callable[[str, int, int], None]]:
    """A function to call as work gets done: with the stage, how much is done, how much there is."""
    terminal = is_terminal(sys.stderr)

    def show(stage: str, done: int, total: int) -> None:
        name = say(_STAGES.get(stage, stage))
        if terminal:
            tell_progress(f"{name} {done}/{total}", done=done == total)
        elif done == total:
            tell(f"{name} {total}", err=True)

    yield show
