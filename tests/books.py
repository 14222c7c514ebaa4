"""A catalogue with everything that books are made of, and what is in a finished PDF."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Object, Pdf

from tests.catalogues import FIRST, KATALOG, SOP

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
OTHER = "bidang/K.1.2.1.1.yaml"
UNWRITTEN = "bidang/K.1.2.1.2.yaml"
DRAFT = "sekretariat/keuangan/peta-keterkaitan.yaml"


def numbered(number: str, title: str, more: str = "") -> str:
    """An SOP like the usual one, under another number and title."""
    return SOP.replace("K.1.1.1.1", number).replace("Menerima Surat", title) + more


LINKED = {
    "katalog.yaml": KATALOG.replace("off}", "off, LNK011: off}") + "naskah: Naskah 2020\n",
    FIRST: SOP + "keterkaitan: [K.1.1.1.2, K.1.2.1.1, K.1.2.1.2, {luar: SOP Lain}]\n",
    SECOND: numbered("K.1.1.1.2", "Mencatat ≤ 5 Surat Café", "keterkaitan: K.1.1.1.1\n")
    + "sumber: {catatan: {bagian: nama, jenis: koreksi, alasan: Salah cetak.}}\n",
    OTHER: numbered("K.1.2.1.1", "Melayani"),
    UNWRITTEN: "nomor: K.1.2.1.2\nnama: Belum Ada\nstatus: belum-disusun\n",
    DRAFT: "nama: Rencana\nstatus: draf\nperalatan: Komputer\n",
}
"""SOPs that cite each other, one unwritten, a draft called as the handbook's own annex."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page (from 1): the page it leads to, or the file; neither if it leads nowhere."""

    on: int
    page: int | None = None
    file: str | None = None


def links(pdf: Path) -> list[Link]:
    """The links of a PDF, in order; of those on a page that lead to the same, the first."""
    with pikepdf.open(pdf) as document:
        places = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
        found = (
            _link(number, annotation.get("/A"), places)
            for number, page in enumerate(document.pages, start=1)
            for annotation in page.obj.get("/Annots", Array()).as_list()
        )
        return list(dict.fromkeys(found))


def _link(on: int, action: Object | None, places: dict[tuple[int, int], int]) -> Link:
    if action is None:
        return Link(on)
    if action.S == "/GoTo":
        return Link(on, page=places[action.D[0].objgen])
    assert action.S == "/GoToR"
    assert action.D[0] == 0
    assert str(action.F.F) == str(action.F.UF)
    return Link(on, file=str(action.F.UF))


def destinations(document: Pdf) -> dict[str, int]:
    """The named destinations of a PDF and the pages (from 1) they are on."""
    places = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
    listed = document.Root.Names.Dests.Names.as_list()
    return {
        str(name): places[place[0].objgen]
        for name, place in zip(listed[::2], listed[1::2], strict=True)
    }


def text_of(pdf: Path) -> list[str]:
    """The text of each page, spaces and line breaks made one."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page_text(page).split()) for page in document]


def page_text(page: pypdfium2.PdfPage) -> str:
    with closing(page.get_textpage()) as text:
        return str(text.get_text_bounded())


def fonts(document: Pdf) -> Iterator[Dictionary]:
    """Every font object of a PDF, once."""
    for item in document.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == "/Font":
            yield item
