"""The identity page's rows and boxes, as the form has them in their order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.citation import Citation
from sopc.catalogue.form_words import filled
from sopc.catalogue.signatories import parts_of
from sopc.catalogue.sop import Related
from sopc.markup.words import as_words, marked
from sopc.render.links import link_to
from sopc.render.marked import block_html, title_html
from sopc.render.sop_views import HistoryView
from sopc.render.views import View

_CITED = r"\S*\{nomor\}\S*"


@dataclass(frozen=True, slots=True)
class FieldView(View):
    """A row of the identity page: its ``key``, its word, and the lines of what it says.

    Who enacts the SOP (*pengesah*) is the page's ``official``, with room to sign.
    """

    key: str
    word: str
    values: tuple[str | Markup, ...]


@dataclass(frozen=True, slots=True)
class BoxView(View):
    """A box of the identity page: its ``key``, its heading, and its items or its table."""

    key: str
    word: str
    items: tuple[Markup, ...]
    history: tuple[HistoryView, ...]


@dataclass(frozen=True, slots=True)
class BoxLine(View):
    """One box, or two side by side."""

    boxes: tuple[BoxView, ...]


class IdentityTexts:
    """What an SOP says under each key that an identity page may have."""

    def __init__(self, catalogue: Catalogue, entry: Entry) -> None:
        self._catalogue, self._entry = catalogue, entry
        self._form = catalogue.settings.form

    def fields(self) -> tuple[FieldView, ...]:
        """The rows, top to bottom."""
        words = self._form.words.rows
        rows = self._form.identity.rows
        return tuple(FieldView(key, words[key], self.row(key)) for key in rows)

    def boxes(self) -> tuple[BoxLine, ...]:
        """The boxes, line by line."""
        lines = self._form.identity.boxes
        return tuple(BoxLine(tuple(self._box(key) for key in line)) for line in lines)

    def row(self, key: str) -> tuple[str | Markup, ...]:
        """What stands in a row: the sign for nothing where there is nothing."""
        nothing = self._form.nothing
        found = self.texts(key)
        if key == "nomor":
            draft = f"({self._form.words.draft})" if self._entry.sop.status == "draf" else ""
            number = str(self._entry.sop.number or nothing)
            return (" ".join(filter(None, (number, draft))),)
        return found or ((nothing,) if nothing else ())

    def _box(self, key: str) -> BoxView:
        history = self._entry.sop.history if key == "riwayat" else ()
        officials = self._catalogue.officials
        lines = tuple(HistoryView.of(line, self._form, officials) for line in history)
        items = tuple(t if isinstance(t, Markup) else block_html(t) for t in self.texts(key))
        return BoxView(key, self._form.words.boxes[key], items, lines)

    def texts(self, key: str) -> tuple[str | Markup, ...]:
        """What an SOP says under a key: in its own place, or among its ``isian``."""
        sop, place = self._entry.sop, self._entry.location
        effective = sop.effective
        if effective is None and "disahkan" not in self._form.identity.rows:
            effective = sop.enacted  # an SOP takes effect when it is enacted, unless it says when
        dates = {
            "dibuat": sop.created,
            "direvisi": sop.revised,
            "efektif": effective,
            "disahkan": sop.enacted,
        }
        if key in dates:
            date = dates[key]
            return (self._form.written(date),) if date else ()
        known: dict[str, Iterable[str | Markup]] = {
            "nama": (sop.title,),
            "unit": (place.unit.name,),
            "seksi": (place.section.name,) if place.section else (),
            "dasar_hukum": self.legal_basis(),
            "kualifikasi": sop.qualifications,
            "keterkaitan": self.related(),
            "peralatan": sop.equipment,
            "peringatan": sop.warnings,
            "pencatatan": sop.records,
        }
        return tuple(known.get(key, ())) or sop.extra.get(key, ()) or self._told(key)

    def _told(self, key: str) -> tuple[str, ...]:
        """What follows from the rest of the catalogue where an SOP does not say it itself."""
        if key == "revisi":
            return tuple(line.revision for line in self._entry.sop.history[-1:])
        officials = [
            part.official
            for part in parts_of(self._catalogue, self._entry)
            if part.role == key and part.official
        ]
        is_draft = self._entry.sop.status == "draf"  # nobody's name is on it
        lines = ((None if is_draft else each.name, each.office) for each in officials)
        return tuple(line for each in lines for line in each if line)

    def legal_basis(self) -> tuple[Markup, ...]:
        """The regulations as the form cites them."""
        return tuple(block_html(self._cited(citation)) for citation in self._entry.sop.legal_basis)

    def _cited(self, citation: Citation) -> str:
        regulations, form = self._catalogue.regulations, self._form
        return citation.printed(lambda key: form.cited(regulations[key]), form.words.jo)

    def related(self) -> tuple[Markup, ...]:
        """The related SOPs; those of this catalogue are links."""
        return tuple(self._related(related) for related in self._entry.sop.related)

    def _related(self, related: Related) -> Markup:
        if related.number is None:
            return block_html(related.outside or "")
        other = self._catalogue.by_number.get(related.number)
        title = other.sop.title if other else None
        text = citation(self._form.words.related, str(related.number), title)
        return Markup('<a href="{}">{}</a>').format(link_to(other.name), text) if other else text


def citation(pattern: str, number: str, title: str | None) -> Markup:
    """An SOP as a form cites it, as HTML: what its number stands in is never broken."""
    said = marked(filled(pattern, {"nama": title, "nomor": "{nomor}"}))
    parts = re.split(f"({_CITED})", said)
    html = (
        Markup('<span class="whole">{}</span>').format(part.replace("{nomor}", number))
        if "{nomor}" in part
        else _spaced(part)
        for part in parts
    )
    return Markup("").join(html)


def _spaced(part: str) -> Markup:
    """A part of a marked line as HTML, with the spaces at its ends."""
    inner = part.strip()
    if not inner:
        return Markup(part)
    before, after = part.split(inner, 1)
    return Markup(before) + title_html(as_words(inner)) + Markup(after)
