"""A printed total counts every step.

With ``total_waktu: true`` the table ends with the sum of all times. A step whose time is missing
or cannot be read is not in it, and the sum promises too little.

Bad::

    total_waktu: true
    langkah:
      - {uraian: Memeriksa, pelaksana: staf, waktu: kondisional}

Good::

    total_waktu: true
    langkah:
      - {uraian: Memeriksa, pelaksana: staf, waktu: 2 hari}
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "MTB003"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each step that the printed total leaves out."""
    for entry in context.catalogue.entries:
        for index, step in enumerate(entry.sop.steps if entry.sop.total_time else ()):
            if step.duration is None or step.duration.longest is None:
                message = Phrase("the total does not count step {step}", step=index + 1)
                hint = Phrase("write an amount of time, or remove `total_waktu`")
                place = context.place(entry, "langkah", index, "waktu")
                asked = context.place(entry, "total_waktu")
                related = RelatedPlace(asked, Phrase("the total is asked for here"))
                yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))
