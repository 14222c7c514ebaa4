"""Shards → handbook, unit volumes and single SOPs, each complete in itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sopc.assemble.contents import (
    DRAFTS,
    Annex,
    chapters,
    contents,
    page_numbers,
)
from sopc.assemble.merge import Metadata, Part, merge
from sopc.assemble.shard import Shard
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.findings import findings
from sopc.catalogue.organisation import Unit
from sopc.render.html import Pages
from sopc.render.page import LaidOut, PageEngine
from sopc.render.typeface import Faces

MAP_TITLE = "Peta Keterkaitan SOP"


@dataclass(frozen=True, slots=True)
class Book:
    """A finished book, and the first page of every SOP in it, by name."""

    pdf: bytes
    pages: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Binder:
    """Binds books from the shards of one catalogue."""

    catalogue: Catalogue
    pages: Pages
    engine: PageEngine
    faces: Faces
    shards: Mapping[str, Shard]
    relations: str | None = None
    """The map of related SOPs as SVG; the handbook ends with it."""

    def handbook(self) -> Book:
        """The whole book: cover, contents, a title page a unit, all SOPs, drafts last."""
        return self._bind(None)

    def volume(self, unit: Unit) -> Book:
        """One unit's own handbook."""
        return self._bind(unit)

    def single(self, entry: Entry) -> bytes:
        """One SOP by itself; its related SOPs are linked as files beside it."""
        number = str(entry.sop.number) if entry.sop.number else None
        part = Part(self.shards[entry.name].pdf, number=number)
        files = {
            str(other.sop.number): f"{other.name}.pdf"
            for other in self.catalogue.entries
            if other.name in self.shards
        }
        return merge([part], self._metadata(entry.sop.title), self.faces, files)

    def _bind(self, unit: Unit | None) -> Book:
        extras = self._extras() if unit is None else []
        annexes = [Annex(name, title, len(laid.sheets)) for name, title, laid in extras]
        front, pages = self._front(unit, annexes)
        parts = [Part(front, "Daftar Isi")]
        opened: Unit | None = None
        for chapter in chapters(self.catalogue, unit):
            if unit is None and chapter.unit is not opened:
                opened = chapter.unit
                label = f"{opened.roman}. {opened.name}"
                parts.append(Part(self._title_page(opened), label))
            level = 1 if unit is None else 0
            section = chapter.section.name if chapter.section else ""
            parts += self._chapter(section, level, chapter.entries)
        drafts = self.catalogue.drafts(unit)
        if drafts:
            parts += self._chapter(DRAFTS, 0, drafts)
        parts += [Part(laid.pdf(), title, number=name) for name, title, laid in extras]
        title = f"{self.catalogue.settings.title} {unit.name if unit else ''}".strip()
        return Book(merge(parts, self._metadata(title), self.faces, {}), pages)

    def _chapter(self, name: str, level: int, entries: tuple[Entry, ...]) -> list[Part]:
        """The parts of one chapter; its own line in the outline opens at its first SOP."""
        written = [entry for entry in entries if entry.name in self.shards]
        parts = []
        for index, entry in enumerate(written):
            number = str(entry.sop.number) if entry.sop.number else entry.name
            title = f"{entry.sop.number} {entry.sop.title}" if entry.sop.number else entry.sop.title
            above = name if index == 0 else ""
            parts.append(
                Part(self.shards[entry.name].pdf, title, level + bool(name), number, above)
            )
        return parts

    def _extras(self) -> list[tuple[str, str, LaidOut]]:
        """The handbook's last pages: their names, titles and layouts."""
        extras = []
        if self.relations is not None:
            html = self.pages.relations(MAP_TITLE, self.relations)
            extras.append(("peta-keterkaitan", MAP_TITLE, self.engine.lay_out(html)))
        source = self.catalogue.settings.source_name
        if source and next(findings(self.catalogue), None):
            title = f"Catatan Perbedaan dengan {source}"
            html = self.pages.annex(title)
            extras.append(("catatan-perbedaan", title, self.engine.lay_out(html)))
        return extras

    def _front(self, unit: Unit | None, annexes: Sequence[Annex]) -> tuple[bytes, dict[str, int]]:
        """Cover and contents, whose page numbers depend on how long they are themselves."""
        lengths = {name: shard.pages for name, shard in self.shards.items()}
        title = unit.name if unit else self.catalogue.settings.agency.name
        guess = 0
        while True:
            pages = page_numbers(self.catalogue, unit, guess, lengths, annexes)
            html = self.pages.front(title, unit, contents(self.catalogue, unit, pages, annexes))
            laid_out = self.engine.lay_out(html)
            if len(laid_out.sheets) == guess:
                return laid_out.pdf(), pages
            guess = len(laid_out.sheets)

    def _title_page(self, unit: Unit) -> bytes:
        return self.engine.lay_out(self.pages.title_page(unit)).pdf()

    def _metadata(self, title: str) -> Metadata:
        return Metadata(title, self.catalogue.settings.agency.name)
