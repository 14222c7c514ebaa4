"""*Waktu*: the time a step takes, read from the words people write and printed as those words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from typing import Annotated, Literal

from pydantic import Field, model_validator

from sopc.catalogue.base import Model, Refusal, Verbatims
from sopc.language import Phrase
from sopc.markup.words import as_words

_MINUTES = {"detik": Fraction(1, 60), "menit": Fraction(1), "jam": Fraction(60)}
_LONGER = {"hari": "days", "minggu": "weeks", "bulan": "months", "tahun": "years"}

_LONGEST = 500
"""Of how many letters a time is read: more are no amount of time but a tale."""

_Names = Annotated[Verbatims, Field(min_length=1)]


class TimeWords(Model):
    """*Satuan*: what the units of time are called: one of it, several, then what else is read."""

    seconds: _Names = Field(alias="detik", description="Kata untuk satu, beberapa, lalu lainnya")
    minutes: _Names = Field(alias="menit", description="Kata untuk satu, beberapa, lalu lainnya")
    hours: _Names = Field(alias="jam", description="Kata untuk satu, beberapa, lalu lainnya")
    days: _Names = Field(alias="hari", description="Kata untuk satu, beberapa, lalu lainnya")
    weeks: _Names = Field(alias="minggu", description="Kata untuk satu, beberapa, lalu lainnya")
    months: _Names = Field(alias="bulan", description="Kata untuk satu, beberapa, lalu lainnya")
    years: _Names = Field(alias="tahun", description="Kata untuk satu, beberapa, lalu lainnya")
    joints: Verbatims = Field(alias="dan", description="Kata di antara dua waktu yang dijumlahkan")
    until: Verbatims = Field(
        alias="sampai", description="Kata di antara batas bawah dan batas atas"
    )
    about: Verbatims = Field(alias="sekitar", description="Kata di depan waktu yang kira-kira")
    decimal: Literal[",", "."] = Field(alias="desimal", description="Tanda desimal")

    @property
    def units(self) -> tuple[str, ...]:
        """All that units are called."""
        each = (self.minutes, self.hours, self.days, self.weeks, self.months, self.years)
        return tuple(chain(self.seconds, *each))

    @model_validator(mode="after")
    def _tells_units_apart(self) -> "TimeWords":
        units = ("seconds", "minutes", "hours", "days", "weeks", "months", "years")
        meant: dict[str, str] = {}
        for unit in units:
            for word in getattr(self, unit):
                name = _plain_spaces(word)
                if meant.setdefault(name, unit) != unit:
                    message = Phrase("`{word}` is a word for two units of time", word=word)
                    raise Refusal(message, at=(str(TimeWords.model_fields[unit].alias),))
        return self


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
    """The words in one line, and what could be read from them; ``text`` is what is printed.

    ``longest`` is the far end of a range (``30 menit - 3 jam``), of which ``shortest`` is the near
    one, and None for words that name no amount (``Sesuai juknis``, ``Setiap hari kerja``).
    """

    words: str
    longest: Span | None = None
    text: str = field(default="", compare=False)
    shortest: Span | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.words


class TimeReader:
    """Reads times in the words of one form.

    Where the decimal sign is a comma, a dot before three digits parts thousands, as Indonesian
    writes them: ``1.000 menit``, ``1,5 jam``. A dot before one or two digits, which could part
    nothing, is taken for a comma: ``1.5 jam``. English has it the other way round.
    """

    def __init__(self, words: TimeWords) -> None:
        self._decimal, self._thousands = (",", ".") if words.decimal == "," else (".", ",")
        self._joints = words.joints
        names = words.model_dump(by_alias=True)
        self._units = {
            _plain_spaces(name): unit for unit in (*_MINUTES, *_LONGER) for name in names[unit]
        }
        amount, units = _amount(self._decimal, self._thousands), _any_of(self._units)
        until = f"(?:-|–|{_any_of(words.until)})"
        self._term = re.compile(rf"({amount})\s*(?:\([^()]*\)\s*)?({units})", re.IGNORECASE)
        self._range = re.compile(
            rf"({amount})\s*(?:({units})\s*)?{until}\s*({amount})\s*({units})", re.IGNORECASE
        )
        self._about = re.compile(rf"^(?:{_any_of(words.about)})\s*", re.IGNORECASE)
        # a large catalogue says `1 jam` thousands of times
        self._read: dict[str, Duration] = {}

    def read(self, words: str) -> Duration:
        """Read what people write; never fails, unreadable words are kept as words.

        Of more than 500 letters no amount is read.
        """
        if words not in self._read:
            lines = (" ".join(line.split()) for line in words.strip().split("\n"))
            text = as_words("\n".join(lines))
            said = " ".join(text.split())
            near, far = self._ends(said) if len(said) <= _LONGEST else (None, None)
            self._read[words] = Duration(said, far, text, near)
        return self._read[words]

    def _ends(self, said: str) -> tuple[Span | None, Span | None]:
        """The near and the far end of the range that words name; of an amount there is only the
        latter."""
        amount = self._about.sub("", said)
        between = self._range.fullmatch(amount)
        if between:
            near, near_unit, far, unit = between.groups()
            return self._span(near, near_unit or unit), self._span(far, unit)
        return None, self._amount(amount)

    def _amount(self, amount: str) -> Span | None:
        terms = list(self._term.finditer(amount))
        rest = self._term.sub("", amount).strip(" ,")
        for joint in self._joints:
            rest = rest.replace(joint, "")
        if not terms or rest.strip():
            return None
        return sum_spans(self._span(*term.groups()) for term in terms)

    def _span(self, amount: str, unit: str) -> Span:
        parted = re.compile(rf"{re.escape(self._thousands)}(?=[0-9]{{3}})")
        value = Fraction(parted.sub("", amount).replace(",", "."))
        name = self._units[_plain_spaces(unit)]
        if name in _MINUTES:
            return Span(minutes=value * _MINUTES[name])
        return Span(**{_LONGER[name]: value})


def _plain_spaces(name: str) -> str:
    return " ".join(name.lower().split())


def _any_of(words: Iterable[str]) -> str:
    """A pattern of some words, the longest first; of none, one that matches nothing."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) or "(?!)"


def _amount(decimal: str, thousands: str) -> str:
    d, t = re.escape(decimal), re.escape(thousands)
    return "|".join(
        (
            r"[0-9]{1,9}/[1-9][0-9]{0,8}",
            rf"[1-9][0-9]{{0,2}}(?:{t}[0-9]{{3}}){{1,2}}(?:{d}[0-9]{{1,9}})?",
            rf"[0-9]{{1,9}}(?:{d}[0-9]{{1,9}}|{t}[0-9]{{1,2}})",
            r"[0-9]{1,9}",
        )
    )


def sum_spans(spans: Iterable[Span]) -> Span:
    """Each unit summed by itself."""
    return sum(spans, Span())


def total_words(durations: Iterable[Duration], words: TimeWords) -> str:
    """The form's total row: ``5 hari kerja 135 menit``. Unreadable durations do not count.

    Where all steps say more of a unit than the form's first word for it, so does the total: of days
    that are all *hari kerja* it is not *hari*.
    """
    read = [each for each in durations if each.longest is not None]
    total = sum_spans(each.longest for each in read if each.longest is not None)
    parts = (
        (total.years, words.years),
        (total.months, words.months),
        (total.weeks, words.weeks),
        (total.days, words.days),
        (total.minutes, words.minutes),
    )
    return " ".join(
        f"{_plain(amount, words.decimal)} {_name(amount, names, read)}"
        for amount, names in parts
        if amount
    )


def _name(amount: Fraction, names: Sequence[str], read: Sequence[Duration]) -> str:
    """What a unit is called: by its first name for one, by its second for several."""
    usual = names[0 if amount == 1 else min(1, len(names) - 1)]
    saying = [each.words.lower() for each in read if usual.lower() in each.words.lower()]
    longer = [name for name in names if usual in name and name != usual]
    fuller = [name for name in longer if saying and all(name.lower() in said for said in saying)]
    return max(fuller, key=len, default=usual)


def _plain(value: Fraction, decimal: str) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", decimal)
