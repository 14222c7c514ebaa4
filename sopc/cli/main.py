"""The command line: the only place that prints, prompts and exits."""

import errno
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from gettext import gettext
from importlib import import_module, metadata
from typing import Any

import click

from sopc import __version__
from sopc.cli.common import UNUSABLE, lang_option
from sopc.cli.spoken import Command, asked_for, click_speaks, language_here, language_in, show
from sopc.cli.streams import discard_rest, find_programs_on_the_path_only, prepare_streams, tell
from sopc.language import Phrase, translator, translator_of
from sopc.refusals import reason_of
from sopc.suggest import did_you_mean

_TASKS = {
    "Read and check": {
        "check": ("sopc.cli.check", "Report what is wrong with the catalogue, and where."),
        "rules": ("sopc.cli.rules", "List what is checked, or explain one code."),
        "due": ("sopc.cli.due", "List what comes up for review, and who cites what has changed."),
        "diff": ("sopc.cli.diff", "Tell in words what changed, by SOP and step."),
        "log": ("sopc.cli.log", "List an SOP's revisions: who, when, and what changed."),
        "schema": ("sopc.cli.schema", "Print what a kind of file may hold, for editors."),
        "lsp": ("sopc.cli.lsp", "Serve an editor: findings as one types, names, renaming."),
    },
    "Write": {
        "init": (
            "sopc.cli.init",
            "Begin a catalogue: asks for all that it needs, or takes options.",
        ),
        "new": ("sopc.cli.new", "Begin an SOP: its number, its file, and what can stand in it."),
        "renumber": ("sopc.cli.renumber", "Give SOPs other numbers, wherever they stand."),
        "move": ("sopc.cli.move", "Move SOPs and sections, or rename their folders."),
        "retire": ("sopc.cli.retire", "Retire SOPs, whose numbers stay as tombstones."),
        "rename-key": (
            "sopc.cli.rename_key",
            "Call an actor, a regulation, an official or a step by another key.",
        ),
        "step": ("sopc.cli.step", "Put in, move or remove a step; every arrow keeps its step."),
        "fmt": ("sopc.cli.fmt", "Give files one layout, and steps names; comments stay."),
        "undo": ("sopc.cli.undo", "Take back what the last command changed in the catalogue."),
    },
    "Work in the browser": {
        "serve": ("sopc.cli.serve", "Open the desk: SOPs as they print, changed without YAML."),
    },
    "Print": {
        "build": ("sopc.cli.build", "Print the handbook, the volumes, every SOP and the index."),
        "flowchart": ("sopc.cli.flowchart", "Draw the flowchart of one SOP."),
    },
    "Sign and verify": {
        "sign": ("sopc.cli.sign", "Sign what was built, in the order of signatories."),
        "verify": ("sopc.cli.verify", "Tell who signed, and whether it still holds."),
    },
}
"""By task, each command: where it is, and what it does. Only the one that is called is loaded, and
what it takes; none to list them."""

_COMMANDS = {name: where for names in _TASKS.values() for name, (where, _) in names.items()}

_OTHERS = 0o077
"""The rights that a user may want to keep from new files; without rights of their own nothing that
was begun could be read again, nor ended."""


class _Commands(Command, click.Group):
    """Loads a command when it is asked for."""

    def main(self, *words: Any, **more: Any) -> Any:
        """Run, and end. Help that nobody reads is no fault, help that finds no room is one."""
        run: Callable[..., Any] = super().main
        if not more.get("standalone_mode", True):
            return run(*words, **more)
        try:
            sys.exit(
                _status(partial(run, *words, **more | {"standalone_mode": False}), words, more)
            )
        except OSError as error:  # commands end their own
            tell(f"sopc: {translator(_language(words, more))(reason_of(error))}", err=True)
            discard_rest()
            sys.exit(UNUSABLE)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with _nobody_reads():
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
        with _nobody_reads():
            return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called. What is said of one that there is not is in the user's
        language."""
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            problem = Phrase("there is no command `{name}`", name=name)
            hint = did_you_mean(name, _COMMANDS)
            told = Phrase("{problem}; {hint}", problem=problem, hint=hint) if hint else problem
            raise click.UsageError(told, ctx)
        with click_speaks(language_in(ctx)):
            return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say = translator_of("help", language_in(ctx))
        for task, commands in _TASKS.items():
            with formatter.section(say(task)):
                formatter.write_dl([(name, say(line)) for name, (_, line) in commands.items()])

    def texts(self, context: click.Context) -> Iterator[str]:
        """What has to be translated, also of the list of commands."""
        yield from super().texts(context)
        yield self.subcommand_metavar
        for task, commands in _TASKS.items():
            yield task
            yield from (line for _, line in commands.values())


def _language(words: Sequence[Any], more: Mapping[str, Any]) -> str:
    """The user's language, by the words of the command line that ``main`` was given, or else those
    of the process."""
    given = words[0] if words else more.get("args")
    return asked_for(sys.argv[1:] if given is None else [*given]) or language_here()


def _status(run: Callable[[], Any], words: Sequence[Any], more: Mapping[str, Any]) -> int:
    """The exit status of a run; what ends it is told in the user's language."""
    try:
        return int(run() or 0)
    except click.Abort:
        with click_speaks(_language(words, more)):
            tell(gettext("Aborted!"), err=True)
        return 1
    except click.ClickException as error:
        show(error, _language(words, more))
        return error.exit_code


@contextmanager
def _nobody_reads() -> Iterator[None]:
    """A reader who has seen enough of the help is no fault."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.EPIPE:
            raise
        discard_rest()
        raise click.exceptions.Exit from None


def _show_version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    """Say the version, and below it with what: what somebody has to tell who reports a fault."""
    if not asked:
        return
    tell(f"sopc, version {__version__}")
    tell(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    for name in ("WeasyPrint", "pyHanko"):
        with suppress(metadata.PackageNotFoundError):
            tell(f"{name} {metadata.version(name)}")
    context.exit()


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    no_args_is_help=True,
    subcommand_metavar="COMMAND [ARGS]...",
    examples=[
        ("sopc check", "what is wrong with the catalogue in the folder sops"),
        ("sopc build", "print it, into the folder build"),
        ("sopc check --help", "what a command does, takes and leaves"),
    ],
    statuses=[
        (0, "nothing is wrong"),
        (1, "the catalogue has errors, or a signature does not hold"),
        (2, "the command was used wrongly, or something that it needs is missing"),
    ],
    more="Read more: README.md and docs/editors-guide.md.",
)
@lang_option
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help="Show the version, and with what it runs, and exit.",
)
@click.pass_context
def main(context: click.Context) -> None:
    """Compile a catalogue of standard operating procedures into printed handbooks.

    A catalogue is a folder of YAML files, sops unless --sops says otherwise: katalog.yaml, the
    registries, and a file for each SOP.
    """
    if context.invoked_subcommand is None:
        raise click.UsageError(Phrase("which command? `sopc --help` lists them"), context)
