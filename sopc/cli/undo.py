"""``sopc undo``."""

from pathlib import Path

import click

from sopc.cli.common import sops_option, speaking
from sopc.cli.rewriting import dry_run_option
from sopc.cli.spoken import Command
from sopc.cli.streams import tell, tell_bytes
from sopc.edit.undoing import take_back
from sopc.edit.unified import unified
from sopc.edit.writing import write_files
from sopc.language import Phrase, Translate
from sopc.rewrite.proposal import Proposal


@click.command(
    cls=Command,
    examples=[
        ("sopc undo --dry-run", "see what would be as it was, as a diff"),
        ("sopc undo", "take back what the last command changed"),
    ],
    statuses=[
        (0, "taken back, or shown"),
        (2, "there is nothing to take back, or files were changed since"),
    ],
    more="Read more: docs/editors-guide.md.",
)
@sops_option
@dry_run_option
@speaking
def undo(say: Translate, sops: Path, dry_run: bool) -> None:
    """Take back what the last command changed in the catalogue: all of it, or nothing.

    Files are as they were before that command, byte for byte, those that it removed are there
    again, and those that it made are gone. If one of them was changed since, nothing is taken back.
    Called once more, it makes the same change anew. Changes by hand are not taken back: git has
    those.
    """
    back = take_back(sops)
    if dry_run:
        named = Proposal(back.before, back.after).named_in(back.root)
        for piece in unified(named.before, named.after):
            tell_bytes(piece)
        return
    write_files(back.root, back.before, back.after, rights=back.rights)
    done = Phrase(
        "taken back in {count} files; once more `sopc undo` makes the change anew",
        count=len(back.after),
    )
    tell(say(done))
