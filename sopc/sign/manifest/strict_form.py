"""How the JSON of signed manifests is read: nothing unknown in it, and each value of its type."""

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A part of a manifest or its envelope, as it is written here and in no other way."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
