"""What an SOP rests on: a regulation by its key, several as one item, or words of its own."""

from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field, model_serializer

from sopc.catalogue.base import Key, Keys, Model, Text
from sopc.catalogue.registry import Regulation

JOINED_BY = "jo."
"""What stands between regulations that are cited as one item (*juncto*)."""


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

    def printed(self, regulations: Mapping[str, Regulation]) -> str:
        """The item in words; raises KeyError for a regulation that is not among those given."""
        titles = [regulations[key].title for key in self.regulations]
        return self.wording or f" {JOINED_BY} ".join(titles)

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
