"""What a killed command began in a folder: finished before another does anything else."""

import os
from collections.abc import Iterable
from pathlib import Path

import click

from sopc.cli.common import FILE, THERE
from sopc.cli.spoken import click_speaks, language_in
from sopc.cli.streams import tell
from sopc.diagnostics import SopcError
from sopc.language import Translate
from sopc.publish.install import begun_above, has_begun, settle


def settle_catalogue(say: Translate, sops: Path) -> None:
    """Finish or undo what a killed command began in a catalogue, and tell of it.

    Raises SopcError when neither can be done, or a living command is at it.
    """
    from sopc.edit.switching import settle

    for phrase in settle(sops):
        tell(f"sopc: {say(phrase)}", err=True)


def settle_outputs(out: Path, sops: Path) -> None:
    """Finish or undo what a killed build began in ``out``, for a command that needs the files.

    Raises SopcError when that cannot be done, or a living build is doing it.
    """
    if has_begun(out):  # else no key is needed
        from sopc.transaction.seals import Seals
        from sopc.transaction.user_key import user_key

        settle(out, Seals(user_key(os.environ, (sops, out)).data))


def settle_beside(say: Translate, out: Path, sops: Path) -> None:
    """The same for a command that does not need them: what cannot be done is said, no more."""
    from sopc.transaction.lock import Busy

    try:
        settle_outputs(out, sops)
    except Busy:
        return
    except SopcError as error:
        tell(f"sopc: {say(error.message)}", err=True)


def settled_files(
    files: Iterable[Path], sops: Path, *, or_folders: bool = False
) -> tuple[Path, ...]:
    """The same for a command that is given files of a build, wherever that is: they may be in their
    places only then. Raises click's error for one that is not there, or is a folder unless these
    may be given, too."""
    files = tuple(files)
    above = {folder for file in files for folder in begun_above(file)}
    for folder in above.union(file for file in files if or_folders and file.is_dir()):
        settle_outputs(folder, sops)
    context = click.get_current_context()
    named = context.command.get_params(context)
    argument = next(each for each in named if each.name == "files")
    kind = THERE if or_folders else FILE
    with click_speaks(language_in(context)):
        return tuple(Path(kind.convert(str(file), argument, context)) for file in files)
