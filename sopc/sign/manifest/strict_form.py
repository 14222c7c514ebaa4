"""How the JSON of signed manifests is read: what is unknown there, or of another type, is no form."""

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A part of a manifest or its envelope, as it is written here and in no other way."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
