"""``sopc check --fix`` and ``--diff``: the mends that findings carry, made or shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from sopc import pipeline
from sopc.changes import RenameFile
from sopc.cli.streams import tell, tell_bytes
from sopc.diagnostics import Diagnostic
from sopc.edit.mending import Mended, Wanted
from sopc.edit.unified import unified
from sopc.edit.writing import is_free, rename_files, write_mended
from sopc.language import Phrase, Translate
from sopc.limits import YAML
from sopc.pipeline import Checked
from sopc.reader import read

_MOST_TIMES = 20
"""How often a catalogue is read anew because a file that was renamed is now one of its own."""

F = TypeVar("F", bound=Callable[..., None])


def fixing_options(command: F) -> F:
    """The options ``--fix`` and ``--diff``."""
    command = click.option(
        "--diff",
        "as_diff",
        is_flag=True,
        help="Show what --fix would change, as a diff; nothing is changed.",
    )(command)
    return click.option(
        "--fix", is_flag=True, help="Mend what has one safe mend, and report what remains."
    )(command)


@dataclass(frozen=True, slots=True)
class Fixing:
    """What is to be mended of which catalogue, and where that is told."""

    sops: Path
    since: str | None
    source: Path | None
    wanted: Wanted[Checked]
    err: bool

    def mended(self) -> Mended[Checked]:
        """What mends make of the catalogue as it is now."""
        return pipeline.mend(
            self.sops, date.today(), self.wanted, since=self.since, source=self.source
        )


def mend(fixing: Fixing, say: Translate) -> Checked:
    """Mend the catalogue, tell what was mended, and return what is found afterwards.

    Raises SopcError when a file cannot be written.
    """
    done: list[Diagnostic] = []
    for _ in range(_MOST_TIMES):
        mended = fixing.mended()
        renaming = _renaming(mended, fixing)
        if not mended.done and not renaming:
            break
        write_mended(fixing.sops, mended.before, mended.after)
        _tell_each(mended.done, fixing, say)
        rename_files(fixing.sops, _renames(renaming))
        _tell_each(renaming, fixing, say)
        done += [*mended.done, *renaming]
    for each in mended.refused:
        message = Phrase("not mended, as something else would be wrong then")
        tell(f"{_where(each)}: {say(message)}", err=fixing.err)
    if done:
        tell(say(_count(done)), err=fixing.err)
    return mended.checked


def show_diff(fixing: Fixing, say: Translate) -> Checked:
    """Show what mends would change, and return what is found as long as nothing is changed."""
    mended = fixing.mended()
    renaming = _renaming(mended, fixing)
    renamed = {each.file: str(Path(each.file).with_name(each.name)) for each in _renames(renaming)}
    before = {file: read(Path(file), YAML) for file in renamed if file not in mended.before}
    before |= mended.before
    for piece in unified(before, mended.after, renamed):
        tell_bytes(piece)
    found = [*mended.done, *renaming]
    message = Phrase("--fix would mend nothing")
    if found:
        message = Phrase(
            "--fix would mend {count} in {files} files", count=len(found), files=_files(found)
        )
    tell(say(message), err=True)
    return mended.found


def _renaming(mended: Mended[Checked], fixing: Fixing) -> list[Diagnostic]:
    """The findings that are mended by a file's new name: one that nothing has yet."""
    chosen: list[Diagnostic] = []
    given: set[Path] = set()
    for each in mended.renaming(fixing.wanted):
        (rename,) = each.fix.renames if each.fix else ()
        path = Path(rename.file).with_name(rename.name)
        if path not in given and is_free(fixing.sops, rename):
            given.add(path)
            chosen.append(each)
    return chosen


def _renames(found: Sequence[Diagnostic]) -> list[RenameFile]:
    return [rename for each in found if each.fix for rename in each.fix.renames]


def _tell_each(found: Sequence[Diagnostic], fixing: Fixing, say: Translate) -> None:
    for each in found:
        assert each.fix is not None
        tell(f"{_where(each)}: {say(each.fix.label)}", err=fixing.err)


def _where(found: Diagnostic) -> str:
    return f"{found.place.file}:{found.place.line}:{found.place.column}: {found.code}"


def _count(done: Sequence[Diagnostic]) -> Phrase:
    return Phrase("mended: {count} in {files} files", count=len(done), files=_files(done))


def _files(found: Sequence[Diagnostic]) -> int:
    return len({each.place.file for each in found})
