"""Mends that were made in memory, put into the files of a catalogue: whole, or not at all."""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sopc.changes import RenameFile
from sopc.diagnostics import SopcError
from sopc.folder import OutputFolder
from sopc.language import Phrase
from sopc.refusals import reason_of


def write_mended(root: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Put the bytes of files below ``root`` in their place, where they are as they were before.

    Raises SopcError when a file cannot be written, is a link, or was changed meanwhile: then none
    is written, unless the system fails in between; each is whole in any case.
    """
    pairs = {_below(root, file): (before[file], data) for file, data in after.items()}
    whole = OutputFolder(root)
    with _in_a_sentence():
        for above in sorted({name.rpartition("/")[0] for name in pairs}):
            # what one that was killed has left, who has been here before
            (whole.below(above) if above else whole).remove_unfinished()
        whole.exchange(pairs)


def write_files(
    root: Path, before: Mapping[str, bytes | None], after: Mapping[str, bytes | None]
) -> None:
    """Put files below ``root`` in their place, by their names there; None is no file.

    Raises SopcError when one is not as it was ``before``, or cannot be written: then none is.
    """
    whole = OutputFolder(root)
    with _in_a_sentence():
        for name, data in after.items():
            was = before[name]
            if was is None and data is not None:
                if whole.has(name):
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), root / name)
                whole.write(name, data)
        both = {
            name: (was, data)
            for name, data in after.items()
            if (was := before[name]) is not None and data is not None
        }
        whole.exchange(both)
        for name, data in after.items():
            if data is None:
                whole.remove(name)


def rename_files(root: Path, renames: Iterable[RenameFile]) -> None:
    """Give files below ``root`` other names. Raises SopcError where one is taken, or it fails."""
    with _in_a_sentence():
        for rename in renames:
            OutputFolder(root).rename(_below(root, rename.file), rename.name)


def is_free(root: Path, rename: RenameFile) -> bool:
    """Whether nothing has the name that a file is to get. Raises SopcError."""
    above = Path(_below(root, rename.file)).parent
    with _in_a_sentence():
        return not OutputFolder(root).has((above / rename.name).as_posix())


def _below(root: Path, file: str) -> str:
    return Path(file).relative_to(root).as_posix()


@contextmanager
def _in_a_sentence() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = reason_of(error)
        raise SopcError(
            Phrase("cannot write `{file}`: {reason}", file=error.filename, reason=reason)
        ) from None
