"""PDF/UA-1 (ISO 14289-1), and what PDF/A-2a asks of structure beyond level U: what a PDF breaks of
it, as far as a program can see without veraPDF.

Each check names the clause that it is about, and is written from what the standard says and what
veraPDF's profile of it and the Matterhorn Protocol count as its checkpoints. docs/accessibility.md
says which clauses are covered, and which are not.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf

from tests.pdfua import document, elements, fonts, painted, tables
from tests.pdfua.reading import Reading

CHECKS: tuple[Callable[[Reading], Iterator[str]], ...] = (
    document.identification,
    document.catalogue,
    document.language,
    document.annotations,
    document.fields,
    document.hidden_layers,
    painted.everything_is_told_or_an_artifact,
    painted.contents_and_elements_name_each_other,
    painted.forms,
    elements.tree,
    elements.kinds,
    elements.nesting,
    elements.headings,
    elements.pictures,
    elements.notes,
    tables.regular,
    tables.headed,
    fonts.embedded,
    fonts.mapped,
    fonts.widths,
)


def faults(path: Path) -> list[str]:
    """Everything in which a PDF is not PDF/UA-1, by the names of the checks."""
    with pikepdf.open(path) as pdf:
        reading = Reading(pdf)
        return [f"{check.__name__}: {fault}" for check in CHECKS for fault in check(reading)]
