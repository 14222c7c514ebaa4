"""Whether mends did what they should: their findings are gone, and they made no new ones."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

from sopc.catalogue.catalogue import Catalogue
from sopc.diagnostics import Diagnostic, Place, Severity, Unread


class CheckResult(Protocol):
    """What a check found, as ``sopc.pipeline`` has it."""

    @property
    def catalogue(self) -> Catalogue | None:
        """The catalogue, if its settings could be read."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found."""

    @property
    def unread(self) -> Unread:
        """What could not be read."""


_Told: TypeAlias = tuple[str, str, str]


def told(found: Diagnostic) -> tuple[str, str, str]:
    """What a finding says, wherever in its file."""
    return found.code, found.place.file, str(found.message)


def was_read(checked: CheckResult, file: str) -> bool:
    """Whether a file's content was part of the catalogue that was checked: what is wrong with it,
    and what it makes wrong elsewhere, was told."""
    name = Path(file)
    unread = checked.unread
    is_unread = name.name in unread.registries or name.stem in unread.sops
    return checked.catalogue is not None and not is_unread


def are_mended(
    before: CheckResult,
    after: CheckResult,
    mended: Sequence[Diagnostic],
    stretches: Collection[Place],
) -> bool:
    """Whether findings are gone, and nothing as bad came of it.

    More comes to light when one thing is mended, which the mends have not made: of warnings, and of
    a file that could not be read before, only what is said of a mended stretch counts as made by
    them.
    """
    old, new = (Counter(map(told, each.diagnostics)) for each in (before, after))
    gone = Counter(map(told, mended))
    if any(new[each] > old[each] - count for each, count in gone.items()):
        left = [each for each in after.diagnostics if told(each) in gone]
        # of what hides all behind it, such as a colon, the next may be told in the same words
        if any(_touches(each, stretches) for each in left) or not _hid(before, mended):
            return False
    files = {place.file for place in stretches}
    every = all(was_read(before, file) for file in files)
    return not any(
        (every and found.severity is Severity.ERROR) or _touches(found, stretches)
        for found in after.diagnostics
        if found.severity is not Severity.INFO
        and new[told(found)] > old[told(found)]
        and not (found.fix and found.fix.renames)  # mended next: a number and its file's name
    )


def _hid(before: CheckResult, mended: Iterable[Diagnostic]) -> bool:
    """Whether the findings were in files that could not be read."""
    return not any(was_read(before, each.place.file) for each in mended)


def _touches(found: Diagnostic, stretches: Iterable[Place]) -> bool:
    """Whether a finding is about a stretch, or about what another file says because of it."""
    elsewhere = [each.place for each in found.related if each.place.file != found.place.file]
    return any(
        _overlap(place, stretch) for place in (found.place, *elsewhere) for stretch in stretches
    )


def _overlap(one: Place, other: Place) -> bool:
    if one.file != other.file:
        return False
    first, second = sorted((one, other))
    return (second.line, second.column) <= (first.end_line, first.end_column)
