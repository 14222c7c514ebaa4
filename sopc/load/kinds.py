"""The kinds of files of a catalogue, and what each holds."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, TypeAdapter

from sopc.catalogue.base import Key
from sopc.catalogue.organisation import Settings
from sopc.catalogue.registry import Actor, ActorEntry, Official, Regulation
from sopc.catalogue.sop import Sop

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of file: one ``model``, or in a registry one under each key."""

    adapter: TypeAdapter[T]
    model: type[BaseModel]
    is_registry: bool = True


SETTINGS: Kind[Settings] = Kind(TypeAdapter(Settings), Settings, is_registry=False)
SOP: Kind[Sop] = Kind(TypeAdapter(Sop), Sop, is_registry=False)
ACTORS: Kind[dict[str, Actor]] = Kind(TypeAdapter(dict[Key, ActorEntry]), Actor)
REGULATIONS: Kind[dict[str, Regulation]] = Kind(TypeAdapter(dict[Key, Regulation]), Regulation)
OFFICIALS: Kind[dict[str, Official]] = Kind(TypeAdapter(dict[Key, Official]), Official)
