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

from collections.abc import Iterator

from sopc.catalogue.sop import END, Sop, Target, exits
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase

CODE = "FLW004"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each dead end, and the first of each run of steps from which no end can be reached."""
    for entry in context.catalogue.entries:
        count = len(entry.sop.steps)
        if count and not exits(entry.sop, count - 1):
            message = Phrase("step {step} leads nowhere", step=count)
            hint = Phrase("give it `lanjut`, or let it be the end: remove `jenis: proses`")
            place = context.place(entry, "langkah", count - 1, "jenis")
            yield Diagnostic(CODE, message, place, hint)
        lost = _endless(entry.sop)
        for index in sorted(lost):
            if index - 1 not in lost:
                message = Phrase("from step {step} no end can be reached", step=index + 1)
                hint = Phrase("let one exit lead on to a later step, or to `selesai`")
                yield Diagnostic(CODE, message, context.place(entry, "langkah", index), hint)


def _endless(sop: Sop) -> set[int]:
    count = len(sop.steps)
    ways = [[target for _, target in exits(sop, index)] for index in range(count)]
    # a step whose way is wrong altogether is FLW001's; one without any is told by itself
    ending = {i for i, targets in enumerate(ways) if not targets or END in targets}
    ending |= {
        i for i, t in enumerate(ways) if any(isinstance(x, int) and not 0 < x <= count for x in t)
    }
    leading: dict[Target, list[int]] = {}
    for i, targets in enumerate(ways):
        for target in targets:
            leading.setdefault(target, []).append(i)
    waiting = list(ending)
    while waiting:
        more = set(leading.get(waiting.pop() + 1, ())) - ending
        ending |= more
        waiting += more
    return set(range(count)) - ending
