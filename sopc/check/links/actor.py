"""An actor is one of pelaksana.yaml.

One key a doer, defined once: otherwise the same person stands under five spellings.

Bad::

    pelaksana: [kepala-dinas, kasubag-umum]      # pelaksana.yaml has kasubbag-umum

Good::

    pelaksana: [kepala-dinas, kasubbag-umum]
"""

from collections.abc import Iterator

from sopc.catalogue.organisation import ACTORS_FILE
from sopc.catalogue.procedure import Procedure
from sopc.check.rule import Context
from sopc.check.words.plain import plain
from sopc.diagnostics import Cause, Diagnostic, KeyPath
from sopc.language import Phrase
from sopc.mends import writes
from sopc.slips import Slips
from sopc.suggest import Suggest

CODE = "LNK002"
BINDING = "There is no name to print above the lane."


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each lane, and each step's actor, that pelaksana.yaml does not define."""
    known = context.catalogue.actors
    if ACTORS_FILE in context.unread.registries:
        return
    called = {
        plain(name): key for key, actor in known.items() for name in (actor.name, *actor.aliases)
    }
    suggest, near = Suggest(known), Slips(known)
    for entry in context.catalogue.entries:
        named: list[tuple[str, KeyPath]] = [
            (key, ("pelaksana", index)) for index, key in enumerate(entry.sop.lanes)
        ]
        seen = set(entry.sop.lanes)
        procedure = Procedure(entry.sop)
        for position in procedure.positions:
            for index, key in enumerate(procedure.part(position).actors):
                if key not in seen:  # a lane's key is reported once, at the lane
                    named.append((key, (*procedure.path(position), "pelaksana", index)))
        for key, path in named:
            if key not in known:
                hint = suggest(key) or Phrase("define `{key}` in pelaksana.yaml", key=key)
                if plain(key) in called:  # another spelling of a name, perhaps its `sebutan`
                    meant = called[plain(key)]
                    hint = Phrase("`{key}` is the key of {name}", key=meant, name=known[meant].name)
                sure = called.get(plain(key)) or near(key)
                fix = writes(entry.location.file, path, key, sure) if sure else None
                message = Phrase("unknown actor `{key}`", key=key)
                place = context.place(entry, *path)
                yield Diagnostic(CODE, message, place, hint, fix=fix, cause=Cause(key))
