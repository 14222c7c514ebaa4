"""The annex of the real catalogue in print: close, in lines that are full, on few pages."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.render.html import Templates
from sopc.render.materials import read_materials
from sopc.render.page import PageEngine
from sopc.render.page_views import annex_pages
from sopc.render.resources import template_folder
from tests.catalogues import TODAY
from tests.conftest import SOPS
from tests.notes.surveys import catalogue_with

_MM = 72 / 25.4
Word = tuple[str, float, float, float]


def laid_out(root: Path, catalogue: Catalogue) -> list[list[Word]]:
    """Page by page the words of its annex above the foot: each with its left and right edge and its
    baseline's height, in millimetres."""
    materials = read_materials(root, None, template_folder(), "Source Sans")
    (page,) = annex_pages(catalogue, "Catatan Perbedaan")
    html = Templates(materials).render("annex.html.j2", page)
    pdf = PageEngine(materials.stylesheet, {}, "Source Sans").lay_out(html).written().pdf
    with pypdfium2.PdfDocument(pdf) as document:
        return [list(words(page)) for page in document]


def words(page: pypdfium2.PdfPage) -> Iterator[Word]:
    text = page.get_textpage()
    word, left, right, low = "", 0.0, 0.0, 0.0
    for place, letter in enumerate(text.get_text_range()):
        x0, y0, x1, _ = (edge / _MM for edge in text.get_charbox(place, loose=True))
        if letter.isspace() or (word and abs(y0 - low) > 0.5):
            if word and low > 16:
                yield word, left, right, low
            word = ""
        if not letter.isspace():
            if not word:
                left, low = x0, y0
            word, right = word + letter, x1
    if word and low > 16:
        yield word, left, right, low


def test_it_takes_eleven_pages_and_none_ends_long_before_its_foot() -> None:
    catalogue = pipeline.check(SOPS, TODAY).catalogue
    assert catalogue is not None
    pages = laid_out(SOPS, catalogue)
    assert len(pages) <= 11
    for page in pages[:-1]:
        assert min(low for _, _, _, low in page) < 330 / 4


def test_no_line_ends_before_it_is_full(tmp_path: Path) -> None:
    """The page engine may break a line at its first word where a text and the next one meet."""
    full = 215 - 17.0
    lacking = [
        f"bagian: 'kotak{n}', jenis: kosong, alasan: {'kata ' * 14}{'a' * (n % 40)} ada lagi"
        for n in range(40)
    ]
    corrected = [
        f"bagian: 'langkah[1].k{n}', jenis: koreksi, tercetak: {'b' * (n % 40)}, "
        f"diambil: {'kata ' * 14}ada, alasan: Salah."
        for n in range(1, 40)
    ]
    inferred = [
        f"bagian: 'langkah[1].s{n}', jenis: simpulan, alasan: {'kata ' * 13}{'a' * (n % 40)} lagi"
        for n in range(40)
    ]
    notes = [*lacking, *corrected, *inferred]
    early = []
    for page in laid_out(tmp_path, catalogue_with(tmp_path, dict.fromkeys((1, 3, 5), notes))):
        column = [word for word in page if word[1] > 50]
        lines: list[list[Word]] = []
        for word in column:
            if not lines or abs(lines[-1][-1][3] - word[3]) > 0.5:
                lines.append([])
            lines[-1].append(word)
        start = min(line[0][1] for line in lines)
        for line, after in pairwise(lines):
            gap = line[-1][3] - after[0][3]
            if gap < 9.1 / 72 * 25.4 + 0.1 and abs(after[0][1] - start) < 0.5:
                room = full - line[-1][2] - 0.6
                if after[0][2] - after[0][1] < room:
                    early.append(" ".join(word[0] for word in (*line[-2:], *after[:2])))
    assert early == []
