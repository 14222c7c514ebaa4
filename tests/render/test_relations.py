"""The map of related SOPs."""

import re
from pathlib import Path

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.render.relations import draw_relations, fitted, relations_dot
from tests.catalogues import FIRST, SOP, TODAY, write_catalogue

SECOND = SOP.replace("K.1.1.1.1", "K.1.1.1.2").replace("Menerima", "Mencatat")


def catalogue(root: Path, first: str, second: str = SECOND) -> Catalogue:
    files = {FIRST: first, "sekretariat/umum/K.1.1.1.2.yaml": second}
    loaded = pipeline.check(write_catalogue(root, files), TODAY).catalogue
    assert loaded is not None
    return loaded


def test_an_arrow_leads_from_the_citing_to_the_cited(tmp_path: Path) -> None:
    dot = relations_dot(catalogue(tmp_path, SOP + "keterkaitan: K.1.1.1.2\n"))
    assert dot is not None
    assert re.findall(r'"(.+?)" -> "(.+?)"', dot) == [("K.1.1.1.1", "K.1.1.1.2")]


def test_nobody_who_cites_leaves_no_map(tmp_path: Path) -> None:
    assert relations_dot(catalogue(tmp_path, SOP + "keterkaitan: {luar: SOP Lain}\n")) is None
    assert relations_dot(catalogue(tmp_path, SOP + "keterkaitan: K.1.1.1.1\n")) is None


def test_titles_are_shown_as_they_are(tmp_path: Path) -> None:
    odd = SECOND.replace("Mencatat Surat", "'Surat <b>\\N \"A\"'")
    dot = relations_dot(catalogue(tmp_path, SOP + "keterkaitan: K.1.1.1.2\n", odd))
    assert dot is not None
    assert "Surat &lt;b&gt;\\N" in draw_relations(dot)


def test_the_map_is_as_large_as_fits() -> None:
    svg = '<svg width="200pt" height="100pt"'
    assert fitted(svg, 100, 100) == '<svg width="100.00mm" height="50.00mm"'
    assert fitted(svg, 100, 25) == '<svg width="50.00mm" height="25.00mm"'
