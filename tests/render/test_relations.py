"""The map of related SOPs."""

import re
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.diagnostics import SopcError
from sopc.render.relations import draw_relations, graphviz_version, relations_dot
from tests.catalogues import FIRST, KATALOG, SOP, TODAY, write_catalogue

SECOND = SOP.replace("K.1.1.1.1", "K.1.1.1.2").replace("Menerima", "Mencatat")


def catalogue(root: Path, first: str, second: str = SECOND) -> Catalogue:
    files = {FIRST: first, "sekretariat/umum/K.1.1.1.2.yaml": second}
    loaded = pipeline.check(write_catalogue(root, files), TODAY).catalogue
    assert loaded is not None
    return loaded


def drawn(cited: Catalogue) -> str:
    """The map as SVG."""
    dot = relations_dot(cited)
    assert dot is not None
    return draw_relations(dot, "Source Sans")


def arrows(svg: str) -> list[int]:
    """How many heads each arrow of a map has."""
    edges = re.findall(r'<g id="edge\d+".*?</g>', svg, re.DOTALL)
    return [edge.count("<polygon") for edge in edges]


def joined(svg: str) -> list[tuple[str, str]]:
    """What each arrow of a map joins, by the first lines of its nodes, from tail to head."""
    nodes = re.findall(r"<title>(n\d+)</title>.*?<text[^>]*>(.*?)</text>", svg, re.DOTALL)
    ends = re.findall(r"<title>(n\d+)&#45;&gt;(n\d+)</title>", svg)
    return [(dict(nodes)[tail], dict(nodes)[head]) for tail, head in ends]


def test_an_arrow_leads_from_the_citing_to_the_cited(tmp_path: Path) -> None:
    svg = drawn(catalogue(tmp_path, SOP + "keterkaitan: K.1.1.1.2\n"))
    assert joined(svg) == [("K.1.1.1.1", "K.1.1.1.2")]
    assert arrows(svg) == [1]


def test_two_that_cite_each_other_share_an_arrow_with_two_heads(tmp_path: Path) -> None:
    both = catalogue(
        tmp_path, SOP + "keterkaitan: K.1.1.1.2\n", SECOND + "keterkaitan: K.1.1.1.1\n"
    )
    assert joined(drawn(both)) == [("K.1.1.1.1", "K.1.1.1.2")]
    assert arrows(drawn(both)) == [2]


def test_an_sop_cited_twice_has_one_arrow(tmp_path: Path) -> None:
    twice = catalogue(tmp_path, SOP + "keterkaitan: [K.1.1.1.2, K.1.1.1.2]\n")
    assert arrows(drawn(twice)) == [1]


def test_numbers_may_contain_what_graphviz_has_a_meaning_for(tmp_path: Path) -> None:
    pattern = KATALOG.replace('"K.1.{unit}.{seksi}.{urut}"', '"SOP:{unit}:n:{urut}"')
    first = SOP.replace("K.1.1.1.1", "SOP:1:n:1") + "keterkaitan: SOP:1:n:2\n"
    files = {
        "katalog.yaml": pattern,
        "sekretariat/umum/a.yaml": first,
        "sekretariat/umum/b.yaml": SECOND.replace("K.1.1.1.2", "SOP:1:n:2"),
    }
    loaded = pipeline.check(write_catalogue(tmp_path, files), TODAY).catalogue
    assert loaded is not None
    assert joined(drawn(loaded)) == [("SOP:1:n:1", "SOP:1:n:2")]


def test_what_graphviz_objects_to_is_said() -> None:
    with pytest.raises(SopcError, match=r"could not draw the map of SOPs: .*syntax error"):
        draw_relations("digraph { a -> }", "Source Sans")


def test_a_missing_graphviz_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SopcError, match="apt-get install graphviz"):
        draw_relations("digraph {}", "Source Sans")
    with pytest.raises(SopcError, match="apt-get install graphviz"):
        graphviz_version()


def test_nobody_who_cites_leaves_no_map(tmp_path: Path) -> None:
    assert relations_dot(catalogue(tmp_path, SOP + "keterkaitan: {luar: SOP Lain}\n")) is None
    assert relations_dot(catalogue(tmp_path, SOP + "keterkaitan: K.1.1.1.1\n")) is None


def test_titles_are_shown_as_they_are(tmp_path: Path) -> None:
    odd = SECOND.replace("Mencatat Surat", "'Surat <b>\\N \"A\"'")
    dot = relations_dot(catalogue(tmp_path, SOP + "keterkaitan: K.1.1.1.2\n", odd))
    assert dot is not None
    assert "Surat &lt;b&gt;\\N" in draw_relations(dot, "Source Sans")
