"""The next number of a series: one that no SOP has, or ever had."""

from collections.abc import Collection, Mapping
from itertools import count

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.number import NumberScheme, SopNumber
from sopc.catalogue.organisation import Section, Unit
from sopc.diagnostics import Unread
from sopc.load.history import History
from sopc.load.past import past_of


def standing_numbers(catalogue: Catalogue, unread: Unread) -> frozenset[str]:
    """All numbers that stand in the catalogue, also in files that could not be read: these by the
    names of files."""
    every = {str(number) for number in catalogue.by_number} | unread.sops
    return frozenset(every | {name for _, name in unread.faulty})


def numbers_of_the_past(history: History) -> frozenset[str]:
    """The numbers that SOPs had at some commit, and have no more. Raises SopcError.

    A number that was only ever a draft's is not among them: it is free.
    """
    if history.is_unborn:
        return frozenset()
    past = past_of(history, history.commit("HEAD"), history.prefix)
    return frozenset(each.said.number for each in past.versions if each.said.is_public)


def next_number(
    scheme: NumberScheme,
    place: tuple[Unit, Section | None],
    year: int,
    catalogue: Catalogue,
    given: Collection[str],
) -> str:
    """The number that a new SOP of a unit or section gets by a pattern.

    It is the one after the highest that was ever given of its series, also by mistake
    (``nomor_batal``). In a closed series (``deret: lengkap``), which has to go on without a gap, it
    is the first that is free.
    """
    values = values_of(place, year)
    series = catalogue.settings.series
    first = series.start or 1
    if not series.closed:
        given = {*given, *(each.number for each in catalogue.settings.void)}
        first = max((first, *(urut + 1 for urut in _counted(scheme, values, given))))
    stems = frozenset(_stem(number) for number in given)
    numbers = (scheme.compose(**values, urut=urut) for urut in count(first))
    return next(number for number in numbers if _stem(number) not in stems)


def _stem(number: str) -> str:
    """What the file of a number is called, where capitals make no other name."""
    return SopNumber((), number).file_stem.casefold()


def values_of(place: tuple[Unit, Section | None], year: int) -> dict[str, int]:
    """What stands for the placeholders of a pattern, but for the sequence number."""
    unit, section = place
    return {"unit": unit.number, "seksi": section.number if section else 1, "tahun": year}


def _counted(scheme: NumberScheme, values: Mapping[str, int], given: Collection[str]) -> list[int]:
    """The sequence numbers of those that differ in it only."""
    found = []
    for number in given:
        read = scheme.values(number)
        if read is not None and all(read[key] == values[key] for key in read if key != "urut"):
            found.append(read["urut"])
    return found
