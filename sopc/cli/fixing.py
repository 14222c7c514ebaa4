"""``sopc check --fix`` and ``--diff``: the mends that findings carry, made or shown."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from sopc import pipeline
from sopc.changes import RenameFile
from sopc.cli.streams import tell, tell_bytes
from sopc.cli.taking_back import tell_undo
from sopc.diagnostics import Diagnostic
from sopc.edit.mending import Mended, Wanted
from sopc.edit.unified import unified
from sopc.edit.writing import write_files
from sopc.language import Phrase, Translate
from sopc.limits import YAML
from sopc.load.file_names import printable
from sopc.pipeline import Checked
from sopc.reader import Unreadable, read

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

    def mended(self, base: Mapping[str, bytes | None]) -> Mended[Checked]:
        """What mends make of the catalogue as it is now, but for the files of ``base``."""
        return pipeline.mend(
            self.sops, date.today(), self.wanted, since=self.since, source=self.source, base=base
        )


@dataclass(slots=True)
class _Fixed:
    """What mends make of a catalogue, with files' new names; nothing is written yet.

    ``before`` and ``after`` are the bytes of the files that change, by the names that places have;
    ``renamed`` the names that files have, by those that they get.
    """

    found: Checked
    checked: Checked
    before: dict[str, bytes | None] = field(default_factory=dict)
    after: dict[str, bytes | None] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    done: list[Diagnostic] = field(default_factory=list)
    refused: list[Diagnostic] = field(default_factory=list)

    def take(self, mended: Mended[Checked]) -> None:
        """What one reading of the catalogue has mended."""
        for file, data in mended.after.items():
            self.before.setdefault(file, mended.before[file])
            self.after[file] = data
        self.done += mended.done
        self.checked, self.refused = mended.checked, mended.refused

    def data(self, file: str) -> bytes | None:
        """The bytes of a file; None where it cannot be read."""
        if file in self.after:
            return self.after[file]
        with suppress(Unreadable):
            return read(Path(file), YAML)
        return None

    def rename(self, rename: RenameFile) -> None:
        """A file gets another name."""
        old, new, data = rename.file, _new_name(rename), self.data(rename.file)
        self.before.setdefault(old, data)
        self.before.setdefault(new, None)
        self.after |= {old: None, new: data}
        self.renamed[new] = self.renamed.pop(old, old)

    def is_free(self, file: str) -> bool:
        """Whether nothing has a name."""
        if file in self.after:
            return self.after[file] is None
        return not os.path.lexists(file)


def mend(fixing: Fixing, say: Translate) -> Checked:
    """Mend the catalogue, tell what was mended, and return what is found afterwards.

    Raises SopcError when a file cannot be written: nothing is mended then.
    """
    fixed = _fixed(fixing)
    write_files(
        fixing.sops,
        _below(fixing.sops, fixed.before),
        _below(fixing.sops, fixed.after),
        renamed={
            _name(fixing.sops, new): _name(fixing.sops, n) for new, n in fixed.renamed.items()
        },
    )
    for each in fixed.done:
        assert each.fix is not None
        tell(f"{_where(each)}: {say(each.fix.label)}", err=fixing.err)
    for each in fixed.refused:
        message = Phrase("not mended, as something else would be wrong then")
        tell(f"{_where(each)}: {say(message)}", err=fixing.err)
    if fixed.done:
        tell(say(_count(fixed.done)), err=fixing.err)
        tell_undo(say, fixing.sops)
    return fixed.checked


def show_diff(fixing: Fixing, say: Translate) -> Checked:
    """Show what mends would change, and return what is found as long as nothing is changed."""
    fixed = _fixed(fixing)
    for piece in unified(fixed.before, fixed.after):
        tell_bytes(piece)
    message = Phrase("--fix would mend nothing")
    if fixed.done:
        message = Phrase(
            "--fix would mend {count} in {files} files",
            count=len(fixed.done),
            files=_files(fixed.done),
        )
    tell(say(message), err=True)
    return fixed.found


def _fixed(fixing: Fixing) -> _Fixed:
    """What all mends make of the catalogue: it is read anew while files get other names."""
    fixed: _Fixed | None = None
    for _ in range(_MOST_TIMES):
        mended = fixing.mended({} if fixed is None else fixed.after)
        fixed = fixed or _Fixed(mended.found, mended.checked)
        fixed.take(mended)
        renaming = _renaming(mended, fixed, fixing)
        fixed.done += renaming
        for each in renaming:
            for rename in each.fix.renames if each.fix else ():
                fixed.rename(rename)
        if not renaming:
            break
    assert fixed is not None
    return fixed


def _renaming(mended: Mended[Checked], fixed: _Fixed, fixing: Fixing) -> list[Diagnostic]:
    """The findings that are mended by a file's new name: one that nothing has yet."""
    chosen: list[Diagnostic] = []
    given: set[str] = set()
    for each in mended.renaming(fixing.wanted):
        (rename,) = each.fix.renames if each.fix else ()
        new = _new_name(rename)
        is_read = fixed.data(rename.file) is not None
        if is_read and new not in given and fixed.is_free(new):
            given.add(new)
            chosen.append(each)
    return chosen


def _new_name(rename: RenameFile) -> str:
    return printable(Path(rename.file).with_name(rename.name))


def _below(root: Path, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
    return {_name(root, file): data for file, data in files.items()}


def _name(root: Path, file: str) -> str:
    return Path(file).relative_to(root).as_posix()


def _where(found: Diagnostic) -> str:
    return f"{found.place.file}:{found.place.line}:{found.place.column}: {found.code}"


def _count(done: Sequence[Diagnostic]) -> Phrase:
    return Phrase("mended: {count} in {files} files", count=len(done), files=_files(done))


def _files(found: Sequence[Diagnostic]) -> int:
    return len({each.place.file for each in found})
