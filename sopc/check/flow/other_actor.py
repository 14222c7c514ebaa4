"""The actor whom a sentence begins with is the one in whose lane the symbol stands.

"Kasubbag memerintahkan Staf …" is done by the Kasubbag, whoever else is named after him.

Bad::

    - {uraian: Sekretaris memeriksa konsep, pelaksana: staf}

Good::

    - {uraian: Sekretaris memeriksa konsep, pelaksana: sekretaris}
"""

import re
from collections.abc import Iterator

from sopc.catalogue.registry import Actor
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "FLW008"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each step that begins with another lane's actor."""
    names = {key: _names(actor) for key, actor in context.catalogue.actors.items()}
    for entry in context.catalogue.entries:
        lanes = [key for key in entry.sop.lanes if key in names]
        for index, step in enumerate(entry.sop.steps):
            words = _plain(step.activity)
            meant = [key for key in lanes if words.startswith(names[key])]
            doers = {key for part in step.parts for key in part.actors}
            if meant and not doers.intersection(meant):
                message = Phrase(
                    "step {step} begins with `{actor}`, but others do it",
                    step=index + 1,
                    actor=meant[0],
                )
                hint = Phrase("pelaksana: {actor}?", actor=meant[0])
                key = "rangkaian" if step.chain else "pelaksana"
                place = context.place(entry, "langkah", index, key)
                said = context.place(entry, "langkah", index, "uraian")
                related = RelatedPlace(said, Phrase("it begins so here"))
                yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))


def _names(actor: Actor) -> tuple[str, ...]:
    """How sentences begin that speak of an actor: his names, and their first word."""
    names = {_plain(name) for name in (actor.name, *actor.aliases)} - {""}
    titles = {name.split()[0] + " " for name in names if name.split()[0] in _TITLES}
    return (*(name + " " for name in names), *titles)


_TITLES = {"kasubbag", "kasubag", "sekretaris", "staf", "kadis", "bendahara", "kabid", "kasi"}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w/&]+", " ", text.lower()).split())
