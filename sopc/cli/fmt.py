"""``sopc fmt``: one layout for the files of a catalogue."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from sopc.cli.common import FAULTY, print_found, sops_option, speaking
from sopc.cli.spoken import Command
from sopc.cli.streams import standard_input, tell, tell_bytes
from sopc.cli.taking_back import tell_undo
from sopc.edit.unified import unified
from sopc.edit.writing import write_files
from sopc.format.files import FormattedFiles, formatted_files
from sopc.format.formatted import Formatted, formatted
from sopc.language import Phrase, Translate
from sopc.limits import YAML
from sopc.load.file_names import printable
from sopc.load.loader import require_catalogue

_STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class _How:
    """What is to be done with what would change."""

    check: bool
    as_diff: bool
    keep_numbers: bool

    @property
    def writes(self) -> bool:
        return not (self.check or self.as_diff)


@click.command(
    cls=Command,
    examples=[
        ("sopc fmt", "everything in the folder sops"),
        ("sopc fmt V.26.1.1.3 sops/7-uptd-bpsmb", "an SOP and a folder"),
        ("sopc fmt --check", "for CI: name what has another layout"),
        ("sopc fmt --diff", "show what would change"),
        ("sopc fmt -", "from standard input to standard output, for editors"),
    ],
    statuses=[
        (0, "formatted, or nothing to do"),
        (1, "a file cannot be read and was left; with --check, a file would change"),
        (2, "there is no such file, or it cannot be written"),
    ],
    more="Read more: docs/editors-guide.md.",
)
@click.argument("what", nargs=-1, metavar="[FILE|NUMBER|FOLDER]...")
@sops_option
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 where files would change.")
@click.option("--diff", "as_diff", is_flag=True, help="Change nothing; show it as a diff.")
@click.option(
    "--keep-numbers", is_flag=True, help="Leave targets that count rows as they are: no new names."
)
@speaking
def fmt(
    say: Translate,
    what: tuple[str, ...],
    sops: Path,
    check: bool,
    as_diff: bool,
    keep_numbers: bool,
) -> None:
    """Give the files of a catalogue, or some of them, the one layout.

    Indentation, quotes, the order of an SOP's keys, line ends. Comments stay by what they are
    about, and what files mean stays the same. Steps that are led to by their place get a name, a
    kode. Files that cannot be read are told and left. All is written, or nothing.
    """
    how = _How(check, as_diff, keep_numbers)
    if _STANDARD_INPUT in what:
        if len(what) > 1:
            raise click.UsageError(
                Phrase("`-` is standard input, and stands alone"), click.get_current_context()
            )
        _filter(say, how)
        return
    require_catalogue(sops)
    found = formatted_files(sops, _wanted(what, sops), keep_numbers=keep_numbers)
    _show(found, sops, say, how)
    if how.writes:
        files = found.changed
        before = {file.name: file.before for file in files}
        write_files(sops, before, {file.name: file.made.data for file in files})
    _tell(found, sops, say, how)
    if how.writes and found.changed:
        tell_undo(say, sops)
    if found.faults or found.left or (check and found.changed):
        sys.exit(FAULTY)


def _wanted(what: tuple[str, ...], sops: Path) -> frozenset[str] | None:
    """The paths below the catalogue of what was named; None for all of it."""
    if not what:
        return None
    from sopc import pipeline
    from sopc.cli.asked import paths_of

    return paths_of(what, sops, pipeline.check(sops, date.today()))


def _show(found: FormattedFiles, sops: Path, say: Translate, how: _How) -> None:
    """What is wrong with files that are left, and, where it was asked for, what would change."""
    print_found(found.faults, say)
    for name, reason in found.left:
        tell(f"{printable(sops / name)}: {say(_left(reason))}", err=True)
    if how.as_diff:
        named = {printable(sops / file.name): file for file in found.changed}
        _diff(
            {name: file.before for name, file in named.items()},
            {name: file.made.data for name, file in named.items()},
        )


def _diff(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    for piece in unified(before, after):
        tell_bytes(piece)


def _left(reason: Phrase) -> Phrase:
    return Phrase("left as it is: {reason}", reason=reason)


def _tell(found: FormattedFiles, sops: Path, say: Translate, how: _How) -> None:
    """What was done, or would be: file by file, and how many there are."""
    err = how.as_diff
    for file in found.changed:
        name = printable(sops / file.name)
        if not how.as_diff:
            done = Phrase("formatted") if how.writes else Phrase("would be formatted")
            tell(f"{name}: {say(done)}", err=err)
        for row, code in file.made.names:
            message = Phrase("step {row} gets the name `{code}`", row=row, code=code)
            tell(f"{name}: {say(message)}", err=err)
    count, every = len(found.changed), len(found.files)
    if how.writes:
        message = Phrase("formatted: {count} of {files} files", count=count, files=every)
    else:
        message = Phrase("to be formatted: {count} of {files} files", count=count, files=every)
    tell(say(message), err=err)


def _filter(say: Translate, how: _How) -> None:
    """Standard input in the one layout, to standard output; nothing where it cannot be read."""
    raw = standard_input(YAML + 1)
    made: Formatted = formatted(raw, "-", keep_numbers=how.keep_numbers)
    print_found(made.faults, say)
    if made.left:
        tell(f"sopc: {say(_left(made.left))}", err=True)
    if made.faults or made.left:
        sys.exit(FAULTY)
    if how.as_diff:
        _diff({"-": raw}, {"-": made.data})
    elif how.writes:
        tell_bytes(made.data)
    if how.check and made.data != raw:
        sys.exit(FAULTY)
