"""Books can be listened to: they keep ISO 14289-1 (PDF/UA-1); the checks would notice if not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from sopc.cli.main import main
from tests.books import LINKED
from tests.catalogues import write_catalogue
from tests.pdfa import violations
from tests.pdfua import CHECKS, faults
from tests.running import build

BOOKS = (
    "handbook.pdf",
    "volume/sekretariat.pdf",
    "sop/K.1.1.1.1.pdf",
    "sop/K.1.1.1.2.pdf",
    "sop/peta-keterkaitan.pdf",
)


@pytest.mark.parametrize("name", BOOKS)
def test_every_book_can_be_listened_to(linked_build: Path, name: str) -> None:
    assert faults(linked_build / name) == []


@pytest.mark.parametrize("form", ["permenpanrb-35-2012", "iso-9001-en"])
def test_in_every_form(tmp_path: Path, form: str) -> None:
    settings = LINKED["katalog.yaml"].replace("lampung-2020", form)
    root = write_catalogue(tmp_path / "sops", {**LINKED, "katalog.yaml": settings})
    out = build(root, tmp_path / "out")
    assert faults(out / "handbook.pdf") == []
    assert faults(out / "sop" / "K.1.1.1.1.pdf") == []


def test_a_flowchart_by_itself_is_a_picture_that_tells_itself(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops", LINKED)
    path = tmp_path / "bagan.pdf"
    command = ["flowchart", "K.1.1.1.1", "--sops", str(root), "-o", str(path)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    assert faults(path) == []
    assert violations(path) == []
    with pikepdf.open(path) as document:
        (figure,) = elements(document, "Figure")
        assert str(figure.Alt).startswith("Flowchart SOP K.1.1.1.1 Menerima Surat. 1. ")
        assert str(document.docinfo.Title) == "Flowchart SOP K.1.1.1.1 Menerima Surat"


def elements(document: Pdf, kind: str) -> Iterator[Object]:
    for item in document.objects:
        if isinstance(item, Dictionary) and item.get("/S") == f"/{kind}" and "/P" in item:
            yield item


def first(document: Pdf, kind: str) -> Object:
    return next(elements(document, kind))


def link(document: Pdf) -> Object:
    return next(p.obj.Annots[0] for p in document.pages if len(p.obj.get("/Annots", Array())))


def rewrite(document: Pdf, old: bytes, new: bytes) -> None:
    """Change the content of the first page that has something, there."""
    for page in document.pages:
        for stream in page.obj.Contents.as_list():
            data = stream.read_bytes()
            if old in data:
                stream.write(data.replace(old, new, 1))
                return
    raise AssertionError(old)


def metadata(document: Pdf, old: bytes, new: bytes) -> None:
    packet = document.Root.Metadata.read_bytes()
    assert old in packet
    document.Root.Metadata.write(packet.replace(old, new))


def no_identification(pdf: Pdf) -> None:
    metadata(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b"")


def undescribed(pdf: Pdf) -> None:
    metadata(
        pdf, b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua", b"<pdfaSchema:namespaceURI>x"
    )


def no_title(pdf: Pdf) -> None:
    metadata(pdf, b"Menerima Surat", b"")


def untagged(pdf: Pdf) -> None:
    del pdf.Root.MarkInfo


def suspect(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def file_name_shown(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def no_tongue(pdf: Pdf) -> None:
    first(pdf, "P").Lang = String("bahasa Indonesia")


def link_in_no_link(pdf: Pdf) -> None:
    first(pdf, "Link").S = Name.Span


def link_in_nothing(pdf: Pdf) -> None:
    del link(pdf).StructParent


def link_held_by_nobody(pdf: Pdf) -> None:
    element = first(pdf, "Link")
    element.K = Array(kid for kid in element.K.as_list() if isinstance(kid, int))


def silent_link(pdf: Pdf) -> None:
    del link(pdf).Contents


def tabs_by_rows(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.Tabs = Name.R


def comment(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[9, 9, 20, 20], Contents="x")
    pdf.pages[0].obj.Annots = pdf.make_indirect(Array([pdf.make_indirect(note)]))


def nameless_field(pdf: Pdf) -> None:
    field = Dictionary(T="Pengesah", FT=Name.Sig, Rect=[9, 9, 20, 20])
    pdf.Root.AcroForm = Dictionary(Fields=[pdf.make_indirect(field)])


def form_with_words(pdf: Pdf) -> None:
    first(pdf, "P").S = Name.Form


def nameless_layer(pdf: Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=[], D=Dictionary())


def unmarked(pdf: Pdf) -> None:
    rewrite(pdf, b"/Artifact BMC\nq 1 g", b"/Nothing BMC\nq 1 g")


def artifact_in_content(pdf: Pdf) -> None:
    rewrite(pdf, b"BDC\n", b"BDC\n/Artifact BMC 0 0 m 9 9 l S EMC\n")


def content_in_artifact(pdf: Pdf) -> None:
    rewrite(pdf, b"/Figure <</MCID", b"/Artifact BMC /Figure <</MCID")
    rewrite(pdf, b"EMC\n/Span <<", b"EMC EMC\n/Span <<")


def two_of_a_number(pdf: Pdf) -> None:
    rewrite(pdf, b"/MCID 1>>", b"/MCID 0>>")


def content_of_another(pdf: Pdf) -> None:
    elements_ = [e for e in elements(pdf, "P") if isinstance(e.K, int)]
    elements_[0].K, elements_[1].K = elements_[1].K, elements_[0].K


def content_of_nobody(pdf: Pdf) -> None:
    rewrite(pdf, b"/MCID 1>>", b"/MCID 99>>")


def hanging_elsewhere(pdf: Pdf) -> None:
    first(pdf, "TD").P = pdf.Root.StructTreeRoot


def unlisted_name(pdf: Pdf) -> None:
    next(e for e in elements(pdf, "TH") if "/ID" in e).ID = String("x")


def own_kind(pdf: Pdf) -> None:
    first(pdf, "P").S = Name("/Alinea")


def kind_in_a_circle(pdf: Pdf) -> None:
    first(pdf, "P").S = Name("/Alinea")
    pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/Alinea": Name.Ayat, "/Ayat": Name("/Alinea")})


def kind_made_another(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/P": Name.H1})


def row_outside(pdf: Pdf) -> None:
    first(pdf, "Table").S = Name.Sect


def item_outside(pdf: Pdf) -> None:
    first(pdf, "L").S = Name.Sect


def label_for_body(pdf: Pdf) -> None:
    first(pdf, "LBody").S = Name.P


def head_without_body(pdf: Pdf) -> None:
    next(e for e in elements(pdf, "TBody") if e.P.S == "/Table" and len(e.P.K) == 2).S = Name.THead


def uncounted(pdf: Pdf) -> None:
    del first(pdf, "L").A


def skipped_level(pdf: Pdf) -> None:
    first(pdf, "H2").S = Name.H3


def first_of_second_level(pdf: Pdf) -> None:
    first(pdf, "H1").S = Name.H2


def headings_of_both_sorts(pdf: Pdf) -> None:
    first(pdf, "H2").S = Name.H


def empty_heading(pdf: Pdf) -> None:
    first(pdf, "H2").K = Array()


def silent_picture(pdf: Pdf) -> None:
    del first(pdf, "Figure").Alt


def picture_nowhere(pdf: Pdf) -> None:
    del first(pdf, "Figure").A


def picture_beside_the_page(pdf: Pdf) -> None:
    first(pdf, "Figure").A.BBox = Array([-99, 0, 10, 10])


def nameless_note(pdf: Pdf) -> None:
    first(pdf, "P").S = Name.Note


def lacking_cell(pdf: Pdf) -> None:
    row = next(e for e in elements(pdf, "TR") if len(e.K) > 3)
    del row.K[-1]


def cell_over_another(pdf: Pdf) -> None:
    row = next(e for e in elements(pdf, "TR") if len(e.K) > 3)
    row.K[-1].A = Dictionary(O=Name.Table, ColSpan=2)


def headless(pdf: Pdf) -> None:
    cell = next(e for e in elements(pdf, "TD") if "/K" in e and "/A" in e)
    del cell.A
    for heading in elements(pdf, "TH"):
        heading.A = Dictionary(O=Name.Table)


def heading_that_is_none(pdf: Pdf) -> None:
    next(e for e in elements(pdf, "TH") if "/ID" in e).S = Name.TD


def fonts(pdf: Pdf) -> Iterator[Object]:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Subtype") == "/Type0":
            yield item


def unembedded(pdf: Pdf) -> None:
    for font in fonts(pdf):
        del font.DescendantFonts[0].FontDescriptor.FontFile2


def encoded_otherwise(pdf: Pdf) -> None:
    for font in fonts(pdf):
        font.Encoding = Name("/Identity-V")


def no_letters(pdf: Pdf) -> None:
    for font in fonts(pdf):
        del font.ToUnicode


def private_letters(pdf: Pdf) -> None:
    for font in fonts(pdf):
        text = font.ToUnicode.read_bytes()
        font.ToUnicode.write(text.replace(b"> <00", b"> <E0"))


def missing_glyph(pdf: Pdf) -> None:
    rewrite(pdf, b"[<", b"[<0000")


def other_widths(pdf: Pdf) -> None:
    for font in fonts(pdf):
        font.DescendantFonts[0].W = Array([0, 9999, 1])


PLANTS: dict[Callable[[Pdf], None], str] = {
    no_identification: "identification: 5",
    undescribed: "identification: PDF/A 6.6.2.3",
    no_title: "identification: 7.1",
    untagged: "catalogue: 6.2",
    suspect: "catalogue: 6.2",
    file_name_shown: "catalogue: 7.1",
    no_language: "language: 7.2",
    no_tongue: "language: 7.2",
    link_in_no_link: "annotations: 7.18.1",
    link_in_nothing: "annotations: 7.18.1",
    link_held_by_nobody: "annotations: 7.18.1",
    silent_link: "annotations: 7.18.5",
    tabs_by_rows: "annotations: 7.18.3",
    comment: "annotations: 7.18.1",
    nameless_field: "fields: 7.18.1",
    form_with_words: "fields: 7.18.4",
    nameless_layer: "hidden_layers: 7.10",
    unmarked: "everything_is_told_or_an_artifact: 7.1: page",
    artifact_in_content: "everything_is_told_or_an_artifact: 7.1: an artifact",
    content_in_artifact: "everything_is_told_or_an_artifact: 7.1: tagged content",
    two_of_a_number: "contents_and_elements_name_each_other: page",
    content_of_another: "contents_and_elements_name_each_other: content",
    content_of_nobody: "contents_and_elements_name_each_other: an element",
    hanging_elsewhere: "tree: 7.1",
    unlisted_name: "tree: ISO 32000-1",
    own_kind: "kinds: 7.1",
    kind_in_a_circle: "kinds: 7.1",
    kind_made_another: "kinds: 7.1",
    row_outside: "nesting: 7.2: a T",
    item_outside: "nesting: 7.2: a LI in",
    label_for_body: "nesting: 7.2: a LI of",
    head_without_body: "nesting: 7.2: a table of a head",
    uncounted: "nesting: 7.6",
    skipped_level: "headings: 7.4.2",
    first_of_second_level: "headings: 7.4.2: the first",
    headings_of_both_sorts: "headings: 7.4.4",
    empty_heading: "headings: ISO 32000-1",
    silent_picture: "pictures: 7.3",
    picture_nowhere: "pictures: ISO 32000-1",
    picture_beside_the_page: "pictures: ISO 32000-1",
    nameless_note: "notes: 7.9",
    lacking_cell: "regular: 7.2",
    cell_over_another: "regular: 7.2",
    headless: "headed: 7.5: a cell without",
    heading_that_is_none: "headed: 7.5: a cell names",
    unembedded: "embedded: 7.21.4.1",
    encoded_otherwise: "embedded: 7.21.3",
    no_letters: "mapped: 7.21.7",
    private_letters: "mapped: PDF/A 6.2.11.7.3",
    missing_glyph: "mapped: 7.21.8",
    other_widths: "widths: 7.21.5",
}


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_the_checks_notice(
    linked_build: Path, tmp_path: Path, plant: Callable[[Pdf], None]
) -> None:
    spoilt = tmp_path / "buku.pdf"
    with pikepdf.open(linked_build / "sop/K.1.1.1.1.pdf") as document:
        plant(document)
        document.save(spoilt)
    assert [fault for fault in faults(spoilt) if fault.startswith(PLANTS[plant])]


def test_a_form_within_a_page_has_no_structure_of_its_own(
    linked_build: Path, tmp_path: Path
) -> None:
    spoilt = tmp_path / "buku.pdf"
    with pikepdf.open(linked_build / "sop/K.1.1.1.1.pdf") as document:
        form = document.make_stream(b"/P <</MCID 0>> BDC EMC", Type=Name.XObject, Subtype=Name.Form)
        document.pages[0].obj.Resources.XObject = Dictionary(X=form)
        document.save(spoilt)
    assert [fault for fault in faults(spoilt) if fault.startswith("forms: 7.20")]


def test_each_check_has_a_fault_that_it_finds() -> None:
    found = {expected.partition(":")[0] for expected in PLANTS.values()} | {"forms"}
    assert {check.__name__ for check in CHECKS} == found
