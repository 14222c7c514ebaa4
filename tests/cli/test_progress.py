"""Progress as it is seen on a terminal, and where there is none."""

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sopc.cli.progress import show_progress
from sopc.language import translator
from sopc.publish.stage_work import StageWork

PAGES = StageWork("pages", parts=3, sops=2, held=0)
CONTENTS = StageWork("contents", parts=1, sops=0, held=0)


def shown(
    capsys: pytest.CaptureFixture[str],
    language: str,
    *works: tuple[StageWork, float],
) -> str:
    """What is said when work is told of, each at a second of the clock."""
    now = [0.0]
    with show_progress(translator(language), lambda: now[0]) as show:
        for work, second in works:
            now[0] = second
            show(work)
    out, err = capsys.readouterr()
    assert out == ""
    return err


def steps(work: StageWork, *seconds: float) -> Iterator[tuple[StageWork, float]]:
    return ((replace(work, done=done), second) for done, second in enumerate(seconds))


def test_a_terminal_shows_a_running_count_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    told = shown(capsys, "en", *steps(PAGES, 0, 1, 2, 3), *steps(CONTENTS, 3, 4))
    name = "SOPs and parts of books"
    assert told == "".join(
        [
            *(f"\r\x1b[K{name} {done}/3" for done in range(4)),
            "\n",
            "\r\x1b[Ktables of contents 0/1\r\x1b[Ktables of contents 1/1\n",
        ]
    )


def test_elsewhere_it_is_told_what_begins_and_how_long_it_took(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = shown(capsys, "id", *steps(PAGES, 0, 1, 2, 3), *steps(CONTENTS, 3, 4.4))
    assert told.splitlines() == [
        "mencetak 2 SOP dan 1 bagian buku (sampul, unit, daftar)",
        "2 SOP dan 1 bagian buku (sampul, unit, daftar) tercetak dalam 3 detik",
        "daftar isi: 1 dalam 1 detik",
    ]


def test_elsewhere_long_work_is_counted_every_ten_seconds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = shown(capsys, "en", *steps(replace(PAGES, parts=6, sops=6), 0, 4, 9.9, 10, 12, 21, 22))
    assert told.splitlines() == [
        "rendering 6 SOPs",
        "SOPs and parts of books 3/6 after 10 s",
        "SOPs and parts of books 5/6 after 21 s",
        "rendered 6 SOPs in 22 s",
    ]


def test_what_is_not_rendered_again_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys, "en", *steps(StageWork("pages", parts=1, sops=1, held=99), 0, 1))
    assert told == "rendering 1 SOP; 99 are as they were\nrendered 1 SOP in 1 s\n"
    told = shown(capsys, "en", *steps(StageWork("pages", parts=2, sops=0, held=0), 0, 1, 1))
    assert told.startswith("rendering 2 parts of the books (covers, units, lists)\n")


def test_contents_that_are_written_again_are_told_as_such(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = shown(capsys, "en", *steps(CONTENTS, 0, 1), *steps(CONTENTS, 1, 1))
    assert told.splitlines() == [
        "tables of contents: 1 in 1 s",
        "tables of contents again, since pages moved: 1 in 0 s",
    ]
