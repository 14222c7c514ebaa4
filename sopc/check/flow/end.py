"""From every step an end can be reached.

Steps that only lead to one another never finish, nor does a last step that leads nowhere. The last
step ends the procedure unless said otherwise; a rejection that ends it leads to ``selesai``.
Let stand, the arrows are drawn that are there.

Bad::

    langkah:
      - {uraian: Menyusun konsep, pelaksana: staf}
      - {uraian: Memperbaiki konsep, pelaksana: staf, lanjut: 1}     # round and round
      - {uraian: Mengarsipkan, pelaksana: staf}

Good::

    langkah:
      - {uraian: Menyusun konsep, pelaksana: staf}
      - {uraian: Memeriksa konsep, pelaksana: kepala-dinas, keputusan: {ya: 3, tidak: 1}}
      - {uraian: Mengarsipkan, pelaksana: staf}
"""

from collections.abc import Iterator, Sequence

from sopc.catalogue.procedure import Position, Procedure
from sopc.check.flow.names import name_of
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase

CODE = "FLW004"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each dead end, and the first of each run of steps from which no end can be reached."""
    for entry in context.catalogue.entries:
        procedure = Procedure(entry.sop)
        for position in procedure.positions[-1:]:
            if not procedure.exits(position):
                step = name_of(procedure, position)
                message = Phrase("step {step} leads nowhere", step=step)
                hint = Phrase("give it `lanjut`, or let it be the end: remove `jenis: proses`")
                place = context.place(entry, *procedure.path(position), "jenis")
                yield Diagnostic(CODE, message, place, hint)
        lost = _endless(procedure)
        for position in _first_of_runs(procedure.positions, lost):
            step = name_of(procedure, position)
            message = Phrase("from step {step} no end can be reached", step=step)
            hint = Phrase("let one exit lead on to a later step, or to `selesai`")
            yield Diagnostic(CODE, message, context.place(entry, *procedure.path(position)), hint)


def _first_of_runs(positions: Sequence[Position], chosen: set[Position]) -> Iterator[Position]:
    before: Position | None = None
    for position in positions:
        if position in chosen and before not in chosen:
            yield position
        before = position


def _endless(procedure: Procedure) -> set[Position]:
    """The parts from which no way leads to an end.

    One whose way is wrong altogether is FLW001's; one without any is told by itself.
    """
    ending: set[Position] = set()
    leading: dict[Position, list[Position]] = {}
    for position in procedure.positions:
        goals = [exit.goal for exit in procedure.exits(position)]
        if not all(isinstance(goal, Position) for goal in goals) or not goals:
            ending.add(position)
        for goal in procedure.goals(position):
            leading.setdefault(goal, []).append(position)
    waiting = list(ending)
    while waiting:
        more = set(leading.get(waiting.pop(), ())) - ending
        ending |= more
        waiting += more
    return set(procedure.positions) - ending
