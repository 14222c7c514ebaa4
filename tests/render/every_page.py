"""Every kind of page of a catalogue, and what the templates are given for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Template

from sopc import pipeline
from sopc.assemble.book import own_pages
from sopc.assemble.contents import contents, written_only
from sopc.catalogue.organisation import Matter
from sopc.render.html import Pages, Templates
from sopc.render.identity import Again, Setting
from sopc.render.materials import read_materials
from sopc.render.relations import place_relations
from sopc.render.resources import template_folder
from sopc.render.sop_views import RowRoom, RowView
from tests.books import DRAFT, LINKED
from tests.catalogues import FIRST, PEJABAT, TODAY, write_catalogue

_SETTINGS = """\
instansi:
  {nama: Dinas Contoh, kop: [Dinas, Contoh], logo: logo.svg, alamat: Jalan Contoh 1}
keputusan: {judul: Keputusan Kepala Dinas, isi: [Menetapkan buku ini]}
bawaan:
  {dasar_hukum: {peraturan: uu-1-2020, tertulis: Undang-Undang itu}, kualifikasi: Rajin,
  peralatan: Pena, peringatan: Surat lama, pencatatan: Daftar}
naskah: Naskah 2020
tahun: 2025
penomoran: "K.1.{unit}.{seksi}.{urut}"
pengesah: kepala
penandatangan: [{peran: penyusun}, {peran: pemeriksa, pejabat: kepala}, {peran: pengesah}]
paraf: [Sekretaris, Kepala Bidang]
formulir: {%s}
unit:
  - nomor: 1
    folder: sekretariat
    nama: Sekretariat
    kop: Bagian Sekretariat
    seksi:
      - {nomor: 1, folder: umum, nama: Sub Bagian Umum, subjudul: dan Kepegawaian}
      - {nomor: 2, folder: keuangan, nama: Sub Bagian Keuangan}
  - {nomor: 2, folder: bidang, nama: Bidang Layanan}
pemeriksaan: {LNK008: off, FLW006: off, MTB001: off, LNK011: off, FRM001: off, FRM002: off}
"""
_FORM = (
    "dasar: lampung-2020, identitas: {kotak: [[dasar_hukum, kualifikasi], "
    "[keterkaitan, peralatan], [peringatan, pencatatan], [maksud, lingkup], [riwayat]]}, "
    "kata: {kotak: {maksud: Maksud, lingkup: Ruang Lingkup}}, kaki: {baris: [Baris kaki]}"
)
_MORE = """\
direvisi: 2025-02
efektif: 2025-03
penyusun: kepala
riwayat: [{revisi: 0, uraian: Terbit}, {revisi: 1, tanggal: 2025-02, uraian: Rapi, oleh: kepala}]
isian: {maksud: [Tertib, Cepat], lingkup: Sekretariat}
total_waktu: true
kualifikasi: [SMA, Teliti]
peralatan: Komputer
peringatan: Surat hilang
pencatatan: [Buku, Agenda]
sumber: {catatan: [{bagian: identitas, jenis: kosong, alasan: Tidak ada},
  {bagian: "langkah[1].waktu", jenis: pertentangan, tercetak: 5, diambil: 6, pilihan: [5, 6],
  alasan: Berbeda},
  {bagian: nomor, jenis: pertentangan, pilihan: [1, 2], alasan: Dua,
  keputusan_kantor: {oleh: Kepala, tanggal: 2025-03-01, isi: Satu}},
  {bagian: langkah.pelaksana, jenis: simpulan, alasan: Hilang}]}
"""
_FULL = LINKED[FIRST].replace(
    "output: Surat", "output: Surat, kelengkapan: [Map, Pena], keterangan: Lisan, nomor: 7", 1
)
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9pt" height="9pt"></svg>'
RICH = {
    **LINKED,
    "katalog.yaml": _SETTINGS.replace("%s", _FORM),
    "pejabat.yaml": PEJABAT + "  atas_nama: Wali Kota\n",
    "logo.svg": _SVG,
    FIRST: _FULL + _MORE,
    DRAFT: "nama: Rencana\nstatus: draf\n",
}
"""A small catalogue that has something for everything that a page can show."""


def every_page(root: Path) -> Iterator[str]:
    """The HTML of each page of a sound catalogue, in no special order."""
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    materials = read_materials(
        root,
        catalogue.settings.agency.logo,
        template_folder(),
        catalogue.settings.form.typeface,
    )
    pages = Pages(catalogue, Templates(materials), lambda text, size: 0.5 * size * len(text))
    numbers = {entry.name: 7 for entry in catalogue.entries if entry.sop.is_written}
    for each in catalogue.settings.units:
        yield pages.title_page(each, written_only(contents(catalogue, each, numbers)[:1]))
    for unit in (None, *catalogue.settings.units):
        for continued in (False, True):
            lines = contents(catalogue, unit, numbers)
            yield pages.front("Buku", unit, lines, continued=continued)
    yield pages.matter(Matter(title="Keputusan", body=("Menimbang", "Memutuskan")))
    for own in own_pages(catalogue, pages, place_relations(pages.relations_dot())):
        yield own.html
    form = catalogue.settings.form
    for entry in catalogue.entries:
        yield pages.sop(entry)
        yield pages.sop(entry, Setting(again=(Again(2, 1, (True, False)),)))
        rows = [
            RowView.of(place, step, RowRoom(30.0, above=25.0, breaks=place == 2), form)
            for place, step in enumerate(entry.sop.steps, start=1)
        ]
        if rows:
            yield pages.chart(
                entry, rows, dense=len(rows) > 9, block="beside" if len(rows) > 6 else "usual"
            )


def given(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, object]]]:
    """What Jinja2 was told to fill in for every page: the template's name, and the values."""
    seen: list[tuple[str, dict[str, object]]] = []
    write = Template.generate

    def watched(template: Template, *args: dict[str, object], **more: object) -> Iterator[str]:
        seen.append((str(template.name), dict(*args, **more)))
        return write(template, *args, **more)

    monkeypatch.setattr(Template, "generate", watched)
    for _ in every_page(root):
        pass
    pages = {path.name for path in template_folder().glob("*.html.j2")}
    assert {name for name, _ in seen} == pages - {"base.html.j2", "parts.html.j2"}
    return seen


def rich(root: Path) -> Path:
    return write_catalogue(root, RICH)
