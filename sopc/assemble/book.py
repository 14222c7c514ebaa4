"""What the handbook, a unit's volume and a single SOP consist of: parts, in order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from sopc.assemble.contents import (
    Annex,
    chapters,
    contents,
    page_numbers,
    runs_of_lines,
    written_only,
)
from sopc.assemble.fronts import BookPart, Front, Leaves, settled
from sopc.assemble.metadata import Metadata
from sopc.assemble.shard import ShardRef
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form_words import Wording, filled
from sopc.catalogue.organisation import Unit
from sopc.markup.words import one_line
from sopc.render.html import Pages
from sopc.render.views import unit_words


@dataclass(frozen=True, slots=True)
class Book:
    """A PDF to be: its parts, what it says of itself, and the files its links may lead to.

    ``pages`` are the first pages of its SOPs, by name. ``foot`` is the pattern of page numbers, and
    ``foot_lines`` stand below them.
    """

    parts: tuple[BookPart, ...]
    metadata: Metadata
    pages: Mapping[str, int]
    files: Mapping[str, str]
    foot: str
    foot_lines: tuple[str, ...]

    def description(self) -> dict[str, object]:
        """All that decides the book's bytes, as plain data."""
        return {
            "parts": [asdict(part) for part in self.parts],
            "metadata": asdict(self.metadata),
            "files": dict(self.files),
            "foot": self.foot,
            "foot lines": self.foot_lines,
        }


@dataclass(frozen=True, slots=True)
class OwnPages:
    """Pages at the end of the handbook that belong to no SOP: the map, an annex.

    Those that continue others have no title.
    """

    name: str
    title: str
    html: str


def own_pages(catalogue: Catalogue, pages: Pages, relations: str | None) -> Iterator[OwnPages]:
    """The handbook's pages after its SOPs; ``relations`` says where all is on the map of
    SOPs, if there is one."""
    words = catalogue.settings.form.words
    if relations is not None:
        html = pages.relations(words.relations, relations)
        yield OwnPages("/peta-keterkaitan", words.relations, html)
    source = catalogue.settings.source_name
    if source:
        title = one_line(filled(words.differences, {"naskah": source}))
        for index, html in enumerate(pages.annex(title)):
            named = (f"/catatan-perbedaan/{index}", "") if index else ("/catatan-perbedaan", title)
            yield OwnPages(*named, html)


@dataclass(frozen=True, slots=True)
class BookPlanner:
    """Plans the books of one catalogue. ``shards`` are its written SOPs, by name."""

    catalogue: Catalogue
    pages: Pages
    shards: Mapping[str, ShardRef]

    @property
    def words(self) -> Wording:
        """The form's words."""
        return self.catalogue.settings.form.words

    @property
    def foot_lines(self) -> tuple[str, ...]:
        """The lines that the form adds to the foot of every page."""
        return self.catalogue.settings.form.foot.lines

    def single(self, entry: Entry) -> Book:
        """One SOP by itself; its related SOPs are linked as files beside it."""
        related = [self.catalogue.by_number.get(r.number) for r in entry.sop.related if r.number]
        names = sorted({e.name for e in related if e and e.sop.is_written} - {entry.name})
        return Book(
            (BookPart(self.shards[entry.name], name=entry.name),),
            self._metadata(entry.sop.title),
            {entry.name: 1},
            {name: f"{name}.pdf" for name in names},
            self.words.page,
            self.foot_lines,
        )

    def books(
        self,
        own: Sequence[tuple[OwnPages, ShardRef]],
        printed: Callable[[Sequence[str]], Sequence[ShardRef]],
    ) -> dict[Unit | None, Book]:
        """The volume of each unit, and the handbook (None).

        ``own`` are the handbook's own pages; ``printed`` renders pages from their HTML.
        """
        annexes = [
            BookPart(ref, each.title, name=each.name if each.title else "", heading=2)
            for each, ref in own
        ]
        units = self.catalogue.settings.units
        handbook, *fronts = self._fronts(units, annexes, printed)
        volumes, dividers = fronts[: len(units)], fronts[len(units) :]
        opened = {unit.folder: front for unit, front in zip(units, dividers, strict=True)}
        books: dict[Unit | None, Book] = {None: self._bound(None, handbook, opened, annexes)}
        return books | {
            unit: self._bound(unit, front, {}, ())
            for unit, front in zip(units, volumes, strict=True)
        }

    def _bound(
        self,
        unit: Unit | None,
        front: Front,
        dividers: Mapping[str, Front],
        annexes: Sequence[BookPart],
    ) -> Book:
        parts = [*front.parts]
        opened: Unit | None = None
        for chapter in chapters(self.catalogue, unit):
            if unit is None and chapter.unit is not opened:
                opened = chapter.unit
                parts += dividers[opened.folder].parts
            level = 1 if unit is None else 0
            section = one_line(chapter.section.name) if chapter.section else ""
            parts += self._chapter(section, level, chapter.entries)
        parts += self._chapter(self.words.drafts, 0, self.catalogue.drafts(unit))
        title = f"{self.catalogue.settings.title} {unit.name if unit else ''}".strip()
        return Book(
            (*parts, *annexes),
            self._metadata(title),
            front.pages,
            {},
            self.words.page,
            self.foot_lines,
        )

    def _chapter(self, name: str, level: int, entries: tuple[Entry, ...]) -> list[BookPart]:
        """The parts of one chapter; its own line in the outline opens at its first SOP."""
        parts: list[BookPart] = []
        for entry in entries:
            if entry.name not in self.shards:
                continue
            title = one_line(entry.sop.title)
            title = f"{entry.sop.number} {title}" if entry.sop.number else title
            above = "" if parts else name
            shard = self.shards[entry.name]
            heading = level + 2  # below the book's title, and its unit where that is in the book
            parts.append(BookPart(shard, title, level + bool(name), entry.name, above, heading))
        return parts

    def _fronts(
        self,
        units: Sequence[Unit],
        annexes: Sequence[BookPart],
        printed: Callable[[Sequence[str]], Sequence[ShardRef]],
    ) -> list[Front]:
        """The handbook's cover and contents, those of the volumes, and the pages that open the
        units in the handbook."""
        return settled(
            [*map(self._guess, (None, *units)), *(1 for _ in units)],
            lambda lengths: self._numbered_all(units, lengths, annexes),
            printed,
            self.pages.blank,
        )

    def _guess(self, unit: Unit | None) -> int:
        """About how many pages cover and contents have: fifty lines fit on one."""
        entries = self.catalogue.in_unit(unit) if unit else self.catalogue.entries
        settings = self.catalogue.settings
        own = sum(matter is not None for matter in (settings.decree, settings.explanation))
        return 2 + own + len(entries) // 50

    def _numbered_all(
        self, units: Sequence[Unit], lengths: Sequence[int], annexes: Sequence[BookPart]
    ) -> list[Leaves]:
        """The fronts of all books, and what opens the handbook's units, if they have these lengths;
        each with the pages that it names."""
        handbook, *more = lengths
        openers = dict(zip((unit.folder for unit in units), more[len(units) :], strict=True))
        whole = self._numbered(None, handbook, annexes, openers)
        volumes = [self._numbered(*pair, (), {}) for pair in zip(units, more, strict=False)]
        return [whole, *volumes, *(self._opener(unit, whole.pages) for unit in units)]

    def _opener(self, unit: Unit, pages: Mapping[str, int]) -> Leaves:
        """The page that opens a unit, which lists its SOPs."""
        lines = written_only(contents(self.catalogue, unit, pages)[:1])
        title = one_line(unit_words(self.words.unit, unit))
        return Leaves(((self.pages.title_page(unit, lines), title),), pages, is_opener=True)

    def _numbered(
        self,
        unit: Unit | None,
        length: int,
        parts: Sequence[BookPart],
        openers: Mapping[str, int],
    ) -> Leaves:
        """The front of a book, if it is ``length`` pages long, and the pages that it names."""
        annexes = _annexes(parts)
        pages = page_numbers(self.catalogue, unit, length, self.shards, annexes, openers)
        title = unit.name if unit else self.catalogue.settings.agency.name
        runs = runs_of_lines(contents(self.catalogue, unit, pages, annexes))
        decree, explanation = self.catalogue.settings.decree, self.catalogue.settings.explanation
        leaves = []
        if decree is not None:  # it stands between the cover and the contents
            leaves.append((self.pages.front(title, unit, []), ""))
            leaves.append((self.pages.matter(decree), decree.title))
        for index, run in enumerate(runs):
            html = self.pages.front(
                title, unit, run, continued=index > 0 or decree is not None, titled=index == 0
            )
            leaves.append((html, "" if index else self.words.contents))
        if explanation is not None:
            leaves.append((self.pages.matter(explanation), explanation.title))
        return Leaves(tuple(leaves), pages)

    def _metadata(self, title: str) -> Metadata:
        settings = self.catalogue.settings
        return Metadata(one_line(title), one_line(settings.agency.name), settings.form.language)


def _annexes(parts: Sequence[BookPart]) -> list[Annex]:
    """The annexes that parts make up, with all their pages."""
    found: list[Annex] = []
    for part in parts:
        if part.title:
            found.append(Annex(part.name, part.title, part.shard.pages))
        else:
            found[-1] = replace(found[-1], pages=found[-1].pages + part.shard.pages)
    return found
