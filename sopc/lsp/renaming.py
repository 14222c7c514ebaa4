"""Another name for what has one: every place at which it stands, or why that cannot be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sopc.catalogue.base import KEY, Refusal
from sopc.catalogue.number import SopNumber
from sopc.catalogue.references import NameKind
from sopc.catalogue.step import CODE, END
from sopc.diagnostics import SopcError
from sopc.edit.noted import in_notes
from sopc.edit.occurrences import Occurrence
from sopc.language import Phrase
from sopc.load.plain_yaml import Extent
from sopc.load.reading import CLOSED
from sopc.load.yaml_scalars import plain
from sopc.lsp.snapshot import ReadFile, Snapshot

_QUOTES = "\"'"


@dataclass(frozen=True, slots=True)
class Renaming:
    """The edits: in which file, from where to where, and what is to stand there; and what the file
    that is named by a number is to be called, if it is."""

    edits: tuple[tuple[ReadFile, Extent, str], ...]
    moved: tuple[ReadFile, str] | None = None


def renamed(snapshot: Snapshot, occurrence: Occurrence, new: str) -> Renaming:
    """What is to be changed for a name to be another. Raises SopcError when it cannot be so."""
    new = new.strip()
    _hold_known(snapshot, occurrence)
    _hold_valid(snapshot, occurrence, new)
    _hold_free(snapshot, occurrence, new)
    _hold_whole(snapshot, occurrence)
    edits = tuple(
        (snapshot.files[each.file], each.extent, _written(snapshot, each, new))
        for each in snapshot.named()
        if each.is_of(occurrence)
    )
    noted = tuple(
        (file, extent, new)
        for file in snapshot.files.values()
        if file.document is not None
        for extent in in_notes(file.kind, file.document, occurrence)
    )
    return Renaming((*edits, *noted), _moved(snapshot, occurrence, new))


def can_be_renamed(snapshot: Snapshot, occurrence: Occurrence) -> bool:
    """Whether a name is given somewhere."""
    return occurrence.row is None and any(_definitions(snapshot, occurrence))


def without_quotes(file: ReadFile, occurrence: Occurrence) -> Extent:
    """From where to where a name stands, without the quotes around it."""
    start, end = occurrence.extent
    if file.text[start] in _QUOTES and file.text[start] == file.text[end - 1]:
        return start + 1, end - 1
    return start, end


def _definitions(snapshot: Snapshot, occurrence: Occurrence) -> Iterator[Occurrence]:
    return (each for each in snapshot.named() if each.defines and each.is_of(occurrence))


def _hold_known(snapshot: Snapshot, occurrence: Occurrence) -> None:
    if occurrence.row is not None:
        raise SopcError(
            Phrase("a row is called by its place here: give it a `kode`, and rename that")
        )
    if not can_be_renamed(snapshot, occurrence):
        raise SopcError(Phrase("`{name}` is not defined in this catalogue", name=occurrence.name))


def _hold_valid(snapshot: Snapshot, occurrence: Occurrence, new: str) -> None:
    if occurrence.named is NameKind.NUMBER:
        _hold_number(snapshot, occurrence, new)
    elif occurrence.named is NameKind.STEP and (new == END or not re.fullmatch(CODE, new)):
        raise SopcError(
            Phrase(
                "`{text}` is no code of a step: small letters, digits and hyphens, a letter first, "
                "and not `selesai`",
                text=new,
            )
        )
    elif not re.fullmatch(KEY, new):
        raise SopcError(
            Phrase("`{text}` is no key: small letters, digits and hyphens between them", text=new)
        )


def _hold_number(snapshot: Snapshot, occurrence: Occurrence, new: str) -> None:
    (own, *_) = _definitions(snapshot, occurrence)
    catalogue = snapshot.catalogue
    if catalogue is None:
        raise SopcError(Phrase("katalog.yaml has errors: mend them first"))
    folders = snapshot.files[own.file].path.relative_to(snapshot.root).parts[:-1]
    numbering = catalogue.numbering.in_folder(folders[0] if folders else "")
    try:
        values = numbering.parse(new) and numbering.values(new)
    except Refusal as refusal:
        raise SopcError(refusal.message) from None
    entry = snapshot.entry(own.file)
    place = entry.location if entry else None
    theirs = {
        "unit": place.unit.number if place else None,
        "seksi": place.section.number if place and place.section else None,
    }
    for field, number in theirs.items():
        given = (values or {}).get(field, number)
        if number is not None and given != number:
            raise SopcError(
                Phrase(
                    "`{text}` has another {field} than the folder of the file, {number}",
                    text=new,
                    field=field,
                    number=number,
                )
            )


def _hold_free(snapshot: Snapshot, occurrence: Occurrence, new: str) -> None:
    for each in snapshot.named():
        within = occurrence.named is not NameKind.STEP or each.file == occurrence.file
        if each.defines and within and (each.named, each.name) == (occurrence.named, new):
            raise SopcError(Phrase("`{name}` is taken: choose another", name=new))


def _hold_whole(snapshot: Snapshot, occurrence: Occurrence) -> None:
    """A file that cannot be read may hold the name as well, and would keep the old one."""
    if occurrence.named is NameKind.STEP:
        return
    closed = [each.place.file for each in snapshot.checked.diagnostics if each.code == CLOSED.code]
    broken = [name for name, file in snapshot.files.items() if file.document is None]
    for name in (*closed, *broken):
        raise SopcError(
            Phrase("`{file}` cannot be read, and may hold the name: mend it first", file=name)
        )


def _written(snapshot: Snapshot, occurrence: Occurrence, new: str) -> str:
    """The new name as it is to stand there: in the quotes that the old one has."""
    old = snapshot.files[occurrence.file].text[slice(*occurrence.extent)]
    if old[:1] in _QUOTES and old[:1] == old[-1:]:
        return f"{old[0]}{new}{old[0]}"
    return new if plain(new) == new else f'"{new}"'


def _moved(snapshot: Snapshot, occurrence: Occurrence, new: str) -> tuple[ReadFile, str] | None:
    if occurrence.named is not NameKind.NUMBER:
        return None
    (own, *_) = _definitions(snapshot, occurrence)
    file, stem = snapshot.files[own.file], SopNumber((), new).file_stem
    if file.path.stem != SopNumber((), occurrence.name).file_stem or stem == file.path.stem:
        return None
    name = f"{stem}.yaml"
    if file.path.with_name(name).exists():
        raise SopcError(Phrase("`{name}` is taken: choose another", name=name))
    return file, name
