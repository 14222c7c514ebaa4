"""What stands beside a pentagon: to which step on which sheet it leads, in the form's words."""

from collections.abc import Callable, Iterator, Sequence

from sopc.catalogue.form_words import Wording, filled
from sopc.catalogue.sop import Sop
from sopc.layout.symbols import Elsewhere

_RUN = 3
"""From so many steps that follow one another on, only the first and the last are named."""


def saying(sop: Sop, words: Wording, sheets: Sequence[int]) -> Callable[[Elsewhere], str]:
    """Gives the words beside a pentagon; ``sheets`` are the numbers of the pages with steps."""

    def say(elsewhere: Elsewhere) -> str:
        pattern = words.comes_from if elsewhere.comes else words.leads_to
        steps = _listed(list(_named(sop, elsewhere.steps)), words.and_)
        return filled(pattern, {"langkah": steps, "lembar": sheets[elsewhere.page]})

    return say


def _named(sop: Sop, steps: Sequence[int]) -> Iterator[str]:
    """The steps by their printed numbers, long runs by their ends."""
    runs: list[list[int]] = []
    for step in sorted(steps):
        if runs and runs[-1][-1] + 1 == step:
            runs[-1].append(step)
        else:
            runs.append([step])
    for run in runs:
        printed = [sop.steps[step - 1].printed_number(step) for step in run]
        if len(run) >= _RUN and printed[0] and printed[-1]:
            yield f"{printed[0]}–{printed[-1]}"
        else:
            yield from filter(None, printed)


def _listed(texts: Sequence[str], last: str) -> str:
    *before, end = texts or ("",)
    return f"{', '.join(before)} {last} {end}" if before else end
