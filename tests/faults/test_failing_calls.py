"""Each call to the system, made to fail by its number: a sentence, or what would have been said."""

import errno
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sopc.cli.main import main
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.faults.failing import Calls, watched
from tests.repositories import commit

_ERRORS = (errno.EIO, errno.EACCES, errno.EMFILE, errno.ENOSPC, errno.ENOENT, errno.EINTR)
_SAMPLE = 15
"""So many calls of a command fail in the suite; all in ``make nightly``."""

COMMANDS: dict[str, tuple[str, ...]] = {
    "check": ("check",),
    "check, for programs": ("check", "--format", "sarif"),
    "check with a past": ("check", "--since", "HEAD"),
    "flowchart": ("flowchart", "K.1.1.1.1"),
    "flowchart in a file": ("flowchart", "K.1.1.1.1", "-o", "bagan.svg"),
    "flowchart as DOT": ("flowchart", "K.1.1.1.1", "-o", "bagan.dot"),
    "build, with nothing to do": ("build", "--jobs", "1"),
    "rules": ("rules",),
    "schema": ("schema", "katalog"),
}


def run(words: Sequence[str], calls: Calls) -> Result:
    with watched(calls):
        return CliRunner().invoke(main, [*words], prog_name="sopc")


def assert_told(result: Result, undisturbed: Result, told: str) -> None:
    """It ends as documented: with the same words, or with a sentence that says why not."""
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise AssertionError(told) from result.exception
    assert result.exit_code in (0, 1, 2), told
    if result.exit_code == 0:
        assert result.stdout == undisturbed.stdout, told
    else:
        assert (result.stderr + result.stdout).strip(), told


def tried(words: Sequence[str], exhaustive: bool) -> int:
    """Run with each call failing in turn; of many, a sample unless ``exhaustive``."""
    run(words, Calls())  # what is loaded and kept is loaded now
    count = Calls()
    undisturbed = run(words, count)
    runs = 0
    for number in range(0, len(count.made), 1 if exhaustive else 1 + len(count.made) // _SAMPLE):
        for error in _ERRORS if exhaustive else [_ERRORS[number % len(_ERRORS)]]:
            told = f"call {number}, {count.made[number]}: {errno.errorcode[error]}"
            assert_told(run(words, Calls(number, error)), undisturbed, told)
            runs += 1
    return runs


@pytest.fixture
def place(tmp_path: Path, small_build: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a catalogue that has a past, and its build."""
    root = write_catalogue(tmp_path / "sops", {FIRST: SOP})
    shutil.copytree(small_build, tmp_path / "build")
    commit(tmp_path)
    changed = root / FIRST
    changed.write_text(changed.read_text(encoding="utf-8") + "# lain\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_call_that_fails_is_told(place: Path, exhaustive: bool, words: tuple[str, ...]) -> None:
    if words[0] == "build":
        assert run(words, Calls()).exit_code == 0
    assert tried(words, exhaustive) > 5
    assert not list(place.glob("**/.new-*"))
