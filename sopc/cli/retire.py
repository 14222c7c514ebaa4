"""``sopc retire``: SOPs that hold no longer."""

from datetime import date, datetime
from pathlib import Path

import click

from sopc.cli.common import sops_option, speaking
from sopc.cli.numbers import carry_out_and_tell, grounds
from sopc.cli.rewriting import dating_options, day_of, dry_run_option, telling_refusals
from sopc.cli.spoken import Command
from sopc.language import Phrase, Translate
from sopc.rewrite.ground import Ground


@click.command(
    cls=Command,
    examples=[
        ("sopc retire V.26.1.1.3", "nothing takes its place"),
        ("sopc retire V.26.1.1.3 --successor V.26.1.1.4", "who cites it is led to the other"),
        ("sopc retire V.26.1.1.3 V.26.1.1.5 --dry-run", "show what would change"),
    ],
    statuses=[
        (0, "retired, or shown"),
        (1, "nothing was changed: it cannot be retired, or the catalogue would be wrong"),
        (2, "there is no such SOP, or no catalogue"),
    ],
    more="Read more: docs/editors-guide.md, and docs/ci.md for what becomes of old numbers.",
)
@click.argument("numbers", nargs=-1, required=True, metavar="NUMBER...")
@click.option("--successor", metavar="NUMBER", help="The SOP in force that takes their place.")
@sops_option
@dating_options
@dry_run_option
@speaking
def retire(
    say: Translate,
    numbers: tuple[str, ...],
    successor: str | None,
    sops: Path,
    since: str | None,
    day: datetime | None,
    dry_run: bool,
) -> None:
    """Retire SOPs: their numbers stay taken, and their files say what they were.

    Of a file its number, its name and the comments at its head are left, with status: dicabut; git
    has the rest. With a successor, those that cite it cite the successor; where a citation was
    confirmed by a date, and without a successor, it is named for you to decide.
    """
    from sopc.rewrite.retire import retirement
    from sopc.rewrite.revision_dates import dated

    with telling_refusals(say):
        ground, past = grounds(sops, since)
        plan = retirement(ground, past, numbers, successor)
        result = dated(plan, date.today(), day_of(day), past.since)
        done = [_told(ground, number, successor) for number in dict.fromkeys(numbers)]
        carry_out_and_tell(result, ground, past, say, dry_run=dry_run, done=done)


def _told(ground: Ground, number: str, successor: str | None) -> Phrase:
    words = {"file": ground.by_number[number].document.file, "number": number}
    if successor is None:
        return Phrase("{file}: {number} is retired, and this file is its tombstone", **words)
    return Phrase(
        "{file}: {number} is retired, and this file is its tombstone; {successor} takes its place",
        **words,
        successor=successor,
    )
