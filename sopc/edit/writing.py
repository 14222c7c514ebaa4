"""Changes that were made in memory, put into the files of a catalogue: all of them, or none."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from sopc.diagnostics import SopcError
from sopc.edit.planned import STAGED, planned
from sopc.edit.switching import Own, changing, refuse_left, settled, switch
from sopc.entered_folder import Rights
from sopc.folder import OutputFolder
from sopc.language import Phrase
from sopc.refusals import reason_of

_NONE: Mapping[str, str] = MappingProxyType({})
_USUAL: Mapping[str, Rights] = MappingProxyType({})


def write_files(
    root: Path,
    before: Mapping[str, bytes | None],
    after: Mapping[str, bytes | None],
    *,
    renamed: Mapping[str, str] = _NONE,
    rights: Mapping[str, Rights] = _USUAL,
) -> None:
    """Put files below ``root`` in their place, by their names there; None is no file.

    All or none, also when the process is killed at any time: what it began the next command ends.
    Files keep their rights; a new one has those of the file that it is another name of by
    ``renamed``, or else those that ``rights`` has for it. Raises SopcError when one is not as it
    was ``before``, is a link or cannot be written, or another command is at work: nothing is
    written then.
    """
    with _in_a_sentence(root):
        is_there = root.exists()
        OutputFolder(root).make()
        try:
            own = Own.of(root)
            with changing(root, own) as out:
                settled(out, own)
                refuse_left(out)
                old = {new: status for new, name in renamed.items() if (status := out.status(name))}
                given = {**rights, **{name: Rights.of(status) for name, status in old.items()}}
                switch(out, planned(out, before, after, given), own)
        except BaseException:
            if not is_there:
                OutputFolder(root.parent).remove_folder(root.name)
            raise


@contextmanager
def _in_a_sentence(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason, file = reason_of(error), _known(root, error)
        raise SopcError(
            Phrase("cannot write `{file}`: {reason}", file=file, reason=reason)
        ) from None


def _known(root: Path, error: OSError) -> Path:
    """The file that cannot be written, by its place in the catalogue, not where it waits."""
    path = root if error.filename is None else Path(os.fsdecode(error.filename))
    if path == root or not path.is_relative_to(root):
        return path
    first, *parts = path.relative_to(root).parts
    if not first.startswith(STAGED):
        return path
    return root.joinpath(*parts[1:]) if parts[:1] == ["new"] else root
