"""One SOP: its identity page and its steps."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    Field,
    model_validator,
)

from sopc.catalogue.base import (
    KEY,
    FormKey,
    Key,
    Keys,
    Model,
    Refusal,
    Text,
    Texts,
    Verbatim,
    as_tuple,
)
from sopc.catalogue.boxes import Boxes
from sopc.catalogue.scalars import AnyNumber, CitedNumber, Date, Number
from sopc.catalogue.source import Source, Word
from sopc.catalogue.step import Step
from sopc.diagnostics import KeyPath
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
                Phrase("`dikonfirmasi` is for an SOP of this catalogue, beside its `nomor`"),
                at=("dikonfirmasi",),
            )
        return self


def _check_code(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(_CODE, value):
        raise Refusal(
            Phrase(
                "`{text}` is no code: three capital letters and three digits, such as FLW006",
                text=value,
            ),
            instead=value.strip().upper() if re.fullmatch(_CODE, value.strip().upper()) else "",
        )
    return value


class Waiver(Model):
    """*Pengecualian*: a finding that may stand in this file, and why."""

    code: Annotated[str, BeforeValidator(_check_code)] = Field(
        alias="kode", description="Kode aturan, misalnya FLW006", pattern=f"^{_CODE}$"
    )
    reason: Verbatim = Field(alias="alasan", description="Alasan")


class HistoryLine(Model):
    """*Riwayat*: a line of the table of revisions, the first issue included."""

    revision: Word = Field(alias="revisi", description="Nomor revisi: 0, 1, 2 atau A, B")
    date: Date | None = Field(default=None, alias="tanggal", description="Tanggal revisi itu")
    description: Text = Field(alias="uraian", description="Apa yang berubah")
    by: Text | None = Field(
        default=None, alias="oleh", description="Kunci dari pejabat.yaml, atau nama yang dicetak"
    )


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
        default=None, alias="efektif", description="Tanggal efektif: mulai berlaku"
    )
    reviewed: Date | None = Field(
        default=None, alias="ditinjau", description="Tanggal SOP terakhir ditinjau"
    )
    approver: Key | None = Field(
        default=None,
        alias="pengesah",
        description="Kunci pejabat yang mengesahkan, bila bukan pengesah unit",
    )
    enacted_by: Key | None = Field(
        default=None,
        alias="disahkan_oleh",
        description="Kunci pejabat dalam kotak Disahkan oleh, bila bukan pengesahnya",
    )
    letterhead: Texts = Field(
        default=(), alias="kop", description="Kop halaman identitas, bila bukan kop unitnya"
    )
    drafters: Keys = Field(
        default=(),
        alias="penyusun",
        description="Kunci pejabat yang menyusun, bila penandatangan tidak menyebutnya",
    )
    reviewers: Keys = Field(
        default=(),
        alias="pemeriksa",
        description="Kunci pejabat yang memeriksa, bila penandatangan tidak menyebutnya",
    )
    history: Annotated[
        tuple[HistoryLine, ...],
        BeforeValidator(as_tuple, json_schema_input_type=HistoryLine | list[HistoryLine]),
    ] = Field(default=(), alias="riwayat", description="Daftar revisi menurut urutannya")
    extra: dict[FormKey, Texts] = Field(
        default_factory=dict,
        alias="isian",
        description="Kotak dan baris identitas milik formulir kantor, misalnya {maksud: …}",
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
                Phrase("`digantikan` names the successor of a revoked SOP: add `status: dicabut`"),
                at=("digantikan",),
            )
        return self

    def officials(self) -> Iterator[tuple[KeyPath, str]]:
        """The keys of pejabat.yaml that it names, each with the way to it.

        In the table of revisions a word in lower case is a key, anything else a name.
        """
        if self.approver is not None:
            yield ("pengesah",), self.approver
        if self.enacted_by is not None:
            yield ("disahkan_oleh",), self.enacted_by
        for role, keys in (("penyusun", self.drafters), ("pemeriksa", self.reviewers)):
            for index, key in enumerate(keys):
                yield (role, index), key
        for index, line in enumerate(self.history):
            if line.by is not None and re.fullmatch(KEY, line.by):
                yield ("riwayat", index, "oleh"), line.by

    @property
    def is_written(self) -> bool:
        """Whether there is a body to print."""
        return self.status in ("berlaku", "draf")

    @property
    def first_number(self) -> int:
        """The number of the first row; above 1 where the steps before it are missing."""
        leading = re.match("[0-9]+", str(self.steps[0].number or "")) if self.steps else None
        return max(1, int(leading.group())) if leading else 1
