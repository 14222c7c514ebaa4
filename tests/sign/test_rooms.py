"""Where an SOP is signed: in the identity rows, below the flowchart or both, as its form says."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from sopc.catalogue.form import TypefaceName
from sopc.catalogue.registry import Official
from sopc.diagnostics import Severity
from sopc.load.loader import load_catalogue
from sopc.pipeline import check
from sopc.render.resources import FAMILIES
from sopc.render.spaces import SPACES
from sopc.sign.allowed.kinds import FieldBox
from sopc.sign.making.fields import places
from sopc.sign.making.stamp import Stamp, set_words
from tests.catalogues import FIRST, KATALOG, PEJABAT, SOP, TODAY, form, write_catalogue
from tests.running import build
from tests.sign.office import NAMES, OFFICIALS, SIGNERS, Office, converted

MM = 72 / 25.4
IDENTITY, CHART = 1, 2
BOX = "{tanda_tangan: {letak: identitas, elektronik: identitas}}"
BELOW = "{tanda_tangan: {letak: bagan, elektronik: bagan}}"
BOTH = "{tanda_tangan: {letak: [identitas, bagan], elektronik: identitas}}"
BOTH_CHART = "{tanda_tangan: {letak: [identitas, bagan], elektronik: bagan}}"
PARAF = "paraf: [Sekretaris, Kepala Bidang]\n"
NOTE = "Tanda tangan elektronik: lihat bagian lain"
NO_STEPS = SOP[: SOP.index("langkah:")].replace("pelaksana: [kepala, staf]\n", "")


def signing(office: Office, folder: Path, form: str, more: str = "", text: str = SOP) -> Office:
    """The office with a catalogue of this form, and its build. ``form`` changes the form that has
    covers."""
    covered = form.replace("{", "{sampul: {sop: true}, ", 1) if form.startswith("{") else form
    files = {
        "katalog.yaml": KATALOG.replace("lampung-2020", covered) + more,
        "pejabat.yaml": PEJABAT + OFFICIALS,
        FIRST: text,
    }
    root = write_catalogue(folder / "sops", files)
    catalogue = load_catalogue(root).catalogue
    assert catalogue is not None
    out = build(root, folder / "build", only=("K.1.1.1.1",))
    return replace(office, sops=root, build=out, catalogue=catalogue)


def fields(office: Office) -> dict[str, tuple[int, FieldBox]]:
    """The page (from 0) and the box of each field of the SOP."""
    document = office.document()
    names = [signatory.field for signatory in document.signatories]
    found = places(PdfFileReader(BytesIO(office.unsigned())), document)
    return dict(zip(names, found, strict=True))


def words_in(pdf: bytes, place: tuple[int, FieldBox]) -> str:
    """The words that are printed or signed within a place."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        if document.formenv is not None:
            document[place[0]].flatten()
        text = document[place[0]].get_textpage()
        left, lower, right, upper = place[1]
        return str(text.get_text_bounded(left + 1, lower + 1, right - 1, upper - 1)).strip()


def stamps(pdf: bytes) -> list[tuple[int, tuple[float, ...]]]:
    """The rooms for stamps: their pages (from 0) and edges in points."""
    return list(dict.fromkeys(_circles(pdf)))  # a dotted circle is drawn side by side


def _circles(pdf: bytes) -> Iterator[tuple[int, tuple[float, ...]]]:
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            for each in page.get_objects(max_depth=1):
                edges = tuple(round(edge) for edge in each.get_bounds())
                sides = (edges[2] - edges[0], edges[3] - edges[1])
                if all(abs(side - 30 * MM) < 2 for side in sides):
                    yield number, edges


def letters(pdf: bytes) -> dict[str, list[float]]:
    """The sizes of letters in each visible signature, in points."""
    found = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for field in document.Root.AcroForm.Fields.as_list():
            words = field.AP.N.Resources.XObject.SopcWords
            page, line, font, sizes = 1.0, 1.0, 1.0, []
            for each in pikepdf.parse_content_stream(words):
                match str(each.operator):
                    case "cm":
                        page *= abs(float(each.operands[0]))
                    case "Tm":
                        line = abs(float(each.operands[0]))
                    case "Tf":
                        font = float(each.operands[1])
                    case "Tj" | "TJ":
                        sizes.append(page * line * font)
            found[str(field.T)] = sizes
    return found


@pytest.mark.parametrize(
    ("form", "more", "text", "wanted"),
    [
        (BOX, "", SOP, {"Pengesah": IDENTITY}),
        (BOX, SIGNERS + PARAF, SOP, dict.fromkeys(NAMES, IDENTITY)),
        (BOTH, SIGNERS, SOP, dict.fromkeys(NAMES, IDENTITY)),
        (BELOW, "", SOP, {"Pengesah": CHART}),
        (BOTH_CHART, SIGNERS + PARAF, SOP, dict.fromkeys(NAMES, CHART)),
        (BELOW, SIGNERS, NO_STEPS, dict.fromkeys(NAMES, IDENTITY)),
        ("lampung-2020", SIGNERS, NO_STEPS, dict.fromkeys(NAMES, IDENTITY)),
        ("{huruf: Roboto, kertas: A4, identitas: {arah: mendatar}}", "", SOP, {"Pengesah": 1}),
    ],
)
def test_a_signature_is_seen_where_the_form_has_it(
    office: Office, tmp_path: Path, form: str, more: str, text: str, wanted: Mapping[str, int]
) -> None:
    here = signing(office, tmp_path, form, more, text)
    found = fields(here)
    assert {name: page for name, (page, _) in found.items()} == wanted
    plain = here.unsigned()
    assert {name: words_in(plain, place) for name, place in found.items()} == dict.fromkeys(
        wanted, ""
    )
    boxes = [box for _, box in found.values()]
    assert all(
        a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        for n, a in enumerate(boxes)
        for b in boxes[:n]
    )
    signed = here.signed()
    verdict = here.verdict(signed)
    assert [one.findings for one in verdict.signatures] == [()] * len(wanted)
    assert verdict.faults == ()
    assert verdict.code == here.document().code
    for sizes in letters(signed).values():
        assert max(sizes) > (5 if "lampung" not in form else 4.5)  # in a room of 15 mm
        assert min(sizes) > 3.5
    assert is_seen(signed, found)
    for name, place in found.items():
        words = " ".join(words_in(signed, place).split())
        assert "Ditandatangani secara elektronik oleh" in words
        assert NAMES[name][0] in words
        assert words.endswith("Sertifikat elektronik diterbitkan oleh CA Contoh, Kota Contoh.")


def is_seen(pdf: bytes, found: Mapping[str, tuple[int, FieldBox]]) -> bool:
    """Whether there is ink in each field, at its left (the code) and at its right (the words)."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        for page, (left, lower, right, upper) in found.values():
            height = document[page].get_height()
            picture = document[page].render(scale=2).to_pil().convert("L")
            middle = left + 0.4 * (right - left)
            for start, end in ((left, middle), (middle, right)):
                part = (start * 2, (height - upper) * 2, end * 2, (height - lower) * 2)
                if picture.crop(tuple(map(round, part))).getextrema()[0] > 80:
                    return False
    return True


def test_the_room_in_the_identity_rows_is_high_and_as_wide_as_its_cell(
    office: Office, tmp_path: Path
) -> None:
    here = signing(office, tmp_path, "{tanda_tangan: {cap: false}}")
    _, (left, lower, right, upper) = fields(here)["Pengesah"]
    assert upper - lower >= 22 * MM - 1
    assert right - left >= 43 * MM


@pytest.mark.parametrize(
    ("form", "pages"), [(BOX, [1]), (BELOW, [2]), (BOTH, [1, 2]), (BOTH_CHART, [1, 2])]
)
@pytest.mark.parametrize("more", ["", SIGNERS + PARAF])
def test_room_for_the_stamp_is_beside_what_is_signed_electronically(
    office: Office, tmp_path: Path, form: str, pages: list[int], more: str
) -> None:
    here = signing(office, tmp_path, form, more)
    found = stamps(here.unsigned())
    assert [page for page, _ in found] == pages
    page, (left, lower, right, upper) = fields(here)["Pengesah"]
    (stamp,) = (edges for number, edges in found if number == page)
    assert 0 <= left - stamp[2] < 20 * MM
    assert lower < stamp[3]
    assert stamp[1] < upper
    assert right > stamp[2] + 30 * MM
    for other, edges in fields(here).values():
        assert other != page or edges[2] <= stamp[0] + 1 or edges[0] >= stamp[2] - 1 or (
            edges[3] < stamp[1] or edges[1] > stamp[3]
        )  # fmt: skip


@pytest.mark.parametrize("typeface", FAMILIES)
@pytest.mark.parametrize("size", [(255, 51), (150, 62), (120, 48), (96, 48)])
def test_all_words_of_a_signature_stand_in_its_room(
    office: Office, typeface: TypefaceName, size: tuple[int, int]
) -> None:
    holder = converted(office.holders["Pengesah"])
    long = named(office, "Prof. Dr. Ir. H. NAMA PEJABAT YANG SANGAT PANJANG, S.Sos., M.Si.")
    stamp = Stamp(certificate=holder, official=long, code="X", form=form(huruf=typeface))
    pdf = set_words(tuple(stamp.pages(*size)), typeface)
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        page = document[0]
        assert tuple(map(round, page.get_size())) == size
        words = " ".join(page.get_textpage().get_text_bounded(*(0, 0), *size).split())
    assert long.called in words
    assert words.endswith("Sertifikat elektronik diterbitkan oleh CA Contoh, Kota Contoh.")


def named(office: Office, name: str) -> Official:
    """The official who enacts, under another name."""
    official = office.document().signatories[-1].official
    assert official is not None
    return official.model_copy(update={"name": name})


def test_a_form_without_a_stamp_leaves_no_room_for_one(office: Office, tmp_path: Path) -> None:
    here = signing(office, tmp_path, "{tanda_tangan: {cap: false}}")
    assert stamps(here.unsigned()) == []


@pytest.mark.parametrize(("form", "noted"), [(BOTH, 2), (BOTH_CHART, 1), (BOX, 0), (BELOW, 0)])
def test_the_other_place_says_that_it_is_not_the_electronic_one(
    office: Office, tmp_path: Path, form: str, noted: int
) -> None:
    here = signing(office, tmp_path, form)
    with pypdfium2.PdfDocument(here.unsigned()) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    there = [n for n, text in enumerate(texts) if NOTE in " ".join(text.split())]
    assert there == ([noted] if noted else [])


def test_without_a_place_on_the_identity_page_its_rows_say_who_enacts(
    office: Office, tmp_path: Path
) -> None:
    here = signing(office, tmp_path, BELOW)
    with pypdfium2.PdfDocument(here.unsigned()) as document:
        text = document[IDENTITY].get_textpage().get_text_bounded()
    words = " ".join(text.split())
    assert "Disahkan oleh Kepala Dinas Contoh PEJABAT CONTOH, SE NIP. 19700101" in words


def test_an_electronic_signature_goes_to_a_place_that_there_is(tmp_path: Path) -> None:
    form = KATALOG.replace("lampung-2020", "{tanda_tangan: {letak: bagan, elektronik: identitas}}")
    found = check(write_catalogue(tmp_path, {FIRST: SOP, "katalog.yaml": form}), TODAY).diagnostics
    errors = [str(each.message) for each in found if each.severity is Severity.ERROR]
    assert errors == ["`elektronik` is one of the places in `letak`"]


def test_a_room_that_is_added_later_takes_no_signature_elsewhere(
    office: Office, tmp_path: Path
) -> None:
    here = signing(office, tmp_path, BOX)
    writer = IncrementalPdfFileWriter(BytesIO(here.signed()))
    cover = writer.find_page_for_modification(0)[0].get_object()
    box = ArrayObject(NumberObject(edge) for edge in (100, 100, 300, 160))
    cover[NameObject(SPACES)] = DictionaryObject({NameObject("/Pengesah"): box})
    writer.update_container(cover)
    target = BytesIO()
    writer.write(target)
    verdict = here.verdict(target.getvalue())
    assert [*verdict.faults, *(f for one in verdict.signatures for f in one.findings)]
