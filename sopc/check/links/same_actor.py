"""An actor is defined once.

Two keys for one doer give him two lanes, and two spellings in print. Other spellings of a name
belong under ``sebutan`` of its one key.

Bad::

    kasubbag-umum: Kasubbag Umum
    kasubag-umum: Kasubbag umum

Good::

    kasubbag-umum: {nama: Kasubbag Umum, sebutan: [Kasubag Umum]}
"""

from collections.abc import Iterator

from sopc.catalogue.organisation import ACTORS_FILE
from sopc.catalogue.registry import Actor
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, KeyPath, RelatedPlace, Severity
from sopc.language import Phrase
from sopc.markup.plain import plain

CODE = "LNK012"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each actor one of whose names an actor before it has."""
    first: dict[tuple[str, str | None], tuple[str, KeyPath]] = {}
    for key, actor in context.catalogue.actors.items():
        for name, path in _names(actor):
            other, where = first.setdefault((plain(name), actor.group), (key, path))
            if plain(name) and other != key:
                message = Phrase("`{name}` is a name of `{other}` too", name=name, other=other)
                hint = Phrase("keep one key; other spellings go under its `sebutan`")
                place = context.root_place(ACTORS_FILE, key, *path)
                there = context.root_place(ACTORS_FILE, other, *where)
                used = RelatedPlace(there, Phrase("first used here"))
                yield Diagnostic(CODE, message, place, hint, SEVERITY, (used,))
                break


def _names(actor: Actor) -> Iterator[tuple[str, KeyPath]]:
    """An actor's name and other spellings, each with where it stands below his key."""
    yield actor.name, ("nama",)
    for index, alias in enumerate(actor.aliases):
        yield alias, ("sebutan", index)
