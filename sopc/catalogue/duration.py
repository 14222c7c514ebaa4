"""*Waktu*: the time a step takes, read from the words people write and printed as those words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

_MINUTES = {"detik": Fraction(1, 60), "menit": Fraction(1), "jam": Fraction(60)}
_LONGER = {"hari": "days", "minggu": "weeks", "bulan": "months", "tahun": "years"}
_UNITS = "|".join(sorted([*_MINUTES, *_LONGER], key=len, reverse=True))
_AMOUNT = "|".join(
    (
        r"[0-9]{1,9}/[1-9][0-9]{0,8}",
        r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,2}(?:,[0-9]{1,9})?",
        r"[0-9]{1,9}(?:,[0-9]{1,9}|\.[0-9]{1,2})",
        r"[0-9]{1,9}",
    )
)
_THOUSANDS = re.compile(r"\.(?=[0-9]{3})")
_TERM = re.compile(rf"({_AMOUNT})\s*(?:\([^()]*\)\s*)?({_UNITS})(?:\s+kerja)?", re.IGNORECASE)
_RANGE = re.compile(
    rf"({_AMOUNT})\s*(?:({_UNITS})\s*)?(?:-|–|s/d|s\.d\.|sampai)\s*({_AMOUNT})\s*({_UNITS})(?:\s+kerja)?",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(±|\+/-|kurang lebih|sekitar)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """An amount of time; its units are kept apart, as the form sums them: a week is no number of
    working days, nor is a day one of minutes."""

    days: Fraction = Fraction(0)
    minutes: Fraction = Fraction(0)
    weeks: Fraction = Fraction(0)
    months: Fraction = Fraction(0)
    years: Fraction = Fraction(0)

    def __add__(self, other: "Span") -> "Span":
        return Span(
            self.days + other.days,
            self.minutes + other.minutes,
            self.weeks + other.weeks,
            self.months + other.months,
            self.years + other.years,
        )


@dataclass(frozen=True, slots=True)
class Duration:
    """The words, and what could be read from them.

    ``longest`` is the far end of a range (``30 menit - 3 jam``), and None for words that name no
    amount (``Sesuai juknis``, ``Setiap hari kerja``). A comma is the decimal sign and a dot before
    three digits parts thousands, as Indonesian writes them: ``1.000 menit``, ``1,5 jam``. A dot
    before one or two digits, which could part nothing, is taken for a comma: ``1.5 jam``.
    """

    words: str
    longest: Span | None = None

    @classmethod
    @lru_cache(maxsize=1024)  # a large catalogue says `1 jam` thousands of times
    def parse(cls, words: str) -> "Duration":
        """Read what people write; never fails, unreadable words are kept as words."""
        text = " ".join(words.split())
        amount = _ABOUT.sub("", text)
        between = _RANGE.fullmatch(amount)
        if between:
            *_, high, unit = between.groups()
            return cls(text, _span(high, unit))
        terms = list(_TERM.finditer(amount))
        rest = _TERM.sub("", amount).strip(" ,").replace("dan", "").strip()
        if not terms or rest:
            return cls(text)
        return cls(text, sum_spans(_span(*term.groups()) for term in terms))

    def __str__(self) -> str:
        return self.words


def _span(amount: str, unit: str) -> Span:
    value = Fraction(_THOUSANDS.sub("", amount).replace(",", "."))
    name = unit.lower()
    if name in _MINUTES:
        return Span(minutes=value * _MINUTES[name])
    return Span(**{_LONGER[name]: value})


def sum_spans(spans: Iterable[Span]) -> Span:
    """Each unit summed by itself."""
    return sum(spans, Span())


def total_words(durations: Iterable[Duration]) -> str:
    """The form's total row: ``5 hari kerja 135 menit``. Unreadable durations do not count."""
    total = sum_spans(d.longest for d in durations if d.longest is not None)
    parts = (
        (total.years, "tahun"),
        (total.months, "bulan"),
        (total.weeks, "minggu"),
        (total.days, "hari kerja"),
        (total.minutes, "menit"),
    )
    return " ".join(f"{_plain(amount)} {unit}" for amount, unit in parts if amount)


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", ",")
