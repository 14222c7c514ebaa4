"""The agency, its units and sections, and the catalogue's settings: ``katalog.yaml``."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from sopc.catalogue.base import Key, Model, Refusal, Text, Texts, Verbatim, as_tuple
from sopc.catalogue.boxes import Defaults, composed
from sopc.catalogue.form import DEFAULT_FORM, ChosenForm, Form, Paper
from sopc.catalogue.numbering import CatalogueNumbering
from sopc.catalogue.patterns import AnySeries, Patterns, Series
from sopc.catalogue.source import BookSource
from sopc.catalogue.void import VoidNumber
from sopc.diagnostics import KeyPath
from sopc.language import Phrase

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
_Term = Annotated[Verbatim, Field(max_length=100)]
_Terms = Annotated[
    tuple[_Term, ...], BeforeValidator(as_tuple, json_schema_input_type=_Term | list[_Term])
]
_HTTPS = re.compile(r"https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?(/[!-~]*)?")


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
ROOT_FILES = (SETTINGS_FILE, ACTORS_FILE, REGULATIONS_FILE, OFFICIALS_FILE)
"""The files beside which the folders of units stand."""


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
    enacted_by: Key | None = Field(
        default=None,
        alias="disahkan_oleh",
        description="Pejabat dalam kotak Disahkan oleh SOP unit ini, bila bukan pengesahnya",
    )
    patterns: Patterns = Field(
        default=(),
        alias="penomoran",
        description="Pola nomor unit ini sendiri, sebagai ganti pola katalog",
    )
    defaults: Defaults = Field(
        default_factory=Defaults,
        alias="bawaan",
        description="Isi kotak identitas untuk SOP unit ini yang tidak menyebutkannya sendiri",
    )
    sections: Annotated[
        tuple[Section, ...],
        BeforeValidator(as_tuple, json_schema_input_type=Section | list[Section]),
    ] = Field(
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
    address: Texts = Field(
        default=(), alias="alamat", description="Alamat pada sampul, satu baris atau beberapa"
    )
    logo: Verbatim | None = Field(
        default=None, description="Berkas gambar, relatif ke katalog.yaml"
    )

    @property
    def heading(self) -> tuple[str, ...]:
        """The agency's name in the lines in which it is printed."""
        return self.letterhead or (self.name,)


class DrawingStyle(Model):
    """How flowcharts are drawn."""

    terminal: Literal["kapsul", "terpisah"] | None = Field(
        default=None,
        description=(
            "kapsul: langkah pertama dan terakhir digambar sebagai kapsul; "
            "terpisah: kotak dengan kapsul Mulai/Selesai tersendiri"
        ),
    )


class ReviewPolicy(Model):
    """*Peninjauan*: how long an SOP may go without anyone looking whether it still holds."""

    months: int = Field(
        alias="bulan", description="Selang peninjauan dalam bulan, misalnya 12", ge=1, le=120
    )


class Signer(Model):
    """*Penandatangan*: a part in signing, and whose it is.

    Without an official, *pengesah* is who enacts the SOP, and any other part is open to whoever
    signs in it.
    """

    role: Literal["penyusun", "pemeriksa", "pengesah"] = Field(
        alias="peran", description="penyusun, pemeriksa, atau pengesah"
    )
    official: Key | None = Field(
        default=None,
        alias="pejabat",
        description="Kunci pejabat dari pejabat.yaml; boleh kosong, pengesah mengikuti SOP-nya",
    )


class Matter(Model):
    """A part of a book in the office's own words: a decree, or what explains the book."""

    title: Text = Field(alias="judul", description="Judul halaman")
    body: Texts = Field(alias="isi", min_length=1, description="Paragraf menurut urutannya")


def _check_https(value: str) -> str:
    if not _HTTPS.fullmatch(value):
        raise Refusal(
            Phrase(
                "`{text}` is no web address: write it like https://tte.example.go.id", text=value
            )
        )
    return value


WebAddress = Annotated[str, AfterValidator(_check_https)]
"""An address that a reader's browser opens encrypted."""


class Settings(Model):
    """``katalog.yaml``: what holds for the catalogue as a whole."""

    agency: Agency = Field(alias="instansi")
    own_title: Text | None = Field(
        default=None, alias="judul", description="Judul pada sampul, bila bukan milik formulir"
    )
    year: int = Field(alias="tahun", description="Tahun pada sampul", ge=1900, le=2200)
    patterns: Patterns = Field(
        alias="penomoran",
        description="Pola nomor, atau beberapa pola, misalnya V.26.{unit}.{seksi}.{urut}",
        examples=["V.26.{unit}.{seksi}.{urut}", "SOP-{urut:3}/17000/{tahun}"],
    )
    base_form: ChosenForm = Field(
        default=DEFAULT_FORM,
        validate_default=True,
        alias="formulir",
        description="Nama formulir, atau {dasar: NAMA, …} dengan yang diubah",
    )
    paper: Paper | None = Field(
        default=None, alias="kertas", description="Ukuran kertas, bila bukan milik formulir"
    )
    series: AnySeries = Field(
        default_factory=lambda: Series(closed=False),
        alias="deret",
        description="lengkap: nomor yang hilang adalah kesalahan; tanpa ini hanya keterangan",
    )
    approver: Key = Field(alias="pengesah", description="Pejabat yang mengesahkan, kecuali …")
    enacted_by: Key | None = Field(
        default=None,
        alias="disahkan_oleh",
        description="Pejabat dalam kotak Disahkan oleh, bila bukan pengesahnya",
    )
    sealer: Key | None = Field(
        default=None,
        alias="penyegel",
        description="Pejabat yang menyegel manifes elektronik, bila bukan pengesah di atas",
    )
    defaults: Defaults = Field(
        default_factory=Defaults,
        alias="bawaan",
        description="Isi kotak identitas untuk semua SOP yang tidak menyebutkannya sendiri",
    )
    drawing: DrawingStyle = Field(default_factory=DrawingStyle, alias="gambar")
    severities: dict[str, Literal["off", "info", "warning", "error"]] = Field(
        default_factory=dict,
        alias="pemeriksaan",
        description="Tingkat temuan per kelompok atau per kode, yang mendahului kelompoknya, "
        "misalnya {mutu: info, MTB001: off}",
    )
    void: Annotated[
        tuple[VoidNumber, ...],
        BeforeValidator(as_tuple, json_schema_input_type=VoidNumber | list[VoidNumber]),
    ] = Field(
        default=(),
        alias="nomor_batal",
        description="Nomor yang pernah ditulis karena keliru: {nomor: …, alasan: …}",
    )
    review: ReviewPolicy | None = Field(
        default=None, alias="peninjauan", description="Peninjauan berkala, misalnya {bulan: 12}"
    )
    terms: dict[_Term, _Terms] = Field(
        default_factory=dict,
        alias="istilah",
        description="Kata yang benar → ejaan yang salah, misalnya {kepala bidang: [kabid]}",
    )
    signers: Annotated[
        tuple[Signer, ...], BeforeValidator(as_tuple, json_schema_input_type=Signer | list[Signer])
    ] = Field(
        default=(),
        alias="penandatangan",
        description="Peran yang menandatangani secara elektronik, berurutan; "
        "tanpa daftar, pengesah saja",
    )
    initials: Texts = Field(
        default=(), alias="paraf", description="Jabatan dalam kolom paraf blok tanda tangan"
    )
    verifier: WebAddress | None = Field(
        default=None,
        alias="verifikasi",
        description="Alamat https layanan pemeriksa tanda tangan milik instansi",
    )
    decree: Matter | None = Field(
        default=None,
        alias="keputusan",
        description="Keputusan pimpinan, dicetak sebelum daftar isi: {judul, isi}",
    )
    explanation: Matter | None = Field(
        default=None,
        alias="penjelasan",
        description="Ruang lingkup, ringkasan, pengertian, sesudah daftar isi: {judul, isi}",
    )
    source_name: Text | None = Field(
        default=None,
        alias="naskah",
        description="Nama naskah asal; bila ada, buku ditutup dengan catatan perbedaannya",
    )
    source: BookSource = Field(default_factory=BookSource, alias="sumber")
    templates: Literal["sendiri"] | None = Field(
        default=None,
        alias="templat",
        description="sendiri: dicetak dengan templat di folder templates katalog ini",
    )
    units: Annotated[
        tuple[Unit, ...], BeforeValidator(as_tuple, json_schema_input_type=Unit | list[Unit])
    ] = Field(alias="unit", description="Unit menurut urutan Daftar Isi", min_length=1)

    @property
    def has_own_templates(self) -> bool:
        """Whether the catalogue is printed with the templates in its own folder."""
        return self.templates is not None

    @property
    def title(self) -> str:
        """What the book is called on covers: in the catalogue's own words, or the form's."""
        return self.own_title or self.form.words.book_title

    @property
    def form(self) -> Form:
        """The form, with what the catalogue says of paper and drawing beside it."""
        form, terminal = self.base_form, self.drawing.terminal
        if self.paper is not None:
            form = form.model_copy(update={"paper": self.paper})
        if terminal is not None:
            chart = form.chart.model_copy(update={"terminal": terminal})
            form = form.model_copy(update={"chart": chart})
        return form

    @property
    def numbering(self) -> CatalogueNumbering:
        """By which patterns numbers are read and composed, made anew with each call."""
        own = ((unit.folder, unit.patterns) for unit in self.units)
        return CatalogueNumbering.of(self.patterns, own)

    def defaults_of(self, unit: Unit) -> Defaults:
        """What an SOP of a unit takes over where it says nothing itself."""
        return composed(unit.defaults, self.defaults)

    def written_defaults(self) -> Iterator[tuple[KeyPath, Defaults, Unit | None]]:
        """The defaults as they are written, with the way to them: the catalogue's (for no unit),
        then those of its units."""
        yield ("bawaan",), self.defaults, None
        for index, unit in enumerate(self.units):
            yield ("unit", index, "bawaan"), unit.defaults, unit
