"""``sopc renumber``: other numbers for SOPs, in every file at once."""

from datetime import date, datetime
from pathlib import Path

import click

from sopc.cli.common import sops_option, speaking
from sopc.cli.numbers import carry_out_and_tell, grounds, void_option
from sopc.cli.rewriting import dating_options, day_of, dry_run_option, telling_refusals
from sopc.cli.spoken import Command
from sopc.language import Phrase, Translate


@click.command(
    cls=Command,
    examples=[
        ("sopc renumber V.26.1.1.3 V.26.1.1.19", "a free number"),
        ("sopc renumber V.26.1.1.3 V.26.1.1.2 --shift", "2 becomes 3"),
        ("sopc renumber V.26.1.1.9 V.26.1.1.3 --shift", "3 to 8 become 4 to 9"),
        ("sopc renumber K.3 K.5 K.5 K.3", "two change places"),
        ("sopc renumber V.26.1.1.3 V.26.1.1.19 --dry-run", "show what would change"),
    ],
    statuses=[
        (0, "renumbered, or shown"),
        (1, "nothing was changed: the number cannot be had, or the catalogue would be wrong"),
        (2, "there is no such SOP, or no catalogue"),
    ],
    more="Read more: docs/editors-guide.md, and docs/ci.md for what becomes of old numbers.",
)
@click.argument("numbers", nargs=-1, required=True, metavar="OLD NEW [OLD NEW]...")
@click.option(
    "--shift",
    is_flag=True,
    help=(
        "Make room: those right behind an SOP that leaves move up by one, then those at a place "
        "that is taken move on by one, as far as the next free number."
    ),
)
@void_option
@sops_option
@dating_options
@dry_run_option
@speaking
def renumber(
    say: Translate,
    numbers: tuple[str, ...],
    shift: bool,
    void: bool,
    sops: Path,
    since: str | None,
    day: datetime | None,
    dry_run: bool,
) -> None:
    """Give SOPs other numbers: in their files, in the files' names, and wherever they are cited.

    Printed words that name an SOP by its number are changed, too; quotations of the source and
    comments are not. A number that was given out, so that others may know it, stays as a tombstone:
    a file with its name that leads to the new number. All else in the files stays as it is.
    """
    from sopc.rewrite.renumber import Wish, new_numbers, plan_of
    from sopc.rewrite.revision_dates import dated

    if len(numbers) % 2:
        raise click.UsageError(
            Phrase("each number needs the one that it becomes: OLD NEW"),
            click.get_current_context(),
        )
    pairs = [*zip(numbers[::2], numbers[1::2], strict=True)]
    wish = Wish(shift, void)
    with telling_refusals(say):
        ground, past = grounds(sops, since)
        plan = plan_of(ground, past, new_numbers(ground, past, pairs, wish), wish)
        result = dated(plan, date.today(), day_of(day), past.since)
        carry_out_and_tell(result, ground, past, say, dry_run=dry_run)
