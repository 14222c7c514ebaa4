"""Which fields the form of an SOP has, in the printed form's order, and what they are called."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from sopc.language import Phrase

Kind: TypeAlias = Literal["text", "date", "choice", "flag", "texts", "names", "apart", "own"]
"""A text, a date, one name of many, yes or no; a list of texts, or of names; what has a page of its
own, or is changed in the text view alone; the office's own fields."""


@dataclass(frozen=True, slots=True)
class FieldKind:
    """A field, by its key: how it is filled in, and called."""

    key: str
    kind: Kind
    called: Phrase
    registry: str = ""
    """Where the names that are chosen from are written, if in a registry."""


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Fields that stand together; ``is_folded`` are those that few SOPs need."""

    called: Phrase
    fields: tuple[FieldKind, ...]
    is_folded: bool = False


GROUPS: Final = (
    FormGroup(
        Phrase("Number and name"),
        (
            FieldKind("nomor", "text", Phrase("SOP number")),
            FieldKind("nama", "text", Phrase("Name of the SOP")),
            FieldKind("status", "choice", Phrase("State")),
        ),
    ),
    FormGroup(
        Phrase("Dates"),
        (
            FieldKind("dibuat", "date", Phrase("Date of making")),
            FieldKind("direvisi", "date", Phrase("Date of revision")),
            FieldKind("efektif", "date", Phrase("In force from")),
            FieldKind("disahkan", "date", Phrase("Date of enactment")),
            FieldKind("ditinjau", "date", Phrase("Last looked at on")),
        ),
    ),
    FormGroup(
        Phrase("Identity page"),
        (
            FieldKind("dasar_hukum", "names", Phrase("Legal basis"), "dasar-hukum"),
            FieldKind("kualifikasi", "texts", Phrase("Qualification of actors")),
            FieldKind("keterkaitan", "names", Phrase("Related SOPs")),
            FieldKind("peralatan", "texts", Phrase("Tools and equipment")),
            FieldKind("peringatan", "texts", Phrase("Warning")),
            FieldKind("pencatatan", "texts", Phrase("Recording and data")),
            FieldKind("isian", "own", Phrase("The office's own boxes")),
        ),
    ),
    FormGroup(
        Phrase("Signatures, letterhead and revisions"),
        (
            FieldKind("pengesah", "choice", Phrase("Enacted by"), "pejabat"),
            FieldKind("disahkan_oleh", "choice", Phrase("Name in the box of enactment"), "pejabat"),
            FieldKind("penyusun", "names", Phrase("Made by"), "pejabat"),
            FieldKind("pemeriksa", "names", Phrase("Looked through by"), "pejabat"),
            FieldKind("kop", "texts", Phrase("Letterhead")),
            FieldKind("riwayat", "apart", Phrase("Table of revisions")),
            FieldKind("digantikan", "choice", Phrase("Replaced by")),
            FieldKind("total_waktu", "flag", Phrase("Print the sum of times")),
        ),
        is_folded=True,
    ),
    FormGroup(
        Phrase("Notes of the editors"),
        (
            FieldKind("pengecualian", "apart", Phrase("Findings that may stand")),
            FieldKind("sumber", "apart", Phrase("Where it was taken from")),
        ),
        is_folded=True,
    ),
)
ELSEWHERE: Final = ("pelaksana", "langkah")
"""Keys that the table of steps has: its lanes, and its rows."""
