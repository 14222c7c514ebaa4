"""What one SOP's pages depend on, and nothing else: a catalogue in small.

An SOP is compiled from its excerpt alone, so that the excerpt's digest says whether its pages are
still right: what is not in it cannot have changed them.
"""

from hashlib import sha256
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter

from sopc.catalogue.base import Model
from sopc.catalogue.boxes import Defaults
from sopc.catalogue.catalogue import Catalogue, Entry, Location
from sopc.catalogue.needs import Needs, needs_of
from sopc.catalogue.organisation import Settings, Unit
from sopc.catalogue.patterns import Series
from sopc.catalogue.registry import Actor, Regulation
from sopc.catalogue.sop import Sop
from sopc.catalogue.source import Source

_LOCATION = TypeAdapter(Location)
_Sourced = TypeVar("_Sourced", bound=Model)


def excerpt(catalogue: Catalogue, entry: Entry) -> Catalogue:
    """The SOP, its unit and section, its actors, regulations and signers, the titles it cites.

    Of regulations also those that changed them: the code on the pages speaks of that.
    """
    needs = needs_of(catalogue, entry)
    cited = (catalogue.by_number.get(number) for number in needs.cited)
    officials = sorted(needs.officials & set(catalogue.officials))
    return Catalogue(
        settings=_printed(catalogue.settings, entry.location.unit),
        actors={key: _name_only(catalogue.actors[key]) for key in sorted(needs.actors)},
        regulations=_regulations(catalogue, needs),
        officials={key: catalogue.officials[key].printed for key in officials},
        entries=(_itself(entry), *(_title_only(other) for other in cited if other)),
    )


def _regulations(catalogue: Catalogue, needs: Needs) -> dict[str, Regulation]:
    """The regulations that are cited, and by their titles alone those that changed them."""
    known = catalogue.regulations
    found = {key: _unsourced(known[key]) for key in needs.regulations}
    standing = {"status": "berlaku", "changed_by": ()}
    changers = needs.changers & known.keys()
    found |= {key: _unsourced(known[key]).model_copy(update=standing) for key in changers}
    return {key: found[key] for key in sorted(found)}


def _printed(settings: Settings, unit: Unit) -> Settings:
    """The settings without those that only checks and books look at."""
    checked: dict[str, object] = {"severities": {}, "terms": {}, "review": None, "void": ()}
    checked |= {"patterns": (), "series": Series(closed=False), "defaults": Defaults()}
    bound = {"units": (_printed_unit(unit),), "source": Source(), "source_name": None}
    own: dict[str, object] = {"decree": None, "explanation": None}
    return settings.model_copy(update=checked | bound | own)


def _printed_unit(unit: Unit) -> Unit:
    """A unit without its patterns, by which numbers are read only, and without its defaults, of
    which the SOP has taken over what it does."""
    return unit.model_copy(update={"patterns": (), "defaults": Defaults()})


def _name_only(actor: Actor) -> Actor:
    """An actor without the spellings that checks know, and without where it comes from."""
    return actor.model_copy(update={"aliases": (), "source": Source()})


def _unsourced(model: _Sourced) -> _Sourced:
    """An entry of a registry without where it comes from."""
    return model.model_copy(update={"source": Source()})


def _itself(entry: Entry) -> Entry:
    """The SOP without its editor's records; that parts are lacking is printed."""
    lacking = tuple(note for note in entry.sop.source.notes if note.kind == "kosong")
    source = entry.sop.source.model_copy(update={"notes": lacking, "lines": ()})
    sop = entry.sop.model_copy(update={"source": source, "waivers": ()})
    return Entry(location=_nameless(entry.location), sop=sop)


def _title_only(entry: Entry) -> Entry:
    sop = Sop.model_construct(number=entry.sop.number, title=entry.sop.title)
    return Entry(location=_nameless(entry.location), sop=sop)


def _nameless(location: Location) -> Location:
    """A place without the file's path: pages do not depend on where the catalogue lies."""
    return Location("", location.stem, _printed_unit(location.unit), location.section)


def components(part: Catalogue) -> dict[str, str]:
    """What an excerpt consists of, by names that an editor knows, each with its SHA-256."""
    entry, *cited = part.entries
    found = {
        "the SOP itself": _digest(entry.sop),
        "katalog.yaml": _digest(part.settings.model_copy(update={"units": ()})),
        "its unit and section": sha256(_LOCATION.dump_json(entry.location)).hexdigest(),
    }
    found |= {f"actor {key}": _digest(actor) for key, actor in part.actors.items()}
    found |= {f"regulation {key}": _digest(each) for key, each in part.regulations.items()}
    found |= {f"official {key}": _digest(each) for key, each in part.officials.items()}
    found |= {f"the title of {other.sop.number}": _digest(other.sop) for other in cited}
    return found


def _digest(model: BaseModel) -> str:
    return sha256(model.model_dump_json(exclude_defaults=True).encode("utf-8")).hexdigest()
