"""What the commands that change numbers share: their options, and what they tell."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

from sopc.catalogue.number import counted
from sopc.cli.rewriting import carry_out
from sopc.cli.streams import tell
from sopc.cli.taking_back import tell_undo
from sopc.language import Phrase, Translate
from sopc.load.file_names import printable
from sopc.rewrite.given import GivenNumbers, given_numbers, revision_of
from sopc.rewrite.ground import File, Ground, ground_of
from sopc.rewrite.mentions import Followed, Kept, Why
from sopc.rewrite.reorganisation import Rewritten
from sopc.rewrite.revision_dates import Dated

V = TypeVar("V")

_WHY = {
    Why.COMMENT: Phrase("a comment"),
    Why.SOURCE: Phrase("what the source printed, or a note on it"),
    Why.OUTSIDE: Phrase("an SOP outside the catalogue"),
    Why.REGISTRY: Phrase("words of a registry"),
    Why.VOID: Phrase("a number that was never given out"),
    Why.CITED: Phrase("it is cited here"),
    Why.UNSURE: Phrase("it may mean something else"),
}


void_option = click.option(
    "--void",
    is_flag=True,
    help=(
        "The old numbers were never given out: no tombstone is left, and katalog.yaml says so in "
        "nomor_batal."
    ),
)


def grounds(sops: Path, since: str | None) -> tuple[Ground, GivenNumbers]:
    """The catalogue's files, and what its numbers stand for. Raises SopcError."""
    ground = ground_of(sops)
    return ground, given_numbers(sops, ground.catalogue, revision_of(sops, since))


def carry_out_and_tell(
    dated: Dated,
    ground: Ground,
    past: GivenNumbers,
    say: Translate,
    *,
    dry_run: bool,
    done: Sequence[Phrase] = (),
) -> None:
    """Show or write what was made of a catalogue, and tell what was ``done`` with it, what was
    changed, and what was left."""
    made = dated.made
    carry_out(
        made.proposal,
        ground.root,
        say,
        dry_run=dry_run,
        since=past.since,
        as_now=made.as_now,
        before=dated.before,
        after=dated.after,
    )
    if not made.proposal.after:
        _tell(Phrase("nothing is to be changed"), say, dry_run)
    for line in done if made.proposal.after else ():
        _tell(line, say, dry_run)
    for line in _files(made, ground):
        _tell(line, say, dry_run)
    for old, new in _in_order(made.names.items()):
        if old != new:
            names = {"file": printable(ground.root / old), "name": printable(ground.root / new)}
            _tell(Phrase("{file} is now {name}", **names), say, dry_run)
    for file, each in made.followed:
        _tell(_followed(made, ground, file, each), say, dry_run)
    for file, out in made.taken_out:
        _tell(_taken_out(made, ground, file, out), say, dry_run)
    for file, left in made.kept:
        _tell(_left(made, ground, file, left), say, dry_run)
    if made.proposal.after and not dry_run:
        tell_undo(say, ground.root)


def _in_order(files: Iterable[tuple[str, V]]) -> list[tuple[str, V]]:
    """Files by their names, in which 2 comes before 10."""
    return sorted(files, key=lambda each: counted(each[0]))


def _files(made: Rewritten, ground: Ground) -> Iterator[Phrase]:
    """Files that are new, and those that stay where an SOP had been."""
    for name, data in _in_order(made.proposal.after.items()):
        file = printable(ground.root / name)
        if data is None or name in _new(made):
            continue
        if made.proposal.before[name] is None:
            yield Phrase("{file}: new", file=file)
        elif name in made.names:
            yield Phrase("{file}: stays as a tombstone", file=file)


def _new(made: Rewritten) -> set[str]:
    return set(made.names.values())


def _tell(line: Phrase, say: Translate, dry_run: bool) -> None:
    tell(say(line), err=dry_run)


def _where(made: Rewritten, ground: Ground, file: File, extent: tuple[int, int]) -> str:
    name = printable(ground.root / made.names.get(file.name, file.name))
    return f"{name}:{file.place(extent).line}"


def _followed(made: Rewritten, ground: Ground, file: File, each: Followed) -> Phrase:
    return Phrase(
        "{place}: {key}: {old} is now {new}",
        place=_where(made, ground, file, each.extent),
        key=next((part for part in reversed(each.path) if isinstance(part, str)), ""),
        old=each.old,
        new=each.new,
    )


def _taken_out(made: Rewritten, ground: Ground, file: File, each: Kept) -> Phrase:
    return Phrase(
        "{place}: {number} is taken out: its successor is cited already",
        place=_where(made, ground, file, each.extent),
        number=each.number,
    )


def _left(made: Rewritten, ground: Ground, file: File, each: Kept) -> Phrase:
    return Phrase(
        "{place}: left as it is: {number} ({why})",
        place=_where(made, ground, file, each.extent),
        number=each.number,
        why=_WHY[each.why],
    )
