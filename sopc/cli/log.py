"""``sopc log``: an SOP's revisions, and what each changed, in words."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopc.cli.common import sops_option, speaking
from sopc.cli.spoken import Command
from sopc.cli.streams import tell_bytes
from sopc.disk import replace_file
from sopc.language import Translate

if TYPE_CHECKING:
    from sopc.versions.revisions import SopRevision


@click.command(
    cls=Command,
    examples=[
        ("sopc log V.26.1.1.4", "who changed an SOP, when, and what"),
        ("sopc log V.26.1.1.4 --format json", "the same, for a program"),
    ],
    statuses=[(0, "listed"), (2, "there is no such SOP, or no history to list")],
    more="Read more: docs/editors-guide.md.",
)
@click.argument("number", metavar="NUMBER")
@sops_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file; without it, the revisions are printed.",
)
@click.option("-v", "--verbose", is_flag=True, help="Also tell changes that are not printed.")
@speaking
def log(
    say: Translate, number: str, sops: Path, form: str, output: Path | None, verbose: bool
) -> None:
    """List an SOP's revisions from git, newest first: the day, who, and what changed in words.

    What is not committed yet comes first. What a branch did is one revision, its merge. Where an
    SOP got its number from another, its past is that of the other, too. Nothing is changed.
    """
    from sopc.load.loader import require_catalogue
    from sopc.versions.revisions import revisions

    require_catalogue(sops)
    text = _written(revisions(sops, number), form, say, verbose)
    if output is not None:
        replace_file(output, text.encode("utf-8"))
    else:
        tell_bytes(text.encode("utf-8"))


def _written(found: "Sequence[SopRevision]", form: str, say: Translate, verbose: bool) -> str:
    if form == "json":
        from sopc.versions.machine import json_of_revisions

        return json_of_revisions(found, say)
    from sopc.versions.text import text_of_revisions

    return "".join(f"{line}\n" for line in text_of_revisions(found, say, verbose=verbose))
