"""Files in which all places grow at once: one run tells of all of them, each rule by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ValidationError

from sopc.catalogue.duration import TimeReader
from sopc.load.forms import shipped_forms
from sopc.load.kinds import ACTORS, OFFICIALS, REGULATIONS, SETTINGS, SOP
from tests.growing.files import FAULTS, Filling, Steps, found_at, is_taken, replaced, value_at
from tests.growing.places import KINDS, Place, places
from tests.growing.samples import beside, name_of, samples

_MODELS: Mapping[str, Any] = {
    "sop": SOP,
    "katalog": SETTINGS,
    "pelaksana": ACTORS,
    "dasar-hukum": REGULATIONS,
    "pejabat": OFFICIALS,
}


@dataclass(frozen=True, slots=True)
class Grown:
    """The data of a kind of file, and the places that grew in it: others would be refused so."""

    data: Any
    places: frozenset[Place]


def catalogue(filling: Filling, variant: int, size: int) -> tuple[dict[str, Any], set[Place]]:
    """The data of a catalogue's files in which all places that can take so many units have them.

    What can stand in a file in several ways is spread over several variants.
    """
    files, filled = beside(""), set[Place]()
    for kind in KINDS:
        data = samples(kind)[variant % len(samples(kind))]
        whole = grown(kind, data, filling, size)
        files[name_of(kind)] = whole.data
        filled |= whole.places
    return files, filled


def grown(kind: str, data: Any, filling: Filling, size: int) -> Grown:
    """A sample with all its places filled but those for which it would be refused."""
    spots = _spots(kind, samples(kind).index(data), filling)
    whole = data
    for _, steps in spots:
        value = filling.grown(value_at(data, steps), value_at(whole, steps), size)
        whole = replaced(whole, steps, value)
    return Grown(whole, frozenset(place for place, _ in spots))


@cache
def _spots(kind: str, variant: int, filling: Filling) -> tuple[tuple[Place, Steps], ...]:
    """The places that can be filled, the innermost first, and where they are in a sample."""
    data = samples(kind)[variant]
    every = [place for place in places(kind) if place.takes in filling.takes]
    found = ((place, found_at(data, place.path, is_taken(place))) for place in every)
    spots = [(place, steps) for place, steps in found if steps is not None]
    if filling in FAULTS:
        taken = spots
    else:
        taken = [spot for spot in spots if _is_sound(kind, data, spot[1], filling)]
    return tuple(sorted(taken, key=lambda spot: -len(spot[0].path)))


def _is_sound(kind: str, data: Any, steps: Steps, filling: Filling) -> bool:
    """Whether a file in which a place is filled is read."""
    value = value_at(data, steps)
    filled = replaced(data, steps, filling.grown(value, value, 3))
    try:
        _MODELS[kind].adapter.validate_python(filled, context=_context())
    except ValidationError:
        return False
    return True


@cache
def _context() -> dict[str, Any]:
    forms = {"forms": shipped_forms()}
    settings = SETTINGS.adapter.validate_python(samples("katalog")[0], context=forms)
    numbering = settings.numbering
    return {
        **forms,
        "numbering": numbering.in_folder("sekretariat"),
        "cited": numbering.every,
        "times": TimeReader(settings.form.times),
    }
