"""Passphrases and PINs: from a variable, an open file or the keyboard; never from an argument,
which everyone on the machine can read in the list of processes."""

import os
import sys

import click

from sopc.cli.streams import is_terminal
from sopc.diagnostics import SopcError
from sopc.language import Phrase, Translate

_MOST = 4096


def passphrase(say: Translate, variable: str | None, descriptor: int | None) -> str:
    """The passphrase from where the user says it is; asked for when they do not say."""
    if variable is not None:
        value = os.environ.get(variable)
        if value is None:
            raise SopcError(Phrase("the variable {variable} is not set", variable=variable))
        return value
    if descriptor is not None:
        try:
            return os.read(descriptor, _MOST).decode("utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise SopcError(
                Phrase("nothing can be read from file descriptor {number}", number=descriptor)
            ) from None
    if not is_terminal(sys.stdin):
        raise SopcError(
            Phrase("the key needs a passphrase: give --passphrase-env or --passphrase-fd")
        )
    return str(click.prompt(say(Phrase("Passphrase")), hide_input=True, err=True))
