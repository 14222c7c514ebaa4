"""Two entries of a registry that are the same become one: what referred to either refers to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeAlias, cast

from sopc.catalogue.references import NameKind
from sopc.catalogue.registry import Actor, Official, Regulation
from sopc.changes import Change, KeyPath, Remove, RenameKey
from sopc.compare.people import is_other_person
from sopc.edit.entries import value_at
from sopc.edit.noted import NewNames
from sopc.edit.occurrences import Occurrence
from sopc.edit.surgery import edits_of
from sopc.edit.text_edits import TextEdit, joined
from sopc.language import Phrase
from sopc.load.file_names import printable
from sopc.load.yaml_reader import YamlDocument
from sopc.rewrite.files import ReadCatalogue, ReadFile
from sopc.rewrite.keys import NewKeys, made
from sopc.rewrite.not_possible import NotPossible
from sopc.rewrite.proposal import checked_with
from sopc.rewrite.renaming import (
    FileEdits,
    in_notes_of,
    in_places,
    missing,
    new_names_of,
    unread,
)
from sopc.rewrite.revision_dates import revised_on, undated
from sopc.rewrite.spellings import amended_bytes, with_spellings

_Pairs: TypeAlias = "Sequence[tuple[Occurrence, str]]"


def merged(read: ReadCatalogue, pairs: _Pairs) -> NewKeys:
    """What files say when each first name is one with the second.

    Raises NotPossible where they are not the same, and SopcError where there is no such name.
    """
    _hold(read, pairs)
    new = new_names_of(read, pairs)
    names = {each.name: name for each, name in pairs}
    changed = [_edits(read, file, new, names) for file in read.files.values()]
    keys = made(read, [each for each in changed if each is not None], names)
    if pairs[0][0].named is not NameKind.ACTOR:
        return keys
    return replace(keys, proposal=with_spellings(read, keys.proposal, names))


def unknown(read: ReadCatalogue, pairs: _Pairs) -> Iterator[Phrase]:
    """The names that there are not, of either."""
    for occurrence, new in pairs:
        for each in (occurrence, replace(occurrence, name=new)):
            reason = missing(read, each)
            if reason is not None:
                yield reason


def _hold(read: ReadCatalogue, pairs: _Pairs) -> None:
    reasons = [*unread(read, pairs)]
    gone = {each.name for each, _ in pairs}
    reasons += [
        Phrase("`{name}` cannot be gone and stay", name=new) for _, new in pairs if new in gone
    ]
    reasons = reasons or [*_others(read, pairs)]
    if reasons:
        raise NotPossible(reasons)


def _others(read: ReadCatalogue, pairs: _Pairs) -> Iterator[Phrase]:
    """Why entries are not the same, or would lose something."""
    catalogue = read.catalogue
    if catalogue is None:
        yield Phrase("katalog.yaml has errors: mend them first")
        return
    registries: Mapping[NameKind, Mapping[str, Actor | Official | Regulation]] = {
        NameKind.ACTOR: catalogue.actors,
        NameKind.OFFICIAL: catalogue.officials,
        NameKind.REGULATION: catalogue.regulations,
    }
    for each, new in pairs:
        entries = registries[each.named]
        entry, other, names = (
            entries.get(each.name),
            entries.get(new),
            {"old": each.name, "new": new},
        )
        if entry is None or other is None:
            yield Phrase("`{old}` or `{new}` has errors: mend them first", **names)
        elif entry.source.notes:
            yield Phrase("`{old}` has notes in `sumber`: bring them to `{new}` first", **names)
        elif isinstance(entry, Official) and isinstance(other, Official):
            yield from _two_people(entry, other, names)
        elif isinstance(entry, Regulation) and isinstance(other, Regulation):
            yield from _two_regulations(entry, other, names)


def _two_people(entry: Official, other: Official, names: Mapping[str, str]) -> Iterator[Phrase]:
    if is_other_person(entry, other) or entry.office != other.office:
        yield Phrase("`{old}` and `{new}` are two people, or two offices", **names)
    elif (entry.term, entry.pins) not in ((None, ()), (other.term, other.pins)):
        yield Phrase("`{old}` has a term or certificates: bring them to `{new}` first", **names)


def _two_regulations(
    entry: Regulation, other: Regulation, names: Mapping[str, str]
) -> Iterator[Phrase]:
    if names["old"] in other.changed_by or names["new"] in entry.changed_by:
        yield Phrase("one of `{old}` and `{new}` changes the other: they are two", **names)


def _edits(
    read: ReadCatalogue, file: ReadFile, new: NewNames, names: Mapping[str, str]
) -> FileEdits | None:
    """References to what stays, each once in a list, without the entry that goes."""
    if file.document is None:
        return None
    gone: dict[KeyPath, None] = {}
    kept: dict[KeyPath, tuple[TextEdit, Change]] = {}
    for edit, change in in_places(read, file, new):
        if isinstance(change, RenameKey):
            gone[change.path] = None
        else:
            kept[change.path] = edit, change
            gone |= dict.fromkeys(_again(file.document, names, change.path))
    made = [*(each for path, each in kept.items() if path not in gone), *in_notes_of(file, new)]
    removals = [Remove(file.name, path) for path in gone]
    taken = joined(edit for each in removals for edit in edits_of(file.document, each))
    edits = (*(edit for edit, _ in made), *taken)
    return FileEdits(file, edits, (*(change for _, change in made), *removals)) if edits else None


def _again(document: YamlDocument, names: Mapping[str, str], path: KeyPath) -> list[KeyPath]:
    """The items of the list that a reference is in, that name what one before them names."""
    items = value_at(document, path[:-1])
    if not isinstance(items, list):
        return []
    known = [names.get(each, each) if isinstance(each, str) else each for each in items]
    what = known[cast("int", path[-1])]
    return [(*path[:-1], at) for at, each in enumerate(known) if each == what][1:]


def dated(read: ReadCatalogue, keys: NewKeys, today: date, day: date, since: str | None) -> NewKeys:
    """The same, with the day of revision in SOPs that print something else then.

    ``read`` was checked since that revision. Raises SopcError as ``check`` does.
    """
    if since is None:
        return keys
    after = checked_with(read.root, today, keys.proposal, since)
    asked = undated(after, {keys.as_now(each) for each in read.checked.diagnostics})
    files = {
        name: amended_bytes(raw, name, partial(revised_on, day=day))
        for name, raw in keys.proposal.after.items()
        if raw is not None and printable(read.root / name) in asked
    }
    return replace(keys, proposal=replace(keys.proposal, after={**keys.proposal.after, **files}))
