"""Dates as the form has them: a day, a month or a year, as exact as the office wrote it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sopc.catalogue.base import Refusal
from sopc.catalogue.other_dates import respelt
from sopc.language import Phrase

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date whose day, or day and month, may be unknown (0)."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ``2020-10-01``, ``2020-10`` or ``2020``. Raises Refusal for anything else."""
        match = _FORM.fullmatch(text.strip())
        if match is None:
            raise Refusal(
                Phrase("`{text}` is not a date: write 2020-10-01, 2020-10 or 2020", text=text),
                instead=respelt(text),
            )
        year, month, day = match.groups()
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            message = Phrase("`{text}` is not a date: no calendar has such a day", text=text)
            raise Refusal(message) from None
        return cls(int(year), int(month or 0), int(day or 0))

    def __str__(self) -> str:
        return self.iso

    @property
    def iso(self) -> str:
        """As the editor writes it."""
        parts = [f"{self.year:04d}"]
        parts += [f"{self.month:02d}"] if self.month else []
        parts += [f"{self.day:02d}"] if self.day else []
        return "-".join(parts)

    def surely_before(self, other: "PartialDate") -> bool:
        """Whether this lies before another date, whatever the days that are not known."""
        ours = (self.year, self.month, self.day)
        theirs = (other.year, other.month, other.day)
        for mine, yours in zip(ours, theirs, strict=True):
            if mine != yours or not mine:
                return 0 < mine < yours
        return False


def written(date: PartialDate, pattern: str, months: Sequence[str]) -> str:
    """A date as a form prints it, ``pattern`` being how it would write the second of January 2025.

    What is not known of the date stays away: ``November 2020``, ``11/2020``, ``2020``.
    """
    if pattern == "2025-01-02":
        return date.iso
    year = f"{date.year:04d}"
    if pattern == "02/01/2025":
        parts = [f"{part:02d}" for part in (date.day, date.month) if part]
        return "/".join([*parts, year])
    month = months[date.month - 1] if date.month else ""
    day = str(date.day) if date.day else ""
    if pattern == "January 2, 2025":
        return f"{month} {day}, {year}" if day else f"{month} {year}".strip()
    if pattern == "02 Januari 2025":
        day = day.zfill(2) if day else ""
    return " ".join(filter(None, (day, month, year)))
