"""An actor is one of pelaksana.yaml.

One key a doer, defined once: otherwise the same person stands under five spellings.

Bad::

    pelaksana: [kepala-dinas, kasubag-umum]      # pelaksana.yaml has kasubbag-umum

Good::

    pelaksana: [kepala-dinas, kasubbag-umum]
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.organisation import ACTORS_FILE
from sopc.catalogue.procedure import Procedure
from sopc.catalogue.registry import Actor
from sopc.changes import Replace
from sopc.check.rule import Context
from sopc.diagnostics import CommonCause, Diagnostic, KeyPath, RelatedPlace
from sopc.language import Hint, Phrase
from sopc.markup.plain import plain
from sopc.mends import all_of
from sopc.slips import Slips
from sopc.suggest import Suggest, did_you_mean

CODE = "LNK002"
BINDING = "There is no name to print above the lane."
_MOST_GUESSED = 100


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each lane, and each step's actor, that pelaksana.yaml does not define."""
    known = context.catalogue.actors
    if ACTORS_FILE in context.unread.registries:
        return
    called = {
        plain(name): key for key, actor in known.items() for name in (actor.name, *actor.aliases)
    }
    names = _Names(known, called, Suggest(known), Slips(known), iter(range(_MOST_GUESSED)))
    for entry in context.catalogue.entries:
        lanes, used = set(entry.sop.lanes), _used(entry)
        free, mine = _Fitting(known.keys(), lanes), _Fitting(lanes & known.keys())
        for index, key in enumerate(entry.sop.lanes):
            if key not in known:
                paths = [("pelaksana", index), *used.pop(key, ())]
                yield _unknown(context, entry, key, paths, names, free)
        for key, paths in used.items():
            if key not in known:
                for path in paths:
                    yield _unknown(context, entry, key, [path], names, mine)


class _Names(NamedTuple):
    """The actors, by their keys and by what else they are called, and what a slip may mean."""

    known: Mapping[str, Actor]
    called: Mapping[str, str]
    suggest: Suggest
    near: Slips
    guesses: Iterator[int]
    """One for each time that all known ones are looked through for another guess."""


class _Fitting(NamedTuple):
    """The keys that may stand somewhere: lanes by steps, and by a lane what is none yet."""

    keys: Collection[str]
    but: Collection[str] = ()

    def __contains__(self, key: object) -> bool:
        return key in self.keys and key not in self.but

    def guess(self, word: str) -> Hint:
        """The nearest of them."""
        return did_you_mean(word, (key for key in sorted(self.keys) if key not in self.but))


def _used(entry: Entry) -> dict[str, list[KeyPath]]:
    """The actors of steps, and where each is named."""
    found: dict[str, list[KeyPath]] = {}
    procedure = Procedure(entry.sop)
    for position in procedure.positions:
        for index, key in enumerate(procedure.part(position).actors):
            found.setdefault(key, []).append((*procedure.path(position), "pelaksana", index))
    return found


def _unknown(
    context: Context,
    entry: Entry,
    key: str,
    paths: Sequence[KeyPath],
    names: _Names,
    fitting: _Fitting,
) -> Diagnostic:
    """A key that is unknown at some paths, the first of which it is told at. Only one of those that
    are ``fitting`` may be meant."""
    hint = names.suggest(key)
    if hint and hint.fields["word"] not in fitting:
        hint = fitting.guess(key) if next(names.guesses, None) is not None else ""
    sure = names.called.get(plain(key)) or names.near(key)
    if plain(key) in names.called:  # another spelling of a name, perhaps its `sebutan`
        meant = names.called[plain(key)]
        hint = Phrase("`{key}` is the key of {name}", key=meant, name=names.known[meant].name)
    fix = None
    if sure in fitting:
        file = entry.location.file
        label = Phrase("write `{word}`", word=sure)
        fix = all_of(label, *(Replace(file, path, key, sure) for path in paths))
    message = Phrase("unknown actor `{key}`", key=key)
    place, *others = [context.place(entry, *path) for path in paths]
    related = tuple(RelatedPlace(other, Phrase("here too")) for other in others)
    hint = hint or Phrase("define `{key}` in pelaksana.yaml", key=key)
    return Diagnostic(CODE, message, place, hint, related=related, fix=fix, cause=CommonCause(key))
