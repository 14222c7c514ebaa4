"""Catalogue → HTML, through the templates."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol
from urllib.parse import quote

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.organisation import Matter, Unit
from sopc.layout.metrics import row_height
from sopc.render.columns import Columns, fit_columns
from sopc.render.contents_table import ContentsUnit
from sopc.render.flows import flow_of
from sopc.render.identity import USUAL, Setting
from sopc.render.materials import PICTURES, Materials
from sopc.render.page_views import (
    annex_pages,
    blank_page,
    front_page,
    matter_page,
    relations_page,
    unit_page,
)
from sopc.render.paper import paper_of
from sopc.render.relations_map import figures, figures_dot
from sopc.render.sandbox import Sandbox
from sopc.render.sop_pages import Block, ChartPage, SopPage, chart_page, lanes, sop_page
from sopc.render.sop_views import RowView
from sopc.render.views import View, plain


class Writer(Protocol):
    """Writes pages with the templates of one catalogue."""

    def render(self, template: str, page: View, joined: View | None = None) -> str:
        """A page's HTML; with ``joined``, that of another page which goes on below it.

        Raises PageFault for a faulty template.
        """


class Templates:
    """The templates of one catalogue, run in a sandbox, here. ``latest`` is the one that was run
    last."""

    def __init__(self, materials: Materials) -> None:
        self._logo = materials.logo
        self._sandbox = Sandbox(dict(materials.templates))
        self.latest = ""

    def render(self, template: str, page: View, joined: View | None = None) -> str:
        """See ``Writer``."""
        self.latest = template
        return self._sandbox.write(template, page_values(self._logo, page, joined))


def page_values(logo: str | None, page: View, joined: View | None) -> dict[str, object]:
    """All that a template sees, as plain data."""
    uri = PICTURES + quote(logo) if logo else None
    values = {"logo_uri": uri, "zero_width_space": "\u200b", "joined": bool(joined)}
    return values | (plain(joined) if joined else {}) | plain(page)


class Pages:
    """Writes the HTML of every kind of page of one catalogue, or of an excerpt of it.

    ``width_of`` gives the width of a text in bold at a font size, in the unit of that size;
    ``text_width_of`` in the regular face.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        templates: Writer,
        width_of: Callable[[str, float], float],
        text_width_of: Callable[[str, float], float] | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.settings = catalogue.settings
        self._templates = templates
        self._width_of = width_of
        self._text_width_of = text_width_of or width_of
        self._columns: dict[tuple[str, bool], Columns] = {}

    def columns(self, entry: Entry, *, dense: bool) -> Columns:
        """The columns of an SOP's flowchart table; ``dense`` is set in smaller type."""
        known = self._columns.get((entry.name, dense))
        if known is None:
            form = self.settings.form
            flow = flow_of(entry.sop, form)
            known = self._columns[entry.name, dense] = fit_columns(
                entry.sop,
                lanes(self.catalogue, entry),
                paper_of(form).chart_width,
                self._width_of,
                form,
                text_width_of=self._text_width_of,
                rows=[row_height(row) for row in flow.rows],
                dense=dense,
            )
        return known

    def sop(self, entry: Entry, setting: Setting = USUAL) -> str:
        """An SOP's cover and identity page."""
        return self._templates.render("sop.html.j2", self._identity(entry, setting))

    def chart(
        self,
        entry: Entry,
        rows: Sequence[RowView],
        *,
        dense: bool,
        block: Block = "usual",
        sheets: bool = False,
    ) -> str:
        """An SOP's flowchart table and signature block; ``dense`` sets the table tight,
        ``block`` says how the latter is set, ``sheets`` on each of several sheets which it is."""
        page = self._chart(entry, rows, dense=dense, block=block, sheets=sheets)
        return self._templates.render("chart.html.j2", page)

    def _chart(
        self, entry: Entry, rows: Sequence[RowView], *, dense: bool, block: Block, sheets: bool
    ) -> ChartPage:
        columns, width_of = self.columns(entry, dense=dense), self._width_of
        return chart_page(
            self.catalogue,
            entry,
            rows,
            columns,
            width_of,
            dense=dense,
            block=block,
            sheets=sheets,
        )

    def together(self, entry: Entry, rows: Sequence[RowView], *, dense: bool, block: Block) -> str:
        """An SOP's cover and identity page, and below that its flowchart."""
        chart = self._chart(entry, rows, dense=dense, block=block, sheets=False)
        return self._templates.render("sop.html.j2", self._identity(entry, USUAL), chart)

    def _identity(self, entry: Entry, setting: Setting) -> SopPage:
        widths = self._width_of, self._text_width_of
        return sop_page(self.catalogue, entry, setting, *widths)

    def title_page(self, unit: Unit, contents: Sequence[ContentsUnit]) -> str:
        """The page that opens a unit within the handbook; ``contents`` are those of the unit."""
        page = unit_page(self.catalogue, unit, contents, self._width_of, self._text_width_of)
        return self._templates.render("unit.html.j2", page)

    def front(
        self,
        title: str,
        unit: Unit | None,
        contents: Sequence[ContentsUnit],
        *,
        continued: bool = False,
        titled: bool = True,
    ) -> str:
        """Cover and contents of the handbook, or of one unit's volume; ``continued``, contents
        without a cover, ``titled`` where they begin. Without contents, the cover only."""
        page = front_page(
            self.catalogue,
            title,
            unit,
            contents,
            self._width_of,
            self._text_width_of,
            continued=continued,
            titled=titled,
        )
        return self._templates.render("front.html.j2", page)

    def matter(self, matter: Matter) -> str:
        """Pages in the office's own words."""
        return self._templates.render(
            "matter.html.j2", matter_page(self.catalogue, matter, self._width_of)
        )

    def blank(self) -> str:
        """A page with nothing on it."""
        return self._templates.render("base.html.j2", blank_page(self.catalogue))

    def annex(self, title: str) -> Iterator[str]:
        """The annex that lists, for the office, what differs from the source document.

        Its pages come unit by unit, the first with the heading; none when nothing differs.
        """
        for page in annex_pages(self.catalogue, title):
            yield self._templates.render("annex.html.j2", page)

    def relations_dot(self) -> list[str]:
        """The figures of the map of who cites whom, as DOT: several graphs for each."""
        return figures_dot(figures(self.catalogue), self.catalogue, self._width_of)

    def relations(self, title: str, plain: str) -> str:
        """The pages that show who cites whom; ``plain`` says where all is: what
        ``render.relations.place_relations`` finds for ``relations_dot``."""
        page = relations_page(self.catalogue, title, plain)
        return self._templates.render("relations.html.j2", page)
