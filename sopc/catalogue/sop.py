"""One SOP: its identity page and its steps."""

import re
from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    Field,
    model_validator,
)

from sopc.catalogue.base import FormKey, Key, Keys, Model, Refusal, Text, Texts, as_tuple
from sopc.catalogue.boxes import Boxes
from sopc.catalogue.scalars import AnyNumber, CitedNumber, Date, Number
from sopc.catalogue.source import Source
from sopc.catalogue.step import Step
from sopc.language import Phrase

_CODE = "[A-Z]{3}[0-9]{3}"


def _as_related(value: object) -> object:
    if not isinstance(value, list):
        value = [value]
    # a number that YAML reads as one, such as 1.10, is told to be put in quotes
    return tuple({"nomor": v} if isinstance(v, str | int | float) else v for v in value)


class Related(Model):
    """*Keterkaitan*: another SOP of the catalogue by its number, or an outside one by its words."""

    number: CitedNumber | None = Field(
        default=None, alias="nomor", description="Nomor SOP menurut pola katalog"
    )
    outside: Text | None = Field(
        default=None, alias="luar", description="SOP di luar katalog, dengan kata-katanya"
    )
    confirmed: Date | None = Field(
        default=None,
        alias="dikonfirmasi",
        description="Tanggal SOP yang dirujuk terakhir diperiksa",
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> "Related":
        if (self.number is None) == (self.outside is None):
            raise Refusal(Phrase("give either a number of this catalogue or `luar: …`, not both"))
        if self.confirmed is not None and self.number is None:
            raise Refusal(
                Phrase("`dikonfirmasi` is for an SOP of this catalogue, beside its `nomor`")
            )
        return self


def _check_code(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(_CODE, value):
        raise Refusal(
            Phrase(
                "`{text}` is no code: three capital letters and three digits, such as FLW006",
                text=value,
            )
        )
    return value


class Waiver(Model):
    """*Pengecualian*: a finding that may stand in this file, and why."""

    code: Annotated[str, BeforeValidator(_check_code)] = Field(
        alias="kode", description="Kode aturan, misalnya FLW006", pattern=f"^{_CODE}$"
    )
    reason: Text = Field(alias="alasan", description="Alasan")


class Revision(Model):
    """*Riwayat*: one change of an SOP, as the history of changes lists it."""

    number: Text | None = Field(default=None, alias="revisi", description="Nomor revisi: '1'")
    date: Date | None = Field(default=None, alias="tanggal", description="Tanggal perubahan")
    description: Text = Field(alias="uraian", description="Apa yang berubah")


class Sop(Boxes):
    """*SOP*: identity page and steps. Drafts alone may lack a number."""

    number: Number | None = Field(
        default=None,
        alias="nomor",
        description="Nomor SOP menurut pola katalog; hanya draf yang boleh tanpa nomor",
    )
    title: Text = Field(alias="nama", description="Nama SOP seperti dalam Daftar Isi")
    status: Literal["berlaku", "belum-disusun", "draf", "dicabut"] = Field(
        default="berlaku", description="Keadaan SOP dalam katalog"
    )
    replaced_by: AnyNumber | None = Field(
        default=None, alias="digantikan", description="Nomor SOP pengganti, bila dicabut"
    )
    created: Date | None = Field(
        default=None, alias="dibuat", description="Tanggal pembuatan: 2020-10-01, 2020-10 atau 2020"
    )
    revised: Date | None = Field(default=None, alias="direvisi", description="Tanggal revisi")
    enacted: Date | None = Field(default=None, alias="disahkan", description="Tanggal pengesahan")
    effective: Date | None = Field(
        default=None, alias="efektif", description="Tanggal mulai berlaku"
    )
    history: Annotated[
        tuple[Revision, ...],
        BeforeValidator(as_tuple, json_schema_input_type=Revision | list[Revision]),
    ] = Field(default=(), alias="riwayat", description="Riwayat perubahan, yang terbaru di akhir")
    own: dict[FormKey, Texts] = Field(
        default_factory=dict,
        alias="isian",
        description="Isi baris dan kotak milik formulir sendiri, per kunci",
    )
    reviewed: Date | None = Field(
        default=None, alias="ditinjau", description="Tanggal SOP terakhir ditinjau"
    )
    approver: Key | None = Field(
        default=None,
        alias="pengesah",
        description="Kunci pejabat yang mengesahkan, bila bukan pengesah unit",
    )
    related: Annotated[
        tuple[Related, ...],
        BeforeValidator(
            _as_related, json_schema_input_type=Number | Related | list[Number | Related]
        ),
    ] = Field(
        default=(),
        alias="keterkaitan",
        description="Nomor SOP lain, atau luar: … untuk SOP di luar katalog",
    )
    lanes: Keys = Field(
        default=(), alias="pelaksana", description="Kunci pelaksana: lajur dari kiri ke kanan"
    )
    total_time: bool = Field(
        default=False, alias="total_waktu", description="Cetak baris jumlah waktu di akhir tabel"
    )
    steps: Annotated[
        tuple[Step, ...], BeforeValidator(as_tuple, json_schema_input_type=Step | list[Step])
    ] = Field(default=(), alias="langkah", description="Langkah-langkah menurut urutannya")
    waivers: Annotated[
        tuple[Waiver, ...], BeforeValidator(as_tuple, json_schema_input_type=Waiver | list[Waiver])
    ] = Field(
        default=(), alias="pengecualian", description="Temuan yang boleh tetap ada dalam berkas ini"
    )
    source: Source = Field(default_factory=Source, alias="sumber")

    @model_validator(mode="after")
    def _numbered(self) -> "Sop":
        if self.number is None and self.status != "draf":
            raise Refusal(Phrase("`nomor` is missing; only an SOP with `status: draf` may lack it"))
        return self

    @model_validator(mode="after")
    def _replaced_when_revoked(self) -> "Sop":
        if self.replaced_by is not None and self.status != "dicabut":
            raise Refusal(
                Phrase("`digantikan` names the successor of a revoked SOP: add `status: dicabut`")
            )
        return self

    @property
    def is_written(self) -> bool:
        """Whether there is a body to print."""
        return self.status in ("berlaku", "draf")
