"""The command line: the only place that prints, prompts and exits."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from sopc import __version__
from sopc.cli.common import UNUSABLE, lang_option
from sopc.cli.streams import discard_rest, find_programs_on_the_path_only, prepare_streams, tell
from sopc.safe import safe_line

_COMMANDS = {
    "build": "sopc.cli.build",
    "check": "sopc.cli.check",
    "flowchart": "sopc.cli.flowchart",
    "rules": "sopc.cli.rules",
    "schema": "sopc.cli.schema",
    "sign": "sopc.cli.sign",
    "verify": "sopc.cli.verify",
}
"""Where each command is: only the one that is called is loaded, and what it takes."""

_OTHERS = 0o077
"""The rights that a user may want to keep from new files; without rights of their own nothing that
was begun could be read again, nor ended."""


@contextmanager
def _safely_refused() -> Iterator[None]:
    """Words of the command line may be names of files that somebody else made."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.ClickException as error:
        vars(error)["message"] = safe_line(error.message)
        raise
    except OSError as error:
        if error.errno != errno.EPIPE:
            raise
        discard_rest()  # of help that nobody reads any more
        raise click.exceptions.Exit from None


class _Commands(click.Group):
    """Loads a command when it is asked for."""

    def main(self, *words: Any, **more: Any) -> Any:
        """Run, and end. Help that nobody reads is no fault, help that finds no room is one."""
        try:
            return super().main(*words, **more)
        except OSError as error:  # commands end their own
            if not more.get("standalone_mode", True):
                raise
            tell(f"sopc: {error.strerror or error}", err=True)
            discard_rest()
            sys.exit(UNUSABLE)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. What it says of wrong words is safe to show."""
        with _safely_refused():
            return super().invoke(ctx)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        prepare_streams()
        find_programs_on_the_path_only()
        os.umask(os.umask(_OTHERS) & _OTHERS)
        with _safely_refused():
            return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@lang_option
@click.version_option(__version__, prog_name="sopc")
def main() -> None:
    """Compile a catalogue of standard operating procedures into printed handbooks."""
