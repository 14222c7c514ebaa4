"""Findings that are known already: those of an earlier revision, or recorded ones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sopc import pipeline
from sopc.check.recorded import recorded_for_nothing
from sopc.cli.streams import tell
from sopc.codes import OF_CHANGES, OF_DOCUMENT
from sopc.diagnostics import Diagnostic, SopcError
from sopc.disk import write_file
from sopc.known import Known, apart
from sopc.language import Phrase, Translate
from sopc.load.baseline import Recorded, read_baseline
from sopc.load.file_names import printable
from sopc.load.whole_revision import put_revision
from sopc.pipeline import Checked
from sopc.report.baseline import written_baseline
from sopc.report.choice import Choice, is_told


@dataclass(frozen=True, slots=True)
class Bases:
    """What findings may be new to: a revision, if ``new``, and recorded findings of a file."""

    since: str | None
    source: Path | None
    new: bool
    baseline: Path | None
    recorded: Sequence[Recorded] = ()

    @classmethod
    def of(
        cls, since: str | None, source: Path | None, new: bool, baseline: Path | None
    ) -> "Bases":
        """Raises SopcError when there is nothing to be new to, or the file is no baseline."""
        if new and since is None and baseline is None:
            raise SopcError(
                Phrase("`--new` goes with `--since REV` or `--baseline FILE`: what is it new to?")
            )
        recorded = () if baseline is None else read_baseline(baseline)
        return cls(since, source, new, baseline, recorded)


def without_known(
    found: list[Diagnostic], choice: Choice, checked: Checked, bases: Bases
) -> list[Diagnostic]:
    """The findings that are new; with what a baseline records although it is not found any more.

    Raises SopcError when git cannot tell what was known.
    """
    root, told = choice.root, found
    gone: list[tuple[Known, int]] = []
    if bases.baseline is not None:
        told, left = apart(told, (each.known for each in bases.recorded), root)
        gone = _lines(bases.recorded, left)
    if bases.new and bases.since is not None:
        known = _known_at(root, bases.since, bases.source)
        told, _ = apart(told, known, root)
    if checked.catalogue is None or bases.baseline is None:
        return told  # what could not be checked may be there
    stale = [each for each in gone if _is_looked_for(each[0], choice, bases)]
    found_stale = recorded_for_nothing(
        printable(bases.baseline), stale, checked.catalogue.settings.severities
    )
    return [*told, *(each for each in found_stale if each.code in choice.codes)]


def _known_at(root: Path, revision: str, source: Path | None) -> tuple[Known, ...]:
    """What checking finds today in the catalogue as it was at a revision: what is due is not new.

    Raises SopcError when git, the repository or the revision is missing.
    """
    with TemporaryDirectory() as folder:
        there = Path(folder)
        if not put_revision(root, revision, there):
            return ()
        found = pipeline.check(there, date.today(), source=source).diagnostics
        return tuple(Known.of(each, there) for each in found)


def _lines(recorded: Sequence[Recorded], left: Sequence[Known]) -> list[tuple[Known, int]]:
    """What is left of the records, with their lines, of equal ones the last."""
    count = Counter(left)
    found = []
    for known, line in reversed(recorded):
        if count[known] > 0:
            count[known] -= 1
            found.append((known, line))
    return found[::-1]


def _is_looked_for(known: Known, choice: Choice, bases: Bases) -> bool:
    """Whether it would be told if it was there."""
    idle = (OF_CHANGES if bases.since is None else frozenset()) | (
        OF_DOCUMENT if bases.source is None else frozenset()
    )
    return known.code not in idle and is_told(known.code, [known.file], choice)


def record(found: Sequence[Diagnostic], file: Path, root: Path, say: Translate) -> None:
    """Write findings into a file, to be known again. Raises SopcError."""
    text = written_baseline(Known.of(each, root) for each in found)
    write_file(file.parent, file.name, text.encode("utf-8"))
    message = Phrase("{count} findings are recorded in `{file}`", count=len(found), file=file)
    tell(say(message))
