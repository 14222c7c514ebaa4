"""Every regulation that a legal basis names, and where."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import NamedTuple

from sopc.catalogue.boxes import Boxes
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.rule import Context
from sopc.diagnostics import KeyPath, Place


class Cited(NamedTuple):
    """A regulation's key, where it was written, also by the way to it in the file, and all keys
    that are cited together with it."""

    key: str
    place: Place
    path: KeyPath
    together: Callable[[], frozenset[str]]


def cited(context: Context) -> Iterator[Cited]:
    """The regulations that SOPs cite, each where it was written: defaults once, in katalog.yaml."""
    settings = context.catalogue.settings
    for way, defaults, unit in settings.written_defaults():
        whole = settings.defaults_of(unit) if unit else defaults
        place = partial(context.root_place, SETTINGS_FILE, *way)
        yield from _named(defaults, place, whole, tuple(way))
    for entry in context.catalogue.entries:
        place = partial(context.place, entry)
        yield from _named(entry.own, place, entry.sop)


def _named(
    boxes: Boxes, place: Callable[..., Place], whole: Boxes, way: KeyPath = ()
) -> Iterator[Cited]:
    together = cache(lambda: frozenset(whole.regulations))  # seldom asked for
    for path, item in boxes.citations():
        for which, key in enumerate(item.regulations):
            # a key within a list, or below `peraturan`: the one that is there begins later
            forms: list[KeyPath] = [(*path, which), (*path, "peraturan", which)]
            there = max(forms, key=lambda form: place(*form))
            yield Cited(key, place(*there), (*way, *there), together)
