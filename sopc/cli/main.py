"""The command line: the only place that prints, prompts and exits."""

from importlib import import_module
from typing import Any

import click

from sopc import __version__
from sopc.cli.common import lang_option
from sopc.cli.streams import find_programs_on_the_path_only, prepare_streams

_COMMANDS = {
    "build": "sopc.cli.build",
    "check": "sopc.cli.check",
    "flowchart": "sopc.cli.flowchart",
    "rules": "sopc.cli.rules",
    "schema": "sopc.cli.rules",
    "sign": "sopc.cli.sign",
    "verify": "sopc.cli.verify",
}
"""Where each command is: only the one that is called is loaded, and what it takes."""


class _Commands(click.Group):
    """Loads a command when it is asked for."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        prepare_streams()
        find_programs_on_the_path_only()
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
