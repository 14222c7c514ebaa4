"""Catalogue → HTML, through the Jinja2 templates. The only user of Jinja2."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.duration import total_words
from sopc.catalogue.findings import findings
from sopc.catalogue.organisation import Unit
from sopc.catalogue.signatories import signatories_of
from sopc.catalogue.sop import Related, Step
from sopc.catalogue.source import Note
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.render.columns import Columns, fit_columns
from sopc.render.materials import PICTURES, Materials
from sopc.render.paper import PAPERS
from sopc.render.relations import fitted

LINK_SCHEME = "sop:"
"""Links to an SOP are printed as ``sop:`` and its name, and resolved when PDFs are assembled."""


@dataclass(frozen=True, slots=True)
class RowView:
    """A table row as the template sees it; ``height`` is its least height in CSS pixels."""

    step: int
    number: int
    model: Step
    height: float
    breaks: bool


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents; without a page, ``remark`` says why."""

    number: str
    title: str
    link: str
    page: int | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ContentsSection:
    name: str
    subtitle: str
    lines: tuple[ContentsLine, ...]


@dataclass(frozen=True, slots=True)
class ContentsUnit:
    label: str
    sections: tuple[ContentsSection, ...]


class Templates:
    """The Jinja2 templates of one catalogue, run in a sandbox; a faulty one raises SopcError."""

    def __init__(self, materials: Materials) -> None:
        self._logo = PICTURES + quote(materials.logo) if materials.logo else None
        self._environment = SandboxedEnvironment(
            loader=DictLoader(dict(materials.templates)),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"in_lines": in_lines, "part_words": part_words}

    def render(self, template: str, **values: object) -> str:
        """Write a page's HTML."""
        try:
            return self._environment.get_template(template).render(
                logo_uri=self._logo, zero_width_space="\u200b", **values
            )
        except Exception as error:  # an office's template may do anything
            raise SopcError(
                Phrase(
                    "the template {template} cannot be used: {error}",
                    template=template,
                    error=error,
                )
            ) from None


class Pages:
    """Writes the HTML of every kind of page of one catalogue, or of an excerpt of it."""

    def __init__(
        self,
        catalogue: Catalogue,
        templates: Templates,
        width_of: Callable[[str, float], float],
    ) -> None:
        self.catalogue = catalogue
        self.settings = catalogue.settings
        self.paper = PAPERS[catalogue.settings.paper]
        self._templates = templates
        self._width_of = width_of

    def heading(self, unit: Unit | None) -> tuple[str, ...]:
        """The agency's name, and the unit's where it has a letterhead of its own."""
        return (*self.settings.agency.heading, *(unit.letterhead if unit else ()))

    def columns(self, entry: Entry) -> Columns:
        """The columns of an SOP's flowchart table."""
        headings = [self.catalogue.actors[key].name for key in entry.sop.lanes]
        return fit_columns(entry.sop, headings, self.paper.chart_width, self._width_of)

    def sop(self, entry: Entry) -> str:
        """An SOP's cover and identity page."""
        sop = entry.sop
        regulations = self.catalogue.regulations
        return self._render(
            "sop.html.j2",
            title=sop.title,
            sop=sop,
            heading=self.heading(entry.location.unit),
            official=self.catalogue.approver(entry),
            legal_basis=[regulations[key].title for key in sop.legal_basis],
            related=[self._related(related) for related in sop.related],
            remarks=_remarks(entry),
        )

    def chart(self, entry: Entry, rows: Sequence[RowView], *, dense: bool) -> str:
        """An SOP's flowchart table and signature block; ``dense`` sets it tight."""
        sop = entry.sop
        return self._render(
            "chart.html.j2",
            title=sop.title,
            sop=sop,
            signatories=signatories_of(self.catalogue, entry),
            rows=rows,
            dense=dense,
            columns=self.columns(entry),
            lanes=[self.catalogue.actors[key].name for key in sop.lanes],
            total=_total(entry),
        )

    def title_page(self, unit: Unit) -> str:
        """The page that opens a unit within the handbook."""
        unwritten = [
            entry.sop
            for entry in self.catalogue.in_unit(unit)
            if entry.sop.status == "belum-disusun"
        ]
        return self._render(
            "unit.html.j2",
            title=unit.name,
            unit=unit,
            unwritten=unwritten,
            heading=self.settings.agency.heading,
        )

    def front(
        self,
        title: str,
        unit: Unit | None,
        contents: Sequence[ContentsUnit],
        *,
        continued: bool = False,
    ) -> str:
        """Cover and contents of the handbook, or of one unit's volume; ``continued``, the contents'
        next pages."""
        heading = self.settings.agency.heading
        lines = (
            ()
            if continued
            else (
                "Daftar Isi",
                self.settings.title.split("(")[0].strip(),
                unit.name if unit else self.settings.agency.name,
                f"Tahun {self.settings.year}",
            )
        )
        return self._render(
            "front.html.j2",
            title=title,
            unit=unit,
            heading=heading,
            contents_title=lines,
            contents_groups=contents,
            continued=continued,
        )

    def annex(self, title: str) -> Iterator[str]:
        """The annex that lists, for the office, what differs from the source document.

        Its pages come unit by unit, the first with the heading; none when nothing differs.
        """
        units: dict[int, dict[str, list[Note]]] = {}
        for finding in findings(self.catalogue):
            unit = finding.entry.location.unit.number if finding.entry else 0
            units.setdefault(unit, {}).setdefault(finding.subject, []).append(finding.note)
        for index, groups in enumerate(units.values()):
            yield self._render("annex.html.j2", title=title, groups=groups, continued=index > 0)

    def relations(self, title: str, svg: str) -> str:
        """The page that shows who cites whom; ``svg`` comes from ``render.relations``."""
        width = self.paper.width - self.paper.portrait_left - self.paper.portrait_right
        height = self.paper.height - self.paper.bottom - 45
        drawing = Markup(fitted(svg, width, height))  # our own, escaped there
        return self._render("relations.html.j2", title=title, drawing=drawing)

    def _related(self, related: Related) -> Markup:
        if related.number is None:
            return Markup(escape(related.outside))
        other = self.catalogue.by_number.get(related.number)
        title = f"SOP {other.sop.title}" if other else "SOP"
        cited = Markup('{} <span class="whole">({})</span>').format(title, related.number)
        return Markup('<a href="{}">{}</a>').format(link_to(other.name), cited) if other else cited

    def _render(self, template: str, **values: object) -> str:
        return self._templates.render(template, settings=self.settings, paper=self.paper, **values)


def link_to(name: str) -> str:
    """The address by which pages refer to an SOP, or to another part of a book."""
    return LINK_SCHEME + quote(name, safe="")


def _total(entry: Entry) -> str:
    if not entry.sop.total_time:
        return ""
    return total_words(step.duration for step in entry.sop.steps if step.duration is not None)


def _remarks(entry: Entry) -> list[str]:
    """What the SOP lacks, said on its page; the reasons are in its file, not in the book."""
    lacking = {note.part for note in entry.sop.source.notes if note.kind == "kosong"}
    remarks = []
    if "identitas" in lacking:
        remarks.append("Data identitas SOP ini belum lengkap.")
    if not entry.sop.steps:
        remarks.append("Bagan alir SOP ini belum tersedia.")
    elif "langkah" in lacking:
        remarks.append("Langkah-langkah SOP ini belum lengkap.")
    return remarks


def part_words(part: str) -> str:
    """A part of an SOP in words: ``langkah[5].pelaksana`` → ``Langkah 5: pelaksana``."""
    words = re.sub(r"\[(\d+)\]", r" \1", part).replace("_", " ").replace(".", ": ")
    return words[:1].upper() + words[1:]


def in_lines(text: str, most: int = 46) -> tuple[str, ...]:
    """A title in lines of about equal length, none longer than ``most`` letters if it can be."""
    count = -(-len(text) // most)
    words, lines = text.split(), []
    for remaining in range(count, 1, -1):
        goal = len(" ".join(words)) / remaining
        sizes = [len(" ".join(words[:i])) for i in range(1, len(words))]
        if not sizes:
            break
        cut = 1 + min(range(len(sizes)), key=lambda i: abs(sizes[i] - goal))
        lines.append(" ".join(words[:cut]))
        words = words[cut:]
    return (*lines, " ".join(words))
