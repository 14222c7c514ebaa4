"""``sopc check``."""

import gc
import sys
from datetime import date
from pathlib import Path

import click

from sopc import pipeline
from sopc.cli.begun import settle_beside
from sopc.cli.common import (
    FAULTY,
    begun_option,
    color_option,
    print_findings,
    sops_option,
    speaking,
)
from sopc.cli.spoken import Command
from sopc.cli.streams import tell_whole
from sopc.codes import PAGES
from sopc.diagnostics import has_errors
from sopc.language import Translate
from sopc.report.checkout import Checkout
from sopc.report.machine import write_github, write_gitlab, write_json
from sopc.report.sarif import write_sarif


@click.command(
    cls=Command,
    examples=[
        ("sopc check", "everything in the folder sops"),
        (
            "sopc check --since main",
            "also what was changed since main without its date",
        ),
        ("sopc check --format github", "as annotations of a pull request"),
    ],
    statuses=[
        (0, "no errors; there may be warnings"),
        (1, "the catalogue has errors"),
        (2, "it could not be checked"),
    ],
    more="Read more: docs/ci.md, and `sopc rules CODE` for what a code means.",
)
@sops_option
@begun_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github", "gitlab"]),
    default="text",
    show_default=True,
    help="How findings are written.",
)
@click.option("--since", metavar="REV", help="Compare with a git revision, too.")
@click.option(
    "--source",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Look up notes and texts in the text of the source document, too.",
)
@click.option("-v", "--verbose", is_flag=True, help="In text, list what is for information too.")
@color_option
@speaking
def check(
    say: Translate,
    sops: Path,
    out: Path,
    form: str,
    since: str | None,
    source: Path | None,
    verbose: bool,
    color: str,
) -> None:
    """Report everything that is wrong with the catalogue.

    Each finding has its place, its code, and what to do about it. Nothing is changed. Errors keep
    the catalogue from being printed, warnings ask for a look, information is only counted.
    """
    settle_beside(say, out, sops)
    checked = pipeline.check(sops, date.today(), since=since, source=source)
    if not gc.get_freeze_count():  # a program around us has chosen by itself what is collected
        gc.freeze()  # of all this nothing becomes garbage before the process ends
    found = checked.diagnostics
    checkout = Checkout.of(sops, Path.cwd())
    if form == "json":
        tell_whole(write_json(found, say))
    elif form == "sarif":
        tell_whole(write_sarif(found, PAGES, checkout, say))
    elif form == "gitlab":
        tell_whole(write_gitlab(found, checkout, say))
    elif form == "github":
        for line in write_github(found, checkout, say):
            tell_whole(line)
    else:
        print_findings(checked, say, color, err=False, verbose=verbose)
    if has_errors(found):
        sys.exit(FAULTY)
