"""Identity pages that lie across, and flowcharts that begin below them."""

from pathlib import Path

import pypdfium2
import pytest

from sopc.diagnostics import Severity
from sopc.pipeline import check
from tests.books import text_of
from tests.catalogues import FIRST, KATALOG, SOP, TODAY, write_catalogue
from tests.running import build

ACROSS = "identitas: {arah: mendatar}"
TOGETHER = f"{{{ACROSS}, bagan: {{letak: menyambung}}}}"
SIGNED_BELOW = (
    f"{{{ACROSS}, bagan: {{letak: menyambung}}, tanda_tangan: {{letak: bagan, elektronik: bagan}}}}"
)
LONG = SOP + "".join(f"  - {{uraian: Langkah ke-{n}, pelaksana: staf}}\n" for n in range(4, 16))
Box = tuple[float, float, float, float]


def printed(folder: Path, form: str, text: str = SOP) -> Path:
    settings = KATALOG.replace("lampung-2020", form)
    root = write_catalogue(folder / "sops", {FIRST: text, "katalog.yaml": settings})
    return build(root, folder / "build", only=("K.1.1.1.1",)) / "sop/K.1.1.1.1.pdf"


def place(page: pypdfium2.PdfPage, words: str) -> Box:
    """Where words stand on a page, the last of them: left, lower, right, upper."""
    text = page.get_textpage()
    found, search = None, text.search(words, match_case=True)
    while (at := search.get_next()) is not None:
        found = at
    assert found is not None, words
    boxes = [text.get_charbox(index) for index in range(found[0], found[0] + len(words))]
    edges = list(zip(*boxes, strict=True))
    return min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])


@pytest.mark.parametrize("form", [TOGETHER, SIGNED_BELOW])
def test_a_short_flowchart_stands_below_the_identity_part(tmp_path: Path, form: str) -> None:
    file = printed(tmp_path, form.replace("{", "{kertas: Legal, ", 1))
    *_, both = text_of(file)
    assert "Dasar Hukum" in both
    assert "Mengarsipkan surat" in both
    with pypdfium2.PdfDocument(file) as document:
        page = document[len(document) - 1]
        assert page.get_width() > page.get_height()
        rows = [place(page, words) for words in ("Menerima surat", "Memeriksa surat")]
        last = place(page, "Mengarsipkan surat")
        start, yes, end = (place(page, words) for words in ("Mulai", "Ya", "Selesai"))
        lanes = [place(page, words) for words in ("Kepala Dinas", "Staf", "Mutu Baku")]
    assert rows[0][3] + 6 > start[3] > start[1] > rows[1][3]  # each in its step's row
    assert rows[1][3] > yes[3] > yes[1] > last[3]
    assert last[3] > end[3]
    assert lanes[0][2] < start[0] < start[2] < lanes[2][0]  # and in its actor's lane
    middle = (lanes[1][0] + lanes[1][2]) / 2
    assert (start[0] + start[2]) / 2 == pytest.approx(middle, abs=1)
    assert (end[0] + end[2]) / 2 == pytest.approx(middle, abs=1)


def test_a_longer_flowchart_has_pages_of_its_own(tmp_path: Path) -> None:
    pages = text_of(printed(tmp_path, TOGETHER, LONG))
    (identity,) = (n for n, text in enumerate(pages) if "Dasar Hukum" in text)
    assert "Menerima surat" not in pages[identity]
    assert "Menerima surat" in pages[identity + 1]


def test_what_does_not_fit_leaves_no_trace_of_the_attempt(tmp_path: Path) -> None:
    apart = printed(tmp_path / "a", f"{{{ACROSS}}}", LONG)
    tried = printed(tmp_path / "b", TOGETHER, LONG)
    assert [page.split() for page in text_of(apart)] == [page.split() for page in text_of(tried)]


def test_an_identity_page_may_lie_across_by_itself(tmp_path: Path) -> None:
    file = printed(tmp_path, f"{{{ACROSS}}}")
    with pypdfium2.PdfDocument(file) as document:
        sizes = [page.get_size() for page in document]
    pages = text_of(file)
    (identity,) = (n for n, text in enumerate(pages) if "Dasar Hukum" in text)
    assert sizes[identity][0] > sizes[identity][1]
    assert sizes[identity] == sizes[identity + 1]
    assert "Menerima surat" in pages[identity + 1]


def test_a_flowchart_goes_on_below_an_identity_page_that_lies_across(tmp_path: Path) -> None:
    settings = KATALOG.replace("lampung-2020", "{bagan: {letak: menyambung}}")
    root = write_catalogue(tmp_path, {FIRST: SOP, "katalog.yaml": settings})
    errors = [d for d in check(root, TODAY).diagnostics if d.severity is Severity.ERROR]
    assert [str(each.message) for each in errors] == [
        "the flowchart lies across, and the identity page does not"
    ]
    assert "arah: mendatar" in str(errors[0].hint)
