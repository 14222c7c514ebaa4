"""Other bytes for some files of a catalogue, and what a check would say of it: all in memory."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeAlias

from sopc import pipeline
from sopc.diagnostics import Diagnostic, Severity
from sopc.edit.judging import told
from sopc.load.file_names import printable
from sopc.load.sources import InPlaceOf

Retold: TypeAlias = "Callable[[Diagnostic], tuple[str, str, str]]"
"""What a finding says, as ``told`` has it: code, file and message."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What files are to say, and say now, by their names below the catalogue's folder.

    None is a file that is to be gone, or is not there yet. Both have the same names. ``renamed``
    are the names that files have, by those that they get: they keep their rights.
    """

    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]
    renamed: Mapping[str, str] = field(default_factory=dict)

    def named_in(self, root: Path) -> "Proposal":
        """The same, by the names that places have of a catalogue in ``root``."""
        names = {printable(root / n): printable(root / old) for n, old in self.renamed.items()}
        return Proposal(_named(root, self.before), _named(root, self.after), names)


def checked_with(
    root: Path, today: date, proposal: Proposal, since: str | None = None
) -> pipeline.Checked:
    """The catalogue in ``root`` checked as it would be. Raises SopcError as ``check`` does."""
    sources = InPlaceOf(proposal.named_in(root).after)
    return pipeline.check(root, today, since=since, sources=sources)


def new_errors(
    before: pipeline.Checked, after: pipeline.Checked, as_now: Retold = told
) -> tuple[Diagnostic, ...]:
    """The errors of a check that another has not: what stands in the way of a proposal.

    ``as_now`` is how a finding of before is told afterwards, where names are others then.
    """
    known = Counter(map(told, before.diagnostics)) | Counter(map(as_now, before.diagnostics))
    found = []
    for each in after.diagnostics:
        known[told(each)] -= 1
        if each.severity is Severity.ERROR and known[told(each)] < 0:
            found.append(each)
    return tuple(found)


def _named(root: Path, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
    return {printable(root / name): data for name, data in files.items()}
