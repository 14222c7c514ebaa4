"""Where there is a decision, exits name steps by their codes.

A number counts the rows. Whoever puts one in between bends every arrow below it, without a word:
the numbers still name steps, but others. A code stays with its step.

Bad::

    - {uraian: Menyusun konsep, pelaksana: staf}
    - {uraian: Memeriksa konsep, pelaksana: kepala-dinas, keputusan: {ya: 3, tidak: 1}}
    - {uraian: Mengirim surat, pelaksana: staf}

Good::

    - {uraian: Menyusun konsep, pelaksana: staf, kode: menyusun-konsep}
    - uraian: Memeriksa konsep
      pelaksana: kepala-dinas
      keputusan: {ya: mengirim-surat, tidak: menyusun-konsep}
    - {uraian: Mengirim surat, pelaksana: staf, kode: mengirim-surat}
"""

from collections.abc import Iterator

from sopc.catalogue.procedure import Exit, Position, Procedure
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "FLW015"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each target that is a number, in an SOP with a decision."""
    for entry in context.catalogue.entries:
        procedure = Procedure(entry.sop)
        codes = {goal: code for code, goal in procedure.by_code.items()}
        for position, exit, goal in _counted(procedure):
            message = Phrase(
                "`{step}` counts the steps: one more, and it is another", step=goal.row + 1
            )
            code = codes.get(goal)
            hint = Phrase("give step {step} a `kode`, and name it here", step=goal.row + 1)
            if code is not None:
                hint = Phrase("write `{code}`", code=code)
            place = context.place(entry, *procedure.path(position), *exit.key)
            meant = context.place(entry, *procedure.path(goal))
            there = RelatedPlace(meant, Phrase("it leads here"))
            related = (there,) if meant != place else ()  # of a single step, only its group is told
            yield Diagnostic(CODE, message, place, hint, SEVERITY, related)


def _counted(procedure: Procedure) -> Iterator[tuple[Position, Exit, Position]]:
    """The exits whose target is the number of a row, with their parts and that row."""
    if not any(procedure.part(position).decision for position in procedure.positions):
        return
    for position in procedure.positions:
        for exit in procedure.exits(position):
            if isinstance(exit.target, int) and isinstance(exit.goal, Position):
                yield position, exit, exit.goal
