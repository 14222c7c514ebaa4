"""Is a printed page current? Its code says which SOP it is and what that said; git has the past."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from sopc.catalogue.boxes import Defaults
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.number import SopNumber
from sopc.catalogue.organisation import ROOT_FILES, SETTINGS_FILE, Settings
from sopc.limits import YAML
from sopc.load.file_names import stays_below
from sopc.load.git import History
from sopc.load.loader import load_catalogue
from sopc.reader import Unreadable, read_start
from sopc.render.qr import Code, code_of, read_code

_DEFAULTS = b"bawaan"


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
    texts = history.contents([blob for _, _, blob in versions], YAML)
    settings = _past_settings(history, catalogue)
    for commit, path, blob in versions:
        if stays_below(path) and blob in texts and _said(code, root, path, texts[blob], settings):
            return Found(Standing.SUPERSEDED, now, commit)
    return Found(Standing.UNKNOWN, now)


def _said(code: Code, root: Path, path: str, text: bytes, settings: Sequence[Settings]) -> bool:
    """Whether an SOP's file once said what a code stands for, with the defaults of some time."""
    past = _loaded({**dict(_root_files(root)), path: text})
    entries = past.entries if past else ()
    return any(code.digest == code_of(entry).digest for entry in _filled_in(entries, settings))


def _root_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """What stands beside the SOPs of a catalogue, as far as it can be read."""
    for name in ROOT_FILES:
        with suppress(Unreadable):
            yield name, read_start(root / name, YAML)


def _filled_in(entries: Iterable[Entry], settings: Iterable[Settings]) -> Iterator[Entry]:
    """Entries as they are, and as they were with the defaults of other settings."""
    for entry in entries:
        yield entry
        for past in settings:
            units = {unit.folder: unit for unit in past.units}
            unit = units.get(entry.location.unit.folder)
            if unit is not None:
                yield Entry.of(replace(entry.location, unit=unit), entry.own, past)


def _past_settings(history: History, catalogue: Catalogue) -> list[Settings]:
    """The catalogue's settings at all times, if what SOPs say ever depended on them."""
    defaults = any(each != Defaults() for _, each, _ in catalogue.settings.written_defaults())
    versions = history.versions(SETTINGS_FILE)
    blobs = [blob for _, path, blob in versions if path == SETTINGS_FILE]
    texts = [*history.contents(blobs, YAML).values()]
    if not defaults and not any(_DEFAULTS in text for text in texts):
        return []
    loaded = (_loaded({SETTINGS_FILE: text}) for text in texts)
    return [past.settings for past in loaded if past is not None]


def _loaded(files: Mapping[str, bytes]) -> Catalogue | None:
    """The catalogue that some files by themselves are."""
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            file = Path(folder) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
        return load_catalogue(Path(folder)).catalogue
