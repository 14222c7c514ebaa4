"""``sopc due``: what comes up for review, and what cites what has changed."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopc.cli.asked import paths_of
from sopc.cli.common import FAULTY, readable, sops_option, speaking
from sopc.cli.spoken import Command
from sopc.cli.streams import tell, tell_bytes
from sopc.disk import replace_file
from sopc.language import Phrase, Translate
from sopc.safe import safe_line

if TYPE_CHECKING:
    from sopc.catalogue.catalogue import Catalogue
    from sopc.due.causes import Due

_ENDINGS = {"txt": "text", "json": "json", "ics": "ics", "csv": "csv"}
_MOST_NAMED = 3
_REVIEWS_ONLY = ("days", "every")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be listed: reviews within so many days, or who cites something."""

    days: int
    every: int | None
    cites: str | None


@click.command(
    cls=Command,
    examples=[
        (
            "sopc due",
            "reviews that are overdue or come up within 30 days, and who cites what changed",
        ),
        ("sopc due --days 365 -o peninjauan.csv", "a year's reviews, for a spreadsheet"),
        ("sopc due sops/7-uptd-bpsmb -o peninjauan.ics", "of one unit, for a calendar"),
        ("sopc due --cites perda-lampung-8-2016", "who cites a regulation"),
    ],
    statuses=[
        (0, "listed, also when nothing or much is due"),
        (1, "with --check: something is listed; or katalog.yaml cannot be used"),
        (2, "it could not be listed"),
    ],
    more="Read more: docs/editors-guide.md.",
)
@click.argument("what", nargs=-1, metavar="[NUMBER|FOLDER]...")
@sops_option
@click.option(
    "--days",
    type=click.IntRange(0, 3660),
    metavar="DAYS",
    default=30,
    show_default=True,
    help="List reviews that are due within so many days, today included; 0: what is overdue.",
)
@click.option(
    "--every",
    type=click.IntRange(1, 120),
    metavar="MONTHS",
    help="How often SOPs are reviewed; by default `peninjauan` of katalog.yaml.",
)
@click.option(
    "--cites",
    metavar="KEY|NUMBER",
    help="List instead who cites a regulation of dasar-hukum.yaml, or an SOP.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "ics", "csv"]),
    help="How it is written; by default as the file's name ends, or else as text.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file ending in .txt, .json, .ics or .csv; without it, the list is printed.",
)
@click.option("--check", "as_check", is_flag=True, help="Exit with 1 when something is listed.")
@speaking
def due(
    say: Translate,
    what: tuple[str, ...],
    sops: Path,
    days: int,
    every: int | None,
    cites: str | None,
    form: str | None,
    output: Path | None,
    as_check: bool,
) -> None:
    """List the SOPs that are to be looked at again: by review, or because of what they cite.

    Reviews are counted from the last date at which somebody looked: `dibuat`, `disahkan`,
    `direvisi` or `ditinjau`. Also listed is who cites an SOP that was revised since, or is revoked,
    and a regulation that was amended, revoked, or is of after the SOP's last date. What `sopc
    check` is told to let stand is left out. Nothing is changed.
    """
    form = _form_of(form, output)
    _fit_together(cites, form)
    today = date.today()
    catalogue, listed = _listed(say, what, sops, today, _Asked(days, every, cites))
    text = _written(listed, catalogue, today, form, say)
    if form == "text":
        text += "".join(
            f"{safe_line(say(line))}\n" for line in _last_lines(listed, today, days, cites)
        )
    _put(output, text)
    if as_check and listed:
        sys.exit(FAULTY)


def _form_of(form: str | None, output: Path | None) -> str:
    if form is not None or output is None:
        return form or "text"
    ending = output.suffix.removeprefix(".").lower()
    if ending not in _ENDINGS:
        message = Phrase("the file must end in .txt, .json, .ics or .csv, or say --format")
        raise click.BadParameter(message, param_hint="-o")
    return _ENDINGS[ending]


def _fit_together(cites: str | None, form: str) -> None:
    """Who cites something is no matter of days: what would say nothing is not taken."""
    if cites is None:
        return
    context = click.get_current_context()
    given = [
        name
        for name in _REVIEWS_ONLY
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
    ]
    if given:
        raise click.UsageError(
            Phrase("--cites lists whatever the day: leave out --{option}", option=given[0]), context
        )
    if form == "ics":
        raise click.UsageError(
            Phrase("--cites is no matter of days: a calendar cannot hold it"), context
        )


def _listed(
    say: Translate, what: tuple[str, ...], sops: Path, today: date, asked: "_Asked"
) -> "tuple[Catalogue, list[Due]]":
    """The catalogue, and what is listed of it; notes on what is not go to standard error."""
    from sopc.due.citing import citing
    from sopc.due.listing import due_sops, undated
    from sopc.report.choice import Choice, is_about

    checked = readable(sops, say)
    catalogue = checked.catalogue
    assert catalogue is not None
    choice = Choice(frozenset(), sops, paths_of(what, sops, checked))
    if asked.cites is not None:
        listed = citing(catalogue, asked.cites)
    else:
        policy = catalogue.settings.review
        months = asked.every or (policy.months if policy else None)
        listed = due_sops(catalogue, today, asked.days, months)
        without = [e for e in undated(catalogue, today) if is_about(e.location.file, choice)]
        for note in _notes(catalogue, months, [str(entry.sop.number) for entry in without]):
            tell(f"sopc: {say(note)}", err=True)
    return catalogue, [row for row in listed if is_about(row.entry.location.file, choice)]


def _notes(catalogue: "Catalogue", months: int | None, without: Sequence[str]) -> Iterator[Phrase]:
    """What keeps SOPs from being listed, each with what to do about it."""
    from sopc.due.causes import switched_off

    if months is None:
        yield Phrase(
            "katalog.yaml does not say how often SOPs are reviewed: add `peninjauan: {{bulan: 12}}`"
            " there, or give --every 12"
        )
    elif without:
        named = ", ".join(without[:_MOST_NAMED]) + (", …" if len(without) > _MOST_NAMED else "")
        yield Phrase(
            "SOPs without a date to count from: {count} ({numbers}); write their `disahkan` or"
            " `ditinjau`",
            count=len(without),
            numbers=named,
        )
    off = switched_off(catalogue)
    if off:
        yield Phrase(
            "not listed, as `pemeriksaan` in katalog.yaml has it off: {codes}", codes=", ".join(off)
        )


def _written(
    listed: "Sequence[Due]", catalogue: "Catalogue", today: date, form: str, say: Translate
) -> str:
    from sopc.due.calendar import calendar_of
    from sopc.due.rows import csv_of, json_of
    from sopc.due.text import text_of

    if form == "json":
        return json_of(listed, catalogue, today, say) + "\n"
    if form == "csv":
        return csv_of(listed, catalogue, today, say)
    if form == "ics":
        return calendar_of(listed, catalogue, today, say)
    return "".join(f"{safe_line(line)}\n" for line in text_of(listed, catalogue, today, say))


def _last_lines(
    listed: "Sequence[Due]", today: date, days: int, cites: str | None
) -> Iterator[Phrase]:
    from sopc.due.text import WHEN_DONE, summary_of

    if cites is not None:
        yield Phrase("SOPs that cite {name}: {count}", name=cites, count=len(listed))
        return
    yield summary_of(listed, today, days)
    if any(row.day for row in listed):
        yield WHEN_DONE


def _put(output: Path | None, text: str) -> None:
    data = text.encode("utf-8", "replace")
    if output is None:
        tell_bytes(data)
    else:
        replace_file(output, data)
