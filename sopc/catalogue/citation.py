"""What an SOP rests on: a regulation by its key, several as one item, or words of its own."""

from collections.abc import Callable
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field, model_serializer

from sopc.catalogue.base import Key, Keys, Model, Text
from sopc.markup.words import as_words, marked


class Citation(Model):
    """*Dasar hukum*: regulations cited as one item, and the SOP's own words for it if any."""

    regulations: Keys = Field(
        alias="peraturan", min_length=1, description="Kunci peraturan, atau beberapa sebagai satu"
    )
    wording: Text | None = Field(
        default=None,
        alias="tertulis",
        description="Kata-kata SOP ini, bila lain dari judul peraturan",
    )

    def printed(self, title_of: Callable[[str], str], joined_by: str) -> str:
        """The item in words: the titles of its regulations, by their keys, as one, unless it has
        words of its own."""
        titles = (marked(title_of(key)) for key in self.regulations)
        return self.wording or as_words(f" {joined_by} ".join(titles))

    @model_serializer
    def _as_written(self) -> str | list[str] | dict[str, object]:
        """As an editor writes it in the shortest way."""
        keys = list(self.regulations)
        short = keys[0] if len(keys) == 1 else keys
        return {"peraturan": short, "tertulis": self.wording} if self.wording else short


def as_citations(value: object) -> object:
    """One item or a list of items, of which a key or a list of keys may stand for a mapping."""
    return tuple(_as_citation(each) for each in (value if isinstance(value, list) else [value]))


def _as_citation(value: object) -> object:
    if isinstance(value, dict | Citation):
        return value
    return {"peraturan": tuple(value) if isinstance(value, list) else (value,)}


CitationsInput: TypeAlias = Key | Citation | list[Key | list[Key] | Citation]
Citations = Annotated[
    tuple[Citation, ...], BeforeValidator(as_citations, json_schema_input_type=CitationsInput)
]
"""One item, or a list of items."""
