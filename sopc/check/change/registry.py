"""What a registry says differently is told with the number of SOPs that print it.

Another name of an actor, an official or a regulation changes every page it stands on, though no
SOP's file was touched; so does another ``bawaan`` of katalog.yaml. That is for information: such
pages are printed anew, not revised.
Found with ``sopc check --since``.

Bad::

    staf: Staf Umum            # pelaksana.yaml; at the revision that is compared with: Staf

Good::

    staf: Staf
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from sopc.catalogue.boxes import BOXES
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.organisation import (
    ACTORS_FILE,
    OFFICIALS_FILE,
    REGULATIONS_FILE,
    SETTINGS_FILE,
)
from sopc.catalogue.registry import Official
from sopc.catalogue.signatories import officials_of
from sopc.catalogue.sop import Sop
from sopc.check.change.comparison import refilled
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, KeyPath, Severity
from sopc.language import Phrase

CODE = "CHG007"
SEVERITY = Severity.INFO
T = TypeVar("T")


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each entry of a registry that is printed otherwise than at the earlier revision."""
    then = context.earlier.catalogue if context.earlier else None
    if then is None:
        return
    now = context.catalogue
    actors = _others(then.actors, now.actors, lambda actor: (actor.lines, actor.group))
    regulations = _others(then.regulations, now.regulations, lambda regulation: regulation.title)
    officials = _others(then.officials, now.officials, _signature)
    for file, keys in (
        (ACTORS_FILE, actors),
        (REGULATIONS_FILE, regulations),
        (OFFICIALS_FILE, officials),
    ):
        for key in keys:
            count = sum(key in _printed(now, entry)[file] for entry in now.entries)
            message = Phrase(
                "`{key}` is printed otherwise now, in {count} SOPs", key=key, count=count
            )
            place = context.root_place(file, key)
            yield Diagnostic(CODE, message, place, severity=SEVERITY)
    for (way, box), count in _refilled(then, now).items():
        message = Phrase("`{key}` is printed otherwise now, in {count} SOPs", key=box, count=count)
        place = context.root_place(SETTINGS_FILE, *way, box)
        yield Diagnostic(CODE, message, place, severity=SEVERITY)


def _refilled(then: Catalogue, now: Catalogue) -> Counter[tuple[KeyPath, str]]:
    """The defaults that are printed otherwise: where they stand, their box, in how many SOPs."""
    before = {unit.folder: unit for unit in then.settings.units}
    ways = {unit.folder: way for way, _, unit in now.settings.written_defaults() if unit}
    found: Counter[tuple[KeyPath, str]] = Counter()
    for entry in now.entries:
        unit = entry.location.unit
        past = then.by_number.get(entry.sop.number) if entry.sop.number else None
        if past is None:  # its file is as it was
            there = replace(entry.location, unit=before.get(unit.folder, unit))
            past = Entry.of(there, entry.own, then.settings)
        for name in refilled(past, entry, now.settings) if entry.sop.is_written else ():
            given = unit.defaults.model_fields_set | past.location.unit.defaults.model_fields_set
            found[ways[unit.folder] if name in given else ("bawaan",), BOXES[name]] += 1
    return found


def _others(
    then: Mapping[str, T], now: Mapping[str, T], printed: Callable[[T], object]
) -> list[str]:
    return [key for key in now if key in then and printed(now[key]) != printed(then[key])]


def _signature(official: Official) -> tuple[str | None, ...]:
    return (
        official.name,
        official.nip,
        official.nrp,
        official.other_identity,
        official.rank,
        official.office,
        official.on_behalf_of,
    )


def _printed(catalogue: Catalogue, entry: Entry) -> dict[str, set[str]]:
    """The keys that stand on an SOP's pages, by registry."""
    sop = entry.sop
    if not sop.is_written:
        return {ACTORS_FILE: set(), REGULATIONS_FILE: set(), OFFICIALS_FILE: set()}
    return {
        ACTORS_FILE: {*sop.lanes, *_doers(sop)},
        REGULATIONS_FILE: set(sop.regulations),
        OFFICIALS_FILE: officials_of(catalogue.settings, entry),
    }


def _doers(sop: Sop) -> set[str]:
    return {key for step in sop.steps for part in step.parts for key in part.actors}
