"""The days on which files were written as they are."""

from datetime import date
from pathlib import Path

import pytest

from sopc.load.days import days_of
from sopc.load.git_answers import days
from sopc.load.history import History
from sopc.programs import ProgramFailed
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.repositories import git

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"


def commit_on(root: Path, day: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", day, f"--date={day}T06:00:00+07:00")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A catalogue in a folder of a repository, with one commit."""
    found = write_catalogue(tmp_path / "sops")
    git(tmp_path, "init", "--quiet")
    commit_on(tmp_path, "2026-01-01")
    return found


def found(root: Path, base: str) -> dict[str, date]:
    return days_of(root, History.of(root), base, [FIRST, SECOND])


def test_the_last_commit_that_wrote_a_file_so_says_when(root: Path) -> None:
    (root / FIRST).write_text(SOP + "# satu\n")
    commit_on(root, "2026-01-02")
    (root / FIRST).write_text(SOP + "# dua\n")
    (root / SECOND).write_text(SOP)
    commit_on(root, "2026-01-03")
    (root / FIRST).write_text(SOP + "# satu\n")
    commit_on(root, "2026-01-04")
    git(root, "rebase", "--quiet", "--root", "--committer-date-is-author-date")
    there = {FIRST: date(2026, 1, 4), SECOND: date(2026, 1, 3)}
    assert found(root, "HEAD~3") == there
    assert found(root, "HEAD~1") == {FIRST: date(2026, 1, 4)}
    assert found(root, "HEAD") == {}


def test_what_is_not_committed_as_it_is_has_no_day(root: Path) -> None:
    (root / FIRST).write_text(SOP + "# satu\n")
    commit_on(root, "2026-01-02")
    (root / FIRST).write_text(SOP + "# dua\n")
    assert found(root, "HEAD~1") == {}
    (root / FIRST).unlink()
    assert found(root, "HEAD~1") == {}


def test_a_day_that_no_calendar_has_is_left_out() -> None:
    one, other = b"a" * 40, b"b" * 40
    assert days(one + b" 2026-01-02\n" + other + b" 2026-02-30\n") == {"a" * 40: date(2026, 1, 2)}
    assert days(one + b" 12026-01-02\n") == {}
    for damaged in (b"x 2026-01-02\n", one + b" 2026-01-02"):
        with pytest.raises(ProgramFailed):
            days(damaged)


def test_what_was_written_before_that_which_was_there_has_no_day(root: Path) -> None:
    (root / FIRST).write_text(SOP + "# satu\n")
    commit_on(root, "2026-01-03")
    (root / FIRST).write_text(SOP + "# dua\n")
    commit_on(root, "2026-01-03")
    assert found(root, "HEAD~1") == {FIRST: date(2026, 1, 3)}
    (root / FIRST).write_text(SOP + "# tiga\n")
    (root / SECOND).write_text(SOP)
    commit_on(root, "2026-01-02")
    assert found(root, "HEAD~1") == {}
