"""Catalogues with notes, and what comes of them."""

from collections.abc import Mapping
from pathlib import Path

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.notes.places import NotePlace, short_names
from sopc.notes.survey import Survey, survey
from tests.books import numbered
from tests.catalogues import FIRST, KATALOG, SOP, TODAY, write_catalogue

UMUM = "sekretariat/umum/K.1.1.1.{}.yaml"


def noted(*notes: str) -> str:
    """The end of a file that has some notes."""
    return "sumber:\n  catatan:\n" + "".join(f"    - {{{note}}}\n" for note in notes)


def catalogue_with(
    root: Path, notes: Mapping[int, list[str]], more: Mapping[str, str] | None = None
) -> Catalogue:
    """SOPs of one section by their last numbers, each with its notes, and other files."""
    files = {"katalog.yaml": KATALOG + "naskah: Naskah 2020\n", FIRST: SOP}
    for number, some in notes.items():
        text = numbered(f"K.1.1.1.{number}", f"Menerima {number}") if number > 1 else SOP
        files[UMUM.format(number)] = text + (noted(*some) if some else "")
    catalogue = pipeline.check(write_catalogue(root, files | dict(more or {})), TODAY).catalogue
    assert catalogue is not None
    return catalogue


def surveyed(
    root: Path, notes: Mapping[int, list[str]], more: Mapping[str, str] | None = None
) -> Survey:
    """The notes of such a catalogue, in order."""
    return survey(catalogue_with(root, notes, more))


def where(places: tuple[NotePlace, ...]) -> list[tuple[str, str]]:
    """Parts, and the SOPs that have them."""
    return [(place.part, short_names(place.entries)) for place in places]
