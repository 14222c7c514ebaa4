"""Passphrases and PINs: from a variable, an open file or the keyboard; never from an argument,
which everyone on the machine can read in the list of processes."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial

import click

from sopc.cli.streams import is_terminal
from sopc.diagnostics import SopcError
from sopc.language import Phrase, Translate

_MOST = 4096
_STANDARD = (0, 1, 2)


def passphrase(say: Translate, variable: str | None, descriptor: int | None) -> Callable[[], str]:
    """What gives the passphrase, as often as it is needed; the user is asked once, and only then.

    A variable or an open file is read now, and is then gone: no process that is started later
    finds it there. Raises SopcError, when it is needed, if it is not where the user says.
    """
    if variable is not None:
        problem = Phrase("the variable {variable} is not set", variable=variable)
        return partial(_given, os.environ.pop(variable, None), problem)
    if descriptor is not None:
        problem = Phrase("nothing can be read from file descriptor {number}", number=descriptor)
        return partial(_given, _read_once(descriptor), problem)
    return cache(partial(_asked_for, say))


def _given(value: str | None, problem: Phrase) -> str:
    if value is None:
        raise SopcError(problem)
    return value


def _read_once(descriptor: int) -> str | None:
    """What an open file holds, which is closed then; None when it holds nothing to read."""
    try:
        data = os.read(descriptor, _MOST)
        return data.decode("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        return None
    finally:
        with suppress(OSError):
            _close(descriptor)


def _close(descriptor: int) -> None:
    """Close a file; in the place of a standard stream, which libraries take for granted, nothing
    else may come to lie: it is empty from now on."""
    if descriptor not in _STANDARD:
        os.close(descriptor)
        return
    empty = os.open(os.devnull, os.O_RDWR)
    os.dup2(empty, descriptor)
    os.close(empty)


def _asked_for(say: Translate) -> str:
    if not is_terminal(sys.stdin):
        raise SopcError(
            Phrase("the key needs a passphrase: give --passphrase-env or --passphrase-fd")
        )
    return str(click.prompt(say(Phrase("Passphrase")), hide_input=True, err=True))
