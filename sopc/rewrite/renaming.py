"""Other names for what has some: every place at which they stand, or why that cannot be.

An editor's renaming and ``sopc rename-key`` are this: what is refused, and what is changed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sopc.catalogue.base import KEY, Refusal
from sopc.catalogue.number import SopNumber
from sopc.catalogue.organisation import ACTORS_FILE, OFFICIALS_FILE, REGULATIONS_FILE
from sopc.catalogue.references import NameKind
from sopc.catalogue.step import CODE, END
from sopc.changes import Change, RenameKey, Replace
from sopc.diagnostics import SopcError
from sopc.edit.noted import NewNames, in_notes, in_words
from sopc.edit.occurrences import Occurrence, value_at
from sopc.edit.text_edits import TextEdit
from sopc.language import Phrase
from sopc.load.reading import CLOSED
from sopc.notes.names import Names
from sopc.rewrite.files import ReadCatalogue, ReadFile
from sopc.suggest import did_you_mean

REGISTRIES = {
    NameKind.ACTOR: ACTORS_FILE,
    NameKind.REGULATION: REGULATIONS_FILE,
    NameKind.OFFICIAL: OFFICIALS_FILE,
}
"""Where what has a key is given it, in the order in which the annex looks for the name of one: of
two with one key it prints the actor's, then the official's."""
_LOOKED_UP = (NameKind.ACTOR, NameKind.OFFICIAL, NameKind.REGULATION)


@dataclass(frozen=True, slots=True)
class FileEdits:
    """Edits of a file's text, and what they do to its data."""

    file: ReadFile
    edits: tuple[TextEdit, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Renaming:
    """The edits of all files; and what the file that is named by a number is to be called, if it
    is."""

    edits: tuple[FileEdits, ...]
    moved: tuple[ReadFile, str] | None = None


def renamed(read: ReadCatalogue, renames: Sequence[tuple[Occurrence, str]]) -> Renaming:
    """What is to be changed for names, which stand somewhere, to be others, all at once.

    Raises SopcError when one cannot be so. Codes of steps are those of one file.
    """
    renames = [(each, new.strip()) for each, new in renames]
    for reason in refusals(read, renames):
        raise SopcError(reason)
    new_names = new_names_of(read, renames)
    edits = []
    for file in read.files.values():
        made = (*in_places(read, file, new_names), *in_notes_of(file, new_names))
        if made:
            pairs = zip(*made, strict=True)
            edits.append(FileEdits(file, *pairs))
    moved = [_moved(read, each, new) for each, new in renames]
    return Renaming(
        tuple(edits),
        next((each for each in moved if each is not None), None),
    )


def refusals(read: ReadCatalogue, renames: Sequence[tuple[Occurrence, str]]) -> Iterator[Phrase]:
    """Why names cannot be others, all at once."""
    unknown = {each: reason for each, _ in renames if (reason := missing(read, each)) is not None}
    yield from unknown.values()
    for occurrence, new in renames:
        if occurrence not in unknown:
            yield from _invalid(read, occurrence, new)
    yield from _taken(read, renames)
    yield from unread(read, renames)


def missing(read: ReadCatalogue, occurrence: Occurrence) -> Phrase | None:
    """That a name is given nowhere, and what may be meant; None where it is."""
    if occurrence.row is not None:
        return Phrase("a row is called by its place here: give it a `kode`, and rename that")
    if can_be_renamed(read, occurrence):
        return None
    problem = Phrase("`{name}` is not defined in this catalogue", name=occurrence.name)
    within = occurrence.file if occurrence.named is NameKind.STEP else None
    known = dict.fromkeys(
        each.name
        for each in read.named()
        if each.defines and each.named is occurrence.named and within in (None, each.file)
    )
    hint = did_you_mean(occurrence.name, known)
    return Phrase("{problem}; {hint}", problem=problem, hint=hint) if hint else problem


def can_be_renamed(read: ReadCatalogue, occurrence: Occurrence) -> bool:
    """Whether a name is given somewhere."""
    return occurrence.row is None and any(definitions(read, occurrence))


def is_taken(read: ReadCatalogue, occurrence: Occurrence, new: str) -> bool:
    """Whether another entry of the same registry has a name."""
    is_same = occurrence.named in REGISTRIES and new != occurrence.name
    return is_same and can_be_renamed(read, replace(occurrence, name=new))


def definitions(read: ReadCatalogue, occurrence: Occurrence) -> Iterator[Occurrence]:
    """The places at which a name is given: one, in a catalogue without errors."""
    return (each for each in read.named() if each.defines and each.is_of(occurrence))


def new_names_of(read: ReadCatalogue, renames: Sequence[tuple[Occurrence, str]]) -> NewNames:
    names: dict[NameKind, dict[str, str]] = {}
    for occurrence, new in renames:
        names.setdefault(occurrence.named, {})[occurrence.name] = new
    catalogue = read.catalogue
    files = [each.file for each, _ in renames if each.named is NameKind.STEP]
    file = files[0] if files else ""
    if catalogue is None:
        return NewNames(names, file)
    registries: dict[NameKind, Mapping[str, object]] = {
        NameKind.ACTOR: catalogue.actors,
        NameKind.OFFICIAL: catalogue.officials,
        NameKind.REGULATION: catalogue.regulations,
    }

    def registered(key: str) -> NameKind | None:
        return next((each for each in _LOOKED_UP if key in registries[each]), None)

    return NewNames(names, file, registered, Names(catalogue).of)


def in_places(
    read: ReadCatalogue, file: ReadFile, new: NewNames
) -> Iterator[tuple[TextEdit, RenameKey | Replace]]:
    """The edits by which names in a file are others, where it gives them or refers to them."""
    document = file.document
    for each in read.named_in(file.name):
        name = new.of(each.named, each.name, file.name) if each.row is None else each.name
        if name == each.name or document is None:
            continue
        start, end = each.extent
        is_key = each.defines and each.named in REGISTRIES
        value = str(each.path[0] if is_key else value_at(document.value, each.path))
        after = value.replace(each.name, name)
        text = in_words(file.text[start:end], after, _instead(each.name, name))
        change: RenameKey | Replace = Replace(file.name, each.path, value, after)
        if is_key:
            change = RenameKey(file.name, each.path, after)
        yield TextEdit(start, end, text), change


def _instead(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


def in_notes_of(file: ReadFile, new: NewNames) -> Iterator[tuple[TextEdit, Replace]]:
    """The edits by which names in a file's notes are others."""
    if file.document is not None:
        yield from in_notes(file.kind, file.document, new)


def _invalid(read: ReadCatalogue, occurrence: Occurrence, new: str) -> Iterator[Phrase]:
    if occurrence.named is NameKind.NUMBER:
        yield from _invalid_number(read, occurrence, new)
    elif occurrence.named is NameKind.STEP and (new == END or not re.fullmatch(CODE, new)):
        yield Phrase(
            "`{text}` is no code of a step: small letters, digits and hyphens, a letter first, "
            "and not `selesai`",
            text=new,
        )
    elif not re.fullmatch(KEY, new):
        yield Phrase("`{text}` is no key: small letters, digits and hyphens between them", text=new)


def _invalid_number(read: ReadCatalogue, occurrence: Occurrence, new: str) -> Iterator[Phrase]:
    (own, *_) = definitions(read, occurrence)
    catalogue = read.catalogue
    if catalogue is None:
        yield Phrase("katalog.yaml has errors: mend them first")
        return
    folders = read.files[own.file].path.relative_to(read.root).parts[:-1]
    numbering = catalogue.numbering.in_folder(folders[0] if folders else "")
    try:
        values = numbering.parse(new) and numbering.values(new)
    except Refusal as refusal:
        yield refusal.message
        return
    entry = read.entry(own.file)
    place = entry.location if entry else None
    theirs = {
        "unit": place.unit.number if place else None,
        "seksi": place.section.number if place and place.section else None,
    }
    for field, number in theirs.items():
        given = (values or {}).get(field, number)
        if number is not None and given != number:
            yield Phrase(
                "`{text}` has another {field} than the folder of the file, {number}",
                text=new,
                field=field,
                number=number,
            )


def _taken(read: ReadCatalogue, renames: Sequence[tuple[Occurrence, str]]) -> Iterator[Phrase]:
    """No two are called alike afterwards: a name may be taken that its own holder gives up."""
    after = Counter((each.named, new) for each, new in renames)
    given_up = {(each.named, each.name) for each, _ in renames}
    files = {each.file for each, _ in renames}
    for each in read.named():
        within = each.named is not NameKind.STEP or each.file in files
        if each.defines and within and (each.named, each.name) not in given_up:
            after[each.named, each.name] += 1
    for each, new in renames:
        if after[each.named, new] > 1 or new == each.name:
            yield Phrase("`{name}` is taken: choose another", name=new)


def unread(read: ReadCatalogue, renames: Sequence[tuple[Occurrence, str]]) -> Iterator[Phrase]:
    """A file that cannot be read may hold the name as well, and would keep the old one."""
    if all(each.named is NameKind.STEP for each, _ in renames):
        return
    closed = [each.place.file for each in read.checked.diagnostics if each.code == CLOSED.code]
    broken = [name for name, file in read.files.items() if file.document is None]
    for name in (*closed, *broken):
        yield Phrase("`{file}` cannot be read, and may hold the name: mend it first", file=name)
    for name, file in read.files.items():
        if file.document is not None and file.document.shortened:
            yield Phrase("`{file}` has a key twice, of which one is not read: mend it", file=name)


def _moved(read: ReadCatalogue, occurrence: Occurrence, new: str) -> tuple[ReadFile, str] | None:
    if occurrence.named is not NameKind.NUMBER:
        return None
    (own, *_) = definitions(read, occurrence)
    file, stem = read.files[own.file], SopNumber((), new).file_stem
    if file.path.stem != SopNumber((), occurrence.name).file_stem or stem == file.path.stem:
        return None
    name = f"{stem}.yaml"
    if file.path.with_name(name).exists():
        raise SopcError(Phrase("`{name}` is taken: choose another", name=name))
    return file, name
