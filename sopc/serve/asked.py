"""What a page asks for, as it comes: held to its form before anything is done."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from sopc.changes import KeyPath
from sopc.diagnostics import SopcError
from sopc.language import Phrase

_Path = Annotated[tuple[int | str, ...], Field(min_length=1, max_length=20)]


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Set(_Asked):
    """A value at a way from the file's root; None for none. ``old`` is what the page showed."""

    op: Literal["set"]
    path: _Path = Field(strict=False)
    old: object = None
    new: object = None


Change: TypeAlias = Set


class Request(_Asked):
    """A change of a file that the page showed in a version of it."""

    version: str
    change: Change


_REQUEST = TypeAdapter(Request)


def request_of(body: bytes) -> Request:
    """What a page asks for. Raises SopcError."""
    try:
        return _REQUEST.validate_json(body)
    except ValidationError:
        raise SopcError(
            Phrase("the page asks for what this desk does not know: load it anew")
        ) from None


def way(path: tuple[int | str, ...]) -> KeyPath:
    """The way as the reader of YAML has it."""
    return tuple(path)
