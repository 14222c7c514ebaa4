"""``sopc new``."""

import os
import shlex
from pathlib import Path

import click

from sopc.catalogue.organisation import ACTORS_FILE
from sopc.cli.asking import Asking
from sopc.cli.common import print_found, readable, sops_option, speaking
from sopc.cli.new_questions import GivenSop, Questions
from sopc.cli.rewriting import carry_out
from sopc.cli.spoken import Command
from sopc.cli.streams import tell
from sopc.cli.taking_back import tell_undo, where
from sopc.language import Phrase, Translate
from sopc.load.file_names import printable
from sopc.rewrite.proposal import Proposal
from sopc.start.files import NewFiles


@click.command(
    cls=Command,
    examples=[
        ("sopc new", "asks for section, title, number and actors"),
        ('sopc new --section 1.1 --title "Peminjaman Arsip"', "with the next free number"),
        (
            'sopc new --section umum --title "Peminjaman Arsip" --new-actor Arsiparis',
            "with an actor that pelaksana.yaml does not have yet",
        ),
    ],
    statuses=[
        (0, "the file is written; its path is printed"),
        (1, "the catalogue would be wrong with it, or asking was broken off: nothing is written"),
        (2, "there is no catalogue, or what is said cannot be or is not enough"),
    ],
    more="Read more: docs/editors-guide.md.",
)
@sops_option
@click.option(
    "--section",
    metavar="WORDS",
    help="Its section, or a unit without sections: number (1.2), folder, or a part of the name.",
)
@click.option("--title", help="Its name, as the index has it.")
@click.option(
    "--number", help="Its number; by default the next one that was never given in its series."
)
@click.option("--no-number", is_flag=True, help="A draft that gets no number yet.")
@click.option("--numbering", metavar="PATTERN", help="Which pattern, where there are several.")
@click.option("--year", type=int, help="The year in its number; by default this year.")
@click.option(
    "--actor", "actors", multiple=True, help="A lane, from left to right: a key or a name."
)
@click.option(
    "--new-actor",
    "new_actors",
    multiple=True,
    metavar="NAME",
    help="A further lane, of an actor that is put into pelaksana.yaml.",
)
@click.option(
    "--status",
    type=click.Choice(["draf", "belum-disusun", "berlaku"]),
    help="How it stands; by default a draft.",
)
@speaking
def new(
    say: Translate,
    sops: Path,
    section: str | None,
    title: str | None,
    number: str | None,
    no_number: bool,
    numbering: str | None,
    year: int | None,
    actors: tuple[str, ...],
    new_actors: tuple[str, ...],
    status: str | None,
) -> None:
    """Begin an SOP: a file with what is known of it, and with the rest of the form as examples.

    On a terminal, section and title are asked for where they are not given, and then all else, too.
    The number is the next one of its series that no SOP has, or ever had as far as git knows.
    """
    given = GivenSop(section, title, number, no_number, numbering, year, actors, new_actors, status)
    checked = readable(sops, say)
    files = Questions(Asking(say), checked, sops, given).files()
    proposal = Proposal(files.before, files.after)
    after = carry_out(proposal, sops, say, dry_run=False, since=None, before=checked)
    written = printable(sops / files.path)
    print_found((each for each in after.diagnostics if each.place.file == written), say)
    tell(os.fspath(sops / files.path))
    _tell_next(say, sops, files)


def _tell_next(say: Translate, sops: Path, files: NewFiles) -> None:
    """What else was written, and what to do now: beside the path, which scripts read."""
    if files.actors:
        added = ", ".join(f"`{key}`" for key in files.actors)
        message = Phrase("{file}: {keys} added", file=printable(sops / ACTORS_FILE), keys=added)
        tell(say(message), err=True)
    check = f"sopc check{where(sops)} {shlex.quote(printable(sops / files.path))}"
    tell(say(Phrase("now fill the file in; `{command}` looks at it", command=check)), err=True)
    tell_undo(say, sops)
