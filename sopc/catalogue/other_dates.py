"""Dates in other spellings than the catalogue's: read where only one day can be meant."""

import re
from datetime import date

_MONTHS = (
    "januari january jan",
    "februari february feb pebruari",
    "maret march mar",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agu ags agt aug",
    "september sep sept",
    "oktober october okt oct",
    "november nov nopember nop",
    "desember december des dec",
)
_BY_NAME = {name: index for index, names in enumerate(_MONTHS, 1) for name in names.split()}
_DAYS = "senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad"
_LONGEST = 60
_NO_DATE = (0, 0, None)

_NAMED = re.compile(rf"(?:(?:{_DAYS}),?\s+)?(?:([0-9]{{1,2}})[\s-]+)?([a-z]+)\.?[\s-]+([0-9]{{4}})")
_ISO = re.compile(r"([0-9]{4})\s*([-/.])\s*([0-9]{1,2})(?:\s*([-/.])\s*([0-9]{1,2}))?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s*([-/.])\s*([0-9]{1,2})\s*([-/.])\s*([0-9]{4})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})\s*[-/.]\s*([0-9]{4})")


def respelt(text: str) -> str:
    """A date as the catalogue writes it, where it is written otherwise: ``1 Maret 2021``.

    Of numbers alone, ``13/02/2021`` is one day, but ``01/02/2021`` may be two; of such, and of what
    no calendar has, nothing comes back.
    """
    said = " ".join(text.lower().split())
    if len(said) > _LONGEST:
        return ""
    for pattern, read in _READ:
        match = pattern.fullmatch(said)
        if match:
            return _written(*read(match))
    return ""


def _of_named(match: re.Match[str]) -> tuple[int, int, int | None]:
    day, month, year = match.groups()
    return int(year), _BY_NAME.get(month, 0), None if day is None else int(day)


def _of_iso(match: re.Match[str]) -> tuple[int, int, int | None]:
    year, sign, month, other, day = match.groups()
    if other not in (None, sign):
        return _NO_DATE
    return int(year), int(month), None if day is None else int(day)


def _of_day_first(match: re.Match[str]) -> tuple[int, int, int | None]:
    first, sign, second, other, year = match.groups()
    if other != sign:
        return _NO_DATE
    day, month = int(first), int(second)
    if month > 12:  # the month stands first, as in America
        day, month = month, day
    elif day <= 12 and day != month:
        month = 0
    return int(year), month, day


def _of_month_year(match: re.Match[str]) -> tuple[int, int, int | None]:
    return int(match[2]), int(match[1]), None


_READ = (
    (_NAMED, _of_named),
    (_ISO, _of_iso),
    (_DAY_FIRST, _of_day_first),
    (_MONTH_YEAR, _of_month_year),
)


def _written(year: int, month: int, day: int | None) -> str:
    try:
        found = date(year, month, 1 if day is None else day)
    except ValueError:
        return ""
    return f"{found:%Y-%m}".zfill(7) if day is None else found.isoformat()
