"""The actor whom a sentence begins with is the one in whose lane the symbol stands.

"Kasubbag memerintahkan Staf …" is done by the Kasubbag, whoever else is named after him.

Bad::

    - {uraian: Sekretaris memeriksa konsep, pelaksana: staf}

Good::

    - {uraian: Sekretaris memeriksa konsep, pelaksana: sekretaris}
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from sopc.catalogue.registry import Actor
from sopc.check.flow.called import full_names, plain_words, titles
from sopc.check.flow.strangers import has_strangers
from sopc.check.rule import Context
from sopc.check.words.sequences import Sequences
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "FLW008"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each step that begins with another lane's actor."""
    names = {key: _names(actor) for key, actor in context.catalogue.actors.items()}
    for entry in context.catalogue.entries:
        if has_strangers(entry, context.catalogue.actors):
            continue
        lanes = _Lanes(names, entry.sop.lanes)
        for index, step in enumerate(entry.sop.steps):
            doers = {key for part in step.parts for key in part.actors}
            meant = lanes.meant(plain_words(step.activity).split(), doers)
            if meant is not None:
                message = Phrase(
                    "step {step} begins with `{actor}`, but others do it",
                    step=index + 1,
                    actor=meant,
                )
                hint = Phrase("pelaksana: {actor}?", actor=meant)
                key = "rangkaian" if step.chain else "pelaksana"
                place = context.place(entry, "langkah", index, key)
                said = context.place(entry, "langkah", index, "uraian")
                related = RelatedPlace(said, Phrase("it begins so here"))
                yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))


class _Lanes:
    """The lanes of an SOP by the words of their names: sentences are read once, whatever lanes."""

    def __init__(self, names: Mapping[str, tuple[str, ...]], lanes: Iterable[str]) -> None:
        self._names = Sequences()
        self._called: dict[int, dict[str, int]] = {}
        for place, key in enumerate(lanes):
            for name in names.get(key, ()):
                end = self._names.add(name.split())[-1]
                self._called.setdefault(end, {}).setdefault(key, place)

    def meant(self, words: Sequence[str], doers: Set[str]) -> str | None:
        """The first lane with whose name, and more words, a sentence begins; None where one of
        those who do the step has such a lane."""
        ends = self._names.follow(words[:-1])
        begun = [self._called[end] for end in ends if end in self._called]
        if not begun or any(not doers.isdisjoint(lanes) for lanes in begun):
            return None
        _, first = min(
            (place, key) for lanes in begun for key, place in [next(iter(lanes.items()))]
        )
        return first


def _names(actor: Actor) -> tuple[str, ...]:
    """How sentences begin that speak of an actor: his names, and their first word."""
    return (*full_names(actor), *titles(actor))
