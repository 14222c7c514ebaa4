"""What of a catalogue's past a user asks about: revisions, and numbers of SOPs."""

from collections.abc import Sequence
from dataclasses import dataclass

from sopc.catalogue.numbering import Numbering
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.versions.changed_files import ChangedFile, data_of


@dataclass(frozen=True, slots=True)
class AskedComparison:
    """Which moments are compared, ``now`` None for the files as they are, and of which SOPs:
    without ``numbers``, of all."""

    then: str
    now: str | None
    numbers: tuple[str, ...]

    def of(self, changes: Sequence[ChangedFile]) -> tuple[ChangedFile, ...]:
        """Those changes that are asked for."""
        if not self.numbers:
            return tuple(changes)
        return tuple(each for each in changes if _numbers(each) & {*self.numbers})


def asked_comparison(words: Sequence[str], numbering: Numbering | None) -> AskedComparison:
    """What some words ask for: those that are numbers by the catalogue's numbering, and at most two
    others, which are revisions. Raises SopcError for more."""
    numbers = tuple(each for each in words if numbering and numbering.values(each) is not None)
    revisions = [each for each in words if each not in numbers]
    if len(revisions) > 2:
        raise SopcError(
            Phrase(
                "two revisions can be compared, not {count}: `{word}` is no number of this "
                "catalogue either",
                count=len(revisions),
                word=revisions[2],
            )
        )
    return AskedComparison(
        revisions[0] if revisions else "HEAD", revisions[1] if revisions[1:] else None, numbers
    )


def _numbers(changed: ChangedFile) -> set[object]:
    return {data_of(raw).get("nomor") for raw in (changed.then, changed.now)}
