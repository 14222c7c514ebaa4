"""The agency, its units and sections, and the catalogue's settings: ``katalog.yaml``."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from sopc.catalogue.base import Key, Model, OneOrMore, Text, Texts
from sopc.catalogue.number import NumberScheme
from sopc.catalogue.source import Source

_ROMAN = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def roman(number: int) -> str:
    """A small number as the index prints units: 4 → ``IV``."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


SETTINGS_FILE = "katalog.yaml"
ACTORS_FILE = "pelaksana.yaml"
REGULATIONS_FILE = "dasar-hukum.yaml"
OFFICIALS_FILE = "pejabat.yaml"


class Section(Model):
    """*Seksi/sub bagian*: a folder of SOPs in a unit."""

    number: int = Field(alias="nomor", description="Nomor urut dalam Daftar Isi", ge=1, le=399)
    folder: Key = Field(description="Nama folder di bawah folder induknya")
    name: Text = Field(alias="nama", description="Nama seperti dicetak")
    subtitle: Text | None = Field(
        default=None, alias="subjudul", description="Baris kedua di bawah nama seksi"
    )


class Unit(Model):
    """*Bidang/bagian/UPTD*: a folder of sections, and a volume of its own in print.

    A unit without sections holds its SOPs directly.
    """

    number: int = Field(alias="nomor", description="Nomor urut dalam Daftar Isi", ge=1, le=399)
    folder: Key = Field(description="Nama folder di bawah folder induknya")
    name: Text = Field(alias="nama", description="Nama seperti dicetak")
    letterhead: Texts = Field(
        default=(), alias="kop", description="Baris tambahan di bawah nama instansi"
    )
    approver: Key | None = Field(
        default=None, alias="pengesah", description="Pejabat yang mengesahkan SOP unit ini"
    )
    sections: Annotated[tuple[Section, ...], OneOrMore] = Field(
        default=(),
        alias="seksi",
        description="Seksi unit ini; tanpa seksi, SOP langsung dalam folder unit",
    )

    @property
    def roman(self) -> str:
        """The unit's number as the index prints it."""
        return roman(self.number)


class Agency(Model):
    """*Instansi*: whose SOPs these are."""

    name: Text = Field(alias="nama", description="Nama seperti dicetak")
    letterhead: Texts = Field(
        default=(), alias="kop", description="Nama instansi dalam baris-baris kop"
    )
    logo: Text | None = Field(default=None, description="Berkas gambar, relatif ke katalog.yaml")

    @property
    def heading(self) -> tuple[str, ...]:
        """The agency's name in the lines in which it is printed."""
        return self.letterhead or (self.name,)


class Drawing(Model):
    """How flowcharts are drawn."""

    terminal: Literal["kapsul", "terpisah"] = Field(
        default="kapsul",
        description=(
            "kapsul: langkah pertama dan terakhir digambar sebagai kapsul; "
            "terpisah: kotak dengan kapsul Mulai/Selesai tersendiri"
        ),
    )


class Settings(Model):
    """``katalog.yaml``: what holds for the catalogue as a whole."""

    agency: Agency = Field(alias="instansi")
    title: Text = Field(
        default="Standar Operasional Prosedur (SOP)", alias="judul", description="Judul pada sampul"
    )
    year: int = Field(alias="tahun", description="Tahun pada sampul", ge=1900, le=2200)
    numbering: str = Field(
        alias="penomoran",
        description="Pola nomor, misalnya V.26.{unit}.{seksi}.{urut}",
        examples=["V.26.{unit}.{seksi}.{urut}", "SOP-{urut:3}/17000/{tahun}"],
    )
    paper: Literal["F4", "A4"] = Field(default="F4", alias="kertas", description="Ukuran kertas")
    approver: Key = Field(alias="pengesah", description="Pejabat yang mengesahkan, kecuali …")
    drawing: Drawing = Field(default_factory=Drawing, alias="gambar")
    severities: dict[str, Literal["off", "info", "warning", "error"]] = Field(
        default_factory=dict,
        alias="pemeriksaan",
        description="Tingkat temuan per kode, misalnya {FLW006: info, MTB001: off}",
    )
    source_name: Text | None = Field(
        default=None,
        alias="naskah",
        description="Nama naskah asal; bila ada, buku ditutup dengan catatan perbedaannya",
    )
    source: Source = Field(default_factory=Source, alias="sumber")
    units: tuple[Unit, ...] = Field(
        alias="unit", description="Unit menurut urutan Daftar Isi", min_length=1
    )

    @field_validator("numbering")
    @classmethod
    def _numbering_reads(cls, value: str) -> str:
        NumberScheme(value)
        return value

    @field_validator("units", mode="before")
    @classmethod
    def _units_as_tuple(cls, value: object) -> object:
        return tuple(value) if isinstance(value, list) else value

    @property
    def scheme(self) -> NumberScheme:
        """The numbering scheme, ready to parse and compose numbers."""
        return NumberScheme(self.numbering)
