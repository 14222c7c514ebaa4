"""What the handbook, a unit's volume and a single SOP consist of: parts, in order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from sopc.assemble.contents import Annex, chapters, contents, page_numbers, runs_of_lines
from sopc.assemble.metadata import Metadata
from sopc.assemble.shard import ShardRef
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.form_words import Wording, filled
from sopc.catalogue.organisation import Unit
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.markup.words import one_line
from sopc.render.html import Pages
from sopc.render.views import unit_words

_FREE, _ATTEMPTS = 4, 12
"""So often the length of contents is guessed: freely at first, then only upwards."""


@dataclass(frozen=True, slots=True)
class BookPart:
    """A run of pages, its place in the outline, and what it holds.

    ``level`` is the outline's depth from 0; a part without a title is not listed there; ``above``
    names the chapter that begins with it, one level up. ``name`` makes the first page the target
    of links to what it names. ``heading`` is the level of its first heading, from 1.
    """

    shard: ShardRef
    title: str = ""
    level: int = 0
    name: str = ""
    above: str = ""
    heading: int = 1


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
    """Pages that belong to the handbook, not to an SOP: a unit's title page, or an annex.

    Those that continue others have no title.
    """

    name: str
    title: str
    html: str
    is_annex: bool = False


def own_pages(catalogue: Catalogue, pages: Pages, relations: str | None) -> Iterator[OwnPages]:
    """The handbook's own pages but for its front; ``relations`` is the map of SOPs, as SVG."""
    words = catalogue.settings.form.words
    for unit in sorted(catalogue.settings.units, key=lambda unit: unit.number):
        title = one_line(unit_words(words.unit, unit))
        yield OwnPages(_title_page(unit), title, pages.title_page(unit))
    if relations is not None:
        html = pages.relations(words.relations, relations)
        yield OwnPages("/peta-keterkaitan", words.relations, html, is_annex=True)
    source = catalogue.settings.source_name
    if source:
        title = one_line(filled(words.differences, {"naskah": source}))
        for index, html in enumerate(pages.annex(title)):
            named = (f"/catatan-perbedaan/{index}", "") if index else ("/catatan-perbedaan", title)
            yield OwnPages(*named, html, is_annex=True)


def _title_page(unit: Unit) -> str:
    return f"/{unit.folder}"


@dataclass(frozen=True, slots=True)
class Front:
    """What comes before a book's first unit, and the first pages that its contents name."""

    parts: tuple[BookPart, ...]
    pages: Mapping[str, int]

    @property
    def length(self) -> int:
        """How many pages it has."""
        return sum(part.shard.pages for part in self.parts)

    def filled(self, blank: ShardRef, length: int) -> "Front":
        """The same with blank pages at its end, ``length`` pages in all."""
        return replace(self, parts=(*self.parts, *[BookPart(blank)] * (length - self.length)))


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
        titles = {
            each.name: BookPart(ref, each.title, heading=2)
            for each, ref in own
            if not each.is_annex
        }
        annexes = [
            BookPart(ref, each.title, name=each.name if each.title else "", heading=2)
            for each, ref in own
            if each.is_annex
        ]
        units = (None, *self.catalogue.settings.units)
        fronts = self._fronts(units, annexes, printed)
        return {
            unit: self._bound(unit, front, *((titles, annexes) if unit is None else ({}, ())))
            for unit, front in zip(units, fronts, strict=True)
        }

    def _bound(
        self,
        unit: Unit | None,
        front: Front,
        titles: Mapping[str, BookPart],
        annexes: Sequence[BookPart],
    ) -> Book:
        parts = [*front.parts]
        opened: Unit | None = None
        for chapter in chapters(self.catalogue, unit):
            if unit is None and chapter.unit is not opened:
                opened = chapter.unit
                parts.append(titles[_title_page(opened)])
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
        units: Sequence[Unit | None],
        annexes: Sequence[BookPart],
        printed: Callable[[Sequence[str]], Sequence[ShardRef]],
    ) -> list[Front]:
        """Covers and contents, whose page numbers depend on how long they are themselves: a length
        is guessed, and guessed again until it is right, for all books at a time.

        Two lengths may each ask for the other. After some rounds a length only grows, and contents
        that turn out shorter are filled up with blank pages. Raises SopcError when they grow on.
        """
        guesses = [self._guess(unit) for unit in units]
        for attempt in range(_ATTEMPTS):
            numbered = [self._numbered(*pair, annexes) for pair in zip(units, guesses, strict=True)]
            shards = iter(printed([html for leaves, _ in numbered for html, _ in leaves]))
            fronts = [
                Front(
                    tuple(
                        BookPart(next(shards), title, heading=1 if index == 0 else 2)
                        for index, (_, title) in enumerate(leaves)
                    ),
                    pages,
                )
                for leaves, pages in numbered
            ]
            lengths = [front.length for front in fronts]
            if lengths == guesses:
                return fronts
            if attempt < _FREE:
                guesses = lengths
                continue
            wanted = [max(pair) for pair in zip(lengths, guesses, strict=True)]
            if wanted == guesses:
                (blank,) = printed([self.pages.blank()])
                return [front.filled(blank, n) for front, n in zip(fronts, guesses, strict=True)]
            guesses = wanted
        raise SopcError(
            Phrase("the contents grow with the page numbers in them: mend front.html.j2")
        )

    def _guess(self, unit: Unit | None) -> int:
        """About how many pages cover and contents have: forty lines fit on one."""
        entries = self.catalogue.in_unit(unit) if unit else self.catalogue.entries
        settings = self.catalogue.settings
        own = sum(matter is not None for matter in (settings.decree, settings.explanation))
        return 2 + own + len(entries) // 40

    def _numbered(
        self, unit: Unit | None, length: int, parts: Sequence[BookPart]
    ) -> tuple[list[tuple[str, str]], dict[str, int]]:
        """The front of a book, if it is ``length`` pages long, and the pages that it names.

        It comes in HTML, piece by piece, each with its title in the outline.
        """
        annexes = () if unit else _annexes(parts)
        pages = page_numbers(self.catalogue, unit, length, self.shards, annexes)
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
        return leaves, pages

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
