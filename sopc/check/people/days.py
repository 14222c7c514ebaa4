"""Partial dates as days: between which days, both included, a date lies."""

from calendar import monthrange
from datetime import date

from sopc.catalogue.dates import PartialDate


def first_day(day: PartialDate) -> date:
    """The earliest day that a date can mean."""
    return date(day.year, day.month or 1, day.day or 1)


def last_day(day: PartialDate) -> date:
    """The latest day that a date can mean."""
    month = day.month or 12
    return date(day.year, month, day.day or monthrange(day.year, month)[1])


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
