"""Dates as exact as the office wrote them."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopc.catalogue.dates import PartialDate, written
from tests.forms_of import form_of

LAMPUNG = form_of("lampung-2020")


@pytest.mark.parametrize(
    ("text", "date", "printed"),
    [
        ("2020-10-01", PartialDate(2020, 10, 1), "01 Oktober 2020"),
        ("2020-11", PartialDate(2020, 11), "November 2020"),
        ("2020", PartialDate(2020), "2020"),
        (" 2024-02-29 ", PartialDate(2024, 2, 29), "29 Februari 2024"),
    ],
)
def test_a_day_a_month_or_a_year_is_read_and_printed(
    text: str, date: PartialDate, printed: str
) -> None:
    assert PartialDate.parse(text) == date
    assert LAMPUNG.written(date) == printed
    assert date.iso == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20",
        "2020-1-1",
        "2020-13",
        "2020-00",
        "2020-00-15",
        "2020-10-00",
        "2021-02-29",
        "0000",
        "01-10-2020",
        "1 Oktober 2020",
        "2020-10-01T00:00",
        "٢٠٢٠",
    ],
)
def test_anything_else_is_refused_and_named(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as refused:
        PartialDate.parse(text)
    assert f"`{text}`" in str(refused.value)


def test_dates_sort_by_time_and_an_open_one_before_what_it_holds() -> None:
    texts = ["2019-12-31", "2020", "2020-02", "2020-02-03", "2020-10"]
    assert [d.iso for d in sorted(map(PartialDate.parse, reversed(texts)))] == texts


@settings(deadline=None)
@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_day_is_read_back_as_written(day: datetime.date) -> None:
    assert PartialDate.parse(day.isoformat()).iso == day.isoformat()


@pytest.mark.parametrize(
    ("pattern", "day", "month", "year"),
    [
        ("2 Januari 2025", "2 Maret 2021", "Maret 2021", "2021"),
        ("02 Januari 2025", "02 Maret 2021", "Maret 2021", "2021"),
        ("02/01/2025", "02/03/2021", "03/2021", "2021"),
        ("2025-01-02", "2021-03-02", "2021-03", "2021"),
        ("January 2, 2025", "Maret 2, 2021", "Maret 2021", "2021"),
    ],
)
def test_what_is_not_known_of_a_date_stays_away(
    pattern: str, day: str, month: str, year: str
) -> None:
    for date, printed in (((2021, 3, 2), day), ((2021, 3), month), ((2021,), year)):
        assert written(PartialDate(*date), pattern, LAMPUNG.months) == printed
