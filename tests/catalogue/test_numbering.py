"""Several patterns side by side: which one reads a number, how numbers sort, what is refused."""

from itertools import pairwise, permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sopc.catalogue.base import Refusal
from sopc.catalogue.number import FIELDS, NumberScheme, SopNumber
from sopc.catalogue.numbering import CatalogueNumbering, Numbering

COMMON, OF_UNIT = "SOP-{urut:3}/17000/{tahun}", "SOP-{unit}-{urut}/17000/{tahun}"
OFFICE = Numbering.of([COMMON, OF_UNIT])


@pytest.mark.parametrize(
    ("text", "pattern", "values"),
    [
        ("SOP-302/17000/2025", COMMON, {"urut": 302, "tahun": 2025}),
        ("SOP-1-101/17000/2025", OF_UNIT, {"unit": 1, "urut": 101, "tahun": 2025}),
    ],
)
def test_a_number_is_read_by_the_pattern_that_fits(
    text: str, pattern: str, values: dict[str, int]
) -> None:
    assert OFFICE.scheme_of(text) == NumberScheme(pattern)
    assert OFFICE.values(text) == values
    assert str(OFFICE.parse(text)) == text


@pytest.mark.parametrize("patterns", list(permutations(["S-1-{urut}", "S-{unit}-{urut}"])))
def test_where_several_patterns_fit_the_first_reads(patterns: tuple[str, str]) -> None:
    scheme = Numbering.of(patterns).scheme_of("S-1-7")
    assert scheme is not None
    assert scheme.pattern == patterns[0]


def test_a_refusal_names_all_patterns() -> None:
    with pytest.raises(Refusal) as refused:
        OFFICE.parse("SOP-7")
    assert str(refused.value) == (
        f"`SOP-7` follows none of the numbering patterns {COMMON}, {OF_UNIT}"
    )
    assert OFFICE.values("SOP-7") is None
    examples = ("SOP-001/17000/2025", "SOP-3-1/17000/2025")
    assert OFFICE.compose(unit=3, tahun=2025) == examples


def test_one_pattern_is_refused_as_ever() -> None:
    with pytest.raises(Refusal, match="does not follow the numbering pattern"):
        Numbering.of([COMMON]).parse("SOP-7")


def test_numbers_sort_by_year_then_by_pattern_then_by_what_is_printed() -> None:
    texts = [
        "SOP-010/17000/2024",
        "SOP-2-1/17000/2024",
        "SOP-001/17000/2025",
        "SOP-002/17000/2025",
        "SOP-302/17000/2025",
        "SOP-1-2/17000/2025",
        "SOP-1-101/17000/2025",
        "SOP-2-1/17000/2025",
    ]
    assert [str(number) for number in sorted(map(OFFICE.parse, reversed(texts)))] == texts


def test_patterns_without_a_year_come_first_in_their_own_order() -> None:
    numbering = Numbering.of(["B-{urut}/{tahun}", "Z-{urut}", "A-{urut}"])
    texts = ["Z-9", "A-1", "B-1/1999"]
    assert [str(number) for number in sorted(map(numbering.parse, sorted(texts)))] == texts


def test_a_number_is_the_same_whoever_reads_it() -> None:
    read = [Numbering.of(p).parse("S-1-7") for p in permutations(["S-1-{urut}", "S-{unit}-{urut}"])]
    assert read[0] == read[1] == SopNumber((), "S-1-7")
    assert len({*read}) == 1
    assert OFFICE.parse("SOP-302/17000/2025") != OFFICE.parse("SOP-303/17000/2025")


def test_a_units_own_patterns_take_the_place_of_the_catalogues() -> None:
    numbering = CatalogueNumbering.of(["K-{urut}"], [("umum", ()), ("bidang", ["B-{urut}"])])
    read = {
        folder: [t for t in ("K-1", "B-1") if numbering.in_folder(folder).values(t)]
        for folder in ("umum", "bidang", "nowhere")
    }
    assert read == {"umum": ["K-1"], "bidang": ["B-1"], "nowhere": ["K-1", "B-1"]}
    assert [scheme.pattern for scheme in numbering.every.schemes] == ["K-{urut}", "B-{urut}"]


_SIGNS = st.text("ABk-./ ", min_size=1, max_size=3)


@st.composite
def _patterns(draw: st.DrawFn) -> str:
    """A pattern such as ``A-{unit}.{urut:3}/k``."""
    others = draw(st.lists(st.sampled_from([f for f in FIELDS if f != "urut"]), unique=True))
    fields = draw(st.permutations([*others, draw(st.sampled_from(["urut", "urut:3"]))]))
    parts = [draw(_SIGNS) + f"{{{field}}}" for field in fields]
    return "S" + "".join(parts) + draw(st.sampled_from(["", "/k", "-17000"]))


@st.composite
def _numberings(draw: st.DrawFn) -> Numbering:
    return Numbering.of(draw(st.lists(_patterns(), min_size=1, max_size=4)))


@st.composite
def _numbers(draw: st.DrawFn, numbering: Numbering) -> str:
    """A number by one of the patterns."""
    values = {name: draw(st.integers(1, 2_000), label=name) for name in FIELDS}
    return draw(st.sampled_from(numbering.compose(**values)))


@settings(deadline=None)
@given(st.data())
def test_a_number_that_a_pattern_composes_is_read_and_composed_again(data: st.DataObject) -> None:
    numbering = data.draw(_numberings())
    text = data.draw(_numbers(numbering))
    scheme, values = numbering.scheme_of(text), numbering.values(text)
    assert scheme is not None
    assert values is not None
    assert scheme.compose(**values) == text
    assert set(values) == set(scheme.fields)
    assert numbering.parse(text).text == text
    before = numbering.schemes[: numbering.schemes.index(scheme)]
    assert all(other.values(text) is None for other in before)


@settings(deadline=None)
@given(st.data())
def test_the_order_of_numbers_is_total_and_follows_the_sequence(data: st.DataObject) -> None:
    numbering = data.draw(_numberings())
    texts = data.draw(st.lists(_numbers(numbering), min_size=2, max_size=6, unique=True))
    numbers = sorted(map(numbering.parse, texts))
    assert sorted(map(numbering.parse, reversed(texts))) == numbers
    for one, other in pairwise(numbers):
        assert one < other
        assert not other < one


@settings(deadline=None)
@given(st.data())
def test_of_numbers_that_differ_in_one_field_the_smaller_comes_first(data: st.DataObject) -> None:
    numbering = data.draw(_numberings())
    text = data.draw(_numbers(numbering))
    scheme, values = numbering.scheme_of(text), numbering.values(text)
    assert scheme is not None
    assert values is not None
    field = data.draw(st.sampled_from(scheme.fields))
    later = scheme.compose(**{**values, field: values[field] + data.draw(st.integers(1, 50))})
    assume(numbering.scheme_of(later) == scheme)
    assert numbering.parse(text) < numbering.parse(later)
