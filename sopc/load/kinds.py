"""The kinds of files of a catalogue, and what each holds."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, TypeAdapter

from sopc.catalogue.base import Key
from sopc.catalogue.form import Form
from sopc.catalogue.organisation import Settings
from sopc.catalogue.registry import Actor, ActorEntry, Official, Regulation
from sopc.catalogue.sop import Sop

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileKind(Generic[T]):
    """A kind of file: one ``model``, or in a registry one under each key."""

    adapter: TypeAdapter[T]
    model: type[BaseModel]
    is_registry: bool = True


FORM: TypeAdapter[Form] = TypeAdapter(Form)
SETTINGS: FileKind[Settings] = FileKind(TypeAdapter(Settings), Settings, is_registry=False)
SOP: FileKind[Sop] = FileKind(TypeAdapter(Sop), Sop, is_registry=False)
ACTORS: FileKind[dict[str, Actor]] = FileKind(TypeAdapter(dict[Key, ActorEntry]), Actor)
REGULATIONS: FileKind[dict[str, Regulation]] = FileKind(
    TypeAdapter(dict[Key, Regulation]), Regulation
)
OFFICIALS: FileKind[dict[str, Official]] = FileKind(TypeAdapter(dict[Key, Official]), Official)
