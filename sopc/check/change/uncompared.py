"""What could not be compared is told.

A file that was faulty at the revision, or that followed a schema of long ago, cannot be held
against the one of today; nor can a catalogue that was not there, or files that a sparse checkout
leaves out. Where a katalog.yaml was not usable, nothing is compared: that is a warning. So is told,
too, with what there is a comparison that one may not expect: a folder that was moved, a revision
that is no part of the history, a clone that does not have all of it.
Found with ``sopc check --since``.

Bad::

    nomor: V.26.1.1.4          # at the revision that is compared with, with an unknown key

Good::

    nomor: V.26.1.1.4          # at the revision that is compared with, and sound
"""

from collections.abc import Iterator

from sopc.catalogue.earlier import Earlier
from sopc.catalogue.organisation import ROOT_FILES, SETTINGS_FILE
from sopc.check.change.comparison import place_of
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "CHG008"
SEVERITY = Severity.INFO


def check(context: Context) -> Iterator[Diagnostic]:
    """Report what of the earlier revision was not compared, and what it was compared with."""
    earlier = context.earlier
    if earlier is None:
        return
    for message, severity in (*_whole(earlier), *_parts(earlier)):
        yield Diagnostic(CODE, message, context.root_place(SETTINGS_FILE), severity=severity)
    for file in earlier.unread:
        if file in ROOT_FILES:
            yield _faulty_registry(context, file, earlier.revision)
            continue
        message = Phrase(
            "`{file}` could not be read as it was at {revision}: it is not compared",
            file=file,
            revision=earlier.revision,
        )
        yield Diagnostic(CODE, message, place_of(context, file), severity=SEVERITY)


def _faulty_registry(context: Context, file: str, revision: str) -> Diagnostic:
    message = Phrase(
        "`{file}` had faults at {revision}: not all names in it are compared",
        file=file,
        revision=revision,
    )
    return Diagnostic(CODE, message, context.root_place(file), severity=Severity.WARNING)


def _whole(earlier: Earlier) -> Iterator[tuple[Phrase, Severity]]:
    """What is to say of the comparison as a whole."""
    revision, folder = earlier.revision, earlier.folder
    if earlier.catalogue is None and earlier.existed:
        message = Phrase(
            "katalog.yaml was not usable at {revision}: nothing is compared", revision=revision
        )
        yield message, Severity.WARNING
    elif earlier.catalogue is None:
        message = Phrase("there was no catalogue here at {revision}: all is new", revision=revision)
        yield message, SEVERITY
    elif folder is not None:
        message = Phrase(
            "at {revision} the catalogue stood in `{folder}`: it is compared with that",
            revision=revision,
            folder=folder or "./",
        )
        yield message, SEVERITY
    if earlier.is_apart:
        message = Phrase(
            "{revision} has no commit in common with what is checked out: it is compared as it is",
            revision=revision,
        )
        yield message, SEVERITY


def _parts(earlier: Earlier) -> Iterator[tuple[Phrase, Severity]]:
    """What is to say of parts that were not looked at."""
    if earlier.not_checked_out:
        message = Phrase(
            "{count} files are not checked out here, and not looked at: `{file}` is the first",
            count=len(earlier.not_checked_out),
            file=min(earlier.not_checked_out.values()),
        )
        yield message, SEVERITY
    if earlier.is_cut:
        message = Phrase(
            "this clone holds only a part of the history: what was removed before is not known; "
            "`git fetch --unshallow` brings it"
        )
        yield message, SEVERITY
    if earlier.lacking:
        message = Phrase(
            "{count} older versions of files are not looked at: they are not in this clone, and "
            "`git fetch --refetch --no-filter` brings them, or they are too many",
            count=earlier.lacking,
        )
        yield message, SEVERITY
