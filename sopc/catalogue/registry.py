"""Entries that SOPs refer to by key: actors, regulations and officials."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from sopc.catalogue.base import Keys, Model, Refusal, Text, Texts
from sopc.catalogue.source import Source
from sopc.catalogue.tenure import Pins, Term
from sopc.language import Phrase
from sopc.markup.words import as_words, marked


def _name_only(value: object) -> object:
    """Let an actor without spelling variants be just its name."""
    return value if isinstance(value, dict | Actor) else {"nama": value}


class Actor(Model):
    """*Pelaksana*: who does steps; its name heads a lane of the flowchart.

    Adjacent lanes of one ``group`` have one heading above them.
    """

    heading: Text = Field(
        alias="nama", description="Nama seperti dicetak di kepala lajur; baris-barisnya tetap"
    )
    group: Text | None = Field(
        default=None,
        alias="kelompok",
        description="Kepala bersama lajur yang berdampingan, misalnya Satker Penerima",
    )
    aliases: Texts = Field(
        default=(), alias="sebutan", description="Ejaan lain untuk pelaksana yang sama"
    )
    source: Source = Field(default_factory=Source, alias="sumber")

    @property
    def lines(self) -> tuple[str, ...]:
        """The name in the lines in which it was written."""
        lines = (" ".join(line.split()) for line in marked(self.heading).split("\n"))
        return tuple(as_words(line) for line in lines if line)

    @property
    def name(self) -> str:
        """The name in one line, as it is said everywhere but above a lane."""
        return as_words(" ".join(map(marked, self.lines)))


ActorEntry = Annotated[Actor, BeforeValidator(_name_only, json_schema_input_type=Text | Actor)]


def _marked(part: int | str) -> str:
    return marked(part) if isinstance(part, str) else str(part)


class Regulation(Model):
    """An entry of *dasar hukum*: a regulation with its full title and its standing."""

    kind: Text = Field(alias="jenis", description="Misalnya Peraturan Pemerintah")
    number: int | Text | None = Field(
        default=None, alias="nomor", description="Nomor peraturan, bila ada"
    )
    year: int | None = Field(
        default=None, alias="tahun", description="Tahun peraturan, bila ada", ge=1900, le=2200
    )
    subject: Text | None = Field(
        default=None, alias="tentang", description="Judul peraturan, bila ada"
    )
    gazette: Text | None = Field(default=None, alias="lembaran", description="Lembaran Negara")
    status: Literal["berlaku", "diubah", "dicabut"] = Field(
        default="berlaku", description="Keadaan peraturan"
    )
    changed_by: Keys = Field(
        default=(),
        alias="oleh",
        max_length=100,
        description="Kunci peraturan yang mengubah atau mencabutnya; paling banyak 100",
    )

    source: Source = Field(default_factory=Source, alias="sumber")

    @property
    def title(self) -> str:
        """The regulation as messages name it; what is printed is the form's."""
        parts = {"Nomor": self.number, "Tahun": self.year, "tentang": self.subject}
        named = [f"{word} {_marked(part)}" for word, part in parts.items() if part is not None]
        gazette = [f"({marked(self.gazette)})"] if self.gazette else []
        return as_words(" ".join([marked(self.kind), *named, *gazette]))


def _as_words(value: object) -> object:
    """The digits of a NIP that is written without spaces or quotes, as YAML reads a number."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else value


def _check_nip(value: str) -> str:
    digits = value.replace(" ", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) != 18:
        raise Refusal(
            Phrase("a NIP has 18 digits: birth date, month of appointment, sex, serial number")
        )
    return " ".join((digits[:8], digits[8:14], digits[14], digits[15:]))


Nip = Annotated[
    str,
    BeforeValidator(_as_words, json_schema_input_type=str | int),
    AfterValidator(_check_nip),
]
"""An employee number, kept in its printed groups: ``19610307 198603 1 007``."""


class Official(Model):
    """*Pejabat*: who enacts SOPs, as the signature block names them.

    Of ``nip``, ``nrp`` and ``other_identity`` there is one, or none. Of who is not named, the
    office only is printed, and nobody can sign for it. ``term`` and ``pins`` say when and with
    which certificates they sign.
    """

    name: Text | None = Field(
        default=None,
        alias="nama",
        description="Nama dengan gelar, seperti dicetak; tanpa nama, hanya jabatan yang dicetak",
    )
    nip: Nip | None = Field(
        default=None,
        description="18 angka: tanggal lahir, bulan pengangkatan, jenis kelamin, urut",
    )
    nrp: Text | None = Field(
        default=None, description="Nomor anggota TNI atau Polri, dalam tanda kutip: '78010123'"
    )
    other_identity: Text | None = Field(
        default=None,
        alias="identitas",
        description="Baris lain pengganti NIP, dicetak seperti tertulis",
    )
    rank: Text | None = Field(default=None, alias="pangkat", description="Pangkat")
    office: Text = Field(
        alias="jabatan", description="Jabatan seperti dicetak di blok tanda tangan"
    )
    on_behalf_of: Text | None = Field(
        default=None, alias="atas_nama", description="Jabatan yang diwakili: dicetak 'a.n. …'"
    )
    term: Term | None = Field(
        default=None,
        alias="menjabat",
        description="Sejak kapan dan sampai kapan menjabat: tanda tangan di luar masa itu ditolak;"
        " tidak dicetak",
    )
    pins: Pins = Field(
        default=(),
        alias="sertifikat",
        description="Sidik jari SHA-256 sertifikat (sha256:…) atau kunci publiknya (kunci:…), satu"
        " atau beberapa: hanya itu yang diterima; tidak dicetak",
    )
    source: Source = Field(default_factory=Source, alias="sumber")

    @model_validator(mode="after")
    def _one_identity(self) -> "Official":
        given = [each for each in (self.nip, self.nrp, self.other_identity) if each is not None]
        if len(given) > 1:
            second = "identitas" if self.other_identity is not None else "nrp"
            raise Refusal(
                Phrase("give one of `nip`, `nrp` and `identitas`, or none of them"), at=(second,)
            )
        return self

    @model_validator(mode="after")
    def _named_with_identity(self) -> "Official":
        if self.name is None and (self.nip or self.nrp or self.other_identity or self.rank):
            raise Refusal(Phrase("`nama` is missing: without it, give `jabatan` alone"))
        return self

    @model_validator(mode="after")
    def _named_who_signs(self) -> "Official":
        if self.name is None and self.pins:
            raise Refusal(
                Phrase("`nama` is missing: nobody can sign for an office without a name"),
                at=("sertifikat",),
            )
        return self

    @property
    def printed(self) -> "Official":
        """The same without its records: who signs and when, and where the entry comes from."""
        return self.model_copy(update={"term": None, "pins": (), "source": Source()})

    @property
    def called(self) -> str:
        """The name, or the office of who is not named."""
        return self.name or self.office
