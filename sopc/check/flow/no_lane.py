"""The actor whom a sentence begins with has a lane.

"Bendahara membayar …" is done by the Bendahara. Where pelaksana.yaml knows him and the SOP has no
lane for him, another's symbol stands for what he does. A lane with all these words in its name may
be his. Of an actor with a lane, FLW008 tells.

Bad::

    pelaksana: [staf]
    langkah:
      - {uraian: Bendahara membayar tagihan, pelaksana: staf}

Good::

    pelaksana: [staf, bendahara]
    langkah:
      - {uraian: Bendahara membayar tagihan, pelaksana: bendahara}
"""

from collections.abc import Iterator, Mapping, Sequence

from sopc.catalogue.registry import Actor
from sopc.check.flow.called import full_names, plain_words
from sopc.check.flow.strangers import has_strangers
from sopc.check.rule import Context
from sopc.check.words.sequences import Sequences
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "FLW017"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each step that begins with the name of an actor without a lane."""
    known = _Actors(context.catalogue.actors)
    for entry in context.catalogue.entries:
        if has_strangers(entry, context.catalogue.actors):
            continue
        for index, step in enumerate(entry.sop.steps):
            meant = known.meant(plain_words(step.activity).split(), entry.sop.lanes)
            if meant is not None:
                message = Phrase(
                    "step {step} begins with `{actor}`, who has no lane",
                    step=index + 1,
                    actor=meant,
                )
                hint = Phrase("give `{actor}` a lane in the SOP's `pelaksana`", actor=meant)
                place = context.place(entry, "langkah", index, "uraian")
                related = RelatedPlace(context.place(entry, "pelaksana"), Phrase("the lanes"))
                yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))


class _Actors:
    """All actors by the words of their names: a sentence is read once, however many there are."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._names = Sequences()
        self._called: dict[int, list[str]] = {}
        self._words: dict[str, list[frozenset[str]]] = {}
        for key, actor in actors.items():
            for name in full_names(actor):
                end = self._names.add(name.split())[-1]
                self._called.setdefault(end, []).append(key)
                words = frozenset(name.replace("/", " ").split())
                self._words.setdefault(key, []).append(words)

    def meant(self, words: Sequence[str], lanes: Sequence[str]) -> str | None:
        """The actor with whose name, the longest that there is, and more words a sentence begins;
        None where a lane may be called so."""
        found = [
            (length, self._called[end])
            for length, end in enumerate(self._names.follow(words[:-1]))
            if end in self._called
        ]
        if not found:
            return None
        length, keys = found[-1]
        said = frozenset(" ".join(words[:length]).replace("/", " ").split())
        if any(said <= called for key in lanes for called in self._words.get(key, ())):
            return None
        return keys[0]
