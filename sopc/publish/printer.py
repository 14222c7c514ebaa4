"""What is printed, kind by kind: SOPs, and the books that hold them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sopc.assemble.book import Book, BookPlanner, OwnPages, own_pages
from sopc.assemble.shard import ShardRef
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.excerpt import components, excerpt
from sopc.catalogue.organisation import Unit
from sopc.publish.distant import DistantTemplates, Unwritten
from sopc.publish.inputs import digest
from sopc.publish.jobs import PageJob, SopJob
from sopc.publish.outputs import Outputs, index_files, note_files
from sopc.publish.shards import RenderTask, ShardSource, fingerprint
from sopc.publish.unprinted import Unprinted
from sopc.render.faults import Fault, FaultKind, PageFault
from sopc.render.html import Pages
from sopc.render.materials import Materials
from sopc.render.relations import draw_relations, graphviz_version, place_relations, relations_dot
from sopc.render.typeface import Faces


@dataclass(frozen=True, slots=True)
class PrintedSop:
    """An SOP's shard, and the digests of what it was made from, by name."""

    entry: Entry
    shard: ShardRef
    components: Mapping[str, str]


class CataloguePrinter:
    """Prints one catalogue. ``common`` names what all SOPs' pages depend on; ``faults`` says what
    could not be printed."""

    def __init__(
        self,
        catalogue: Catalogue,
        materials: Materials,
        makers: Mapping[str, str],
        source: ShardSource,
        outputs: Outputs,
        faces: Faces,
    ) -> None:
        self._catalogue = catalogue
        self._of_sops, self._of_pages = materials.of_sops(), materials.of_pages()
        self._shards, self._outputs, self._faces = source, outputs, faces
        self._templates = DistantTemplates(materials, source.workers)
        self._pages = Pages(
            catalogue, self._templates, faces.bold.set_width, faces.regular.set_width
        )
        self._makers = makers
        self.faults: list[Unprinted] = []
        self.common = {**makers} | self._of_sops.components()

    def print_all(self, chosen: Sequence[Entry]) -> dict[str, PrintedSop]:
        """Everything; or, with ``chosen``, only those SOPs, each by itself. So it is with the
        others, too, where one of them, or a book's own pages, cannot be printed."""
        entries = [e for e in chosen or self._catalogue.entries if e.sop.is_written]
        own = None if chosen else self._own_pages()
        longest_first = sorted(own.pages if own else (), key=lambda each: -len(each.html))
        tasks = {self._page_key(p.html): self._page_task(p.html) for p in longest_first}
        planned = [(entry, *self._planned(entry)) for entry in entries]
        tasks |= {key: self._sop_task(entry) for entry, key, _ in planned}
        shards = self._shards.obtain(tasks, "pages", {key for _, key, _ in planned})
        self._note_faults(own, {key: entry.name for entry, key, _ in planned})
        sops = {
            entry.name: PrintedSop(entry, shards[key], why)
            for entry, key, why in planned
            if key in shards
        }
        self._write_sops(sops)
        books = self._planned_books(sops, own, shards) if own else {}
        if own and not self.faults:
            self._write_books(books, own)
        return sops

    def _note_faults(self, own: "_Own | None", names: Mapping[str, str]) -> None:
        """What of the tasks was not done; SOPs by ``names``."""
        faults = self._shards.faults
        for page in own.pages if own else ():
            fault = faults.get(self._page_key(page.html))
            if fault:
                self.faults.append(Unprinted("", fault.of(self._templates.authors[page.html])))
        self.faults += [Unprinted(names[key], faults[key]) for key in names if key in faults]

    def _own_pages(self) -> "_Own | None":
        """The handbook's own pages; None when a template fails."""
        drawing, plain = self._relations()
        try:
            return _Own(tuple(own_pages(self._catalogue, self._pages, plain)), drawing)
        except Unwritten as unwritten:
            self.faults.append(Unprinted("", unwritten.fault))
            return None

    def _planned(self, entry: Entry) -> tuple[str, dict[str, str]]:
        """The key of an SOP's shard, and what its pages depend on."""
        pieces = components(excerpt(self._catalogue, entry))
        return fingerprint(self.common | pieces), pieces

    def _sop_task(self, entry: Entry) -> Callable[[], RenderTask]:
        return lambda: RenderTask(self._of_sops, SopJob(excerpt(self._catalogue, entry)))

    def _page_key(self, html: str) -> str:
        pieces = {**self._makers} | self._of_pages.components()
        return fingerprint(pieces | {"html": digest(html.encode("utf-8"))})

    def _page_task(self, html: str) -> Callable[[], RenderTask]:
        return lambda: RenderTask(self._of_pages, PageJob(html))

    def _printed(self, htmls: Sequence[str]) -> list[ShardRef]:
        tasks = {self._page_key(html): self._page_task(html) for html in htmls}
        shards = self._shards.obtain(tasks, "contents")
        for html in htmls:
            fault = self._shards.faults.get(self._page_key(html))
            if fault:
                raise Unwritten(fault.of(self._templates.authors[html]))
        return [shards[self._page_key(html)] for html in htmls]

    def _relations(self) -> tuple[str | None, str | None]:
        """The map of related SOPs, and where all is on it, in Graphviz's words; None without such
        a map."""
        dot = relations_dot(self._catalogue)
        if dot is None:
            return None, None
        key = fingerprint({"dot": digest(dot.encode("utf-8")), "Graphviz": graphviz_version()})
        typeface = self._catalogue.settings.form.typeface
        svg = self._shards.text(key, lambda: draw_relations(dot, typeface))
        figures = self._pages.relations_dot()
        dots = digest("".join(figures).encode("utf-8"))
        key = fingerprint({"dot": dots, "Graphviz": graphviz_version()})
        return svg, self._shards.text(key, lambda: place_relations(figures))

    def _write_sops(self, sops: Mapping[str, PrintedSop]) -> None:
        planner = BookPlanner(self._catalogue, self._pages, {n: s.shard for n, s in sops.items()})
        for name, sop in sops.items():
            book = planner.single(sop.entry)
            self._outputs.book(f"sop/{name}.pdf", book, self._faces, self._shards)
            if sop.entry.sop.steps:
                self._outputs.drawing(f"flowchart/{name}.svg", sop.shard, self._shards)

    def _planned_books(
        self, sops: Mapping[str, PrintedSop], own: "_Own", shards: Mapping[str, ShardRef]
    ) -> dict[Unit | None, Book]:
        """The volumes and the handbook, of what could be printed: their own pages may be at fault,
        too."""
        planner = BookPlanner(self._catalogue, self._pages, {n: s.shard for n, s in sops.items()})
        keys = {each: self._page_key(each.html) for each in own.pages}
        whole = all(key in shards for key in keys.values())
        parts = [(each, shards[key]) for each, key in keys.items()] if whole else []
        try:
            return planner.books(parts, self._printed)
        except Unwritten as unwritten:
            self.faults.append(Unprinted("", unwritten.fault))
        except PageFault as fault:
            found = Fault(FaultKind.MATERIAL, fault.message, template=fault.template)
            self.faults.append(Unprinted("", found))
        return {}

    def _write_books(self, books: Mapping[Unit | None, Book], own: "_Own") -> None:
        for unit, book in books.items():
            name = f"volume/{unit.folder}.pdf" if unit else "handbook.pdf"
            self._outputs.book(name, book, self._faces, self._shards)
            if unit is None:
                for file, text in index_files(self._catalogue, book.pages).items():
                    self._outputs.text(file, text)
        if own.drawing is not None:
            self._outputs.text("relations.svg", own.drawing)
        for file, text in note_files(self._catalogue).items():
            self._outputs.text(file, text)


@dataclass(frozen=True, slots=True)
class _Own:
    """The handbook's own pages, and the map of related SOPs as a drawing, if there is one."""

    pages: tuple[OwnPages, ...]
    drawing: str | None
