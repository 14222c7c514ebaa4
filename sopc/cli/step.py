"""``sopc step``: a step more, a step less, or a step at another place."""

from datetime import date, datetime
from pathlib import Path

import click

from sopc.cli.common import print_found, sops_option, speaking
from sopc.cli.rewriting import (
    carry_out,
    dating_options,
    day_of,
    dry_run_option,
    telling_refusals,
)
from sopc.cli.spoken import Command
from sopc.cli.streams import tell
from sopc.cli.taking_back import tell_undo
from sopc.language import Phrase, Translate

_USES = {
    "insert": (2, "sopc step insert NUMBER AFTER --text TEXT --actor KEY"),
    "move": (3, "sopc step move NUMBER STEP AFTER"),
    "remove": (2, "sopc step remove NUMBER STEP"),
}
"""How many words follow what is to be done, and how that is written."""


@click.command(
    cls=Command,
    examples=[
        ('sopc step insert V.26.1.1.3 4 --actor staf --text "Mencatat surat"', "behind step 4"),
        ('sopc step insert V.26.1.1.3 0 --actor staf --text "Menerima surat"', "before all others"),
        ("sopc step move V.26.1.1.3 5 2", "step 5 goes behind step 2"),
        ("sopc step remove V.26.1.1.3 5 --lead-to 6", "those that led to step 5 lead to 6"),
    ],
    statuses=[
        (0, "done, or shown"),
        (1, "nothing was changed: others lead to the step, or the catalogue would have errors"),
        (2, "there is no such SOP, step or actor, or the command was used wrongly"),
    ],
    more="Read more: docs/editors-guide.md.",
)
@click.argument("action", type=click.Choice(list(_USES)), metavar="ACTION")
@click.argument("words", nargs=-1, required=True, metavar="NUMBER STEP...")
@click.option("--text", help="The sentence of a new step.")
@click.option(
    "--actor",
    "actors",
    multiple=True,
    metavar="KEY",
    help="Who does a new step; again for several.",
)
@click.option("--code", help="By what code other steps may lead to a new step.")
@click.option(
    "--lead-to",
    metavar="STEP",
    help="Where those lead then that led to a removed step; selesai is the end.",
)
@sops_option
@dating_options
@dry_run_option
@speaking
def step(
    say: Translate,
    action: str,
    words: tuple[str, ...],
    text: str | None,
    actors: tuple[str, ...],
    code: str | None,
    lead_to: str | None,
    sops: Path,
    since: str | None,
    day: datetime | None,
    dry_run: bool,
) -> None:
    """Put in, move or remove a step of an SOP; every arrow keeps its step.

    ACTION is insert, move or remove. NUMBER is the SOP's number, STEP and AFTER are steps by their
    place in the list or by their code; behind 0 is before all. Where exits name steps by their
    places, these are counted anew, and so are the places in notes on the source. Comments stay with
    their steps. What is printed of steps as numbers of their own is left as it is, and told.
    """
    from sopc.rewrite.files import read_catalogue
    from sopc.rewrite.given import revision_of
    from sopc.rewrite.new_step import NewStep
    from sopc.rewrite.sop_file import SopFile
    from sopc.rewrite.steps import dated, inserted, moved, new_warnings, removed

    _hold_usage(action, words, text, actors, code, lead_to)
    base = revision_of(sops, since)
    with telling_refusals(say):
        sop = SopFile.of(read_catalogue(sops, date.today(), base), words[0])
        if action == "insert":
            change = inserted(sop, words[1], NewStep(text or "", actors, code))
        elif action == "move":
            change = moved(sop, words[1], words[2])
        else:
            change = removed(sop, words[1], lead_to)
        proposal = dated(change, date.today(), day_of(day), base)
    before = sop.read.checked
    checked = carry_out(proposal, sops, say, dry_run=dry_run, since=base, before=before)
    tell(f"{sop.file.name}: {say(change.done)}", err=dry_run)
    for each in sorted(change.recounted.told, key=lambda told: told.place):
        tell(f"{sop.file.name}:{each.place.line}: {say(each.what)}", err=dry_run)
    print_found(new_warnings(change, before.diagnostics, checked.diagnostics), say)
    if proposal.after and not dry_run:
        tell_undo(say, sops)


def _hold_usage(
    action: str,
    words: tuple[str, ...],
    text: str | None,
    actors: tuple[str, ...],
    code: str | None,
    lead_to: str | None,
) -> None:
    count, usage = _USES[action]
    is_new = action == "insert"
    is_told = bool(text and actors) if is_new else not (text or actors or code)
    if len(words) != count or not is_told or (lead_to is not None and action != "remove"):
        raise click.UsageError(
            Phrase("write it like: {usage}", usage=usage), click.get_current_context()
        )
