"""Where a passphrase comes from: a variable, an open file or the keyboard."""

import io
import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from sopc.cli.secrets import passphrase
from sopc.diagnostics import SopcError
from sopc.language import english, translator


def readable(data: bytes) -> int:
    """An open file descriptor that gives these bytes."""
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    return reading


def test_a_variable_gives_it_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANDI", " rahasia ")
    assert passphrase(english, "SANDI", None)() == " rahasia "


def test_a_variable_that_is_not_set_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SANDI", raising=False)
    with pytest.raises(SopcError) as told:
        passphrase(english, "SANDI", None)()
    assert told.value.message == "the variable SANDI is not set"


@pytest.mark.parametrize(
    ("data", "secret"),
    [(b"rahasia\n", "rahasia"), (b"rahasia\r\n", "rahasia"), (b" ra\nhasia", " ra\nhasia")],
)
def test_an_open_file_gives_it_without_the_ends_of_its_line(data: bytes, secret: str) -> None:
    descriptor = readable(data)
    told = passphrase(english, None, descriptor)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)
    assert [told(), told()] == [secret, secret]


def test_a_standard_stream_that_gives_it_is_empty_from_then_on() -> None:
    script = (
        "import os; from sopc.cli.secrets import passphrase; from sopc.language import english\n"
        "print(passphrase(english, None, 0)(), os.open(os.devnull, 0) > 2, os.read(0, 9))"
    )
    words = [sys.executable, "-c", script]
    done = subprocess.run(words, input="rahasia\nlagi", capture_output=True, text=True, check=True)
    assert done.stdout == "rahasia\nlagi True b''\n"


def test_no_process_that_is_started_later_finds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANDI", "rahasia")
    monkeypatch.setenv("LAIN", "terang")
    told = passphrase(english, "SANDI", None)
    words = [sys.executable, "-c", "import os; print(os.environ.get('SANDI'), os.environ['LAIN'])"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["None", "terang"]
    assert [told(), told()] == ["rahasia", "rahasia"]


def test_an_open_file_of_other_bytes_than_text_is_named() -> None:
    descriptor = readable(b"\xff\xfe")
    with pytest.raises(SopcError) as told:
        passphrase(english, None, descriptor)()
    assert told.value.message == f"nothing can be read from file descriptor {descriptor}"


def test_a_file_that_is_not_open_is_named() -> None:
    descriptor = readable(b"")
    os.close(descriptor)
    with pytest.raises(SopcError) as told:
        passphrase(english, None, descriptor)()
    assert told.value.message == f"nothing can be read from file descriptor {descriptor}"


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("rahasia\n"))
    with pytest.raises(SopcError) as told:
        passphrase(english, None, None)()
    assert "--passphrase-env or --passphrase-fd" in told.value.message


def test_at_a_terminal_the_user_is_asked_in_their_language_and_it_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @click.command()
    def ask() -> None:
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        secret = passphrase(translator("id"), None, None)
        click.echo(f"{len(secret())} huruf, {len(secret())} huruf")

    asked = CliRunner().invoke(ask, input="rahasia\n")
    assert asked.stdout.strip() == "7 huruf, 7 huruf"
    assert asked.stderr.strip() == "Kata sandi:"
    assert "rahasia" not in asked.output
