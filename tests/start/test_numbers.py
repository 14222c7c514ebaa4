"""The next number is one that nothing ever had, and that its folder may have."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.number import NumberScheme
from sopc.catalogue.patterns import Series
from sopc.catalogue.sop_folders import folders_called, sop_folders
from sopc.start.catalogue import catalogue_files
from sopc.start.numbers import next_number
from tests.examples import at_most
from tests.start.test_catalogue import NEW, checked

PATTERNS = ("{urut}", "SOP-{urut:3}/{unit}/{tahun}", "K.{unit}.{seksi}.{urut}")


def catalogue_of(*, closed: bool = False, start: int | None = None) -> Catalogue:
    catalogue = checked(catalogue_files(NEW, {})).catalogue
    assert catalogue is not None
    series = Series(closed=closed, start=start)
    settings = catalogue.settings.model_copy(update={"series": series})
    return replace(catalogue, settings=settings)


@at_most(60)
@given(st.sampled_from(PATTERNS), st.sets(st.integers(1, 12)), st.integers(0, 2), st.booleans())
def test_it_is_free_and_its_place_s(
    pattern: str, given_urut: set[int], at: int, closed: bool
) -> None:
    scheme, catalogue = NumberScheme(pattern), catalogue_of(closed=closed)
    place = sop_folders(catalogue.settings)[at]
    unit, section = place.unit.number, place.section.number if place.section else 1
    taken = {scheme.compose(unit=unit, seksi=section, tahun=2026, urut=urut) for urut in given_urut}
    elsewhere = {scheme.compose(unit=unit + 7, seksi=section, tahun=2020, urut=40)}
    if pattern != "{urut}":
        taken |= elsewhere
    number = next_number(scheme, (place.unit, place.section), 2026, catalogue, taken)
    assert number not in taken
    values = scheme.values(number)
    assert values is not None
    right = {"unit": unit, "seksi": section, "tahun": 2026}
    assert all(values[key] == right[key] for key in values if key != "urut")
    highest = max(given_urut, default=0) + 1
    gap = next(urut for urut in range(1, 14) if urut not in given_urut)
    assert values["urut"] == (gap if closed else highest)


def test_a_closed_series_begins_where_the_catalogue_says() -> None:
    catalogue = catalogue_of(closed=True, start=302)
    (place,) = folders_called("umum", sop_folders(catalogue.settings))
    scheme = NumberScheme("SOP-{urut:3}")
    where = (place.unit, place.section)
    assert next_number(scheme, where, 2026, catalogue, ()) == "SOP-302"
    assert next_number(scheme, where, 2026, catalogue, {"SOP-302", "SOP-304"}) == "SOP-303"


def test_capitals_make_no_other_file() -> None:
    """On Windows, ``A-1.yaml`` and ``a-1.yaml`` are one file."""
    catalogue = catalogue_of()
    (place,) = folders_called("umum", sop_folders(catalogue.settings))
    where = (place.unit, place.section)
    assert next_number(NumberScheme("A-{urut}"), where, 2026, catalogue, {"a-1"}) == "A-2"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1.1", "1.1"),
        ("2", "2"),
        ("bidang", "2"),
        ("KEUANGAN", "1.2"),
        ("sekretariat/sub-bagian-umum", "1.1"),
        ("sub  bagian", ""),
        ("sekretariat", ""),
        ("", ""),
        (" ", ""),
        ("x", ""),
    ],
)
def test_a_place_is_called_so_that_it_is_one(words: str, number: str) -> None:
    found = folders_called(words, sop_folders(catalogue_of().settings))
    assert [place.number for place in found if len(found) == 1] == [number][: bool(number)]
