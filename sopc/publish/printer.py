"""What is printed, kind by kind: SOPs, and the books that hold them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sopc.assemble.book import BookPlanner, OwnPages, own_pages
from sopc.assemble.shard import Shard, ShardRef
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.excerpt import components, excerpt
from sopc.publish.inputs import digest
from sopc.publish.jobs import PageJob, SopJob
from sopc.publish.outputs import Outputs, index_files, note_files
from sopc.publish.shards import RenderTask, ShardSource, fingerprint, perform
from sopc.render.html import Pages, Templates
from sopc.render.materials import Materials, read_materials
from sopc.render.relations import draw_relations, graphviz_version, place_relations, relations_dot
from sopc.render.resources import template_folder
from sopc.render.typeface import Faces


@dataclass(frozen=True, slots=True)
class PrintedSop:
    """An SOP's shard, and the digests of what it was made from, by name."""

    entry: Entry
    shard: ShardRef
    components: Mapping[str, str]


class CataloguePrinter:
    """Prints one catalogue. ``common`` names what all SOPs' pages depend on."""

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
        self._pages = Pages(
            catalogue, Templates(materials), faces.bold.set_width, faces.regular.set_width
        )
        self._makers = makers
        self.common = {**makers} | self._of_sops.components()

    def print_all(self, chosen: Sequence[Entry]) -> dict[str, PrintedSop]:
        """Everything; or, with ``chosen``, only those SOPs, each by itself."""
        entries = [e for e in chosen or self._catalogue.entries if e.sop.is_written]
        own = [] if chosen else list(own_pages(self._catalogue, self._pages, self._relations()))
        longest_first = sorted(own, key=lambda each: -len(each.html))
        tasks = {self._page_key(p.html): self._page_task(p.html) for p in longest_first}
        planned = [(entry, *self._planned(entry)) for entry in entries]
        tasks |= {key: self._sop_task(entry) for entry, key, _ in planned}
        shards = self._shards.obtain(tasks, "pages")
        sops = {entry.name: PrintedSop(entry, shards[key], why) for entry, key, why in planned}
        self._write_sops(sops)
        if not chosen:
            self._write_books(sops, [(each, shards[self._page_key(each.html)]) for each in own])
            for file, text in note_files(self._catalogue).items():
                self._outputs.text(file, text)
        return sops

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
        return [shards[self._page_key(html)] for html in htmls]

    def _relations(self) -> str | None:
        """Where all is on the map of related SOPs, in Graphviz's words; None without such a map."""
        dot = relations_dot(self._catalogue)
        if dot is None:
            return None
        key = fingerprint({"dot": digest(dot.encode("utf-8")), "Graphviz": graphviz_version()})
        typeface = self._catalogue.settings.form.typeface
        svg = self._shards.text(key, lambda: draw_relations(dot, typeface))
        self._outputs.text("relations.svg", svg)
        figures = self._pages.relations_dot()
        dots = digest("".join(figures).encode("utf-8"))
        key = fingerprint({"dot": dots, "Graphviz": graphviz_version()})
        return self._shards.text(key, lambda: place_relations(figures))

    def _write_sops(self, sops: Mapping[str, PrintedSop]) -> None:
        planner = BookPlanner(self._catalogue, self._pages, {n: s.shard for n, s in sops.items()})
        for name, sop in sops.items():
            book = planner.single(sop.entry)
            self._outputs.book(f"sop/{name}.pdf", book, self._faces, self._shards)
            if sop.entry.sop.steps:
                self._outputs.drawing(f"flowchart/{name}.svg", sop.shard, self._shards)

    def _write_books(
        self, sops: Mapping[str, PrintedSop], own: Sequence[tuple[OwnPages, ShardRef]]
    ) -> None:
        planner = BookPlanner(self._catalogue, self._pages, {n: s.shard for n, s in sops.items()})
        for unit, book in planner.books(own, self._printed).items():
            name = f"volume/{unit.folder}.pdf" if unit else "handbook.pdf"
            self._outputs.book(name, book, self._faces, self._shards)
            if unit is None:
                for file, text in index_files(self._catalogue, book.pages).items():
                    self._outputs.text(file, text)


def draw(catalogue: Catalogue, root: Path, entry: Entry) -> str:
    """The flowchart of one SOP with steps, as SVG, without a store."""
    settings = catalogue.settings
    typeface, own = settings.form.typeface, settings.has_own_templates
    logo = settings.agency.logo
    materials = read_materials(root, logo, template_folder(), typeface, with_own=own)
    task = RenderTask(materials.of_sops(), SopJob(excerpt(catalogue, entry)))
    return Shard.from_bytes(perform(task)).svg or ""
