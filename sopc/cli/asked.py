"""What of a catalogue a user asks about: files, folders, numbers and names, as paths below it."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sopc.catalogue.lookup import called, meant, names
from sopc.catalogue.organisation import ROOT_FILES
from sopc.diagnostics import SopcError
from sopc.known import below
from sopc.language import Phrase
from sopc.pipeline import Checked


def paths_of(words: Iterable[str], root: Path, checked: Checked) -> frozenset[str] | None:
    """The paths below ``root`` of what some words name; None for all of it, also without words.

    Raises SopcError for a word that names nothing, or something elsewhere.
    """
    paths = frozenset(_path_of(word, root, checked) for word in words)
    return None if not paths or "." in paths else paths


def _path_of(word: str, root: Path, checked: Checked) -> str:
    """Where something is: a number before a file, so that none can take its place."""
    entry = called(checked.catalogue, word) if checked.catalogue else None
    if entry is not None:
        return below(entry.location.file, root)
    files = [below(file, root) for file in _files(checked)]
    for file in files:
        if word in (file, Path(file).stem):  # also of one that could not be read
            return file
    for path in _below(word, root):
        return path
    if os.path.lexists(word):
        raise SopcError(Phrase("`{file}` is not in the catalogue `{root}`", file=word, root=root))
    known = names(checked.catalogue) if checked.catalogue else [Path(file).stem for file in files]
    hint = meant(word, [*known, *files, *ROOT_FILES])
    message = Phrase("no file, SOP or draft of the catalogue is called `{name}`", name=word)
    raise SopcError(Phrase("{message}; {hint}", message=message, hint=hint) if hint else message)


def _files(checked: Checked) -> Iterator[str]:
    """The files that were read, or in which something was found."""
    yield from checked.source_map.files
    for found in checked.diagnostics:
        yield found.place.file


def _below(word: str, root: Path) -> Iterator[str]:
    """The path below the catalogue of something that is there, named from here or from there."""
    for path in (Path(word), root / word):
        try:
            named = Path(os.path.abspath(path))  # noqa: PTH100  # `..` leads up as one reads it
            there = Path(os.path.realpath(named.parent), named.name)
            inside = there.relative_to(os.path.realpath(root))
        except ValueError:  # elsewhere, or no name that a system knows
            continue
        if os.path.lexists(named):
            yield inside.as_posix()
