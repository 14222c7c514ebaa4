"""Places and findings as values."""

import pytest

from sopc.diagnostics import Diagnostic, Place, RelatedPlace, Severity, bounded, in_file_order
from sopc.language import Phrase

WORDS = Phrase("no good")


def test_a_place_without_an_end_is_one_character() -> None:
    assert Place("x", 3, 4) == Place("x", 3, 4, 3, 5)
    assert Place("x") == Place("x", 1, 1, 1, 2)


def test_a_place_may_be_empty_or_of_several_lines() -> None:
    empty, long = Place("x", 3, 4, 3, 4), Place("x", 3, 4, 5, 1)
    assert (empty.end_line, empty.end_column) == (3, 4)
    assert (long.end_line, long.end_column) == (5, 1)


def test_findings_are_in_the_order_of_their_beginnings_then_of_their_codes() -> None:
    long = Diagnostic("A", WORDS, Place("x", 1, 1, 9, 9))
    short = Diagnostic("B", WORDS, Place("x", 1, 1))
    later = Diagnostic("A", WORDS, Place("x", 1, 2))
    assert in_file_order([later, short, long]) == [long, short, later]


@pytest.mark.parametrize("others", [(), (RelatedPlace(Place("y"), WORDS),)])
def test_a_finding_is_told_once(others: tuple[RelatedPlace, ...]) -> None:
    found = Diagnostic("A", WORDS, Place("x"), related=others)
    assert in_file_order([found, found]) == [found]


def test_of_very_many_findings_of_a_kind_the_rest_is_counted() -> None:
    def found(line: int, severity: Severity = Severity.ERROR, file: str = "a.yaml") -> Diagnostic:
        return Diagnostic("X001", Phrase("wrong"), Place(file, line), severity=severity)

    many = [found(line) for line in range(1, 511)]
    others = [found(line, Severity.WARNING, "b.yaml") for line in range(1, 501)]
    told = [found(line, Severity.INFO, "c.yaml") for line in range(1, 600)]
    shown = bounded([*many, *others, *told])
    assert shown[:500] == many[:500]
    assert (shown[500].message, shown[500].place, shown[500].severity) == (
        "10 more findings of X001 in this file are not listed", many[500].place, Severity.ERROR,
    )  # fmt: skip
    assert shown[501:] == [*others, *told]
