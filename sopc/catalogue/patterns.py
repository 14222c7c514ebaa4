"""``penomoran`` and ``deret``, as katalog.yaml writes them."""

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from sopc.catalogue.base import Model, Refusal, as_tuple
from sopc.catalogue.number import NumberScheme
from sopc.language import Phrase
from sopc.suggest import did_you_mean

CLOSED: Final = "lengkap"
"""``deret: lengkap``: no number is missing, from 1 on."""


def _check_pattern(value: str) -> str:
    NumberScheme(value)
    return value


def _check_apart(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Two patterns that read the same numbers would be two series of one number."""
    first: dict[str, str] = {}
    for pattern in patterns:
        skeleton = NumberScheme(pattern).skeleton
        if skeleton in first:
            raise Refusal(
                Phrase(
                    "{other} and {pattern} read the same numbers",
                    other=first[skeleton],
                    pattern=pattern,
                ),
                Phrase("remove one of them"),
            )
        first[skeleton] = pattern
    return patterns


Patterns = Annotated[
    tuple[Annotated[str, AfterValidator(_check_pattern)], ...],
    Field(min_length=1),
    BeforeValidator(as_tuple, json_schema_input_type=str | list[str]),
    AfterValidator(_check_apart),
]
"""A pattern, or several: never none."""


class Series(Model):
    """*Deret*: whether the numbers of a series follow one another, and from which on."""

    closed: bool = Field(
        alias="lengkap", description="true: nomor yang hilang di dalam deret adalah kesalahan"
    )
    start: int | None = Field(
        default=None,
        alias="mulai",
        description="Nomor urut pertama deret yang lengkap, bila bukan 1, misalnya 302",
        ge=1,
    )

    @model_validator(mode="after")
    def _starts_if_closed(self) -> "Series":
        if self.start is not None and not self.closed:
            raise Refusal(
                Phrase("`mulai` says where a closed series begins: write `lengkap: true`, too"),
                at=("mulai",),
            )
        return self


def _as_series(value: object) -> object:
    if value == CLOSED:
        return {"lengkap": True}
    if isinstance(value, str):
        message = Phrase(
            "`deret` is `{closed}`, or a group with `lengkap` and `mulai`", closed=CLOSED
        )
        raise Refusal(message, did_you_mean(value, [CLOSED]))
    return value


AnySeries = Annotated[
    Series, BeforeValidator(_as_series, json_schema_input_type=Literal["lengkap"] | Series)
]
"""``lengkap``, or a group."""
