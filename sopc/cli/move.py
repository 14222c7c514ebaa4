"""``sopc move``: SOPs, sections and units in other folders."""

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
        ("sopc move V.26.1.1.3 1-sekretariat/2-perencanaan", "an SOP, to the next number there"),
        ("sopc move V.26.1.1.3 1-sekretariat/2-perencanaan --number V.26.1.2.12", "to this number"),
        ("sopc move 6-sarana/2-umum 5-industri/4-umum", "a section, to another unit"),
        ("sopc move 6-sarana/2-umum 6-sarana/2-tata-usaha", "a section's folder, to another name"),
    ],
    statuses=[
        (0, "moved, or shown"),
        (1, "nothing was changed: it cannot go there, or the catalogue would be wrong"),
        (2, "there is no such SOP or folder, or no catalogue"),
    ],
    more="Read more: docs/editors-guide.md, and docs/ci.md for what becomes of old numbers.",
)
@click.argument("what", metavar="NUMBER|FOLDER")
@click.argument("folder", metavar="FOLDER")
@click.option(
    "--number",
    metavar="NUMBER",
    help="The SOP's number there, by default the next one that is free; or the section's.",
)
@void_option
@sops_option
@dating_options
@dry_run_option
@speaking
def move(
    say: Translate,
    what: str,
    folder: str,
    number: str | None,
    void: bool,
    sops: Path,
    since: str | None,
    day: datetime | None,
    dry_run: bool,
) -> None:
    """Move an SOP to another unit or section, or a whole section; or rename a folder.

    Folders are named as in katalog.yaml: UNIT/SECTION; the one that an SOP goes to also by its
    number (1.2), or a part of the section's name. Where numbers say the unit or the section, an SOP
    gets the next one that is free there, and those of a section keep their ends; wherever they are
    cited they follow. A section that comes to another unit has the number with which its folder
    begins. A number that was given out stays as a tombstone in the folder where it was; then
    katalog.yaml keeps that, too.
    """
    from sopc.rewrite.folders import folder_called
    from sopc.rewrite.move import moved, sop_called
    from sopc.rewrite.move_folder import moved_folder
    from sopc.rewrite.renumber import Wish
    from sopc.rewrite.revision_dates import dated

    wish = Wish(void=void)
    with telling_refusals(say):
        ground, past = grounds(sops, since)
        file = sop_called(ground, what)
        if file is not None:
            plan = moved(ground, past, file, folder, number, wish)
        else:
            if number is not None and not number.isdecimal():
                raise click.UsageError(
                    Phrase("the number of a section is one such as 4: {number}", number=number),
                    click.get_current_context(),
                )
            place = int(number) if number is not None else None
            plan = moved_folder(ground, past, folder_called(ground, what), folder, place, wish)
        result = dated(plan, date.today(), day_of(day), past.since)
        carry_out_and_tell(result, ground, past, say, dry_run=dry_run)
