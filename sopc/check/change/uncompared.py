"""What could not be compared is told.

A file that was faulty at the revision, or that followed a schema of long ago, cannot be held
against the one of today; nor can a catalogue that was not there.
Found with ``sopc check --since``.

Bad::

    nomor: V.26.1.1.4          # at the revision that is compared with, with an unknown key

Good::

    nomor: V.26.1.1.4          # at the revision that is compared with, and sound
"""

from collections.abc import Iterator

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.change.comparison import place_of
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "CHG008"
SEVERITY = Severity.INFO


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each file of the earlier revision that could not be read, or that there was none."""
    earlier = context.earlier
    if earlier is None:
        return
    revision = earlier.revision
    if earlier.catalogue is None:
        message = Phrase("there was no catalogue here at {revision}: all is new", revision=revision)
        if earlier.existed:
            message = Phrase(
                "katalog.yaml was not usable at {revision}: nothing is compared", revision=revision
            )
        place = context.root_place(SETTINGS_FILE)
        yield Diagnostic(CODE, message, place, severity=SEVERITY)
    for file in earlier.unread:
        message = Phrase(
            "`{file}` could not be read as it was at {revision}: it is not compared",
            file=file,
            revision=revision,
        )
        yield Diagnostic(CODE, message, place_of(context, file), severity=SEVERITY)
