"""A draft is marked on every page, names nobody who would sign it, and is not signed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from sopc.load.loader import load_catalogue
from sopc.render.spaces import SPACES
from sopc.sign.document import documents
from tests.catalogues import FIRST, KATALOG, PEJABAT, SOP, write_catalogue
from tests.running import build
from tests.sign.desk import Desk
from tests.sign.office import NAMES, OFFICIALS, SIGNERS, SINGLE, Office

FORMS = {
    "lampung-2020": "lampung-2020",
    "permenpanrb-35-2012": "permenpanrb-35-2012",
    "iso-9001-en": "iso-9001-en",
    "everywhere": "{tanda_tangan: {letak: [identitas, bagan], elektronik: bagan, cap: true}}",
}
MARK = slice(227, 233)
"""The greys of the large mark, which nothing else on a page has."""


def printed(folder: Path, form: str, status: str, settings: str = SIGNERS) -> Path:
    """The PDF of an SOP in this state."""
    files = {
        "katalog.yaml": KATALOG.replace("lampung-2020", FORMS[form]) + settings,
        "pejabat.yaml": PEJABAT + OFFICIALS,
        FIRST: SOP + f"status: {status}\n",
    }
    root = write_catalogue(folder / "sops", files)
    return build(root, folder / "build", only=("K.1.1.1.1",)) / SINGLE


def texts(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def named(text: str) -> Iterator[str]:
    """What a page says of those who would sign: names, numbers and ranks."""
    for name, nip in NAMES.values():
        yield from (word for word in (name, nip, nip[:8]) if word in text)
    yield from (word for word in ("Pembina", "NIP") if word in text)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("settings", ["", SIGNERS])
@pytest.mark.parametrize("form", FORMS)
def test_a_draft_names_no_one_who_would_sign_it(tmp_path: Path, form: str, settings: str) -> None:
    before = texts(printed(tmp_path / "now", form, "berlaku", settings))
    draft = texts(printed(tmp_path / "draft", form, "draf", settings))
    assert any(list(named(text)) for text in before)
    assert [list(named(text)) for text in draft] == [[]] * len(draft)
    assert any("Kepala Dinas Contoh".lower() in text.lower() for text in draft)


@pytest.mark.parametrize("form", FORMS)
def test_every_page_of_a_draft_is_marked_for_the_eye_and_in_its_text(
    tmp_path: Path, form: str
) -> None:
    word = "DRAFT" if form == "iso-9001-en" else "DRAF"
    pdf = printed(tmp_path, form, "draf")
    assert all(text.split().count(word) >= 2 for text in texts(pdf))  # large, and in the foot
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=0.5).to_pil().convert("L")
            grey = sum(picture.histogram()[MARK])
            assert grey > 0.03 * picture.width * picture.height


def test_what_is_in_force_has_no_mark(tmp_path: Path) -> None:
    assert all("DRAF" not in text for text in texts(printed(tmp_path, "everywhere", "berlaku")))


def test_the_mark_lies_below_everything_and_is_not_read_aloud(tmp_path: Path) -> None:
    with pikepdf.open(printed(tmp_path, "lampung-2020", "draf")) as document:
        for page in document.pages:
            shown = pikepdf.parse_content_stream(page)
            operators = [str(each.operator) for each in shown]
            first = operators.index("Tj") if "Tj" in operators else len(operators)
            assert operators[:first].count("BMC") == 1
            assert "EMC" not in operators[:first]
            assert "BDC" not in operators[:first]
            assert float(next(e for e in shown if str(e.operator) == "g").operands[0]) >= 0.85


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_has_no_place_for_a_signature_and_says_so(tmp_path: Path, form: str) -> None:
    pdf = printed(tmp_path, form, "draf")
    with pikepdf.open(pdf) as document:
        assert not any(SPACES in page for page in document.pages)
    note = "not to be signed" if form == "iso-9001-en" else "belum untuk ditandatangani"
    assert any(note in text for text in texts(pdf))
    catalogue = load_catalogue(tmp_path / "sops").catalogue
    assert catalogue is not None
    of_file = {document.file: document.signatories for document in documents(catalogue)}
    assert of_file[SINGLE] == ()
    assert of_file["handbook.pdf"] != ()


@pytest.mark.parametrize("more", [(), ("--prepare",)])
def test_a_draft_is_not_signed(office: Office, tmp_path: Path, more: tuple[str, ...]) -> None:
    pdf = printed(tmp_path, "lampung-2020", "draf")
    catalogue = load_catalogue(tmp_path / "sops").catalogue
    assert catalogue is not None
    here = replace(office, sops=tmp_path / "sops", build=tmp_path / "build", catalogue=catalogue)
    desk = Desk(here, tmp_path / "desk")
    before = (desk.build / SINGLE).read_bytes()
    key: list[str | Path] = [] if more else key_of(desk)
    result = desk.run("sign", desk.build / SINGLE, *more, *key)
    assert result.exit_code == 2
    assert "K.1.1.1.1.pdf` is a draft" in result.output
    assert (desk.build / SINGLE).read_bytes() == before
    assert pdf.exists()


def key_of(desk: Desk) -> list[str | Path]:
    return ["--p12", desk.p12("Pengesah"), "--passphrase-env", "KATA_SANDI"]
