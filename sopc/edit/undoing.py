"""What the last command changed in a catalogue, taken back: made ready here, written elsewhere."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sopc.diagnostics import SopcError
from sopc.edit.last_change import last_change
from sopc.edit.switching import Own
from sopc.entered_folder import Rights
from sopc.folder import OutputFolder
from sopc.language import Phrase
from sopc.limits import UNDO


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The bytes of files below ``root`` now and as they were; None is no file.

    ``rights`` are those that files had.
    """

    root: Path
    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]
    rights: Mapping[str, Rights]


def take_back(sops: Path) -> TakenBack:
    """What taking back the last command would do to the catalogue in ``sops``.

    That command may have begun the catalogue, and changed the folder that it is in. Raises
    SopcError where nothing is kept of it, or files were changed since.
    """
    for root in (sops, Path(os.path.normpath(sops / ".."))):
        own = Own.of(root)
        last = last_change(root, own.seals, own.undo)
        if last is not None:
            break
    else:
        raise SopcError(
            Phrase(
                "there is nothing to take back: no command has changed `{root}`, or what it "
                "replaced could not be kept",
                root=sops,
            )
        )
    folder = OutputFolder(root)
    now = {name: folder.read(name, UNDO) for name in last.after}
    changed = [name for name, sha in last.after.items() if not _is(folder, name, now[name], sha)]
    if changed:
        raise SopcError(
            Phrase(
                "nothing was taken back, for these files were changed since the last command that "
                "changed `{root}`: {files}",
                files=", ".join(f"`{name}`" for name in sorted(changed)),
                root=root,
            )
        )
    return TakenBack(root, now, last.before, last.rights)


def _is(folder: OutputFolder, name: str, data: bytes | None, sha: str | None) -> bool:
    """Whether a file is as the digest says; None is no file."""
    if sha is None or data is None:
        return sha is None and not folder.has(name)
    return sha256(data).hexdigest() == sha
