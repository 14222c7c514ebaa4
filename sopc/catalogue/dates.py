"""Dates as the form has them: a day, a month or a year, as exact as the office wrote it."""

import re
from dataclasses import dataclass
from datetime import date

from sopc.catalogue.base import Refusal
from sopc.language import Phrase

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
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
                Phrase("`{text}` is not a date: write 2020-10-01, 2020-10 or 2020", text=text)
            )
        year, month, day = match.groups()
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            message = Phrase("`{text}` is not a date: no calendar has such a day", text=text)
            raise Refusal(message) from None
        return cls(int(year), int(month or 0), int(day or 0))

    def __str__(self) -> str:
        """As the form prints it: ``01 Oktober 2020``, ``November 2020``, ``2020``."""
        words = [f"{self.day:02d}"] if self.day else []
        words += [MONTHS[self.month - 1]] if self.month else []
        return " ".join([*words, str(self.year)])

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
