"""A machine that is short of memory, of handles or of years: a sentence, or all that was wanted."""

from pathlib import Path

import pytest

from tests.catalogues import write_catalogue
from tests.running import files, in_shell

BUILD = ("build",)
CHECK = ("check",)


def status(folder: Path, before: str, words: tuple[str, ...]) -> tuple[int, str]:
    """How ``sopc`` ends in a shell that does something before, and what it says."""
    done = in_shell(folder, f'{before} "$@"', *words, environment={"SOPC_DEBUG": ""})
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_catalogue(tmp_path / "sops")
    return tmp_path


@pytest.mark.parametrize("handles", [5, 8, 12, 16])
def test_few_handles_are_enough_or_told(place: Path, handles: int) -> None:
    before = f"ulimit -n {handles}; exec"
    assert status(place, before, CHECK) == (0, "no findings\n")
    code, said = status(place, before, BUILD)
    assert code == 2
    assert "Traceback" not in said
    assert "sopc: " in said
    assert not (place / "build/manifest.json").exists()


@pytest.mark.parametrize("megabytes", [100, 150])
def test_little_memory_is_enough_or_told(place: Path, megabytes: int) -> None:
    before = f"ulimit -v {megabytes * 1000}; exec"
    assert status(place, before, CHECK) == (0, "no findings\n")
    code, said = status(place, before, BUILD)
    assert code in (1, 2)
    assert "Traceback" not in said
    assert said.strip()
    assert not (place / "build/handbook.pdf").exists()


def test_years_change_no_page(place: Path, small_build: Path) -> None:
    """The clock of a machine whose battery is empty, and of one far from here."""
    for year in (1970, 2100):
        out = place / str(year)
        before = f"exec faketime '{year}-01-02 00:00:00'"
        for said in ("8 written", "nothing has changed"):
            code, told = status(place, before, ("build", "--jobs", "1", "--out", str(out)))
            assert code == 0, told
            assert said in told
        assert files(out) == files(small_build)
