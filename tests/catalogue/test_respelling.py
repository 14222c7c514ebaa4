"""Numbers and dates in another spelling: read where only one can be meant."""

import pytest

from sopc.catalogue.base import Refusal
from sopc.catalogue.dates import PartialDate
from sopc.catalogue.numbering import Numbering


@pytest.mark.parametrize(
    ("pattern", "text", "number"),
    [
        ("V.26.{unit}.{seksi}.{urut}", "V.26.01.1.4", "V.26.1.1.4"),
        ("V.26.{unit}.{seksi}.{urut}", "V.26.1.1.04", "V.26.1.1.4"),
        ("V.26.{unit}.{seksi}.{urut}", "v.26.1.1.4", "V.26.1.1.4"),
        ("V.26.{unit}.{seksi}.{urut}", " V 26 . 1.1 .4 ", "V.26.1.1.4"),
        ("V.26.{unit}.{seksi}.{urut}", "V-26-1-1-4", "V.26.1.1.4"),
        ("V.26.{unit}.{seksi}.{urut}", "V/26/1/1/4", "V.26.1.1.4"),
        ("V.26.{unit}.{seksi}.{urut}", "V.26\u20131.1.4", "V.26.1.1.4"),
        ("V.26.{unit}.{seksi}.{urut}", "V.026.1.1.4", "V.26.1.1.4"),
        ("V.26.{unit}.{seksi}.{urut}", "V.26.1.14", ""),
        ("V.26.{unit}.{seksi}.{urut}", "V.27.1.1.4", ""),
        ("V.26.{unit}.{seksi}.{urut}", "V.26.1.1.0", ""),
        ("V.26.{unit}.{seksi}.{urut}", "V.26.1.1.4.5", ""),
        ("V.26.{unit}.{seksi}.{urut}", "VI.26.1.1.4", ""),
        ("V.26.{unit}.{seksi}.{urut}", "X" * 100, ""),
        ("SOP-{urut:3}/17000/{tahun}", "SOP-7/17000/2024", "SOP-007/17000/2024"),
        ("SOP-{urut:3}/17000/{tahun}", "sop 0007/17000/2024", "SOP-007/17000/2024"),
        ("SOP-{urut:3}/17000/{tahun}", "SOP-7/1700/2024", ""),
        ("{urut:2}/SOP/{tahun}", "1/sop/2024", "01/SOP/2024"),
    ],
)
def test_a_number_is_respelt_as_the_pattern_prints_it(pattern: str, text: str, number: str) -> None:
    assert Numbering.of([pattern]).respelt(text) == number


def test_what_two_patterns_would_print_differently_is_left() -> None:
    both = Numbering.of(["A.{unit}.{urut}", "A-{urut:2}-{tahun}"])
    assert both.respelt("a/1/2") == ""
    assert Numbering.of(["A.{unit}.{urut}", "B.{urut}"]).respelt("b.03") == "B.3"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1 Maret 2021", "2021-03-01"),
        ("01 MARET 2021", "2021-03-01"),
        ("Senin, 1 Maret 2021", "2021-03-01"),
        ("1 Nop. 2021", "2021-11-01"),
        ("1-Agt-2021", "2021-08-01"),
        ("March 2021", "2021-03"),
        ("Maret 2021", "2021-03"),
        ("13/02/2021", "2021-02-13"),
        ("13.2.2021", "2021-02-13"),
        ("02/13/2021", "2021-02-13"),
        ("03-03-2021", "2021-03-03"),
        ("02/2021", "2021-02"),
        ("2021/2/13", "2021-02-13"),
        ("2021-3-1", "2021-03-01"),
        ("2021-3", "2021-03"),
        ("01/03/2021", ""),  # of March, or of January
        ("31/02/2021", ""),
        ("30 Februari 2021", ""),
        ("0 Maret 2021", ""),
        ("1 Marot 2021", ""),
        ("1 Maret 21", ""),
        ("2020-13", ""),
        ("2021-03-0", ""),
        ("1 Maret 0000", ""),
        ("x" * 100, ""),
    ],
)
def test_a_date_is_respelt_where_it_is_one_day_only(text: str, date: str) -> None:
    with pytest.raises(Refusal) as refused:
        PartialDate.parse(text)
    assert refused.value.instead == date
    if date:
        assert PartialDate.parse(date).iso == date
