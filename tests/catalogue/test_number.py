"""SOP numbers: what follows a pattern, how numbers sort, what files are called."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopc.catalogue.number import NumberScheme, SopNumber, counted
from sopc.catalogue.organisation import roman

DOTTED = NumberScheme("V.26.{unit}.{seksi}.{urut}")
PADDED = NumberScheme("SOP-{urut:3}/{unit}/{tahun}")


@pytest.mark.parametrize(
    ("scheme", "text", "values"),
    [
        (DOTTED, "V.26.1.3.12", {"unit": 1, "seksi": 3, "urut": 12}),
        (PADDED, "SOP-007/2/2025", {"urut": 7, "unit": 2, "tahun": 2025}),
        (PADDED, "SOP-1234/2/2025", {"urut": 1234, "unit": 2, "tahun": 2025}),
        (NumberScheme("{urut}"), "5", {"urut": 5}),
    ],
)
def test_a_number_that_follows_the_pattern_is_read(
    scheme: NumberScheme, text: str, values: dict[str, int]
) -> None:
    assert scheme.values(text) == values
    assert str(scheme.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "V.26.1.3",
        "V.26.1.3.x",
        "V.26.1.3.4.5",
        "V-26-1-3-4",
        "VX26.1.3.4",
        "v.26.1.3.4",
        "V.26.1.3.04",
        "V.26.1.3.0",
        " V.26.1.3.4",
        "V.26.1.3.4\n",
        "V.26.1.3.٤",
        "V.26.1.3." + "9" * 5000,
    ],
)
def test_a_number_that_does_not_follow_the_pattern_is_refused_by_name(text: str) -> None:
    assert DOTTED.values(text) is None
    with pytest.raises(ValueError) as refused:  # noqa: PT011 the reason is compared below
        DOTTED.parse(text)
    shown = text if len(text) <= 2000 else text[:2000] + "…"
    said = f"`{shown}` does not follow the numbering pattern V.26.{{unit}}.{{seksi}}.{{urut}}"
    assert str(refused.value) == said


@pytest.mark.parametrize(
    "text", ["SOP-7/2/2025", "SOP-0007/2/2025", "SOP-0123/2/2025", "SOP-000/2/2025"]
)
def test_a_padded_number_has_one_form_only(text: str) -> None:
    assert PADDED.values(text) is None


KNOWN = "placeholders are {unit}, {seksi}, {urut}, {tahun}"
NEEDED = "the pattern needs {urut}, and each placeholder at most once"
APART = "two placeholders run into each other: put a sign between them, such as {unit}.{urut}"
HIDDEN = "a number begins with a letter or digit: files whose names begin with a dot are hidden"


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("V.26", NEEDED),
        ("V.{unit}", NEEDED),
        ("{urut}.{urut}", NEEDED),
        ("{urut}.{bidang}", KNOWN),
        ("{urut}.{", KNOWN),
        ("{urut}.}", KNOWN),
        ("{urut:0}", KNOWN),
        ("{Urut}", KNOWN),
        ("V.{unit}{urut}", APART),
        ("{unit}0{urut}", APART),
        (".{urut}", HIDDEN),
    ],
)
def test_a_pattern_that_cannot_number_is_refused(pattern: str, reason: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 the reason is compared below
        NumberScheme(pattern)
    assert str(refused.value) == reason


def test_numbers_sort_by_value_not_by_letters() -> None:
    texts = ["V.26.1.1.2", "V.26.1.1.10", "V.26.1.2.1", "V.26.2.1.1", "V.26.10.1.1"]
    assert [str(n) for n in sorted(map(DOTTED.parse, reversed(texts)))] == texts


def test_a_number_is_ordered_by_year_and_then_as_it_is_printed() -> None:
    assert PADDED.parse("SOP-007/2/2025").order == (2025, 7, 2)
    assert DOTTED.parse("V.26.1.3.12").order == (0, 1, 3, 12)


def test_numbers_of_an_earlier_year_come_first() -> None:
    assert PADDED.parse("SOP-009/3/2024") < PADDED.parse("SOP-001/1/2025")


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("V.26.1.1.3", "V.26.1.1.3"),
        ("SOP-001/1/2025", "SOP-001-1-2025"),
        ("SOP 1: a\\b", "SOP-1-a-b"),
        ("../../x", "..-..-x"),
    ],
)
def test_a_file_is_called_by_the_number_without_what_a_file_name_cannot_hold(
    text: str, stem: str
) -> None:
    assert SopNumber((), text).file_stem == stem


def test_digits_count_in_what_is_sorted_by_its_words() -> None:
    names = ["a/V.10.yaml", "a/V.9.yaml", "a/V.yaml", "10.yaml", "9-b/1.yaml", "a/V.9.1.yaml", ""]
    assert sorted(names, key=counted) == [
        "", "9-b/1.yaml", "10.yaml", "a/V.9.1.yaml", "a/V.9.yaml", "a/V.10.yaml", "a/V.yaml"
    ]  # fmt: skip
    assert counted("9" * 9999)


def test_a_composed_number_fills_what_is_not_given_with_ones() -> None:
    assert DOTTED.compose(unit=3) == "V.26.3.1.1"
    assert PADDED.compose(urut=12, tahun=2025) == "SOP-012/1/2025"


@settings(deadline=None)
@given(st.sampled_from([DOTTED, PADDED]), st.data())
def test_a_composed_number_is_read_back(scheme: NumberScheme, data: st.DataObject) -> None:
    numbers = st.integers(1, 99_999)
    values = {name: data.draw(numbers, label=name) for name in scheme.fields}
    assert scheme.values(scheme.compose(**values)) == values


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "I"), (3, "III"), (4, "IV"), (5, "V"), (9, "IX"), (14, "XIV"), (28, "XXVIII")],
)
def test_units_are_numbered_in_roman(number: int, letters: str) -> None:
    assert roman(number) == letters
