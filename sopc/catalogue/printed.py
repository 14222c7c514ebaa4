"""All that decides the words on an SOP's printed pages, as bytes: what a printed code stands for.

Besides the SOP's own words (``canonical``) that is what its pages take from registries, settings
and the form, as it is printed there: the agency, who does the steps, regulations, officials, the
titles of related SOPs, who signs. Three things count that are not printed in every form: in what
standing a regulation is, by what, and officials as a whole, as an electronic signature shows them.
Words that a page has only if it is laid out so (a chart of several sheets, a box that goes on)
count always. How pages look does not: paper, typeface, logo, templates and what these say.

The form must not change with versions, as that of ``canonical``: what is added needs a default
that is empty, and what is empty is left out.
"""

from hashlib import sha256
from itertools import pairwise

from sopc.catalogue.canonical import as_json, canonical_data
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.duration import total_words
from sopc.catalogue.form import GROUP, STANDARD, Form
from sopc.catalogue.form_words import filled, identity_line
from sopc.catalogue.organisation import Settings
from sopc.catalogue.registry import Official
from sopc.catalogue.signatories import parts_of
from sopc.markup.words import Words, said_in

_KINDS_LACKING = ("identitas", "langkah")


def printed(catalogue: Catalogue, entry: Entry) -> bytes:
    """What an SOP's pages say, as canonical JSON (UTF-8, sorted keys, what is empty left out).

    The same from an excerpt of the catalogue as from the whole.
    """
    form = catalogue.settings.form
    found: dict[str, object] = {"sop": canonical_data(entry.sop)}
    found |= kept(_head(catalogue, entry))
    found |= kept(_identity(catalogue, entry, form))
    found |= kept(_chart(catalogue, entry, form)) if entry.sop.steps else {}
    found |= kept(_signing(catalogue, entry, form))
    found |= kept(_foot(entry, form))
    if catalogue.settings.has_own_templates:
        found["templat"] = kept(_for_own_templates(catalogue, entry, form))
    return as_json(found)


def printed_digest(catalogue: Catalogue, entry: Entry) -> str:
    """SHA-256 of what an SOP's pages say, in hexadecimal."""
    return sha256(printed(catalogue, entry)).hexdigest()


def kept(data: dict[str, object]) -> dict[str, object]:
    """Data without what is empty in mappings, however deep, and texts without their looks."""
    plain = ((key, _plain(value)) for key, value in data.items())
    return {key: value for key, value in plain if value not in ("", None, [], {}, False)}


def _plain(value: object) -> object:
    match value:
        case Words():
            return said_in(value.marked)
        case dict():
            return kept(value)
        case list() | tuple():
            return [_plain(each) for each in value]
    return value


def official_words(official: Official | None, form: Form, *, named: bool = True) -> object:
    """An official as pages name them; on a draft, not ``named``, there is the office only."""
    if official is None:
        return {"identitas": filled(form.words.nip, {}).strip()}
    acted_for = official.on_behalf_of
    return {
        "nama": official.name if named else None,
        "identitas": identity_line(official, form.words) if named else None,
        "pangkat": official.rank if named else None,
        "jabatan": official.office,
        "atas_nama": filled(form.words.on_behalf, {"jabatan": acted_for}) if acted_for else None,
    }


def letterhead_of(settings: Settings, entry: Entry) -> tuple[str, ...]:
    """The lines at the head of an SOP's pages: its own, or the agency's and its unit's."""
    return entry.sop.letterhead or (*settings.agency.heading, *entry.location.unit.letterhead)


def _head(catalogue: Catalogue, entry: Entry) -> dict[str, object]:
    """Whose SOP it is, and what is on its cover."""
    settings, form = catalogue.settings, catalogue.settings.form
    agency = settings.agency
    cover: dict[str, object] = {}
    if form.cover.of_sops:
        cover = {
            "instansi": agency.heading,
            "judul": settings.title,
            "tahun": filled(form.words.year, {"tahun": settings.year}),
            "alamat": agency.address if form.cover.address else (),
        }
    return {"kop": letterhead_of(settings, entry), "sampul": cover}


def _identity(catalogue: Catalogue, entry: Entry, form: Form) -> dict[str, object]:
    """The identity page: its rows and boxes, and what they take from elsewhere."""
    sop, words, place = entry.sop, form.words, entry.location
    is_shown = {*form.identity.keys}.__contains__
    lacking = {note.part for note in sop.source.notes if note.kind == "kosong"}
    remarks = (words.identity_lacking, words.steps_lacking if sop.steps else "")
    return {
        "baris": [(key, words.rows[key]) for key in form.identity.rows],
        "kotak": [[(key, words.boxes[key]) for key in line] for line in form.identity.boxes],
        "judul": filled(words.identity_title, {"nama": sop.title}),
        "lanjutan": words.continued,
        "tanpa_isi": form.nothing,
        "draf": words.draft if sop.status == "draf" else None,
        "unit": place.unit.name if is_shown("unit") else None,
        "seksi": place.section.name if place.section and is_shown("seksi") else None,
        "tanggal": _dates(entry, form),
        "peraturan": _legal_basis(catalogue, entry, form) if is_shown("dasar_hukum") else None,
        "keadaan": _standings(catalogue, entry, form),
        "terkait": _related(catalogue, entry, form) if is_shown("keterkaitan") else None,
        "riwayat": _history(catalogue, entry, form) if is_shown("riwayat") else None,
        "kurang": [
            word for kind, word in zip(_KINDS_LACKING, remarks, strict=True) if kind in lacking
        ],
        "tanpa_bagan": None if sop.steps else words.chart_lacking,
    }


def _dates(entry: Entry, form: Form) -> dict[str, object]:
    """The SOP's dates as its rows have them: it takes effect when enacted if nothing else says."""
    sop = entry.sop
    enacted = None if "disahkan" in form.identity.keys else sop.enacted
    dates = {
        "dibuat": sop.created,
        "direvisi": sop.revised,
        "efektif": sop.effective or enacted,
        "disahkan": sop.enacted,
    }
    shown = ((key, date) for key, date in dates.items() if key in form.identity.keys)
    return {key: form.written(date) for key, date in shown if date}


def _legal_basis(catalogue: Catalogue, entry: Entry, form: Form) -> list[str]:
    """The items of the legal basis as the form has them."""

    def title(key: str) -> str:
        return _title(catalogue, key, form)

    return [each.printed(title, form.words.jo) for each in entry.sop.legal_basis]


def _standings(catalogue: Catalogue, entry: Entry, form: Form) -> list[list[str]]:
    """Of each regulation that the SOP rests on, in what standing it is, and by what others."""
    known = map(catalogue.regulations.get, entry.sop.regulations)
    return [
        [each.status, *(_title(catalogue, key, form) for key in each.changed_by)]
        for each in known
        if each is not None
    ]


def _title(catalogue: Catalogue, key: str, form: Form) -> str:
    regulation = catalogue.regulations.get(key)
    return form.cited(regulation) if regulation else key


def _related(catalogue: Catalogue, entry: Entry, form: Form) -> list[str]:
    """Related SOPs of the catalogue as the form names them; others are the SOP's own words."""
    found = []
    for number in (each.number for each in entry.sop.related):
        if number is not None:
            other = catalogue.by_number.get(number)
            title = other.sop.title if other else None
            found.append(filled(form.words.related, {"nama": title, "nomor": str(number)}))
    return found


def _history(catalogue: Catalogue, entry: Entry, form: Form) -> dict[str, object]:
    """The table of revisions, as far as it is not the SOP's own words."""
    lines = entry.sop.history
    officials = [catalogue.officials.get(line.by) if line.by else None for line in lines]
    columns = form.words.history_columns
    return {
        "kolom": (columns if any(line.by for line in lines) else columns[:3]) if lines else (),
        "tanggal": [form.written(line.date) if line.date else "" for line in lines],
        "oleh": [official.called if official else "" for official in officials],
    }


def _chart(catalogue: Catalogue, entry: Entry, form: Form) -> dict[str, object]:
    """The flowchart table: its headings, and the words in and around the drawing."""
    sop, words, columns = entry.sop, form.words, form.chart.columns
    is_grouped = any(one in STANDARD and other in STANDARD for one, other in pairwise(columns))
    actors = [catalogue.actors[key] for key in sop.lanes if key in catalogue.actors]
    durations = (step.duration for step in sop.steps if step.duration is not None)
    total = total_words(durations, form.times) if sop.total_time else ""
    last = sop.first_number - 1
    return {
        "bagan": {
            "letak": form.chart.place,
            "judul": filled(words.chart_title, {"nama": sop.title, "nomor": sop.number}),
            "kolom": [(key, words.columns[key]) for key in columns],
            "mutu": words.columns.get(GROUP) if is_grouped else None,
            "nomor_kolom": form.chart.column_numbers,
            "nomor_langkah": form.chart.step_number if "nomor" in columns else None,
            "terminal": form.chart.terminal,
            "kapsul": (words.start, words.end),
            "lembar": (words.sheet, words.leads_to, words.comes_from, words.and_),
            "jumlah_waktu": (words.total, total) if total else (),
            "sebelumnya": filled(words.steps_before, {"sampai": last if last > 1 else ""})
            if last
            else None,
        },
        "lajur": [(actor.group or "", *actor.lines) for actor in actors],
    }


def _signing(catalogue: Catalogue, entry: Entry, form: Form) -> dict[str, object]:
    """Who enacts and who signs, and the words around that."""
    words, signature, parts = form.words, form.signature, parts_of(catalogue, entry)
    is_draft, initials = entry.sop.status == "draf", catalogue.settings.initials
    enacting = catalogue.enacted_by(entry)
    heads = {"penyusun": words.drafter, "pemeriksa": words.reviewer, "pengesah": words.approver}
    several = len(catalogue.settings.signers) > 1
    return {
        "disahkan_oleh": official_words(enacting, form, named=not is_draft) if enacting else None,
        "penandatangan": [
            [
                part.field,
                heads[part.role] if several else "",
                official_words(part.official, form, named=not is_draft),
            ]
            for part in parts
        ],
        "tanda_tangan": {
            "letak": signature.places,
            "elektronik": signature.electronic,
            "cap": (words.stamp,) if signature.stamp else (),
            "draf": words.draft_room if is_draft else None,
            "di_bagian_lain": words.elsewhere,
        },
        "paraf": (words.office, words.initials, *initials) if initials else (),
    }


def _foot(entry: Entry, form: Form) -> dict[str, object]:
    """The foot of the pages."""
    sop, words = entry.sop, form.words
    draft = words.draft.upper() if sop.status == "draf" else ""
    number = " · ".join(filter(None, (draft, str(sop.number or ""))))
    line = filled(words.foot, {"nomor": number, "nama": sop.title})
    return {"kaki": (line, words.page, *form.foot.lines)}


def _for_own_templates(catalogue: Catalogue, entry: Entry, form: Form) -> dict[str, object]:
    """What templates of the office's own may print besides: all that they see."""
    settings, words, sop = catalogue.settings, form.words, entry.sop
    dates = (sop.created, sop.revised, sop.enacted, sop.effective)
    return {
        "instansi": (settings.agency.name, *settings.agency.heading),
        "alamat": settings.agency.address if form.cover.address else (),
        "judul": settings.title,
        "tahun": (str(settings.year), filled(words.year, {"tahun": settings.year})),
        "tanggal": [form.written(date) if date else "" for date in dates],
        "peraturan": _legal_basis(catalogue, entry, form),
        "terkait": _related(catalogue, entry, form),
        "riwayat": _history(catalogue, entry, form),
        "kata": (
            words.logo,
            words.draft,
            words.total,
            words.on_behalf,
            words.nip,
            words.drafter,
            words.reviewer,
            words.approver,
            words.office,
            words.initials,
            words.stamp,
            *words.history_columns,
        ),
    }
