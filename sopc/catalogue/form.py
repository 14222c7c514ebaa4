"""*Formulir*: the form on which an office prints its SOPs, as data.

A form is everything printed that is not an SOP's own text: words, rows, boxes and columns in their
order, what stands where, paper and type. ``sopc/forms`` holds those that come with the program.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    model_validator,
)

from sopc.catalogue.base import FormKey, Model, Refusal, Text, as_tuple
from sopc.catalogue.dates import PartialDate, written
from sopc.catalogue.duration import TimeWords
from sopc.catalogue.form_words import Wording, filled
from sopc.catalogue.registry import Regulation
from sopc.language import Phrase
from sopc.suggest import did_you_mean, known_here

ROWS = (
    "nomor", "dibuat", "direvisi", "efektif", "disahkan", "pengesah", "nama", "unit", "seksi",
    "penyusun", "pemeriksa", "revisi",
)  # fmt: skip
"""The identity rows that the program fills in; others are the office's own (``isian``)."""
BOXES = (
    "dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan", "riwayat",
)  # fmt: skip
TOLD = ("penyusun", "pemeriksa", "revisi")
"""Rows that the program fills in where an SOP does not do so itself (``isian``)."""
COLUMNS = ("nomor", "uraian", "pelaksana", "kelengkapan", "waktu", "output", "keterangan")
STANDARD = ("kelengkapan", "waktu", "output")
"""*Mutu baku*: the columns that share a heading where they stand side by side."""
GROUP = "mutu"
"""The word above standard columns that stand side by side, among those of the columns."""


class PaperSize(Model):
    """A sheet of paper, upright, in millimetres: from B5 to somewhat more than A3.

    On a smaller one a flowchart table has no room for its columns.
    """

    width: float = Field(alias="lebar", ge=176, le=330, description="Lebar dalam mm: sisi pendek")
    height: float = Field(
        alias="tinggi", ge=250, le=500, description="Tinggi dalam mm: sisi panjang"
    )

    @model_validator(mode="after")
    def _upright(self) -> "PaperSize":
        if self.width >= self.height:
            raise Refusal(Phrase("a sheet is given upright: `lebar` is its shorter side"))
        return self


SHEETS = {
    "F4": PaperSize(width=215, height=330),
    "A4": PaperSize(width=210, height=297),
    "Letter": PaperSize(width=215.9, height=279.4),
    "Legal": PaperSize(width=215.9, height=355.6),
}


def _way_of_naming(value: object) -> str:
    return "size" if isinstance(value, dict | PaperSize) else "name"


Paper: TypeAlias = Annotated[
    Annotated[Literal["F4", "A4", "Letter", "Legal"], Tag("name")]
    | Annotated[PaperSize, Tag("size")],
    Discriminator(_way_of_naming),
]
"""Paper by its name, or by its size."""


TypefaceName: TypeAlias = Literal["Source Sans", "Roboto"]
"""A typeface that comes with the program: narrow, or like Arial."""

_FormKeys = Annotated[
    tuple[FormKey, ...],
    BeforeValidator(as_tuple, json_schema_input_type=FormKey | list[FormKey]),
]


class CoverForm(Model):
    """*Sampul*: what has a cover, and what stands on it."""

    of_sops: bool = Field(alias="sop", description="Setiap SOP bersampul")
    address: bool = Field(alias="alamat", description="Alamat instansi pada sampul")


class IdentityForm(Model):
    """*Halaman identitas*: its rows at the right, and its boxes in lines of one or two."""

    direction: Literal["tegak", "mendatar"] = Field(alias="arah", description="Arah halaman")
    rows: _FormKeys = Field(
        alias="baris", min_length=1, description="Baris identitas menurut urutannya"
    )
    boxes: Annotated[
        tuple[_FormKeys, ...],
        BeforeValidator(as_tuple),
    ] = Field(alias="kotak", description="Kotak per baris: satu atau dua berdampingan")

    @model_validator(mode="after")
    def _at_most_two(self) -> "IdentityForm":
        if any(len(line) not in (1, 2) for line in self.boxes):
            raise Refusal(
                Phrase("one or two boxes stand side by side: write [[a, b], [c]]"), at=("kotak",)
            )
        return self

    @property
    def keys(self) -> tuple[str, ...]:
        """All rows and boxes, in their order."""
        return (*self.rows, *(key for line in self.boxes for key in line))


def _check_columns(value: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [key for key in value if key not in COLUMNS]
    if unknown:
        raise Refusal(
            Phrase("unknown column `{key}`", key=unknown[0]),
            did_you_mean(unknown[0], COLUMNS) or known_here(COLUMNS),
        )
    if "uraian" not in value or "pelaksana" not in value or len(set(value)) < len(value):
        raise Refusal(Phrase("a chart has `uraian` and `pelaksana`, and each column once"))
    return value


class ChartForm(Model):
    """*Bagan*: the flowchart table."""

    place: Literal["baru", "menyambung"] = Field(
        alias="letak",
        description="baru: halaman sendiri; menyambung: di bawah identitas mendatar bila muat",
    )
    columns: Annotated[
        tuple[str, ...], BeforeValidator(as_tuple), AfterValidator(_check_columns)
    ] = Field(alias="kolom", description="Kolom dari kiri ke kanan")
    column_numbers: bool = Field(alias="nomor_kolom", description="Baris nomor kolom (1)(2)(3)…")
    terminal: Literal["kapsul", "terpisah"] = Field(
        alias="terminal",
        description=(
            "kapsul: langkah pertama dan terakhir digambar sebagai kapsul; "
            "terpisah: kotak dengan kapsul Mulai/Selesai tersendiri"
        ),
    )
    step_number: Literal["1.", "1", "1)", "(1)"] = Field(
        alias="nomor_langkah", description="Bentuk nomor langkah"
    )

    def numbered(self, number: object) -> str:
        """A step's number as it is printed; of none, nothing."""
        return "" if number in (None, "") else self.step_number.replace("1", str(number))


Spot: TypeAlias = Literal["identitas", "bagan"]


class SignatureForm(Model):
    """*Tanda tangan*: where the block stands, and where an electronic signature goes."""

    places: Annotated[
        tuple[Spot, ...], BeforeValidator(as_tuple, json_schema_input_type=Spot | list[Spot])
    ] = Field(alias="letak", min_length=1, description="identitas, bagan, atau keduanya")
    electronic: Spot = Field(
        alias="elektronik", description="Tempat tanda tangan elektronik dan kode QR-nya"
    )
    stamp: bool = Field(alias="cap", description="Sediakan ruang cap di samping tanda tangan")

    @model_validator(mode="after")
    def _electronic_where_signed(self) -> "SignatureForm":
        if self.electronic not in self.places:
            raise Refusal(
                Phrase("`elektronik` is one of the places in `letak`"), at=("elektronik",)
            )
        return self


FootLine = Annotated[Text, Field(max_length=120)]


class FootForm(Model):
    """*Kaki*: the foot of every page."""

    code: bool = Field(alias="kode", description="Kode QR di kaki halaman SOP")
    lines: Annotated[tuple[FootLine, ...], BeforeValidator(as_tuple)] = Field(
        alias="baris",
        max_length=2,
        description="Paling banyak dua baris kecil di kaki setiap halaman, di bawah nomornya",
    )


def _check_words(
    group: str, keys: Iterable[str], words: Mapping[str, str], known: Iterable[str]
) -> None:
    """Raises Refusal for a key without a word, and for a word that is never printed."""
    nameless = [key for key in keys if key not in words]
    if nameless:
        raise Refusal(
            Phrase("`{key}` has no word: give it one in `kata`", key=nameless[0]),
            did_you_mean(nameless[0], [*words]),
        )
    expected = {*keys, *known}
    unused = [key for key in words if key not in expected]
    if unused:
        raise Refusal(
            Phrase("`{key}` in `kata` names no row, box or column of the form", key=unused[0]),
            did_you_mean(unused[0], sorted(expected)),
            at=("kata", group, unused[0]),
        )


class Form(Model):
    """Everything that is printed and not an SOP's own text."""

    base: str = Field(alias="dasar", description="Nama formulir yang diubah di sini")
    language: Literal["id", "en"] = Field(alias="bahasa", description="Bahasa halaman")
    paper: Paper = Field(alias="kertas", description="Ukuran kertas")
    typeface: TypefaceName = Field(alias="huruf", description="Jenis huruf")
    date: Literal[
        "2 Januari 2025", "02 Januari 2025", "02/01/2025", "2025-01-02", "January 2, 2025"
    ] = Field(alias="tanggal", description="Bentuk tanggal")
    months: Annotated[tuple[str, ...], BeforeValidator(as_tuple)] = Field(
        alias="bulan", min_length=12, max_length=12, description="Nama bulan"
    )
    times: TimeWords = Field(alias="satuan", description="Kata satuan waktu: dibaca dan dijumlah")
    nothing: str = Field(alias="kosong", description="Tanda untuk yang tidak ada; boleh kosong")
    cover: CoverForm = Field(alias="sampul")
    identity: IdentityForm = Field(alias="identitas")
    chart: ChartForm = Field(alias="bagan")
    signature: SignatureForm = Field(alias="tanda_tangan")
    foot: FootForm = Field(alias="kaki")
    words: Wording = Field(alias="kata")

    @model_validator(mode="after")
    def _same_direction(self) -> "Form":
        """A flowchart lies across: the identity page that it shares has to."""
        if self.chart.place == "menyambung" and self.identity.direction != "mendatar":
            raise Refusal(
                Phrase("the flowchart lies across, and the identity page does not"),
                Phrase("with `bagan: {{letak: menyambung}}` write `identitas: {{arah: mendatar}}`"),
            )
        return self

    @model_validator(mode="after")
    def _all_named(self) -> "Form":
        boxes = [key for line in self.identity.boxes for key in line]
        _check_words("baris", self.identity.rows, self.words.rows, ROWS)
        _check_words("kotak", boxes, self.words.boxes, BOXES)
        _check_words("kolom", self.chart.columns, self.words.columns, (*COLUMNS, GROUP))
        return self

    def written(self, date: PartialDate) -> str:
        """A date as the form prints it."""
        return written(date, self.date, self.months)

    def cited(self, regulation: Regulation) -> str:
        """A regulation as the form cites it."""
        places = {
            "jenis": regulation.kind,
            "nomor": regulation.number,
            "tahun": regulation.year,
            "tentang": regulation.subject,
            "lembaran": regulation.gazette,
        }
        return filled(self.words.regulation, places)

    @property
    def sheet(self) -> PaperSize:
        """The paper's size."""
        return SHEETS[self.paper] if isinstance(self.paper, str) else self.paper


DEFAULT_FORM = "permenpanrb-35-2012"
"""The form of a catalogue that names none: the regulation's own."""
_BASE = "dasar"


def _composed(value: object, info: ValidationInfo) -> object:
    """The data of the form that is named, with the catalogue's changes."""
    if isinstance(value, str):
        base, changes = value, {}
    elif isinstance(value, dict):
        base = value.get(_BASE, DEFAULT_FORM)
        if not isinstance(base, str):
            raise Refusal(Phrase("`dasar` is the name of a form"))
        changes = {key: each for key, each in value.items() if key != _BASE}
    else:
        return value
    forms = (info.context or {}).get("forms", {})
    if base not in forms:
        known = Phrase("known here: {keys}", keys=", ".join(forms))
        raise Refusal(
            Phrase("there is no form `{name}`", name=base),
            did_you_mean(str(base), [*forms]) or known,
        )
    composed = _changed(forms[base], changes)
    return composed | {_BASE: base} if isinstance(composed, dict) else composed


def _changed(base: object, changes: object) -> object:
    """Groups of lines are changed line by line, all else is replaced."""
    if not isinstance(base, dict) or not isinstance(changes, dict):
        return changes
    return base | {key: _changed(base.get(key), each) for key, each in changes.items()}


ChosenForm = Annotated[
    Form, BeforeValidator(_composed, json_schema_input_type=str | dict[str, object])
]
"""A form by its name, or ``{dasar: NAME, …}`` with what the office changes of it."""
