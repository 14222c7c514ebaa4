"""The box *Disahkan oleh* and the signature name different officials where a catalogue says so."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from sopc.load.loader import load_catalogue
from sopc.sign.document import documents
from sopc.sign.making.fields import places
from sopc.sign.trust.people import of_official
from tests.catalogues import FIRST, KATALOG, PEJABAT, SOP, write_catalogue
from tests.running import build, sopc
from tests.sign.office import Office, converted

OTHERS = """\
pimpinan: {jabatan: Kepala Badan Contoh}
wakil: {nama: "WAKIL, SE", jabatan: Wakil Kepala Dinas Contoh}
"""
FORM = """\
formulir:
  dasar: lampung-2020
  sampul: {sop: false}
  tanda_tangan: {letak: LETAK, elektronik: LETAK}
"""
SIGNED = "KEPALA DINAS CONTOH PEJABAT CONTOH, SE"
NO_STEPS = SOP[: SOP.index("langkah:")].replace("pelaksana: [kepala, staf]\n", "")


def pages(
    folder: Path, *, sop: str = SOP, settings: str = "", unit: str = "", place: str = "bagan"
) -> list[str]:
    """The words of each page of an SOP, its identity page first."""
    lines = [line for line in KATALOG.splitlines(True) if not line.startswith("formulir")]
    text = "".join(lines) + FORM.replace("LETAK", place) + settings
    text = text.replace("    folder: sekretariat\n", f"    folder: sekretariat\n{unit}", 1)
    root = write_catalogue(
        folder / "sops", {FIRST: sop, "katalog.yaml": text, "pejabat.yaml": PEJABAT + OTHERS}
    )
    out = build(root, folder / "build", only=("K.1.1.1.1",))
    with pypdfium2.PdfDocument(next(out.rglob("K.1.1.1.1.pdf"))) as document:
        return [" ".join(p.get_textpage().get_text_bounded().split()) for p in document]


@pytest.mark.parametrize(
    "where",
    [
        {"settings": "disahkan_oleh: wakil\n"},
        {"unit": "    disahkan_oleh: wakil\n"},
        {"sop": SOP + "disahkan_oleh: wakil\n"},
        {"settings": "disahkan_oleh: kepala\n", "unit": "    disahkan_oleh: wakil\n"},
        {"unit": "    disahkan_oleh: kepala\n", "sop": SOP + "disahkan_oleh: wakil\n"},
    ],
)
def test_the_box_names_whom_the_nearest_says(tmp_path: Path, where: dict[str, str]) -> None:
    identity, chart = pages(tmp_path, **where)
    assert "Disahkan oleh Wakil Kepala Dinas Contoh WAKIL, SE" in identity
    assert "PEJABAT CONTOH" not in identity
    assert SIGNED in chart
    assert "WAKIL" not in chart


def test_an_office_without_a_name_is_printed_alone(tmp_path: Path) -> None:
    identity, chart = pages(tmp_path, sop=SOP + "disahkan_oleh: pimpinan\n")
    assert "Disahkan oleh Kepala Badan Contoh Nama SOP" in identity
    assert "PEJABAT CONTOH, SE" in chart


@pytest.mark.parametrize("text", [NO_STEPS, SOP])
def test_who_enacts_signs_below_the_box_that_names_another(tmp_path: Path, text: str) -> None:
    (identity, *_) = pages(tmp_path, sop=text + "disahkan_oleh: pimpinan\n", place="identitas")
    box, rest = identity.split("Nama SOP", 1)
    assert "PEJABAT CONTOH" not in box
    assert SIGNED in rest
    catalogue = load_catalogue(tmp_path / "sops").catalogue
    assert catalogue is not None
    document = next(each for each in documents(catalogue) if not each.is_book)
    pdf = next((tmp_path / "build").rglob("K.1.1.1.1.pdf")).read_bytes()
    ((page, (_, lower, _, upper)),) = places(PdfFileReader(BytesIO(pdf)), document)
    assert page == 0
    assert upper - lower > 20
    assert upper < 600  # below the head of the page, which is 935 points high


def test_an_own_letterhead_stands_for_that_of_the_unit(tmp_path: Path) -> None:
    (identity, _) = pages(tmp_path, sop=SOP + "kop: [Dinas Lain, Jl. Contoh No. 1]\n")
    assert identity.upper().startswith("DINAS LAIN JL. CONTOH NO. 1")


def test_nobody_signs_for_an_office_without_a_name(office: Office, tmp_path: Path) -> None:
    root = write_catalogue(tmp_path, {"pejabat.yaml": PEJABAT + OTHERS, FIRST: SOP})
    catalogue = load_catalogue(root).catalogue
    assert catalogue is not None
    said = of_official(converted(office.holders["Pengesah"]), catalogue.officials["pimpinan"])
    assert "does not say who holds the office Kepala Badan Contoh" in str(said and said.message)


@pytest.mark.parametrize("more", ["nip: 19700101 199503 1 001", "pangkat: Pembina"])
def test_an_identity_without_a_name_is_refused(tmp_path: Path, more: str) -> None:
    official = f"lain: {{jabatan: Kepala, {more}}}\n"
    root = write_catalogue(tmp_path, {"pejabat.yaml": PEJABAT + official, FIRST: SOP})
    result = sopc("check", "--sops", root)
    assert result.exit_code == 1
    assert "without it, give `jabatan` alone" in result.output


@pytest.mark.parametrize("where", ["katalog.yaml", FIRST])
def test_a_misspelt_official_of_the_box_is_found(tmp_path: Path, where: str) -> None:
    texts = {"katalog.yaml": KATALOG, FIRST: SOP}
    texts[where] += "disahkan_oleh: kepalla\n"
    result = sopc("check", "--sops", write_catalogue(tmp_path, texts))
    assert "unknown official `kepalla`" in result.output
    assert "did you mean `kepala`?" in result.output


def test_an_office_that_just_fits_its_row_is_one_line(tmp_path: Path) -> None:
    """White space after it would have broken it after its first word."""
    office = "Kepala Dinas Perindustrian dan Perdagangan"
    official = f"pimpinan: {{jabatan: {office}}}\n"
    root = write_catalogue(
        tmp_path / "sops",
        {
            FIRST: SOP + "disahkan_oleh: pimpinan\n",
            "katalog.yaml": KATALOG,
            "pejabat.yaml": PEJABAT + official,
        },
    )
    out = build(root, tmp_path / "build", only=("K.1.1.1.1",))
    with pypdfium2.PdfDocument(next(out.rglob("K.1.1.1.1.pdf"))) as document:
        lines = [
            line.strip()
            for page in document
            for line in page.get_textpage().get_text_bounded().splitlines()
        ]
    assert f"Disahkan oleh {office}" in lines


@pytest.mark.parametrize("where", ["settings", "unit", "jabatan"])
def test_a_page_is_printed_anew_when_its_box_names_another(tmp_path: Path, where: str) -> None:
    before = pages(tmp_path, settings="disahkan_oleh: pimpinan\n")[0]
    assert "Kepala Badan Contoh" in before
    if where == "jabatan":
        others = PEJABAT + OTHERS.replace("Kepala Badan", "Ketua Badan")
        (tmp_path / "sops/pejabat.yaml").write_text(others, encoding="utf-8")
        out = build(tmp_path / "sops", tmp_path / "build", only=("K.1.1.1.1",))
        with pypdfium2.PdfDocument(next(out.rglob("K.1.1.1.1.pdf"))) as document:
            assert "Ketua Badan Contoh" in document[0].get_textpage().get_text_bounded()
        return
    given = {
        "settings": {"settings": "disahkan_oleh: wakil\n"},
        "unit": {"settings": "disahkan_oleh: pimpinan\n", "unit": "    disahkan_oleh: wakil\n"},
    }
    assert "WAKIL, SE" in pages(tmp_path, **given[where])[0]
