"""Progress as it is seen on a terminal, and where there is none."""

import sys

import pytest

from sopc.cli.progress import show_progress
from sopc.language import translator


def shown(capsys: pytest.CaptureFixture[str], language: str) -> str:
    with show_progress(translator(language)) as show:
        show("pages", 1, 2)
        show("pages", 2, 2)
        show("contents", 1, 1)
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_a_terminal_shows_a_running_count_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert shown(capsys, "en") == ("\r\x1b[Kpages 1/2\r\x1b[Kpages 2/2\n\r\x1b[Kcontents 1/1\n")


def test_elsewhere_a_stage_is_told_once_when_it_is_done(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert shown(capsys, "id") == "halaman 2\ndaftar isi 1\n"
