"""The map of related SOPs in print: boxes that are links, arrows with right angles, words that can
be read."""

import re
from itertools import combinations, pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.render.relations import links_of, place_relations
from sopc.render.relations_map import figures, figures_dot, map_html
from sopc.render.typeface import printed_faces
from tests.books import destinations, numbered
from tests.catalogues import FIRST, KATALOG, SOP, TODAY, write_catalogue
from tests.conftest import SOPS
from tests.running import build

BOLD = printed_faces("Source Sans").bold.set_width
ROOM = (306.0, 154.0)
Box = tuple[float, float, float, float]


def loaded(root: Path) -> Catalogue:
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    return catalogue


def related(root: Path, pairs: dict[int, list[int]], count: int) -> Catalogue:
    """A catalogue of SOPs by number, each citing some others."""
    files = {"katalog.yaml": KATALOG}
    for n in range(1, count + 1):
        cited = ", ".join(f"K.1.1.1.{other}" for other in pairs.get(n, []))
        more = f"keterkaitan: [{cited}]\n" if cited else ""
        files[f"sekretariat/umum/K.1.1.1.{n}.yaml"] = numbered(f"K.1.1.1.{n}", f"Surat {n}", more)
    return loaded(write_catalogue(root, files))


def drawn(catalogue: Catalogue, room: tuple[float, float] = ROOM) -> str:
    found = figures(catalogue)
    plain = place_relations(figures_dot(found, catalogue, BOLD))
    return str(map_html(found, plain, catalogue, room))


def figures_of(html: str) -> list[str]:
    return re.findall(r'<div class="figure".*?</svg>.*?</div>', html, re.DOTALL)


def boxes(figure: str) -> list[Box]:
    """Left, upper, right, lower, in millimetres from the figure's corner."""
    style = (
        r'class="node"[^>]*left: ([\d.]+)mm; top: (-?[\d.]+)mm; width: ([\d.]+)mm; height: ([\d.]+)'
    )
    sizes = [tuple(map(float, found)) for found in re.findall(style, figure)]
    return [(x, y, x + width, y + height) for x, y, width, height in sizes]


def ways(figure: str) -> list[list[tuple[float, float]]]:
    """The corners of each arrow's shaft."""
    found = re.findall(r'<path fill="none"[^>]*d="M([^"]*)"', figure)
    return [
        [(float(x), float(y)) for x, y in (point.split() for point in way.split(" L"))]
        for way in found
    ]


@pytest.fixture(scope="module")
def real() -> list[str]:
    return figures_of(drawn(loaded(SOPS)))


def test_arrows_have_right_angles_only(real: list[str]) -> None:
    arrows = [way for figure in real for way in ways(figure)]
    assert len(arrows) > 50
    for way in arrows:
        for (x0, y0), (x1, y1) in pairwise(way):
            assert abs(x0 - x1) < 0.05 or abs(y0 - y1) < 0.05


def test_no_box_touches_another_and_no_arrow_runs_through_one(real: list[str]) -> None:
    for figure in real:
        found = boxes(figure)
        for a, b in combinations(found, 2):
            assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]
        for way in ways(figure):
            for (x0, y0), (x1, y1) in pairwise(way):
                for left, upper, right, lower in found:
                    assert not (
                        max(x0, x1) > left + 0.1
                        and min(x0, x1) < right - 0.1
                        and max(y0, y1) > upper + 0.1
                        and min(y0, y1) < lower - 0.1
                    )


def test_every_arrow_begins_and_ends_at_a_box(real: list[str]) -> None:
    for figure in real:
        for way in ways(figure):
            for x, y in (way[0], way[-1]):
                assert any(
                    left - 0.2 <= x <= right + 0.2 and upper - 0.2 <= y <= lower + 0.2
                    for left, upper, right, lower in boxes(figure)
                )


def test_each_citation_is_told_once_and_those_of_two_with_two_heads(tmp_path: Path) -> None:
    catalogue = related(tmp_path, {1: [2, 3], 2: [1]}, 4)
    (figure,) = figures_of(drawn(catalogue))
    assert "<title>K.1.1.1.1 ↔ K.1.1.1.2; K.1.1.1.1 → K.1.1.1.3</title>" in figure
    assert len(ways(figure)) == 2
    assert figure.count('<path fill="#444"') == 3
    assert "K.1.1.1.4" not in figure


def test_what_hangs_together_is_a_figure_and_all_citations_are_in_one() -> None:
    catalogue = loaded(SOPS)
    found = figures(catalogue)
    names = [entry.name for figure in found for entry in figure.entries]
    links = links_of(catalogue)
    assert len(names) == len(set(names))
    assert set(names) == {name for pair in links for name in pair}
    inside = {frozenset(pair) for figure in found for pair in figure.links}
    assert inside == {frozenset(pair) for pair in links}


def test_a_chain_too_long_for_a_page_s_width_leads_downwards_and_one_too_high_is_a_list(
    tmp_path: Path,
) -> None:
    chain = related(tmp_path, {n: [n + 1] for n in range(1, 9)}, 9)
    (figure,) = figures_of(drawn(chain))
    assert max(box[2] for box in boxes(figure)) < 50
    listed = drawn(chain, (300.0, 60.0))
    assert "figure" not in listed
    lines = re.findall(r"<li>(.*?)<ul>(.*?)</ul></li>", listed)
    assert len(lines) == 8
    assert 'href="sop:K.1.1.1.1"' in lines[0][0]
    assert 'href="sop:K.1.1.1.2"' in lines[0][1]


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("map")
    files = {
        FIRST: SOP + "keterkaitan: [K.1.1.1.2, K.1.1.1.3]\n",
        "sekretariat/umum/K.1.1.1.2.yaml": numbered("K.1.1.1.2", "Mencatat"),
        "sekretariat/umum/K.1.1.1.3.yaml": "nomor: K.1.1.1.3\nnama: Nanti\nstatus: belum-disusun\n",
    }
    return build(write_catalogue(folder / "sops", files), folder / "out") / "handbook.pdf"


def test_the_map_lies_across_in_words_of_seven_points_or_more(handbook: Path) -> None:
    with pypdfium2.PdfDocument(handbook) as document:
        page = document[len(document) - 1]
        assert page.get_width() > page.get_height()
        text = page.get_textpage()
        assert "PETA KETERKAITAN SOP" in text.get_text_range()
        sizes = [
            0.75 * pypdfium2.raw.FPDFText_GetFontSize(text, place)
            for place, letter in enumerate(text.get_text_range())
            if not letter.isspace() and text.get_charbox(place)[1] > 45  # above the foot
        ]
    assert min(sizes) >= 6.99


def test_no_word_runs_out_of_its_box(tmp_path: Path) -> None:
    title = "Penyusunan Laporan Pengguna Barang Bulanan, Semesteran, dan Tahunan bagi Pengurus"
    files = {
        FIRST: SOP.replace("Menerima Surat", title) + "keterkaitan: K.1.1.1.2\n",
        "sekretariat/umum/K.1.1.1.2.yaml": numbered("K.1.1.1.2", f"{title} {title}"),
    }
    book = build(write_catalogue(tmp_path / "sops", files), tmp_path / "out") / "handbook.pdf"
    with pikepdf.open(book) as document:
        links = document.pages[-1].obj.get("/Annots", Array()).as_list()
        rectangles = [[float(edge) for edge in link.Rect.as_list()] for link in links]
    with pypdfium2.PdfDocument(book) as document:
        text = document[len(document) - 1].get_textpage()
        edges = [text.get_charbox(place) for place in range(text.count_chars())]
    area = (min(r[0] for r in rectangles), min(min(r[1], r[3]) for r in rectangles) - 30)
    top = max(max(r[1], r[3]) for r in rectangles)
    inside = [
        e for e in edges if e[0] >= area[0] and area[1] < e[1] and e[3] < top + 3 and e[2] > e[0]
    ]
    assert len(inside) > 200
    for left, low, right, upper in inside:
        assert any(
            r[0] < left and right < r[2] and min(r[1], r[3]) < low and upper < max(r[1], r[3])
            for r in rectangles
        )


def test_boxes_of_written_sops_are_links_to_them(handbook: Path) -> None:
    with pikepdf.open(handbook) as document:
        places = {
            tuple(page.obj.objgen): number for number, page in enumerate(document.pages, start=1)
        }
        links = document.pages[-1].obj.get("/Annots", Array()).as_list()
        targets = sorted(places[tuple(link.A.D[0].objgen)] for link in links)
        widths = {round(float(link.Rect[2] - link.Rect[0]) / 72 * 25.4) for link in links}
        known = destinations(document)
    assert targets == sorted([known["K.1.1.1.1"], known["K.1.1.1.2"]])
    assert widths == {41}


def test_a_graph_that_graphviz_gives_up_is_placed_with_more_space(tmp_path: Path) -> None:
    """Graphviz 2.43 aborts on the first of these: `failed at node 9`."""
    catalogue = related(tmp_path, {1: [2, 3, 4]}, 4)
    graphs = [
        "digraph { rankdir=LR; splines=ortho; nodesep=0.05; ranksep=0.36; edge [dir=none]; "
        'node [shape=box, fixedsize=true, label="", width=1.6142];\n'
        "n0 [height=0.2885]; n1 [height=0.2885]; n2 [height=0.1718]; n3 [height=0.2885];\n"
        "n0 -> n1; n0 -> n2; n0 -> n3; }\n"
    ] * 2
    (figure,) = figures_of(
        str(map_html(figures(catalogue), place_relations(graphs), catalogue, ROOM))
    )
    assert len(boxes(figure)) == 4
    assert len(ways(figure)) == 3


def test_a_figure_that_graphviz_cannot_place_is_a_list(tmp_path: Path) -> None:
    catalogue = related(tmp_path, {1: [2]}, 2)
    plain = place_relations(["digraph { a -> }"] * 2)
    listed = str(map_html(figures(catalogue), plain, catalogue, ROOM))
    assert "figure" not in listed
    assert listed.count("<li>") == 2
