"""Numbers that were given by mistake."""

from pydantic import Field

from sopc.catalogue.base import Model, Verbatim


class VoidNumber(Model):
    """*Nomor batal*: a number that no page bears, and why it once stood in a file."""

    number: Verbatim = Field(alias="nomor", description="Nomor yang pernah ditulis karena keliru")
    reason: Verbatim = Field(alias="alasan", description="Alasan")
