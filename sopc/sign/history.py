"""Is a printed page current? Its code says which SOP it is and what that said; git has the past."""

import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.number import SopNumber
from sopc.load.files import MAX_BYTES, stays_below
from sopc.load.git import History
from sopc.load.loader import ROOT_FILES, load_catalogue
from sopc.render.qr import Code, code_of, read_code


class Standing(StrEnum):
    """What a printed page is worth today."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """A code's standing; ``now`` is what the catalogue has under its name.

    ``commit`` is the last one that wrote what a superseded page says.
    """

    standing: Standing
    now: Code | None = None
    commit: str | None = None

    @property
    def is_current(self) -> bool:
        """Whether the page may be relied on."""
        return self.standing is Standing.CURRENT


def standing_of(text: str, catalogue: Catalogue, root: Path) -> Found:
    """Look a printed code up in the catalogue in ``root``, then in its past.

    What is no code is as unknown as one that was never printed. Raises SopcError when git cannot
    tell.
    """
    code = read_code(text)
    if code is None:
        return Found(Standing.UNKNOWN)
    entries = {code_of(entry).name.upper(): entry for entry in catalogue.entries}
    entry = entries.get(code.name)
    now = code_of(entry) if entry else None
    if now is not None and now.digest == code.digest:
        return Found(Standing.CURRENT, now)
    history = History.of(root)
    stems = [SopNumber((), code.name).file_stem]
    if entry is not None and entry.location.stem.upper() != stems[0].upper():
        stems.append(entry.location.stem)  # NUM005 was let stand
    versions = [each for stem in stems for each in history.versions(f"{stem}.yaml")]
    texts = history.contents([blob for _, _, blob in versions], MAX_BYTES)
    for commit, path, blob in versions:
        if stays_below(path) and blob in texts and _said(code, root, path, texts[blob]):
            return Found(Standing.SUPERSEDED, now, commit)
    return Found(Standing.UNKNOWN, now)


def _said(code: Code, root: Path, path: str, text: bytes) -> bool:
    """Whether an SOP's file once said what a code stands for."""
    with TemporaryDirectory() as folder:
        for name in ROOT_FILES:
            if (root / name).is_file():
                shutil.copyfile(root / name, Path(folder) / name)
        file = Path(folder) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)
        past = load_catalogue(Path(folder)).catalogue
    return past is not None and code.digest in [code_of(entry).digest for entry in past.entries]
