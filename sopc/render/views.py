"""What templates see of the catalogue: plain values, never the models themselves.

A model has methods, and some of those open files or unpickle; a template is text that anyone may
have written. So each page's values are put into views, which hold nothing but words, numbers and
other views, and only their fields are handed on. Texts with marks become HTML on the way: as
``line_html`` where a view says nothing else.
"""

import re
from dataclasses import dataclass, fields

from markupsafe import Markup, escape

from sopc.catalogue.form_words import Wording, filled, identity_line
from sopc.catalogue.organisation import Section, Settings, Unit
from sopc.catalogue.registry import Official
from sopc.catalogue.source import Note
from sopc.markup.words import Words, one_line
from sopc.render.marked import line_html
from sopc.render.paper import Paper
from sopc.render.resources import FAMILIES

PLAIN = (str, Markup, int, float, bool, type(None))
"""The types of what templates see, exactly; besides them tuples, and views as dictionaries."""


@dataclass(frozen=True, slots=True)
class View:
    """What a template may see; its fields hold plain values, tuples of them, and views."""


def plain(view: View) -> dict[str, object]:
    """A view's fields by name, views within as dictionaries too, texts with marks as HTML.

    Raises TypeError when one holds anything else: that is a bug, and a hole.
    """
    return {field.name: _plain(getattr(view, field.name)) for field in fields(view)}


def _plain(value: object) -> object:
    if isinstance(value, View):
        return plain(value)
    if type(value) is Words:
        return line_html(value)
    if type(value) is tuple:
        return tuple(_plain(each) for each in value)
    if type(value) not in PLAIN:
        raise TypeError(f"templates must not see a {type(value).__name__}")
    return value


@dataclass(frozen=True, slots=True)
class AgencyView(View):
    """The agency; ``heading`` is its name in the lines in which it is printed.

    ``address`` are the lines of its address where covers have it.
    """

    name: str
    heading: tuple[str, ...]
    address: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FootView(View):
    """The foot of pages: whether SOPs have a code there, and the form's lines, which are painted
    below the page number."""

    code: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingsView(View):
    """What ``katalog.yaml`` says of all pages; ``initials`` are the offices of that column.

    ``typeface`` is its name in style sheets; ``year_words`` is the year as it stands on covers;
    ``signs_identity`` says whether electronic signatures go into the identity rows.
    """

    agency: AgencyView
    title: str
    year: int
    year_words: str
    initials: tuple[str, ...]
    typeface: str
    foot: FootView
    signs_identity: bool

    @classmethod
    def of(cls, settings: Settings) -> "SettingsView":
        form = settings.form
        address = settings.agency.address if form.cover.address else ()
        agency = AgencyView(one_line(settings.agency.name), settings.agency.heading, address)
        year = filled(form.words.year, {"tahun": settings.year})
        typeface = FAMILIES[form.typeface].name
        foot = FootView(form.foot.code, form.foot.lines)
        return cls(
            agency=agency,
            title=settings.title,
            year=settings.year,
            year_words=year,
            initials=settings.initials,
            typeface=typeface,
            foot=foot,
            signs_identity=form.signature.electronic == "identitas",
        )


@dataclass(frozen=True, slots=True)
class PaperView(View):
    """A sheet, upright, and its margins, in millimetres; flowchart pages lie across.

    ``fill`` is how high it is beside F4, ``agency_share`` how much of the identity page's head the
    agency has, in percent.
    """

    width: float
    height: float
    fill: float
    agency_share: float
    identity_across: bool
    portrait_left: float
    portrait_right: float
    bottom: float
    display_margin: float
    display_height: float
    chart_side: float
    chart_width: float

    @classmethod
    def of(cls, paper: Paper) -> "PaperView":
        return cls(**{field.name: getattr(paper, field.name) for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class SectionView(View):
    """A section; without a second line its ``subtitle`` is None."""

    number: int
    name: str
    subtitle: str | None

    @classmethod
    def of(cls, section: Section) -> "SectionView":
        return cls(section.number, section.name, section.subtitle)


@dataclass(frozen=True, slots=True)
class UnitView(View):
    """A unit with its sections; ``letterhead`` are its own lines below the agency's name.

    ``label`` is its number and name as its page prints them.
    """

    number: int
    roman: str
    name: str
    label: str
    letterhead: tuple[str, ...]
    sections: tuple[SectionView, ...]

    @classmethod
    def of(cls, unit: Unit, words: Wording) -> "UnitView":
        sections = tuple(SectionView.of(section) for section in unit.sections)
        label = unit_words(words.unit, unit)
        return cls(unit.number, unit.roman, unit.name, label, unit.letterhead, sections)


def unit_words(pattern: str, unit: Unit) -> str:
    """A unit as one of the form's patterns has it."""
    return filled(pattern, {"romawi": unit.roman, "nomor": unit.number, "nama": unit.name})


@dataclass(frozen=True, slots=True)
class OfficialView(View):
    """An official as a signature block names them; ``identity`` is the whole line, with NIP.

    On a draft there is the office only: ``name`` is empty.
    """

    name: str
    nip: str | None
    identity: str | None
    rank: str | None
    office: str
    on_behalf_of: str | None

    @classmethod
    def of(cls, official: Official, words: Wording, *, named: bool = True) -> "OfficialView":
        """An official; not ``named``, the office only, as a draft has it."""
        return cls(
            name=official.name or "" if named else "",
            nip=official.nip if named else None,
            identity=identity_line(official, words) if named else None,
            rank=official.rank if named else None,
            office=official.office,
            on_behalf_of=official.on_behalf_of,
        )


@dataclass(frozen=True, slots=True)
class SignatoryView(View):
    """A part in signing, and who has it; ``field`` is the signature's name in the PDF.

    ``has_room`` says whether that is signed here, ``electronic`` whether an electronic signature
    goes here. ``stamp`` is the word in the room for the office's stamp, or None without such room;
    ``note`` stands in a room where no electronic signature goes.
    """

    field: str
    role: str
    official: OfficialView | None
    has_room: bool
    electronic: bool
    stamp: str | None
    note: str


_NUMBER = re.compile(r"\b\w+(?:[./-]\w+){2,}")
"""A number of several parts, such as an SOP's."""


def whole_numbers(text: str) -> Markup:
    """A text without marks as HTML, in which no number is broken by the end of a line."""
    return Markup(_NUMBER.sub(r'<span class="whole">\g<0></span>', str(escape(text))))


@dataclass(frozen=True, slots=True)
class NoteView(View):
    """A difference from the source document.

    ``kind_word`` is what the form calls its kind, ``choices_words`` the choices in a sentence.
    """

    part: str
    kind: str
    kind_word: str
    printed: Markup | None
    taken: Markup | None
    choices: tuple[str, ...]
    choices_words: Markup
    reason: Markup

    @classmethod
    def of(cls, note: Note, words: Wording) -> "NoteView":
        choices = filled(words.choices, {"pilihan": "; ".join(note.choices)})
        return cls(
            part=note.part,
            kind=note.kind,
            kind_word=words.note_kinds.of(note.kind),
            printed=None if note.printed is None else whole_numbers(note.printed),
            taken=None if note.taken is None else whole_numbers(note.taken),
            choices=note.choices,
            choices_words=whole_numbers(choices if note.choices else ""),
            reason=whole_numbers(note.reason),
        )


@dataclass(frozen=True, slots=True)
class SubjectView(View):
    """An SOP, regulation or official by name, and the notes on it; ``link`` is the SOP's address,
    or empty."""

    subject: Markup
    link: str
    notes: tuple[NoteView, ...]
