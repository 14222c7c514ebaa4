"""One SOP: its identity page and its steps."""

import re
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import (
    BeforeValidator,
    Field,
    model_validator,
)

from sopc.catalogue.base import FormKey, Key, Keys, Model, Refusal, Text, Texts, as_tuple
from sopc.catalogue.boxes import Boxes
from sopc.catalogue.scalars import AnyNumber, CitedNumber, Date, Number, Time
from sopc.catalogue.source import Source
from sopc.language import Phrase

END: Final = "selesai"
"""The target of an exit that ends the procedure."""

Target: TypeAlias = int | Literal["selesai"]
"""Where an exit leads: a step, by its place from 1, or the end."""

MAX_EXITS = 3
"""A diamond has four corners: one to enter by, three to leave by."""

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


class Step(Model):
    """*Langkah*: one row of the flowchart table."""

    activity: Text = Field(alias="uraian", description="Kalimat kegiatan")
    actors: Keys = Field(alias="pelaksana", min_length=1, description="Satu kunci, atau beberapa")
    number: int | None = Field(
        default=None, alias="nomor", ge=1, description="Nomor tercetak, bila bukan urutannya"
    )
    kind: Literal["mulai", "proses", "selesai"] | None = Field(
        default=None, alias="jenis", description="Bila bukan bentuk yang semestinya"
    )
    decision: dict[Text, Target] | None = Field(
        default=None,
        alias="keputusan",
        min_length=2,
        max_length=MAX_EXITS,
        description="Label jalan keluar → langkah tujuan, misalnya {ya: 6, tidak: 3}",
    )
    next: Target | None = Field(
        default=None, alias="lanjut", description="Langkah berikut, bila bukan yang di bawahnya"
    )
    inputs: Texts = Field(
        default=(), alias="kelengkapan", description="Persyaratan atau perlengkapan langkah"
    )
    duration: Time | None = Field(
        default=None, alias="waktu", description="Waktu dalam kata: 30 menit, 1/4 jam, 2 hari"
    )
    output: Texts = Field(default=(), description="Hasil langkah")
    remarks: Texts = Field(default=(), alias="keterangan", description="Keterangan")

    @model_validator(mode="after")
    def _one_way_on(self) -> "Step":
        if self.decision is not None and self.next is not None:
            raise Refusal(Phrase("a step has either `keputusan` or `lanjut`, not both"))
        if self.kind == "selesai" and (self.decision or self.next not in (None, END)):
            raise Refusal(
                Phrase(
                    "a step with `jenis: selesai` is the end: remove it, or `keputusan` and "
                    "`lanjut`, which lead on"
                )
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


def exits(sop: Sop, index: int) -> list[tuple[str, Target]]:
    """The labelled ways out of a step (counted from 0); ``selesai`` for an end."""
    step = sop.steps[index]
    if step.decision is not None:
        return list(step.decision.items())
    if step.next is not None:
        return [("", step.next)]
    if step.kind == "selesai":
        return [("", END)]
    if index + 1 < len(sop.steps):
        return [("", index + 2)]
    return [] if step.kind == "proses" else [("", END)]


def is_start(sop: Sop, index: int) -> bool:
    """Whether the procedure starts at a step (counted from 0): the first, unless said otherwise."""
    kind = sop.steps[index].kind
    return kind == "mulai" or (index == 0 and kind is None)


def needs_end(sop: Sop, index: int) -> bool:
    """Whether a way out of the step (counted from 0) ends the procedure."""
    return any(target == END for _, target in exits(sop, index))
