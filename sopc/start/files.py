"""The files that change with a new SOP, as they are and as they are to be."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.modeline import SCHEMA_FOLDER
from sopc.catalogue.number import SopNumber
from sopc.catalogue.organisation import ACTORS_FILE
from sopc.catalogue.sop_folders import SopFolder
from sopc.check.form.schema_line import agreed, line_to, named_by
from sopc.diagnostics import SopcError, SourceMap
from sopc.language import Phrase
from sopc.limits import YAML
from sopc.load.file_names import printable
from sopc.reader import Unreadable, read
from sopc.start.actors import with_actors
from sopc.start.names import free_key
from sopc.start.sop import NewSop, sop_text

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class NewFiles:
    """``path`` is that of the SOP's file, below the catalogue's folder as all names are, and
    ``actors`` are the keys that are new with it.

    None is a file that is not there yet.
    """

    path: str
    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]
    actors: tuple[str, ...]


def new_files(
    sop: NewSop,
    place: SopFolder,
    actors: Mapping[str, str],
    root: Path,
    there: tuple[Catalogue, SourceMap],
    today: date,
) -> NewFiles:
    """The file of a new SOP, and the actors' with those that are new, by keys and names.

    Raises SopcError when the SOP's file is there already, or the actors' cannot be added to.
    """
    catalogue, _ = there
    path = f"{place.folder}/{_stem(sop, catalogue)}.yaml"
    if os.path.lexists(root / path):
        raise SopcError(Phrase("`{file}` is there already", file=root / path))
    text = sop_text(replace(sop, schema=_schema(root, path, there)), catalogue, today)
    before: dict[str, bytes | None] = {path: None}
    after: dict[str, bytes | None] = {path: text.encode("utf-8")}
    if actors:
        before[ACTORS_FILE], after[ACTORS_FILE] = _with_actors(root, actors)
    return NewFiles(path, before, after, tuple(actors))


def _stem(sop: NewSop, catalogue: Catalogue) -> str:
    """What the file is called: the number, or the name of a draft that has none."""
    if sop.number:
        return SopNumber((), sop.number).file_stem
    stems = {entry.location.stem for entry in catalogue.entries}
    return free_key(f"draf {sop.title}", stems, otherwise="draf", longest=_LONGEST_NAME)


def _with_actors(root: Path, actors: Mapping[str, str]) -> tuple[bytes, bytes]:
    try:
        raw = read(root / ACTORS_FILE, YAML)
    except Unreadable as error:
        raise SopcError(
            Phrase("cannot read `{file}`: {reason}", file=ACTORS_FILE, reason=error.reason)
        ) from None
    made = with_actors(raw, actors)
    if made is None:
        raise SopcError(
            Phrase(
                "nothing can be added at the end of `{file}`: add `{line}` yourself, and give "
                "--actor {key}",
                file=ACTORS_FILE,
                line=", ".join(f"{key}: {name}" for key, name in actors.items()),
                key=next(iter(actors)),
            )
        )
    return raw, made


def _schema(root: Path, path: str, there: tuple[Catalogue, SourceMap]) -> str:
    """The line that leads to the schema of the other SOPs, or else of the catalogue."""
    own = root / SCHEMA_FOLDER / "sop.json"
    target = agreed(named_by(*there))
    if not target and own.is_file():
        target = printable(own)
    return line_to(printable(root / path), target) if target else ""
