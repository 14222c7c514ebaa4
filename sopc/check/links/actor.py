"""An actor is one of pelaksana.yaml.

One key a doer, defined once: otherwise the same person stands under five spellings.

Bad::

    pelaksana: [kepala-dinas, kasubag-umum]      # pelaksana.yaml has kasubbag-umum

Good::

    pelaksana: [kepala-dinas, kasubbag-umum]
"""

from collections.abc import Iterator, Mapping
from functools import cache

from sopc.catalogue.organisation import ACTORS_FILE
from sopc.catalogue.registry import Actor
from sopc.check.rule import Context
from sopc.check.words.plain import plain
from sopc.diagnostics import Diagnostic, KeyPath, did_you_mean
from sopc.language import Hint, Phrase

CODE = "LNK002"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each lane, and each step's actor, that pelaksana.yaml does not define."""
    known = context.catalogue.actors
    if ACTORS_FILE in context.unread.registries:
        return
    hint = cache(lambda key: _hint(key, known))  # the same slip often stands in many SOPs
    for entry in context.catalogue.entries:
        named: list[tuple[str, KeyPath]] = [
            (key, ("pelaksana", index)) for index, key in enumerate(entry.sop.lanes)
        ]
        seen = set(entry.sop.lanes)
        for number, step in enumerate(entry.sop.steps):
            for index, key in enumerate(step.actors):
                if key not in seen:  # a lane's key is reported once, at the lane
                    named.append((key, ("langkah", number, "pelaksana", index)))
        for key, path in named:
            if key not in known:
                message = Phrase("unknown actor `{key}`", key=key)
                yield Diagnostic(CODE, message, context.place(entry, *path), hint(key))


def _hint(key: str, known: Mapping[str, Actor]) -> Hint:
    """What to write: the key of whoever is called so, else of a key like it."""
    for other, actor in known.items():
        if plain(key) in map(plain, (actor.name, *actor.aliases)):
            return Phrase("`{key}` is the key of {name}", key=other, name=actor.name)
    return did_you_mean(key, known) or Phrase("define `{key}` in pelaksana.yaml", key=key)
