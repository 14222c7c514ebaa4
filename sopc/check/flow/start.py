"""A procedure has one start.

The first step starts it, unless said otherwise. With two, a reader does not know where to begin.

Bad::

    langkah:
      - {uraian: Menerima surat, pelaksana: staf}
      - {uraian: Mencatat surat, pelaksana: staf, jenis: mulai}     # a second start

Good::

    langkah:
      - {uraian: Menerima surat, pelaksana: staf}
      - {uraian: Mencatat surat, pelaksana: staf}
"""

from collections.abc import Iterator

from sopc.catalogue.sop import is_start
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase

CODE = "FLW003"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each start after the first."""
    for entry in context.catalogue.entries:
        steps = entry.sop.steps
        starts = [index for index in range(len(steps)) if is_start(entry.sop, index)]
        for index in starts[1:]:
            message = Phrase(
                "step {step} is a second start; the first is step {first}",
                step=index + 1,
                first=starts[0] + 1,
            )
            hint = Phrase("remove `jenis: mulai`, or give the first step `jenis: proses`")
            yield Diagnostic(CODE, message, context.place(entry, "langkah", index, "jenis"), hint)
