"""What all models of the catalogue share."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints


class Model(BaseModel):
    """Frozen, strict about types and unknown keys, addressed by the form's Indonesian words."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_by_name=True)


def _as_tuple(value: object) -> object:
    """Let an editor write one thing where several are allowed, and a list as a YAML list."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str | dict):
        return (value,)
    return value


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Words that are printed: never empty."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""The name by which one file refers to an entry of another: lower case, digits, hyphens."""

OneOrMore = BeforeValidator(_as_tuple)
"""Accepts a single value or a list of them for a tuple field."""

Texts = Annotated[tuple[Text, ...], OneOrMore]
"""One text, or a list of texts."""

Keys = Annotated[tuple[Key, ...], OneOrMore]
"""One key, or a list of keys."""
