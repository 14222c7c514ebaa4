"""Rounds of mends: which are made, which are given up, and when it ends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from sopc.catalogue.catalogue import Catalogue
from sopc.changes import Replace
from sopc.diagnostics import Diagnostic, Edit, Fix, Place, Severity, SopcError, Unread
from sopc.edit.mending import MOST_CHECKS, Mended, mended
from sopc.edit.patched import NotIntended, agreeing, patched
from sopc.language import Phrase


@dataclass(frozen=True)
class Found:
    """What a check found of a catalogue that was read."""

    diagnostics: tuple[Diagnostic, ...]
    catalogue: Catalogue | None = None
    unread: Unread = field(default_factory=Unread)


Rule = Callable[[Path, str], list[Diagnostic]]


def letter(path: Path, index: int, new: str, code: str = "A") -> Diagnostic:
    """A finding of the letter at an offset of a file of one line, that another one mends."""
    place = Place(str(path), 1, index + 1)
    fix = Fix(Phrase("x"), (Edit(place, new),)) if new else None
    return Diagnostic(code, Phrase("{text}", text=index), place, fix=fix)


@pytest.fixture
def mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Rule], Mended[Found]]:
    """Mends a file with a text, by the findings that a rule makes of it."""
    path = tmp_path / "a.yaml"
    monkeypatch.setattr("sopc.edit.judging.was_read", lambda *_: True)
    monkeypatch.setattr("sopc.edit.mending.was_read", lambda *_: True)

    def run(text: str, rule: Rule) -> Mended[Found]:
        path.write_text(text)

        def check(instead: Mapping[str, bytes]) -> Found:
            now = instead.get(str(path), path.read_bytes()).decode()
            return Found(tuple(rule(path, now)))

        return mended(check, lambda found: found.diagnostics)

    return run


def result(mends: Mended[Found]) -> str:
    return next(iter(mends.after.values()), b"").decode()


def test_of_many_mends_only_those_are_given_up_that_make_something_wrong(
    mend: Callable[[str, Rule], Mended[Found]],
) -> None:
    def rule(path: Path, text: str) -> list[Diagnostic]:
        found = [letter(path, i, "b") for i, sign in enumerate(text) if sign == "a"]
        wrong = [i for i in (4, 10) if text[i] == "b"]
        return [*found, *(letter(path, i, "", "WRONG") for i in wrong)]

    mends = mend("a " * 8, rule)
    assert result(mends) == "b b a b b a b b "
    assert [str(each.message) for each in mends.refused] == ["4", "10"]
    assert len(mends.done) == 6


def test_a_mend_that_leaves_its_finding_is_not_made(
    mend: Callable[[str, Rule], Mended[Found]],
) -> None:
    mends = mend("ax", lambda path, _: [letter(path, 0, "b")])
    assert (mends.after, mends.done, len(mends.refused)) == ({}, [], 1)


def test_a_catalogue_that_somebody_else_changes_meanwhile_is_told(
    mend: Callable[[str, Rule], Mended[Found]],
) -> None:
    checks = []

    def rule(path: Path, text: str) -> list[Diagnostic]:
        checks.append(text)
        is_wrong = text[0] == "a" or len(checks) > 2  # after the mend was tried
        return [letter(path, 0, "b")] if is_wrong else []

    with pytest.raises(SopcError, match="changed meanwhile: nothing is written"):
        mend("ax", rule)


def test_what_is_for_information_is_not_wrong(mend: Callable[[str, Rule], Mended[Found]]) -> None:
    def rule(path: Path, text: str) -> list[Diagnostic]:
        if text[0] == "a":
            return [letter(path, 0, "b")]
        return [Diagnostic("I", Phrase("x"), Place(str(path)), severity=Severity.INFO)]

    assert result(mend("ax", rule)) == "bx"


def test_mends_that_never_end_do(mend: Callable[[str, Rule], Mended[Found]]) -> None:
    def rule(path: Path, text: str) -> list[Diagnostic]:
        if len(text) % 2:
            return [letter(path, 0, "aa", "ODD")]
        return [letter(path, 0, "aa", "EVEN")]

    checks = []

    def counted(path: Path, text: str) -> list[Diagnostic]:
        checks.append(text)
        return rule(path, text)

    mend("a", counted)
    assert len(checks) <= MOST_CHECKS


def test_the_search_for_what_makes_something_wrong_ends(
    mend: Callable[[str, Rule], Mended[Found]],
) -> None:
    checks = []

    def rule(path: Path, text: str) -> list[Diagnostic]:
        checks.append(text)
        found = [letter(path, i, "b") for i, sign in enumerate(text) if sign == "a"]
        return [*found, *(letter(path, i, "", "WRONG") for i, s in enumerate(text) if s == "b")]

    mends = mend("a " * 300, rule)
    assert mends.after == {}
    assert len(checks) <= MOST_CHECKS + 2


def test_mends_of_one_place_are_made_in_turn_and_equal_ones_together() -> None:
    path = Path("a.yaml")
    same, other = letter(path, 0, "b"), letter(path, 0, "b", "B")
    third, fourth = letter(path, 0, "c"), letter(path, 2, "c")
    bases = {"a.yaml": b"axyz"}
    assert agreeing([same, other, third, fourth], bases) == [same, other, fourth]
    assert patched(bases, [each.fix for each in (same, other, fourth) if each.fix]).files == {
        "a.yaml": b"bxcz"
    }
    gone = Diagnostic(
        "A", Phrase("x"), Place("a.yaml", 9), fix=Fix(Phrase("x"), (Edit(Place("a.yaml", 9), ""),))
    )
    assert agreeing([gone], bases) == []  # the file has become shorter


@pytest.mark.parametrize("new", ["2", "1\nc: 3", "'1'", "1}", "[1]"])
def test_edits_that_mean_something_else_are_refused(new: str) -> None:
    change = Replace("a.yaml", ("a",), 0, 1)
    edits = (Edit(Place("a.yaml", 1, 4), new),)
    with pytest.raises(NotIntended):
        patched({"a.yaml": b"a: 0\nb: 2\n"}, [Fix(Phrase("x"), edits, (change,))])
    gone = Replace("a.yaml", ("z",), 0, 1)
    with pytest.raises(NotIntended):
        patched({"a.yaml": b"a: 0\nb: 2\n"}, [Fix(Phrase("x"), edits, (gone,))])


def test_a_warning_that_was_hidden_stops_no_mend_but_an_error_does(
    mend: Callable[[str, Rule], Mended[Found]],
) -> None:
    def rule(severity: Severity, at: int) -> Rule:
        def found(path: Path, text: str) -> list[Diagnostic]:
            if text[0] == "x":
                return [letter(path, 0, "y")]
            return [replace(letter(path, at, "", "B"), severity=severity)]

        return found

    assert result(mend("x  z", rule(Severity.WARNING, 3))) == "y  z"
    assert result(mend("x  z", rule(Severity.WARNING, 0))) == ""
    assert result(mend("x  z", rule(Severity.ERROR, 3))) == ""
