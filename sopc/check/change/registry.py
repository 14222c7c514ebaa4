"""What is said once for many SOPs, and is printed otherwise, is told with the number of these.

Another name of an actor or a regulation changes every page it stands on, though no SOP's file was
touched; so do a rank, another ``bawaan`` of katalog.yaml or another form. That is for information:
such pages are printed anew, not revised. A key that is another for the same name changes nothing.
Found with ``sopc check --since``.

Bad::

    staf: Staf Umum            # pelaksana.yaml; at the revision that is compared with: Staf

Good::

    staf: Staf
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from sopc.catalogue.boxes import BOXES
from sopc.catalogue.catalogue import Entry
from sopc.catalogue.organisation import (
    ACTORS_FILE,
    OFFICIALS_FILE,
    REGULATIONS_FILE,
    SETTINGS_FILE,
    Settings,
)
from sopc.catalogue.signatories import officials_of
from sopc.check.rule import Context
from sopc.compare.comparison import CatalogueComparison, refilled
from sopc.compare.content import named_citation
from sopc.compare.differences import is_same
from sopc.compare.pages import FROM_SETTINGS, printed_otherwise
from sopc.compare.pairing import Pair
from sopc.compare.people import is_other_person
from sopc.diagnostics import Diagnostic, KeyPath, Place, Severity
from sopc.language import Phrase

CODE = "CHG007"
SEVERITY = Severity.INFO
T = TypeVar("T")


def check(context: Context) -> Iterator[Diagnostic]:
    """Report what is said once and printed otherwise than at the earlier revision."""
    compared = context.compared
    if compared is None:
        return
    pairs = [pair for pair in compared.pairs if pair.now.sop.is_written]
    for file, keys, printed in _registries(compared):
        for key in keys:
            count = sum(key in printed(pair) for pair in pairs)
            if count:
                yield _told(context.root_place(file, key), key, count)
    for (way, box), count in _refilled(compared, pairs).items():
        yield _told(context.root_place(SETTINGS_FILE, *way, box), box, count)
    for way in FROM_SETTINGS:
        count = printed_otherwise(compared, way, pairs)
        if count:
            yield _told(context.root_place(SETTINGS_FILE, *way), str(way[-1]), count)


def _told(place: Place, key: str, count: int) -> Diagnostic:
    message = Phrase("`{key}` is printed otherwise now, in {count} SOPs", key=key, count=count)
    return Diagnostic(CODE, message, place, severity=SEVERITY)


def _registries(
    compared: CatalogueComparison,
) -> Iterator[tuple[str, list[str], Callable[[Pair], set[str]]]]:
    """The keys of each registry that mean something else now, and those that an SOP had and has."""
    then, now = compared.then, compared.now
    actors = _Printed(then.actors, now.actors, lambda actor: (actor.lines, actor.group))
    yield (
        ACTORS_FILE,
        actors.others(),
        lambda pair: actors.kept(_actors(pair.then), _actors(pair.now)),
    )
    titles = _Printed(then.regulations, now.regulations, lambda regulation: regulation.title)
    yield (
        REGULATIONS_FILE,
        titles.others(),
        lambda pair: titles.kept(_cited(then.settings, pair.then), _cited(now.settings, pair.now)),
    )
    people = _Printed(then.officials, now.officials, lambda official: official.printed)
    officials = [
        key
        for key in people.others()
        if not is_other_person(then.officials[key], now.officials[key])  # which is no small matter
    ]
    yield (
        OFFICIALS_FILE,
        officials,
        lambda pair: people.kept(
            officials_of(then.settings, pair.then), officials_of(now.settings, pair.now)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Printed(Generic[T]):
    """What is printed for the keys of a registry, then and now."""

    then: Mapping[str, T]
    now: Mapping[str, T]
    printed: Callable[[T], object]

    def others(self) -> list[str]:
        """The keys for which something else is printed."""
        return [
            key
            for key in self.now
            if key in self.then and self.printed(self.now[key]) != self.printed(self.then[key])
        ]

    def kept(self, had: set[str], has: set[str]) -> set[str]:
        """The keys that an SOP had and has: none where all that is printed for its keys is the
        same, so that they were only exchanged."""
        before = [self.printed(self.then[key]) for key in had if key in self.then]
        after = [self.printed(self.now[key]) for key in has if key in self.now]
        is_same = len(before) == len(after) and all(each in after for each in before)
        return set() if is_same else had & has


def _actors(entry: Entry) -> set[str]:
    parts = (part for step in entry.sop.steps for part in step.parts)
    return {*entry.sop.lanes, *(key for part in parts for key in part.actors)}


def _cited(settings: Settings, entry: Entry) -> set[str]:
    """The regulations whose titles an SOP prints: it may have words of its own for them."""
    is_shown = "dasar_hukum" in settings.form.identity.keys or settings.has_own_templates
    cited = (each for each in entry.sop.legal_basis if each.wording is None)
    return {key for each in cited for key in each.regulations} if is_shown else set()


def _refilled(compared: CatalogueComparison, pairs: list[Pair]) -> Counter[tuple[KeyPath, str]]:
    """The defaults that are printed otherwise: where they stand, their box, in how many SOPs."""
    settings = compared.now.settings
    ways = {unit.folder: way for way, _, unit in settings.written_defaults() if unit}
    found: Counter[tuple[KeyPath, str]] = Counter()
    for pair in pairs:
        unit, before = pair.now.location.unit, pair.then.location.unit
        given = unit.defaults.model_fields_set | before.defaults.model_fields_set
        for name in refilled(pair, settings):
            if name == "legal_basis" and _is_cited_alike(compared, pair):
                continue  # by other keys
            found[ways[unit.folder] if name in given else ("bawaan",), BOXES[name]] += 1
    return found


def _is_cited_alike(compared: CatalogueComparison, pair: Pair) -> bool:
    then = [named_citation(compared.then, each) for each in pair.then.sop.legal_basis]
    return is_same(then, [named_citation(compared.now, each) for each in pair.now.sop.legal_basis])
