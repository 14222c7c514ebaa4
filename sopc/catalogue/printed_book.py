"""All that decides the words of a book, as bytes: what the code of a handbook or a volume means.

That is what is printed of each SOP in it (``printed``), and the book's own pages: cover, contents,
the office's decree and explanation, and at the handbook's end the map of related SOPs and the notes
on the source document.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

from sopc.catalogue.base import Model
from sopc.catalogue.canonical import as_json
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form import Form
from sopc.catalogue.form_words import filled
from sopc.catalogue.organisation import Matter, Unit
from sopc.catalogue.printed import kept, official_words, printed_digest
from sopc.catalogue.signatories import signatories_of_book


def held_in(catalogue: Catalogue, unit: Unit | None) -> Sequence[Entry]:
    """The SOPs of a unit's volume, or of the handbook, in index order."""
    return catalogue.entries if unit is None else catalogue.in_unit(unit)


def printed_book(
    catalogue: Catalogue, unit: Unit | None, said: Callable[[Entry], str] | None = None
) -> bytes:
    """What the handbook, or a unit's volume, says, as canonical JSON.

    ``said`` gives the digest of what is printed of an SOP, where somebody knows it already.
    """
    settings, form = catalogue.settings, catalogue.settings.form
    units = sorted(settings.units if unit is None else (unit,), key=lambda each: each.number)
    agency = settings.agency
    found: dict[str, object] = {
        "instansi": (agency.name, *agency.heading),
        "alamat": agency.address if form.cover.address else (),
        "judul": settings.title,
        "tahun": filled(form.words.year, {"tahun": settings.year}),
        "volume": unit.folder if unit else None,
        "unit": [_unit(each, form) for each in units],
        "keputusan": _matter(settings.decree),
        "penjelasan": _matter(settings.explanation),
        "isi": [_held(catalogue, each, said) for each in held_in(catalogue, unit)],
        "kata": _words(form),
        "kaki": (form.words.page, *form.foot.lines),
        "penandatangan": [
            [part.field, kept({"": official_words(part.official, form)})]
            for part in signatories_of_book(catalogue, unit)
        ],
        "catatan": _notes(catalogue, form) if unit is None else None,
    }
    return as_json(kept(found))


def book_digest(
    catalogue: Catalogue, unit: Unit | None, said: Callable[[Entry], str] | None = None
) -> str:
    """SHA-256 of what a book says, in hexadecimal; see ``printed_book``."""
    return sha256(printed_book(catalogue, unit, said)).hexdigest()


def _held(catalogue: Catalogue, entry: Entry, said: Callable[[Entry], str] | None) -> object:
    """An SOP's line in the contents, and what is printed of it."""
    sop, place = entry.sop, entry.location
    pages = ""
    if sop.is_written:
        pages = said(entry) if said else printed_digest(catalogue, entry)
    section = place.section.number if place.section else 0
    return [str(sop.number or ""), sop.title, sop.status, place.unit.number, section, pages]


def _unit(unit: Unit, form: Form) -> object:
    values = {"romawi": unit.roman, "nomor": unit.number, "nama": unit.name}
    sections = sorted(unit.sections, key=lambda each: each.number)
    return [
        filled(form.words.unit, values),
        filled(form.words.unit_in_contents, values),
        unit.name,
        [[each.number, each.name, each.subtitle or ""] for each in sections],
    ]


def _matter(matter: Matter | None) -> object:
    return (matter.title, *matter.body) if matter else None


def _words(form: Form) -> object:
    """The form's words on a book's own pages."""
    words = form.words
    return {
        "daftar_isi": (words.contents, *words.contents_columns),
        "keadaan": (words.draft, words.not_in_force, words.unwritten, form.nothing),
        "bagian": (words.unwritten_list, words.annexes, words.drafts, words.maps_and_notes),
        "peta": (words.relations, words.relations_legend),
    }


def _notes(catalogue: Catalogue, form: Form) -> object:
    """The annex of differences from the source document, where the handbook has one: what is noted
    in all files, and the annex's own words."""
    settings, words = catalogue.settings, form.words
    if settings.source_name is None:
        return None
    sources = {
        "pelaksana": {key: _data(each.source) for key, each in catalogue.actors.items()},
        "dasar_hukum": {key: _data(each.source) for key, each in catalogue.regulations.items()},
        "pejabat": {key: _data(each.source) for key, each in catalogue.officials.items()},
    }
    return {
        "judul": filled(words.differences, {"naskah": settings.source_name}),
        "keterangan": words.differences_legend,
        "kolom": words.differences_columns,
        "jenis": _data(words.note_kinds),
        "pilihan": words.choices,
        "lampiran": _data(words.annex),
        "sebutan": {
            key: [actor.name, *actor.aliases]
            for key, actor in catalogue.actors.items()
            if actor.aliases
        },
        "naskah": _data(settings.source),
        "sumber": sources,
        "sop": {entry.name: _data(entry.sop.source) for entry in catalogue.entries},
    }


def _data(model: Model) -> object:
    """A model as it is written, without what is as it is by default."""
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
