"""One SOP: its identity page and its steps."""

from typing import Annotated, Final, Literal, TypeAlias

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from sopc.catalogue.base import JsonSchema, Key, Keys, Model, Text, Texts, as_tuple
from sopc.catalogue.dates import PartialDate
from sopc.catalogue.duration import Duration
from sopc.catalogue.number import NumberScheme, SopNumber
from sopc.catalogue.source import Source

END: Final = "selesai"
"""The target of an exit that ends the procedure."""

Target: TypeAlias = int | Literal["selesai"]
"""Where an exit leads: a step, by its place from 1, or the end."""

MAX_EXITS = 3
"""A diamond has four corners: one to enter by, three to leave by."""


def _parse_number(value: object, info: ValidationInfo) -> SopNumber:
    scheme = info.context.get("scheme") if info.context else None
    if not isinstance(value, str):
        hint = "put it in quotes" if isinstance(value, int | float) else ""
        raise PydanticCustomError("sop_number", "expected an SOP number as text", {"hint": hint})
    if not isinstance(scheme, NumberScheme):  # katalog.yaml is faulty and says so itself
        return SopNumber((), value)
    try:
        return scheme.parse(value)
    except ValueError as error:
        year = info.context.get("year") if info.context else None
        hint = f"write it like {scheme.compose(tahun=year if isinstance(year, int) else 1)}"
        details = {"reason": str(error), "hint": hint}
        raise PydanticCustomError("sop_number", "{reason}", details) from None


def _parse_date(value: object) -> PartialDate:
    if isinstance(value, int):
        value = str(value)
    if not isinstance(value, str):
        raise ValueError("expected a date: write 2020-10-01, 2020-10 or 2020")
    return PartialDate.parse(value)


def _parse_duration(value: object) -> Duration:
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError(f"a time needs its unit: write `{value} menit`")
    if not isinstance(value, str) or not value.strip():
        raise ValueError("expected a time in words, such as `30 menit`")
    return Duration.parse(value)


def _as_related(value: object) -> object:
    if not isinstance(value, list):
        value = [value]
    return tuple({"nomor": item} if isinstance(item, str) else item for item in value)


_NUMBER: JsonSchema = {"type": "string", "description": "Nomor SOP menurut pola katalog"}
_DATE: JsonSchema = {
    "anyOf": [
        {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ],
    "description": "Tanggal, bulan, atau tahun: 2020-10-01, 2020-10, 2020",
}
_TIME: JsonSchema = {"type": "string", "description": "Waktu dalam kata: 30 menit, 1/4 jam, 2 hari"}

Number = Annotated[
    SopNumber, BeforeValidator(_parse_number), PlainSerializer(str), WithJsonSchema(_NUMBER)
]
Date = Annotated[
    PartialDate,
    BeforeValidator(_parse_date),
    PlainSerializer(lambda date: date.iso),
    WithJsonSchema(_DATE),
]
Time = Annotated[
    Duration, BeforeValidator(_parse_duration), PlainSerializer(str), WithJsonSchema(_TIME)
]


class Related(Model):
    """*Keterkaitan*: another SOP of the catalogue by its number, or an outside one by its words."""

    number: Number | None = Field(
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
            raise ValueError("give either a number of this catalogue or `luar: …`, not both")
        if self.confirmed is not None and self.number is None:
            raise ValueError("`dikonfirmasi` is for an SOP of this catalogue, beside its `nomor`")
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
            raise ValueError("a step has either `keputusan` or `lanjut`, not both")
        return self


class Waiver(Model):
    """*Pengecualian*: a finding that may stand in this file, and why."""

    code: str = Field(
        alias="kode", description="Kode aturan, misalnya FLW006", pattern=r"^[A-Z]{3}\d{3}$"
    )
    reason: Text = Field(alias="alasan", description="Alasan")


class Sop(Model):
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
    replaced_by: Number | None = Field(
        default=None, alias="digantikan", description="Nomor SOP pengganti, bila dicabut"
    )
    created: Date | None = Field(
        default=None, alias="dibuat", description="Tanggal pembuatan: 2020-10-01, 2020-10 atau 2020"
    )
    revised: Date | None = Field(default=None, alias="direvisi", description="Tanggal revisi")
    enacted: Date | None = Field(default=None, alias="disahkan", description="Tanggal pengesahan")
    reviewed: Date | None = Field(
        default=None, alias="ditinjau", description="Tanggal SOP terakhir ditinjau"
    )
    approver: Key | None = Field(
        default=None,
        alias="pengesah",
        description="Kunci pejabat yang mengesahkan, bila bukan pengesah unit",
    )
    legal_basis: Keys = Field(
        default=(),
        alias="dasar_hukum",
        description="Kunci peraturan dari dasar-hukum.yaml, menurut urutan cetak",
    )
    qualifications: Texts = Field(
        default=(), alias="kualifikasi", description="Kualifikasi pelaksana"
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
    equipment: Texts = Field(
        default=(), alias="peralatan", description="Peralatan dan perlengkapan"
    )
    warnings: Texts = Field(
        default=(), alias="peringatan", description="Akibat bila SOP tidak dilaksanakan"
    )
    records: Texts = Field(default=(), alias="pencatatan", description="Pencatatan dan pendataan")
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
            raise ValueError("`nomor` is missing; only an SOP with `status: draf` may lack it")
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
