"""What all models of the catalogue share."""

from collections.abc import Iterable
from typing import Annotated, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    SerializationInfo,
    StringConstraints,
)

from sopc.diagnostics import ManualPage
from sopc.language import Hint, Phrase
from sopc.markup.words import Words, as_words, said_in

JsonSchema: TypeAlias = "dict[str, JsonSchema | list[JsonSchema] | str | int | bool]"


class Refusal(ValueError):
    """A value that cannot be: why, what to write instead, and its code's page where that is own.

    Of a group, ``at`` names the keys, one inside the other, to the line of it that is too much.
    ``instead`` is the one word that is surely meant, where there is one.
    """

    def __init__(
        self,
        message: Phrase,
        hint: Hint = "",
        page: ManualPage | None = None,
        at: tuple[str, ...] = (),
        instead: str = "",
    ) -> None:
        super().__init__(message)
        self.at = at
        self.instead = instead
        self.message = message
        self.hint = hint
        self.page = page


class Model(BaseModel):
    """Frozen, strict about types and unknown keys, addressed by the form's Indonesian words."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        validate_by_name=True,
        # a model's validator is built when a file first needs it, and not for parts of others
        defer_build=True,
        # editors see the fields' own descriptions; docstrings are for those who read the code
        json_schema_extra=lambda schema: schema.pop("description", None),
    )


def as_tuple(value: object) -> object:
    """Let an editor write one thing where several are allowed, and a list as a YAML list.

    A group of groups is a list whose entries were numbered, or named, instead of begun with dashes.
    """
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict) and value and all(isinstance(v, dict) for v in value.values()):
        raise Refusal(Phrase("expected a list"), Phrase("begin each entry with `- ` instead"))
    if isinstance(value, str | dict | int | float):
        return (value,)
    return value


SAID = "said"
"""The key of a serialisation's context by which texts are what they say, without their looks."""


def as_written(text: str, info: SerializationInfo) -> str:
    if not isinstance(text, Words):  # most have no marks
        return text
    return said_in(text.marked) if info.context and info.context.get(SAID) else text.marked


Verbatim = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Words that mean themselves, sign by sign: never empty."""

Text = Annotated[Verbatim, AfterValidator(as_words), PlainSerializer(as_written, return_type=str)]
"""Words that are printed, with marks for italics, links and lists (see ``sopc.markup``): as a
string, the words without the marks."""

KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Key = Annotated[str, StringConstraints(pattern=KEY)]


def as_key(words: Iterable[str], longest: int) -> str:
    """Words of small letters and digits as keys are written, as many as fit into so many letters.

    No part of a word is kept, unless it is the first.
    """
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:longest]
        if len(longer) > longest:
            break
        made = longer
    return made


"""The name by which one file refers to an entry of another: lower case, digits, hyphens."""

FormKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$")]
"""The name of a row, a box or a column of the form, as the form's own keys are written."""

Texts = Annotated[
    tuple[Text, ...], BeforeValidator(as_tuple, json_schema_input_type=Text | list[Text])
]
"""One text, or a list of texts."""

Verbatims = Annotated[
    tuple[Verbatim, ...],
    BeforeValidator(as_tuple, json_schema_input_type=Verbatim | list[Verbatim]),
]
"""One such word, or a list."""

Keys = Annotated[tuple[Key, ...], BeforeValidator(as_tuple, json_schema_input_type=Key | list[Key])]
"""One key, or a list of keys."""
