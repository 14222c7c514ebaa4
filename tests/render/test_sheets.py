"""Pages on paper of any size: nothing lies outside the sheet or in its margins."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sopc.catalogue.form import SHEETS
from sopc.diagnostics import Severity
from sopc.layout.geometry import Rect
from sopc.pipeline import check
from tests.books import text_of
from tests.catalogues import FIRST, TODAY, write_catalogue
from tests.render.every_page import RICH
from tests.running import build

LINES = ("Dinas Contoh, Jalan Contoh Nomor 1, Kota Contoh", "W" * 120)
"""Lines for the foot: a usual one, and the longest that there may be."""
FOOT = "kaki: {{baris: [{}]}}".format(", ".join(f'"{line}"' for line in LINES))
TITLE = "Menerima Surat " * 12
_POINTS = 72 / 25.4
_TOLERANCE = 1.2  # half a rule, what italics lean over, the white behind a large map
_UNPRINTED = 3.0
_HEAD = 6.0
"""Where the head of a sheet with a flowchart begins, within its upper margin."""


def printed_on(folder: Path, paper: str, *more: str) -> Path:
    """The handbook of a catalogue with everything, on some paper; ``more`` of its form."""
    form = ", ".join((f"kertas: {paper}", *(more or [FOOT])))
    wide = RICH[FIRST].replace("Menerima Surat", TITLE)
    named = with_form(f"{{dasar: lampung-2020, {form}}}")
    root = write_catalogue(folder / "sops", {**RICH, FIRST: wide, "katalog.yaml": named})
    return build(root, folder / "build") / "handbook.pdf"


def with_form(form: str) -> str:
    """The settings of that catalogue with another form."""
    return re.sub(r"^formulir: .*$", f"formulir: {form}", RICH["katalog.yaml"], flags=re.MULTILINE)


def marks(page: pypdfium2.PdfPage) -> Iterator[Rect]:
    """Where marks are on a page, in millimetres from its upper left corner."""
    for each in page.get_objects(max_depth=1):
        left, lower, right, upper = (edge / _POINTS for edge in each.get_bounds())
        height = page.get_height() / _POINTS
        yield Rect(left, height - upper, right, height - lower)


def outside(book: Path) -> list[tuple[int, Rect]]:
    """What lies outside its page's margins: the page (from 1) and where that is."""
    found = []
    with pypdfium2.PdfDocument(book) as document:
        for number, page in enumerate(document, start=1):
            width, height = (size / _POINTS for size in page.get_size())
            left, right, top = (20, 17, 18) if height > width else (12, 12, _HEAD)
            area = Rect(left, top, width - right, height - _UNPRINTED)
            found += [
                (number, mark)
                for mark in marks(page)
                if mark.x0 < area.x0 - _TOLERANCE
                or mark.x1 > area.x1 + _TOLERANCE
                or mark.y0 < area.y0 - _TOLERANCE
                or mark.y1 > area.y1
            ]
    return found


@settings(max_examples=3, phases=[Phase.generate])  # a build each: not to be shrunk
@given(
    st.floats(176, 329),
    st.floats(250, 500),
    st.sampled_from(["Source Sans", "Roboto"]),
    st.sampled_from(["tegak", "mendatar"]),
    st.sampled_from(["identitas", "bagan"]),
)
def test_nothing_lies_outside_the_margins_of_any_sheet(
    width: float, height: float, typeface: str, direction: str, electronic: str
) -> None:
    paper = f"{{lebar: {width}, tinggi: {max(height, width + 1)}}}"
    form = f"huruf: {typeface}, identitas: {{arah: {direction}}}, {FOOT}"
    signed = f"tanda_tangan: {{cap: true, elektronik: {electronic}}}"
    with TemporaryDirectory() as folder:
        assert outside(printed_on(Path(folder), paper, form, signed)) == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", ["A4", "Letter", "Legal"])
def test_paper_has_the_size_of_its_name(tmp_path: Path, name: str) -> None:
    book = printed_on(tmp_path, name)
    sheet = SHEETS[name]
    with pypdfium2.PdfDocument(book) as document:
        sizes = {tuple(round(edge / _POINTS, 1) for edge in page.get_size()) for page in document}
    assert sizes == {(sheet.width, sheet.height), (sheet.height, sheet.width)}
    assert outside(book) == []


@pytest.fixture(scope="module")
def on_a4(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That handbook on the usual paper."""
    return printed_on(tmp_path_factory.mktemp("a4"), "A4")


def test_the_forms_lines_are_in_the_foot_of_every_numbered_page(on_a4: Path) -> None:
    for file in (on_a4, on_a4.parent / "sop/K.1.1.1.2.pdf", on_a4.parent / "volume/bidang.pdf"):
        pages = [page for page in text_of(file) if "Halaman" in page]
        assert len(pages) > 1
        assert [all(line in page for line in LINES) for page in pages] == [True] * len(pages)


def test_the_forms_lines_leave_the_code_and_the_page_number_alone(on_a4: Path) -> None:
    book = on_a4.parent / "sop/K.1.1.1.1.pdf"
    with pypdfium2.PdfDocument(book) as document:
        for page in list(document)[1:]:  # the first is the cover
            width, height = (size / _POINTS for size in page.get_size())
            feet = [mark for mark in marks(page) if mark.y0 > height - 16]
            code = min(feet, key=lambda mark: mark.x0)
            assert 10 < code.width < 13
            assert all(mark.x0 > code.x1 + 1 for mark in feet if mark.height < 4)
            lines = sorted((m for m in feet if m.x1 > width - 25), key=lambda mark: mark.y0)
            assert len(lines) == 1 + len(LINES)
            assert all(one.y1 <= other.y0 for one, other in pairwise(lines))


def test_a_form_may_have_no_code_in_the_foot(tmp_path: Path) -> None:
    book = printed_on(tmp_path, "A4", "kaki: {kode: false}").parent / "sop/K.1.1.1.1.pdf"
    with pypdfium2.PdfDocument(book) as document:
        for page in list(document)[1:]:  # the first is the cover
            height = page.get_height() / _POINTS
            feet = [mark for mark in marks(page) if mark.y0 > height - 16]
            assert feet
            assert all(mark.height < 4 for mark in feet)
            assert min(mark.x0 for mark in feet) == pytest.approx(
                20 if height > page.get_width() / _POINTS else 12, abs=1
            )


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("kertas: {lebar: 330, tinggi: 260}", "lebar"),
        ("kertas: {lebar: 300, tinggi: 300}", "lebar"),
        ("kertas: {lebar: 100, tinggi: 300}", "176"),
        ("kertas: {lebar: 200, tinggi: 900}", "500"),
        ("kaki: {baris: [a, b, c]}", "2"),
        (f"kaki: {{baris: {'a' * 121}}}", "120"),
    ],
)
def test_what_no_sheet_or_foot_can_be_is_refused(tmp_path: Path, line: str, where: str) -> None:
    named = with_form(f"{{{line}}}")
    write_catalogue(tmp_path, {**RICH, "katalog.yaml": named})
    found = [d for d in check(tmp_path, TODAY).diagnostics if d.severity is Severity.ERROR]
    assert len(found) == 1
    assert where in f"{found[0].message} {found[0].hint}"
