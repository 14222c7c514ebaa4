"""Which fields the form of an SOP has, in the printed form's order, and what they are called."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from sopc.language import Hint, Phrase

Kind: TypeAlias = Literal[
    "text", "words", "date", "choice", "flag", "texts", "names", "rows", "group", "own", "apart"
]
"""A text of one line, or of several; a date, one name of many, yes or no; a list of texts, of
names, or of groups of fields; one such group; the office's own fields; what only the text view
shows."""
USUAL: Final = Phrase("as is usual")
_AT_ONCE: Final = frozenset({"revisi", "uraian", "kode", "bagian", "jenis", "alasan"})


@dataclass(frozen=True, slots=True)
class FieldKind:
    """A field, by its key: how it is filled in, and called."""

    key: str
    kind: Kind
    called: Phrase
    registry: str = ""
    """Where the names that are chosen from are written, if in a registry."""
    help: Hint = ""
    parts: tuple["FieldKind", ...] = ()
    """The fields of a group, or of each of a list of them."""
    is_folded: bool = False
    """Whether few groups need it."""
    usual: Phrase = USUAL
    """What is chosen where nothing is."""

    @property
    def is_asked_at_once(self) -> bool:
        """Whether a group without this is none."""
        return self.key in _AT_ONCE


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Fields that stand together; ``is_folded`` are those that few SOPs need."""

    called: Phrase
    fields: tuple[FieldKind, ...]
    is_folded: bool = False
    help: Hint = ""


_HISTORY: Final = (
    FieldKind("revisi", "text", Phrase("Revision"), help=Phrase("0, 1, 2 or A, B")),
    FieldKind("tanggal", "date", Phrase("Its date")),
    FieldKind("uraian", "words", Phrase("What was changed")),
    FieldKind("oleh", "text", Phrase("Changed by")),
)
_WAIVER: Final = (
    FieldKind("kode", "text", Phrase("Code of the finding"), help=Phrase("such as FLW006")),
    FieldKind("alasan", "words", Phrase("Reason")),
)
_DECISION: Final = (
    FieldKind("oleh", "text", Phrase("Decided by")),
    FieldKind("tanggal", "date", Phrase("Decided on")),
    FieldKind("isi", "words", Phrase("What was decided")),
)
_NOTE: Final = (
    FieldKind(
        "bagian", "text", Phrase("Part of the SOP"), help=Phrase("such as nama, or langkah[5]")
    ),
    FieldKind("jenis", "choice", Phrase("Kind of note")),
    FieldKind("tercetak", "words", Phrase("As the document has it")),
    FieldKind("diambil", "words", Phrase("As it is here")),
    FieldKind("pilihan", "texts", Phrase("What the office may choose"), is_folded=True),
    FieldKind("alasan", "words", Phrase("Reason")),
    FieldKind("sop", "texts", Phrase("Other SOPs that it holds for"), is_folded=True),
    FieldKind(
        "keputusan_kantor",
        "group",
        Phrase("Decision of the office"),
        parts=_DECISION,
        is_folded=True,
    ),
)
_SOURCE: Final = (
    FieldKind("baris", "texts", Phrase("Lines of the document"), help=Phrase("such as 290-366")),
    FieldKind("catatan", "rows", Phrase("Notes on what differs there"), parts=_NOTE),
)
GROUPS: Final = (
    FormGroup(
        Phrase("Number and name"),
        (
            FieldKind(
                "nomor",
                "text",
                Phrase("SOP number"),
                help=Phrase("as the office numbers its SOPs; a draft may be without"),
            ),
            FieldKind(
                "nama",
                "text",
                Phrase("Name of the SOP"),
                help=Phrase("as it stands in the table of contents"),
            ),
            FieldKind("status", "choice", Phrase("State"), usual=Phrase("in force")),
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
        help=Phrase("2020-10-01 is a day; where only the month or year is known: 2020-10, 2020"),
    ),
    FormGroup(
        Phrase("Identity page"),
        (
            FieldKind(
                "dasar_hukum",
                "names",
                Phrase("Legal basis"),
                "dasar-hukum",
                Phrase("the regulations, in the order in which they are printed"),
            ),
            FieldKind(
                "kualifikasi",
                "texts",
                Phrase("Qualification of actors"),
                help=Phrase("what those who do the work must have learnt or be able to do"),
            ),
            FieldKind(
                "keterkaitan",
                "names",
                Phrase("Related SOPs"),
                help=Phrase("the SOPs that go before or after this one"),
            ),
            FieldKind(
                "peralatan",
                "texts",
                Phrase("Tools and equipment"),
                help=Phrase("what is needed for the work"),
            ),
            FieldKind(
                "peringatan",
                "texts",
                Phrase("Warning"),
                help=Phrase("what happens where the SOP is not followed"),
            ),
            FieldKind(
                "pencatatan",
                "texts",
                Phrase("Recording and data"),
                help=Phrase("what is written down or kept, and where"),
            ),
            FieldKind("isian", "own", Phrase("The office's own boxes")),
        ),
    ),
    FormGroup(
        Phrase("Signatures, letterhead and revisions"),
        (
            FieldKind(
                "pengesah",
                "choice",
                Phrase("Enacted by"),
                "pejabat",
                Phrase("where it is not who enacts the SOPs of this unit"),
            ),
            FieldKind(
                "disahkan_oleh",
                "choice",
                Phrase("Name in the box of enactment"),
                "pejabat",
                Phrase("where it is not who enacts"),
            ),
            FieldKind("penyusun", "names", Phrase("Made by"), "pejabat"),
            FieldKind("pemeriksa", "names", Phrase("Looked through by"), "pejabat"),
            FieldKind(
                "kop",
                "texts",
                Phrase("Letterhead"),
                help=Phrase("the lines of the head, where they are not those of the unit"),
            ),
            FieldKind(
                "riwayat",
                "rows",
                Phrase("Table of revisions"),
                help=Phrase("the first issue, and each revision after it"),
                parts=_HISTORY,
            ),
            FieldKind(
                "digantikan",
                "choice",
                Phrase("Replaced by"),
                help=Phrase("the SOP that came instead of one that is withdrawn"),
                usual=Phrase("none"),
            ),
            FieldKind("total_waktu", "flag", Phrase("Print the sum of times")),
        ),
        is_folded=True,
    ),
    FormGroup(
        Phrase("Notes of the editors"),
        (
            FieldKind(
                "pengecualian",
                "rows",
                Phrase("Findings that may stand"),
                help=Phrase("what the check finds may stand in this SOP, for a reason"),
                parts=_WAIVER,
            ),
            FieldKind(
                "sumber",
                "group",
                Phrase("Where it was taken from"),
                help=Phrase("the document that this SOP was copied from, and what differs there"),
                parts=_SOURCE,
            ),
        ),
        is_folded=True,
    ),
)
ELSEWHERE: Final = ("pelaksana", "langkah")
"""Keys that the table of steps has: its lanes, and its rows."""
