"""``sopc rename-key``: another key, and every place that refers to it."""

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from sopc.cli.common import FAULTY, UNUSABLE, sops_option, speaking
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
from sopc.edit.occurrences import Occurrence
from sopc.language import Phrase, Translate
from sopc.rewrite.files import ReadCatalogue, read_catalogue
from sopc.rewrite.given import revision_of
from sopc.rewrite.keys import KINDS, NewKeys, pairs_of, with_new_keys
from sopc.rewrite.merging import dated, merged, unknown
from sopc.rewrite.renaming import is_taken, missing, refusals


@click.command(
    "rename-key",
    cls=Command,
    examples=[
        ("sopc rename-key pelaksana staf staf-umum", "an actor, in all files that name it"),
        ("sopc rename-key pejabat kepala sekretaris sekretaris kepala", "two change their keys"),
        ("sopc rename-key langkah V.26.1.1.3 menyusun mencatat", "the code of a step of one SOP"),
        ("sopc rename-key pelaksana kasubag kasubbag --merge", "two keys of one actor become one"),
        ("sopc rename-key dasar-hukum uu-1 uu-1-2020 --dry-run", "what would change, as a diff"),
    ],
    statuses=[
        (0, "done, or shown"),
        (1, "nothing was changed: a key is taken or none, or the catalogue would have errors"),
        (2, "there is no such key or SOP, or the command was used wrongly"),
    ],
    more="Read more: docs/editors-guide.md.",
)
@click.argument("kind", type=click.Choice(list(KINDS)), metavar="KIND")
@click.argument("words", nargs=-1, required=True, metavar="OLD NEW...")
@click.option(
    "--merge",
    is_flag=True,
    help=(
        "OLD and NEW are the same: what refers to OLD refers to NEW, and the entry of OLD is gone; "
        "an actor's name becomes another spelling (sebutan) of NEW."
    ),
)
@sops_option
@dating_options
@dry_run_option
@speaking
def rename_key(
    say: Translate,
    kind: str,
    words: tuple[str, ...],
    merge: bool,
    sops: Path,
    since: str | None,
    day: datetime | None,
    dry_run: bool,
) -> None:
    """Call something by another key, in every file at once.

    KIND is pelaksana, dasar-hukum, pejabat or langkah. OLD is the key it has, NEW the one that it
    is to have; several pairs are done together, so that two may change their keys. Codes of steps
    are those of one SOP: its number comes first. All else in the files stays as it is, and what is
    printed, too. Only with --merge other words may be printed than before: then the day of the
    revision is written where change control asks for it.
    """
    number, pairs = (words[0], words[1:]) if kind == "langkah" else ("", words)
    if len(pairs) < 2 or len(pairs) % 2:
        usage = Phrase("give each OLD key with the NEW one behind it")
        if kind == "langkah":
            usage = Phrase("give the SOP's number, and each OLD code with the NEW one behind it")
        raise click.UsageError(usage)
    if merge and kind == "langkah":
        raise click.UsageError(Phrase("steps are not merged: `sopc step remove --lead-to`"))
    base = revision_of(sops, since) if merge else None
    read = read_catalogue(sops, date.today(), base)
    with telling_refusals(say):
        renames = pairs_of(read, kind, pairs, number)
    if merge:
        _end_if(list(unknown(read, renames)), UNUSABLE, say)
        with telling_refusals(say):
            new = dated(read, merged(read, renames), date.today(), day_of(day), base)
    else:
        _end_if_refused(read, renames, say)
        new = with_new_keys(read, renames)
    carry_out(
        new.proposal,
        sops,
        say,
        dry_run=dry_run,
        since=base,
        as_now=new.as_now,
        before=read.checked,
    )
    tell(say(_told(new, dry_run=dry_run)), err=dry_run)
    if new.proposal.after and not dry_run:
        tell_undo(say, sops)


def _end_if_refused(
    read: ReadCatalogue, renames: Sequence[tuple[Occurrence, str]], say: Translate
) -> None:
    is_missing = any(missing(read, each) is not None for each, _ in renames)
    found = list(refusals(read, renames))
    if found and not is_missing and any(is_taken(read, *each) for each in renames):
        found.append(Phrase("if both are the same, --merge makes one of them"))
    _end_if(found, UNUSABLE if is_missing else FAULTY, say)


def _end_if(found: Sequence[Phrase], status: int, say: Translate) -> None:
    for reason in dict.fromkeys(found):
        tell(f"sopc: {say(reason)}", err=True)
    if found:
        tell(f"sopc: {say(Phrase('nothing was changed'))}", err=True)
        sys.exit(status)


def _told(new: NewKeys, *, dry_run: bool) -> Phrase:
    count, files = new.places, len(new.proposal.after)
    if dry_run:
        return Phrase("would be changed: {count} in {files} files", count=count, files=files)
    return Phrase("changed: {count} in {files} files", count=count, files=files)
