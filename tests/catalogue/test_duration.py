"""Times: what can be read from the words, and that the words stay as written."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopc.catalogue.duration import Duration, Span, TimeReader, total_words
from sopc.markup.words import escape, marked
from tests.forms_of import form_of

INDONESIAN = form_of("lampung-2020").times


def parse(words: str) -> Duration:
    """What is read of some words, by a reader that has read nothing before."""
    return TimeReader(INDONESIAN).read(words)


def minutes(amount: str | int) -> Span:
    return Span(minutes=Fraction(amount))


def days(amount: str | int) -> Span:
    return Span(days=Fraction(amount))


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("30 menit", minutes(30)),
        ("5 Menit", minutes(5)),
        ("5 MENIT", minutes(5)),
        ("2jam", minutes(120)),
        ("30 detik", minutes("1/2")),
        ("1/4 jam", minutes(15)),
        ("1,5 jam", minutes(90)),
        ("1.5 jam", minutes(90)),
        ("1,250 jam", minutes(75)),
        ("1.000 menit", minutes(1000)),
        ("12.500 menit", minutes(12500)),
        ("1.234.567 menit", minutes(1234567)),
        ("1.500,5 menit", minutes("3001/2")),
        ("1 jam 30 menit", minutes(90)),
        ("1 jam, 30 menit", minutes(90)),
        ("1 jam dan 30 menit", minutes(90)),
        ("2 hari", days(2)),
        ("2 hari kerja", days(2)),
        ("2 (dua) hari kerja", days(2)),
        ("1 minggu", Span(weeks=Fraction(1))),
        ("1 bulan", Span(months=Fraction(1))),
        ("1 tahun", Span(years=Fraction(1))),
        ("1 hari 2 jam", Span(Fraction(1), Fraction(120))),
    ],
)
def test_an_amount_is_read(words: str, span: Span) -> None:
    read = parse(words)
    assert read == Duration(" ".join(words.split()), span)


@pytest.mark.parametrize(
    ("words", "longest"),
    [
        ("30 menit - 3 jam", minutes(180)),
        ("3-5 hari", days(5)),
        ("10–15 menit", minutes(15)),
        ("1 s/d 2 jam", minutes(120)),
        ("1 sampai 2 hari kerja", days(2)),
        ("500 - 1.000 menit", minutes(1000)),
    ],
)
def test_of_a_range_the_far_end_counts(words: str, longest: Span) -> None:
    assert parse(words).longest == longest


@pytest.mark.parametrize(
    "words", ["± 1 jam", "±1 Jam", "+/- 1 jam", "kurang lebih 1 jam", "Sekitar 1 jam"]
)
def test_an_approximate_amount_is_read(words: str) -> None:
    assert parse(words).longest == minutes(60)


@pytest.mark.parametrize(
    "words",
    [
        "Sesuai juknis",
        "Setiap hari kerja",
        "kondisional",
        "1 T.A",
        "30",
        "1234.567 menit",
        "0.500 jam",
        "1.0000 menit",
        "5 menit per berkas",
        "1/0 jam",
        "1 jam lalu 2 kali",
        "٣ menit",
        "9" * 400 + " menit",
    ],
)
def test_words_without_a_readable_amount_stay_words(words: str) -> None:
    assert parse(words) == Duration(words)


@pytest.mark.parametrize("words", ["9" * 200_000 + " kali", "1(" * 100_000, "1 " * 100_000])
def test_words_made_to_stall_the_reader_stay_words(words: str) -> None:
    assert parse(words).longest is None


def test_the_printed_words_are_those_written_with_single_spaces() -> None:
    assert str(parse("  ±  5\n menit ")) == "± 5 menit"


@settings(deadline=None)
@given(st.text() | st.from_regex(r"[0-9/.,\- ]+(menit|jam|hari)[0-9a-z ]*"))
def test_no_words_are_refused_or_changed(words: str) -> None:
    assert parse(escape(words)).words == " ".join(words.split())


def test_marks_are_no_part_of_the_amount_and_line_breaks_are_printed() -> None:
    read = parse("± 5 *menit*\n(<https://a.go.id>)")
    assert read.words == "± 5 menit (https://a.go.id)"
    assert marked(read.text) == "± 5 *menit*\n(<https://a.go.id>)"
    assert parse("5 *menit*").longest == minutes(5)


@pytest.mark.parametrize(
    ("words", "total"),
    [
        ([], ""),
        (["Sesuai juknis"], ""),
        (["30 menit", "2 jam"], "150 menit"),
        (["5 hari", "2 jam", "15 menit"], "5 hari kerja 135 menit"),
        (["30 menit - 3 jam", "kondisional"], "180 menit"),
        (["1/3 jam", "20 detik"], "20,33 menit"),
        (["1/2 menit"], "0,5 menit"),
        (["30 menit", "70 menit"], "100 menit"),
        (["150/2 menit", "25 menit"], "100 menit"),
        (["1/3 menit", "299/3 menit"], "100 menit"),
        (["10/3 menit", "20 menit", "1/6 menit"], "23,5 menit"),
        (["1/1000 jam", "10 menit"], "10,06 menit"),
        (["1/900 menit", "10 menit"], "10 menit"),
        (["1 minggu", "2 minggu"], "3 minggu"),
        (["1 bulan", "4 bulan"], "5 bulan"),
        (["1 tahun", "5 tahun"], "6 tahun"),
        (
            ["1 menit", "2 hari", "3 minggu", "4 bulan", "5 tahun", "1 minggu"],
            "5 tahun 4 bulan 4 minggu 2 hari kerja 1 menit",
        ),
    ],
)
def test_the_total_adds_up_each_unit_by_itself(words: list[str], total: str) -> None:
    assert total_words(map(parse, words), INDONESIAN) == total


@pytest.mark.parametrize(
    ("steps", "total"),
    [
        (["3 hari", "7 hari"], "10 hari"),
        (["3 hari kerja", "7 hari kerja"], "10 hari kerja"),
        (["3 hari kerja", "7 hari"], "10 hari"),
        (["3 hari kerja", "1 jam"], "3 hari kerja 60 menit"),
    ],
)
def test_the_total_says_of_days_what_all_steps_say(steps: list[str], total: str) -> None:
    words = form_of("permenpanrb-35-2012").times
    assert total_words(map(TimeReader(words).read, steps), words) == total
