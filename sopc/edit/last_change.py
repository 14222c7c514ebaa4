"""What the last command that changed a catalogue replaced there, kept so that it can be taken back.

It lies in the user's own folder for the state of programs, sealed, by the catalogue's place.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sopc.entered_folder import Rights
from sopc.folder import InTheWay, OutputFolder
from sopc.limits import UNDO, UNDO_COUNT, UNDO_TOGETHER
from sopc.transaction.exchange import Staging
from sopc.transaction.journal import Journal
from sopc.transaction.seals import Seals

_FOLDER = "undo"


@dataclass(frozen=True, slots=True)
class LastChange:
    """What files were ``before``, and the digests of what they were ``after``; None is no file.

    ``rights`` are those that files had before.
    """

    before: Mapping[str, bytes | None]
    after: Mapping[str, str | None]
    rights: Mapping[str, Rights]


def remember(staging: Staging, journal: Journal, seals: Seals, state: Path | None) -> None:
    """Keep what a change replaced, which is done but for that; in place of what was kept before.

    Where it cannot be kept, or is more than ``UNDO``, nothing is: the change stands all the same.
    """
    if state is None:
        return
    folder, place = OutputFolder(state).below(_FOLDER), _place(staging.out.path)
    with suppress(OSError, InTheWay):  # a link that somebody put there is not followed
        folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.remove(_file(place))
        kept = _kept(staging, journal)
        if kept is None:
            return
        data = json.dumps(kept).encode("ascii")
        folder.write(_file(place), seals.seal(_purpose(place), data).encode("ascii"), data)
        _make_room(folder)


def last_change(root: Path, seals: Seals, state: Path | None) -> LastChange | None:
    """What the last command replaced in a catalogue; None where nothing is kept of it."""
    place = _place(root)
    if state is None:
        return None
    raw = OutputFolder(state).below(_FOLDER).read(_file(place), 3 * UNDO)
    data = None if raw is None else seals.opened(_purpose(place), raw)
    if data is None:
        return None
    kept = json.loads(data)
    return LastChange(
        {n: None if d is None else b64decode(d) for n, d in kept["before"].items()},
        kept["after"],
        {name: Rights(mode) for name, mode in kept["rights"].items()},
    )


def _kept(staging: Staging, journal: Journal) -> dict[str, object] | None:
    """What is written down: None where it is too much, or somebody has changed it or taken it
    away."""
    before: dict[str, str | None] = dict.fromkeys(journal.new)
    rights, left = {}, UNDO
    for name in journal.old:
        status, data = staging.old.status(name), staging.old.read(name, left)
        if data is None or status is None or sha256(data).hexdigest() != journal.old[name]:
            return None
        left -= len(data)
        before[name] = b64encode(data).decode("ascii")
        rights[name] = Rights.of(status).mode
    after = {name: journal.new.get(name) for name in before}
    return {"before": before, "after": after, "rights": rights}


def _make_room(folder: OutputFolder) -> None:
    """Remove what is kept of the catalogues that were changed longest ago, where it is too much."""
    found = sorted(folder.entries(), key=lambda entry: entry[1].st_mtime_ns, reverse=True)
    size = 0
    for count, (name, status) in enumerate(found, 1):
        size += status.st_size
        if count > UNDO_COUNT or size > UNDO_TOGETHER:
            folder.remove(name)


def _place(root: Path) -> bytes:
    return os.fsencode(os.path.realpath(root))


def _file(place: bytes) -> str:
    return sha256(place).hexdigest()[:32]


def _purpose(place: bytes) -> str:
    return f"last change, form 1, of {place.hex()}"
