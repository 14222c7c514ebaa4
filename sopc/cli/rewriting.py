"""What the commands that change a catalogue share: shown as a diff, refused, or written."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import click

from sopc import pipeline
from sopc.cli.common import FAULTY, print_found
from sopc.cli.streams import tell, tell_bytes
from sopc.edit.judging import told
from sopc.edit.patched import NotIntended
from sopc.edit.unified import unified
from sopc.edit.writing import write_files
from sopc.language import Phrase, Translate
from sopc.rewrite.not_possible import NotPossible
from sopc.rewrite.proposal import Proposal, Retold, checked_with, new_errors

F = TypeVar("F", bound=Callable[..., None])


def dry_run_option(command: F) -> F:
    """The option ``--dry-run``."""
    return click.option(
        "--dry-run", is_flag=True, help="Show what would change, as a diff; nothing is changed."
    )(command)


def dating_options(command: F) -> F:
    """The options ``--since`` and ``--date``."""
    command = click.option(
        "--date",
        "day",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help="The day of the revision, where one is asked for; by default today.",
    )(command)
    return click.option(
        "--since",
        metavar="REV",
        help=(
            "The git revision that change control compares with; by default HEAD, where there is a "
            "repository. With none, nothing is compared, and no date is written."
        ),
    )(command)


def day_of(day: datetime | None) -> date:
    """The day of the revision."""
    return day.date() if day else date.today()


@contextmanager
def telling_refusals(say: Translate) -> Iterator[None]:
    """Within, what stands in the way is told, and ends the run."""
    try:
        yield
    except NotPossible as refused:
        print_found(refused.found, say)
        for reason in refused.reasons:
            tell(f"sopc: {say(reason)}", err=True)
        sys.exit(FAULTY)
    except NotIntended as error:
        message = Phrase(
            "`{file}` is written in a way that cannot be changed by itself: nothing was changed",
            file=error,
        )
        tell(f"sopc: {say(message)}", err=True)
        sys.exit(FAULTY)


def carry_out(
    proposal: Proposal,
    sops: Path,
    say: Translate,
    *,
    dry_run: bool,
    since: str | None,
    as_now: Retold = told,
    before: pipeline.Checked | None = None,
    after: pipeline.Checked | None = None,
) -> pipeline.Checked:
    """Show a proposal, or write it: all of it, or none. Ends the run, with what a check would say,
    where that would find errors that it does not find now.

    ``since`` is the revision that the check compares with, if there is one; ``as_now`` how a
    finding of before is told when names are others. ``before`` and ``after`` are what was found
    today of the catalogue without and with the proposal, where that is known. Returns what is found
    with it. Raises SopcError.
    """
    before = before or pipeline.check(sops, date.today(), since=since)
    after = after or checked_with(sops, date.today(), proposal, since)
    found = new_errors(before, after, as_now)
    if found:
        print_found(found, say)
        tell(f"sopc: {say(Phrase('nothing was changed: the catalogue would be wrong'))}", err=True)
        sys.exit(FAULTY)
    if dry_run:
        named = proposal.named_in(sops)
        for piece in unified(named.before, named.after, came_from=named.renamed):
            tell_bytes(piece)
    else:
        write_files(sops, proposal.before, proposal.after, renamed=proposal.renamed)
    return after
