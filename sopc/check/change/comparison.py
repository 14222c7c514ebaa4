"""What became of the SOPs of an earlier revision."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sopc.catalogue.boxes import BOXES
from sopc.catalogue.canonical import canonical
from sopc.catalogue.catalogue import Entry
from sopc.catalogue.number import SopNumber
from sopc.catalogue.organisation import SETTINGS_FILE, Settings
from sopc.catalogue.sop import Sop
from sopc.check.rule import Context
from sopc.diagnostics import KeyPath, Place

# where an SOP stands in its life is no part of what it says: these may change by themselves
_STANDING = frozenset(
    {"number", "status", "replaced_by", "revised", "enacted", "effective", "history"}
)


@dataclass(frozen=True, slots=True)
class Pair:
    """An SOP of one number, at the earlier revision and now.

    A box that differs only because its default in katalog.yaml changed is in ``then`` as it is now:
    that is told once, by ``registry``, and revises no SOP.
    """

    number: SopNumber
    then: Sop
    now: Entry


def meaning(sop: Sop) -> bytes:
    """What an SOP says, however it is written, numbered and dated."""
    return canonical(sop, without=_STANDING)


def pairs(context: Context) -> Iterator[Pair]:
    """The numbered SOPs that were there and still are, and whose files differ."""
    for entry in earlier_entries(context):
        number = entry.sop.number
        now = context.catalogue.by_number.get(number) if number else None
        if number is not None and now is not None:
            settings = context.catalogue.settings
            same = {name: getattr(now.sop, name) for name in refilled(entry, now, settings)}
            yield Pair(number, entry.sop.model_copy(update=same), now)


def refilled(then: Entry, now: Entry, settings: Settings) -> list[str]:
    """The boxes of an SOP that differ for no other reason than that their defaults do now."""
    as_now = Entry.of(now.location, then.own, settings).sop
    return [
        name
        for name in BOXES
        if getattr(then.sop, name) != getattr(now.sop, name) == getattr(as_now, name)
    ]


def earlier_entries(context: Context) -> tuple[Entry, ...]:
    """The SOPs at the earlier revision whose files differ now."""
    earlier = context.earlier
    return earlier.catalogue.entries if earlier and earlier.catalogue else ()


def changed(context: Context) -> Iterator[Pair]:
    """The SOPs in force, then and now, that say something else."""
    for pair in pairs(context):
        in_force = pair.then.status == pair.now.sop.status == "berlaku"
        if in_force and meaning(pair.then) != meaning(pair.now.sop):
            yield pair


def differences(pair: Pair) -> list[KeyPath]:
    """The keys of the file whose meaning differs; in a list, its first item that does."""
    then: dict[str, object] = json.loads(meaning(pair.then))
    now: dict[str, object] = json.loads(meaning(pair.now.sop))
    return [
        (key, *_first_other(then.get(key), now.get(key)))
        for key in sorted(then.keys() | now.keys())
        if then.get(key) != now.get(key)
    ]


def _first_other(then: object, now: object) -> tuple[int, ...]:
    if not isinstance(then, list) or not isinstance(now, list):
        return ()
    same = [one == other for one, other in zip(then, now, strict=False)]
    return (min([*same, False].index(False), max(len(now) - 1, 0)),)


def is_kept(context: Context, number: str) -> bool:
    """Whether a number needs no tombstone any more.

    It stands in the catalogue, or its file has faults of its own, or it follows none of the
    catalogue's patterns, so that no file could carry it.
    """
    if context.catalogue.numbering.every.values(number) is None:
        return True
    wanted = SopNumber((), number)
    return wanted in context.catalogue.by_number or wanted.file_stem in context.unread.sops


def place_of(context: Context, file: str) -> Place:
    """The top of a file of the earlier revision, or of katalog.yaml when it is gone."""
    settings = context.root_place(SETTINGS_FILE)
    path = (Path(settings.file).parent / file).as_posix()
    return Place(path) if path in context.source_map.files else settings
