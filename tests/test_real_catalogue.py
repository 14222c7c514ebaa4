"""The 2020 catalogue: the index is the source's, the handbook holds together."""

import csv
import json
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.findings import findings
from sopc.layout.drawing import Drawing
from sopc.render.fit import fit_sop
from sopc.render.html import Pages, Templates
from sopc.render.materials import read_materials
from sopc.render.resources import isolate_fonts, template_folder
from sopc.render.shapes import LABEL_SIZE
from sopc.render.typeface import printed_faces
from tests import pdfa
from tests.catalogues import TODAY
from tests.conftest import SOPS
from tests.layout import guarantees, legible, standing
from tests.layout.least import bends, burden, least
from tests.layout.picture import read, read_svg

EASILY_PROVEN = 6
"""Of charts with so many arrows, all drawings are soon tried; of larger ones by `make nightly`."""
INDEX = Path(__file__).parent / "data" / "index-2020.tsv"


def source_index() -> list[tuple[str, str]]:
    with INDEX.open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1]) for row in csv.reader(file, delimiter="\t")]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    checked = pipeline.check(SOPS, TODAY)
    assert checked.is_sound, checked.diagnostics
    assert checked.catalogue is not None
    return checked.catalogue


def page_text(pdf: Path, page: int) -> str:
    command = ["pdftotext", "-f", str(page), "-l", str(page), "-layout", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def words(text: str) -> str:
    """Text without case, spacing or the hyphens of broken lines."""
    return re.sub(r"\W+", " ", text.lower()).strip()


def test_the_index_is_the_source_s(catalogue: Catalogue) -> None:
    numbered = [(str(e.sop.number), e.sop.title) for e in catalogue.entries if e.sop.number]
    assert numbered == source_index()


def test_its_series_are_closed(catalogue: Catalogue) -> None:
    series = catalogue.settings.series
    assert (series.closed, series.start) == (True, None)


def test_every_file_names_its_schema_to_the_editor() -> None:
    paths = list(SOPS.rglob("*.yaml"))
    assert len(paths) > 90
    for path in paths:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        _, _, schema = first.partition("# yaml-language-server: $schema=")
        assert (path.parent / schema).resolve().is_file(), path
        assert Path(schema).stem == (path.stem if path.parent == SOPS else "sop")


def test_the_secretariat_is_complete(catalogue: Catalogue) -> None:
    written = [e for e in catalogue.entries if e.location.unit.number == 1 and e.sop.steps]
    assert len(written) == 34


def test_every_file_says_where_it_comes_from(catalogue: Catalogue) -> None:
    assert [e.location.file for e in catalogue.entries if not e.sop.source.lines] == []


def test_inferred_actors_are_said_to_be_inferred(catalogue: Catalogue) -> None:
    parts = [n.part for e in catalogue.entries for n in e.sop.source.notes if n.kind == "simpulan"]
    assert sum("pelaksana" in part for part in parts) > 50


def test_every_finding_of_the_source_is_listed_for_information(catalogue: Catalogue) -> None:
    listed = [d for d in pipeline.check(SOPS, TODAY).diagnostics if d.code == "SRC001"]
    printed = " ".join(d.message for d in listed)
    known = (
        *("V.26.11.11", "V.261.1.17", "V.26.12.2", "V,26.7.1.7", "V.26.7.8.10"),
        *("/V.26./SARPRAS.3.2020", "/V.26./SARPRAS.3.2021", "SURATMASUK"),
        *("PENYUSUNAN RENCANA ASET", "19670110 199403 1 003", "19670928 199303 1 006", "SYAHRI,"),
    )
    assert [words for words in known if words not in printed] == []
    assert all(d.severity == "info" for d in listed)
    assert len(listed) == len(list(findings(catalogue)))


def test_total_time_is_the_one_the_source_prints(handbook_build: Path) -> None:
    pdf = handbook_build / "sop" / "V.26.4.2.1.pdf"
    with pikepdf.open(pdf) as document:
        count = len(document.pages)
    text = " ".join(page_text(pdf, page) for page in range(1, count + 1))
    assert re.search(r"5 hari kerja\s.*135 menit", text, re.DOTALL)


def test_every_title_is_on_the_page_the_contents_name(handbook_build: Path) -> None:
    rows = json.loads((handbook_build / "index.json").read_text(encoding="utf-8"))
    pdf = handbook_build / "handbook.pdf"
    missing = [
        row["nomor"]
        for row in rows
        if row["halaman"] and words(row["nama"]) not in words(page_text(pdf, row["halaman"]))
    ]
    assert missing == []


def test_contents_name_the_pages_of_the_index(handbook_build: Path) -> None:
    rows = json.loads((handbook_build / "index.json").read_text(encoding="utf-8"))
    pdf = handbook_build / "handbook.pdf"
    contents = words(" ".join(page_text(pdf, page) for page in range(2, 7)))
    printed = [row for row in rows if row["nomor"] and row["halaman"]]
    assert len(printed) > 60
    for row in printed:
        assert re.search(rf"{words(row['nomor'])} .*?{row['halaman']}\b", contents)


def test_contents_links_lead_to_the_named_pages(handbook_build: Path) -> None:
    rows = json.loads((handbook_build / "index.json").read_text(encoding="utf-8"))
    expected = {row["halaman"] for row in rows if row["halaman"]}
    with pikepdf.open(handbook_build / "handbook.pdf") as document:
        places = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        reached = {
            places[pikepdf.Page(annotation.A.D[0]).objgen]
            for page in document.pages[1:6]
            for annotation in page.obj.get("/Annots", pikepdf.Array()).as_list()
        }
    assert expected <= reached


def test_outline_goes_from_unit_to_section_to_sop(handbook_build: Path) -> None:
    with pikepdf.open(handbook_build / "handbook.pdf") as document, document.open_outline() as tree:
        unit = next(item for item in tree.root if item.title == "I. Sekretariat")
        section = unit.children[0]
        assert section.title == "Sub Bagian Umum dan Kepegawaian"
        assert section.children[0].title == "V.26.1.1.1 Pengelolaan surat masuk"


@pytest.mark.parametrize("name", ["handbook.pdf", "volume/1-sekretariat.pdf", "sop/V.26.1.2.4.pdf"])
def test_pdf_opens_without_a_warning(handbook_build: Path, name: str) -> None:
    path = str(handbook_build / name)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert (checked.returncode, "WARNING" in checked.stdout + checked.stderr) == (0, False)
    shown = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True)
    assert shown.stderr == ""


@pytest.mark.parametrize("name", ["handbook.pdf", "sop/V.26.1.2.4.pdf"])
def test_it_can_be_archived(handbook_build: Path, name: str) -> None:
    assert pdfa.violations(handbook_build / name) == []


def test_every_page_but_covers_says_which_of_how_many_it_is(handbook_build: Path) -> None:
    pdf = handbook_build / "volume" / "1-sekretariat.pdf"
    with pikepdf.open(pdf) as document:
        total = len(document.pages)
    for page in (2, 4, 5, total):  # 1 and 3 are covers
        assert f"Halaman {page} dari {total}" in page_text(pdf, page)


def test_the_document_says_what_covers_of_sops_cost(
    catalogue: Catalogue, handbook_build: Path
) -> None:
    document = (Path(__file__).parents[1] / "docs" / "forms.md").read_text(encoding="utf-8")
    said = re.search(
        r"each of its (\d+) written SOPs, has (\d+) pages; with\n"
        r"`sampul: \{sop: false\}` it has (\d+)\.",
        document,
    )
    assert said is not None
    covers, whole, without = map(int, said.groups())
    assert covers == sum(entry.sop.is_written for entry in catalogue.entries)
    assert without == whole - covers
    with pikepdf.open(handbook_build / "handbook.pdf") as book:
        assert len(book.pages) == whole


def test_the_book_has_at_most_272_pages(handbook_build: Path) -> None:
    with pikepdf.open(handbook_build / "handbook.pdf") as document:
        assert len(document.pages) <= 272


@pytest.mark.parametrize("document", ["docs/architecture.md", "CHANGELOG.md"])
def test_documents_say_how_large_the_handbook_is(handbook_build: Path, document: str) -> None:
    text = (Path(__file__).parents[1] / document).read_text(encoding="utf-8")
    said = re.search(r"the handbook of 2020 has [^.]*?([\d.]+) MB", text)
    assert said is not None
    size = (handbook_build / "handbook.pdf").stat().st_size / 1e6
    assert size < 2.5
    assert float(said[1]) == pytest.approx(size, abs=0.1)


def test_no_symbolic_link_is_left(handbook_build: Path) -> None:
    for pdf in (handbook_build / "handbook.pdf", handbook_build / "sop" / "V.26.1.2.2.pdf"):
        with pikepdf.open(pdf) as document:
            addresses = [
                str(annotation.get("/A", pikepdf.Dictionary()).get("/URI", ""))
                for page in document.pages
                for annotation in page.obj.get("/Annots", pikepdf.Array()).as_list()
            ]
        assert addresses
        assert [address for address in addresses if address.startswith("sop:")] == []


@pytest.fixture(scope="module")
def drawings(catalogue: Catalogue) -> dict[str, list[Drawing]]:
    isolate_fonts()
    from sopc.render.page import PageEngine

    logo = catalogue.settings.agency.logo
    materials = read_materials(SOPS, logo, template_folder(), "Source Sans")
    faces = printed_faces(materials.typeface)
    bold = faces.bold
    pages = Pages(catalogue, Templates(materials), bold.set_width, faces.regular.set_width)
    engine = PageEngine(materials.stylesheet, dict(materials.pictures), materials.typeface)

    def drawn(entry: Entry) -> list[Drawing]:
        fitted = fit_sop(entry, pages, engine, lambda text: bold.width(text, LABEL_SIZE))
        return list(fitted.drawings.values())

    return {entry.name: drawn(entry) for entry in catalogue.entries if entry.sop.steps}


def test_every_drawing_keeps_every_guarantee(drawings: dict[str, list[Drawing]]) -> None:
    broken = [
        (name, fault)
        for name, pages in drawings.items()
        for drawing in pages
        for guarantee in guarantees.ALL
        for fault in guarantee(read(drawing))
    ]
    assert len(drawings) > 70
    assert broken == []


def test_arrows_and_words_are_easy_to_follow(drawings: dict[str, list[Drawing]]) -> None:
    broken = [
        (name, fault)
        for name, pages in drawings.items()
        for drawing in pages
        for judge in legible.ALL
        for fault in judge(read(drawing))
    ]
    assert broken == []
    words = [edge.label for pages in drawings.values() for d in pages for edge in d.edges]
    sizes = [LABEL_SIZE * word.scale for word in words if word]
    assert len(sizes) > 70
    assert min(sizes) >= legible.LEAST_TYPE


def test_crossings_and_bends_are_the_least_that_can_be_proven(
    drawings: dict[str, list[Drawing]], exhaustive: bool
) -> None:
    pictures = [(name, read(drawing)) for name, pages in drawings.items() for drawing in pages]
    tried = [(name, p) for name, p in pictures if exhaustive or len(p.arrows) <= EASILY_PROVEN]
    assert len(tried) > 30
    worse = [name for name, picture in tried if least(picture, burden(picture)) < burden(picture)]
    assert worse == []


def test_the_document_says_how_many_bends_the_sheets_have(
    drawings: dict[str, list[Drawing]],
) -> None:
    document = (Path(__file__).parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    said = re.search(r"all (\d+) sheets of 2020, by `make nightly`\n\((\d+) bends", document)
    assert said is not None
    pages = [read(drawing) for each in drawings.values() for drawing in each]
    assert tuple(map(int, said.groups())) == (len(pages), sum(map(bends, pages)))


def test_each_chart_stands_on_one_sheet_but_for_the_longest(
    catalogue: Catalogue, drawings: dict[str, list[Drawing]]
) -> None:
    """docs/architecture.md says so, and why the one that does not cannot be on fewer."""
    several = {name: len(pages) for name, pages in drawings.items() if len(pages) > 1}
    assert several == {"V.26.1.2.4": 2}
    longest = max(catalogue.entries, key=lambda entry: len(entry.sop.steps))
    assert longest.name in several


def test_the_crossings_that_are_counted_are_those_one_sees(
    drawings: dict[str, list[Drawing]],
) -> None:
    every = [drawing for pages in drawings.values() for drawing in pages]
    assert [d.crossings for d in every] == [read(d).crossings for d in every]


def test_no_arrows_of_the_catalogue_cross(drawings: dict[str, list[Drawing]]) -> None:
    """What docs/architecture.md says of them."""
    crossing = {name for name, pages in drawings.items() for d in pages if read(d).crossings}
    assert crossing == set()


def test_every_step_is_drawn_in_the_lanes_of_its_actors(
    catalogue: Catalogue, drawings: dict[str, list[Drawing]]
) -> None:
    for entry in catalogue.entries:
        for number, step in enumerate(entry.sop.steps, start=1):
            lanes = {
                symbol.lane
                for drawing in drawings[entry.name]
                for symbol in drawing.symbols
                if symbol.step == number and symbol.kind in ("process", "decision", "start", "end")
            }
            assert lanes == {actor for part in step.parts for actor in part.actors}


def test_symbols_of_the_catalogue_have_one_size_a_chart_and_two_in_all(
    handbook_build: Path, drawings: dict[str, list[Drawing]]
) -> None:
    written = sorted((handbook_build / "flowchart").glob("*.svg"))
    charts = [read_svg(svg.read_text(encoding="utf-8")) for svg in written]
    assert len(charts) == len(drawings)
    assert [fault for pictures in charts for fault in standing.unequal(pictures)] == []
    sizes = standing.by_kind(shape for chart in charts for page in chart for shape in page.shapes)
    assert {kind for kind, found in sizes.items() if len(found) > 2} == set()
    broken = [
        (name, fault)
        for name, pages in drawings.items()
        for drawing in pages
        for judge in (*standing.ALL, standing.crossed_bars)
        for fault in judge(read(drawing))
    ]
    assert broken == []
