"""Every regulation that a legal basis names, and where."""

from collections.abc import Iterator
from typing import NamedTuple

from sopc.check.rule import Context
from sopc.diagnostics import Place


class Cited(NamedTuple):
    """A regulation's key, where it was written, and all keys that are cited together with it."""

    key: str
    place: Place
    together: frozenset[str]


def cited(context: Context) -> Iterator[Cited]:
    """The regulations that SOPs cite, in the order of their files."""
    for entry in context.catalogue.entries:
        together = frozenset(entry.sop.regulations)
        for index, item in enumerate(entry.sop.legal_basis):
            for which, key in enumerate(item.regulations):
                # a key within a list, or below `peraturan`: the one that is there begins later
                forms = ((which,), ("peraturan", which))
                places = [context.place(entry, "dasar_hukum", index, *form) for form in forms]
                yield Cited(key, max(places), together)
