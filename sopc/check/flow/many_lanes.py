"""A flowchart has no more lanes than fit across a page.

With more, a lane is narrower than the symbols that stand in it.

Bad::

    pelaksana: [kepala-dinas, …]        # 25 actors

Good::

    pelaksana: [kepala-dinas, sekretaris, staf]
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase

CODE = "FLW013"
BINDING = "The symbols would not fit into their lanes."
MOST = 14
"""What the drawing has room for (``MAX_LANES`` in layout, which rules do not import)."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Report the first lane for which there is no room."""
    for entry in context.catalogue.entries:
        count = len(entry.sop.lanes)
        if count > MOST:
            message = Phrase("there are {count} lanes, at most {most} fit", count=count, most=MOST)
            hint = Phrase("divide the procedure, or let one actor stand for a group")
            yield Diagnostic(CODE, message, context.place(entry, "pelaksana", MOST), hint)
