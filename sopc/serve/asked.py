"""What a page asks for, as it comes: held to its form before anything is done."""

from math import isfinite
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar
from unicodedata import category

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.load.plain_yaml import first_invisible
from sopc.serve.bodies import MOST

_DEEPEST: Final = 12
_LARGEST: Final = 10**18


def _in_bounds(value: Any, depth: int = 0) -> Any:
    """A value that a file can hold: of texts, numbers, true and false, lists and groups."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, list):
        return [_in_bounds(each, depth + 1) for each in value]
    if isinstance(value, dict):
        return {as_typed(key): _in_bounds(each, depth + 1) for key, each in value.items()}
    if isinstance(value, int | float) and not (isfinite(value) and abs(value) < _LARGEST):
        raise ValueError("no number")
    return as_typed(value) if isinstance(value, str) else value


def as_typed(text: str) -> str:
    """A text as a file may hold it: what is pasted from elsewhere brings ends of lines, spaces and
    marks along that nobody sees, and that no file with them would be read for."""
    for each in ("\r\n", "\r", "\v", "\x85", "\u2028", "\u2029"):
        text = text.replace(each, "\n")
    at = first_invisible(text, 0, len(text))
    while at is not None:
        text = text.replace(text[at], " " if category(text[at]) == "Zs" else "")
        at = first_invisible(text, at, len(text))
    return text


Value: TypeAlias = Annotated[Any, BeforeValidator(_in_bounds)]
"""What stands in a file; None is nothing."""
Position: TypeAlias = Annotated[int, Field(ge=0, lt=10**6)]
"""A place from 0, or a row behind which something is to stand."""
Way: TypeAlias = Annotated[
    tuple[Position | Annotated[str, Field(max_length=200)], ...],
    Field(min_length=1, max_length=12, strict=False),
]
"""From a file's root to a value: positions in lists from 0, as ``KeyPath``."""
Row: TypeAlias = Annotated[int, Field(ge=1, lt=10**6)]
"""A step by its place, from 1."""
Part: TypeAlias = Row | None
"""A part of a step's chain by its place, from 1; None for a step without one."""
Key: TypeAlias = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(as_typed)]


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class SetValue(_Asked):
    """Another value, or None for none; ``old`` is what the page showed."""

    op: Literal["set"]
    path: Way
    old: Value = None
    new: Value = None


class InsertEntry(_Asked):
    """One more entry of a list, to be at a place from 0."""

    op: Literal["insert"]
    path: Way
    at: Position
    value: Value


class RemoveEntry(_Asked):
    """An entry of a list, or a key with its value, out."""

    op: Literal["remove"]
    path: Way
    old: Value = None


class MoveEntry(_Asked):
    """An entry of a list at another place, both from 0, once it is there."""

    op: Literal["move"]
    path: Way
    at: Position = Field(alias="from")
    to: Position


class InsertStep(_Asked):
    """A step behind another, or behind 0."""

    op: Literal["step.insert"]
    after: Position
    actors: Annotated[tuple[Key, ...], Field(strict=False)] = ()
    text: Annotated[str, AfterValidator(as_typed)] = ""


class RemoveStep(_Asked):
    """A step out; ``lead_to`` is where those lead then that led to it."""

    op: Literal["step.remove"]
    step: Row
    lead_to: Row | Literal["selesai"] | None = None


class MoveStep(_Asked):
    """A step behind another, or behind 0."""

    op: Literal["step.move"]
    step: Row
    after: Position


class PlaceStep(_Asked):
    """Who does a step: with ``only``, that actor alone; else one more (``on``) or one less."""

    op: Literal["step.place"]
    step: Row
    part: Part = None
    actor: Key
    on: bool = True
    only: bool = False


class StepKind(_Asked):
    """Which symbol a step has."""

    op: Literal["step.kind"]
    step: Row
    part: Part = None
    kind: Literal["mulai", "proses", "keputusan", "selesai"]


class StepArrow(_Asked):
    """Where a step leads by the way of a word, or without one: to a row, a part of one, the end,
    or (None) simply on."""

    op: Literal["step.arrow"]
    step: Row
    part: Part = None
    label: Key | None = None
    old: Value = None
    to: Row | Annotated[tuple[Row, Row], Field(strict=False)] | Literal["selesai"] | None = None


class NameWay(_Asked):
    """Another word at an arrow of a decision; ``label`` is the one that the page showed."""

    op: Literal["step.word"]
    step: Row
    part: Part = None
    label: Key
    new: Key


class SplitStep(_Asked):
    """A step becomes a chain of two parts."""

    op: Literal["step.split"]
    step: Row


class JoinStep(_Asked):
    """A chain becomes one symbol again."""

    op: Literal["step.join"]
    step: Row


class InsertLane(_Asked):
    """One more lane, at a place from 0; None behind the others."""

    op: Literal["lane.insert"]
    actor: Key
    at: Position | None = None


class RemoveLane(_Asked):
    """A lane in which nothing stands, out."""

    op: Literal["lane.remove"]
    actor: Key


class MoveLane(_Asked):
    """A lane at another place, from 0."""

    op: Literal["lane.move"]
    actor: Key
    to: Position


Change: TypeAlias = Annotated[
    SetValue
    | InsertEntry
    | RemoveEntry
    | MoveEntry
    | InsertStep
    | RemoveStep
    | MoveStep
    | PlaceStep
    | StepKind
    | StepArrow
    | NameWay
    | SplitStep
    | JoinStep
    | InsertLane
    | RemoveLane
    | MoveLane,
    Field(discriminator="op"),
]


class ChangeRequest(_Asked):
    """A change of a file that the page showed in a version of it."""

    version: Annotated[str, Field(max_length=64)]
    change: Change


class MendRequest(_Asked):
    """The mend of a finding, by the finding's key."""

    key: Annotated[str, Field(max_length=64)]


class TextRequest(_Asked):
    """A file's text that is being typed, made of a version of it; ``at`` is a place in it, as
    browsers count."""

    version: Annotated[str, Field(max_length=64)] = ""
    text: Annotated[str, Field(max_length=MOST)]
    at: Annotated[int, Field(ge=0, le=MOST)] = 0


A = TypeVar("A")
_REQUEST = TypeAdapter(ChangeRequest)
_MEND = TypeAdapter(MendRequest)
_TEXT = TypeAdapter(TextRequest)


def request_of(body: bytes) -> ChangeRequest:
    """What a page asks for. Raises SopcError."""
    return _read(_REQUEST, body)


def mend_of(body: bytes) -> MendRequest:
    """Which finding a page wants mended. Raises SopcError."""
    return _read(_MEND, body)


def text_of(body: bytes) -> TextRequest:
    """Which text a page asks about, or wants saved. Raises SopcError."""
    return _read(_TEXT, body)


def _read(form: TypeAdapter[A], body: bytes) -> A:
    if len(body) > MOST:
        raise SopcError(Phrase("this is too much for one change"))
    try:
        return form.validate_json(body)
    except ValidationError:
        raise SopcError(
            Phrase("the page asks for what this desk does not know: load it anew")
        ) from None


_Words: TypeAlias = Annotated[str, Field(max_length=4000), AfterValidator(as_typed)]


class Keep(_Asked):
    """Changed files that are to be kept as a version, as the page showed them; ``branch`` where on
    a new one. ``name`` and ``email`` where they were asked for."""

    version: Annotated[str, Field(max_length=64)]
    files: Annotated[tuple[Annotated[str, Field(max_length=1000)], ...], Field(strict=False)]
    message: _Words = ""
    name: _Words = ""
    email: _Words = ""
    branch: bool = False


def keep_of(body: bytes) -> Keep:
    """What a page asks to keep. Raises SopcError."""
    try:
        return Keep.model_validate_json(body)
    except ValidationError:
        raise SopcError(
            Phrase("the page asks for what this desk does not know: load it anew")
        ) from None
