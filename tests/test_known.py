"""A finding is known again wherever it has moved to, and what is new is new."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.diagnostics import Diagnostic, Place, Severity
from sopc.known import Known, apart, below
from sopc.language import Phrase
from tests.examples import at_most

ROOT = Path("here/sops")
FOUND = Diagnostic("LNK001", Phrase("no SOP has `{n}`", n="K.9"), Place("here/sops/a.yaml", 3, 14))


def knowing(*found: Diagnostic, root: Path = ROOT) -> list[Known]:
    return [Known.of(each, root) for each in found]


_SEVERITIES = st.sampled_from(Severity)
_FOUND = st.builds(
    Diagnostic,
    st.sampled_from(["A", "B"]),
    st.builds(
        lambda word, line: Phrase("`{word}`, first in line {line}", word=word, line=line),
        st.sampled_from("xy"),
        st.integers(1, 9),
    ),
    st.builds(Place, st.sampled_from(["here/sops/a", "here/sops/b/c"]), st.integers(1, 9)),
    severity=_SEVERITIES,
)


@at_most(60)
@given(st.lists(_FOUND, max_size=9), st.lists(_FOUND, max_size=4), st.integers(1, 50))
def test_what_was_found_is_known_in_other_lines_and_all_else_is_new(
    then: list[Diagnostic], more: list[Diagnostic], lines: int
) -> None:
    moved = [
        replace(
            each,
            place=Place(each.place.file.replace("here", "there"), each.place.line + lines),
            message=Phrase(each.message.template, **dict(each.message.fields) | {"line": lines}),
        )
        for each in reversed(then)
    ]
    root = Path("there/sops")
    known = knowing(*then)
    assert apart(moved, known, root) == ([], [])
    assert sorted(apart([], known, root)[1]) == sorted(known)
    new, gone = apart([*moved, *more], known, root)
    assert (len(new), gone) == (len(more), [])


def test_another_word_file_or_code_is_new() -> None:
    for other in (
        replace(FOUND, code="LNK002"),
        replace(FOUND, message=Phrase("no SOP has `{n}`", n="K.8")),
        replace(FOUND, place=Place("here/sops/b.yaml", 3, 14)),
    ):
        new, gone = apart([other], knowing(FOUND), ROOT)
        assert (new, gone) == ([other], knowing(FOUND))


@pytest.mark.parametrize(
    ("then", "now", "is_new"),
    [("warning", "error", True), ("error", "warning", False), ("info", "info", False)],
)
def test_what_has_become_graver_is_new(then: str, now: str, is_new: bool) -> None:
    known = knowing(replace(FOUND, severity=Severity(then)))
    new, _ = apart([replace(FOUND, severity=Severity(now))], known, ROOT)
    assert bool(new) is is_new


def test_of_equal_findings_as_many_are_known_as_there_were() -> None:
    twice = [FOUND, replace(FOUND, place=Place("here/sops/a.yaml", 9))]
    assert apart(twice, knowing(FOUND), ROOT) == ([twice[1]], [])


def test_a_message_is_the_same_wherever_the_catalogue_lies() -> None:
    def said(root: str) -> Diagnostic:
        return replace(FOUND, message=Phrase("see {f}", f=f"{root}/b"), place=Place(f"{root}/a"))

    assert knowing(said("here/sops")) == knowing(said("/tmp/x"), root=Path("/tmp/x"))


@pytest.mark.parametrize("root", ["sops", "./sops", "sops/", "."])
def test_a_file_is_named_from_the_catalogue_s_folder(root: str) -> None:
    file = (Path(root) / "a" / "b.yaml").as_posix()
    assert below(file, Path(root)) == "a/b.yaml"
