"""What the registries and the SOP's file say stands on the SOP's pages, in words."""

import re
from html import unescape
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.catalogue.excerpt import excerpt
from sopc.catalogue.signatories import signatories_of_book
from sopc.render.html import Pages, Templates
from sopc.render.materials import read_materials
from sopc.render.resources import template_folder
from sopc.render.sop_views import RowRoom, RowView, SopView
from tests.catalogues import FIRST, KATALOG, PEJABAT, SOP, TODAY, write_catalogue

NIP = "nip: 19700101 199503 1 001"


def written(root: Path, files: dict[str, str]) -> tuple[str, str]:
    """The words of the first SOP's identity page and of its chart page."""
    made = pages(root, files)
    entry, *_ = made.catalogue.entries
    form = made.settings.form
    rows = [RowView.of(n, s, RowRoom(30.0), form) for n, s in enumerate(entry.sop.steps, 1)]
    return words(made.sop(entry)), words(made.chart(entry, rows, dense=False))


def pages(root: Path, files: dict[str, str]) -> Pages:
    """What writes the first SOP's pages, from its excerpt alone, as a build does."""
    checked = pipeline.check(write_catalogue(root, {FIRST: SOP, **files}), TODAY)
    assert checked.catalogue is not None
    assert checked.is_sound, checked.diagnostics
    templates = Templates(read_materials(root, None, template_folder(), "Source Sans"))
    small = excerpt(checked.catalogue, checked.catalogue.entries[0])
    return Pages(small, templates, lambda text, size: 0.5 * size * len(text))


def words(html: str) -> str:
    body = html.partition("<body")[2] or html
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


@pytest.mark.parametrize(
    ("identity", "line"),
    [
        (NIP, "PEJABAT CONTOH, SE NIP. 19700101 199503 1 001"),
        ('nrp: "01010123"', "PEJABAT CONTOH, SE NRP. 01010123"),
        ("identitas: Ketua R&D", "PEJABAT CONTOH, SE Ketua R&D"),
    ],
)
def test_an_official_s_line_stands_below_the_name(tmp_path: Path, identity: str, line: str) -> None:
    official = PEJABAT.replace(NIP, identity)
    front, chart = written(tmp_path, {"pejabat.yaml": official})
    assert line in front
    assert line.replace("SE ", "SE Pembina Utama Muda ") in chart


def test_an_official_without_any_has_no_such_line(tmp_path: Path) -> None:
    front, chart = written(tmp_path, {"pejabat.yaml": PEJABAT.replace(f"  {NIP}\n", "")})
    for page in (front, chart):
        assert "PEJABAT CONTOH, SE" in page
        assert not re.search("NIP|NRP|None", page)


def test_an_open_part_has_room_for_a_nip(tmp_path: Path) -> None:
    settings = write_catalogue(tmp_path).joinpath("katalog.yaml").read_text(encoding="utf-8")
    signers = "penandatangan: [{peran: penyusun}, {peran: pengesah}]\n"
    official = PEJABAT.replace(f"  {NIP}\n", "")
    files = {"katalog.yaml": settings + signers, "pejabat.yaml": official}
    assert re.findall("N[IR]P[^ ]*", written(tmp_path, files)[1]) == ["NIP."]


def test_a_legal_basis_is_printed_as_it_is_cited(tmp_path: Path) -> None:
    regulations = """\
uu-1-2020: {jenis: Undang-Undang, nomor: 1, tahun: 2020, tentang: Contoh}
uu-2-2023: {jenis: Undang-Undang, nomor: 2, tahun: 2023}
uud-1945: {jenis: Undang-Undang Dasar, tahun: 1945}
"""
    cited = """\
dasar_hukum:
  - uud-1945
  - [uu-1-2020, uu-2-2023]
  - {peraturan: uu-2-2023, tertulis: "Pasal 7 <UU Baru>"}
"""
    sop = SOP.replace("dasar_hukum: [uu-1-2020]\n", cited)
    front, _ = written(tmp_path, {"dasar-hukum.yaml": regulations, FIRST: sop})
    assert (
        "Undang-Undang Dasar Tahun 1945"
        " Undang-Undang Nomor 1 Tahun 2020 tentang Contoh jo. Undang-Undang Nomor 2 Tahun 2023"
        " Pasal 7 <UU Baru>"
    ) in front


def test_what_an_sop_takes_over_is_printed_before_what_it_adds(tmp_path: Path) -> None:
    settings = write_catalogue(tmp_path).joinpath("katalog.yaml").read_text(encoding="utf-8")
    defaults = "bawaan: {peralatan: [Komputer, Buku], pencatatan: Agenda, peringatan: Awas}\n"
    own = "peralatan: {tambah: [Stempel, Buku]}\nperingatan: []\n"
    front, _ = written(tmp_path, {"katalog.yaml": settings + defaults, FIRST: SOP + own})
    assert "Komputer Buku Stempel" in front
    assert "Agenda" in front
    assert "Awas" not in front


def test_open_parts_are_for_those_whom_the_sop_names(tmp_path: Path) -> None:
    settings = write_catalogue(tmp_path).joinpath("katalog.yaml").read_text(encoding="utf-8")
    roles = ["penyusun", "pemeriksa, pejabat: satu", "pemeriksa", "pemeriksa", "pengesah"]
    signers = ", ".join(f"{{peran: {role}}}" for role in roles)
    people = "".join(f"{n}: {{nama: {n.upper()}, jabatan: J}}\n" for n in ("satu", "dua", "tiga"))
    files = {
        "katalog.yaml": f"{settings}penandatangan: [{signers}]\n",
        "pejabat.yaml": PEJABAT + people,
        FIRST: SOP + "pemeriksa: [dua]\npenyusun: tiga\n",
    }
    _, chart = written(tmp_path, files)
    assert re.findall("SATU|DUA|TIGA|PEJABAT CONTOH|NIP[.](?! 1970)", chart) == [
        "TIGA",
        "SATU",
        "DUA",
        "NIP.",
        "PEJABAT CONTOH",
    ]
    made = pages(tmp_path, files).catalogue
    assert [part.official for part in signatories_of_book(made, None)[:1]] == [None]


def test_the_table_of_revisions_and_the_office_s_own_boxes_are_given_in_order(
    tmp_path: Path,
) -> None:
    more = """\
efektif: 2025-03-01
riwayat:
  - {revisi: 0, uraian: Terbit, oleh: kepala}
  - {revisi: B, tanggal: 2025-02, uraian: Rapi, oleh: Tim}
  - {revisi: 2, uraian: Lagi}
isian: {maksud: [Tertib, Cepat], lingkup: Kantor}
"""
    let_stand = KATALOG.replace("pemeriksaan: {", "pemeriksaan: {FRM001: off, FRM002: off, ")
    made = pages(tmp_path, {FIRST: SOP + more, "katalog.yaml": let_stand}).catalogue
    view = SopView.of(made.entries[0].sop, made.settings.form, made.officials)
    assert view.effective == "01 Maret 2025"
    assert [(line.revision, line.date, line.description, line.by) for line in view.history] == [
        ("0", None, "Terbit", "PEJABAT CONTOH, SE"),
        ("B", "Februari 2025", "Rapi", "Tim"),
        ("2", None, "Lagi", None),
    ]
    assert [(box.key, box.items) for box in view.own] == [
        ("maksud", ("Tertib", "Cepat")),
        ("lingkup", ("Kantor",)),
    ]
