"""What a step needs is there before it.

An input that only a later step puts out is not there when the step begins: the steps are in the
wrong order, or the input is wrong. Only the very words of a later output are reported; what comes
from outside, and what a step returns to an earlier one, is not. In an SOP of many hundred steps,
not all inputs are looked at.

Bad::

    - {uraian: Menandatangani, pelaksana: kepala-dinas, kelengkapan: Konsep surat, output: Surat}
    - {uraian: Menyusun, pelaksana: staf, output: Konsep surat}

Good::

    - {uraian: Menyusun, pelaksana: staf, output: Konsep surat}
    - {uraian: Menandatangani, pelaksana: kepala-dinas, kelengkapan: Konsep surat, output: Surat}
"""

from collections.abc import Iterator

from sopc.catalogue.procedure import Procedure
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase
from sopc.markup.plain import plain

CODE = "MTB004"
SEVERITY = Severity.WARNING
_WORK = 20_000_000
"""With so many letters of outputs are an SOP's inputs compared; one of 300 steps needs half."""
_LOOK = 100
"""To look at a step for the way back to another costs as much as so many letters."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each input that no step before puts out, and one after does."""
    for entry in context.catalogue.entries:
        sop, procedure, left = entry.sop, Procedure(entry.sop), _WORK
        outputs = [[plain(words) for words in step.output] for step in sop.steps]
        first: dict[str, tuple[int, int]] = {}
        for index, output in enumerate(outputs):
            for at, words in enumerate(output):
                first.setdefault(words, (index, at))
        there = [plain(words) for words in sop.equipment]
        letters = sum(map(len, there))
        for index, step in enumerate(sop.steps):
            there += outputs[index]
            letters += sum(map(len, outputs[index]))
            for which, words in enumerate(step.inputs):
                needed = plain(words)
                left -= letters + len(there)
                if left < 0 or any(needed in had for had in there):
                    continue
                if needed not in first:
                    continue
                later, at = first[needed]
                left -= _LOOK * len(procedure.positions)
                if not _returns(procedure, later, index):
                    message = Phrase(
                        "`{words}` is needed here, but only step {step} puts it out",
                        words=words,
                        step=later + 1,
                    )
                    hint = Phrase("change the order of the steps, or correct the input")
                    place = context.place(entry, "langkah", index, "kelengkapan", which)
                    made = context.place(entry, "langkah", later, "output", at)
                    related = RelatedPlace(made, Phrase("put out here"))
                    yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))


def _returns(procedure: Procedure, start: int, goal: int) -> bool:
    """Whether the flow leads from one row to another (both counted from 0)."""
    waiting = [position for position in procedure.positions if position.row == start]
    seen = set(waiting)
    while waiting:
        position = waiting.pop()
        if position.row == goal:
            return True
        more = set(procedure.goals(position)) - seen
        seen |= more
        waiting += more
    return False
