"""A first SOP, with a decision and a return, made by somebody who sees no file and no git."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.running import sopc
from tests.serve.conftest import Served

SENTENCES = (
    "Menerima permohonan peminjaman arsip",
    "Memeriksa permohonan",
    "Mencari arsip",
    "Menyerahkan arsip kepada peminjam",
)
STEPS = """\
langkah:
  - uraian: Menerima permohonan peminjaman arsip
    kode: menerima-permohonan-peminjaman
    pelaksana: staf
  - uraian: Memeriksa permohonan
    pelaksana: kepala
    keputusan: {ya: mencari-arsip, tidak: menerima-permohonan-peminjaman}
  - uraian: Mencari arsip
    kode: mencari-arsip
    pelaksana: staf
  - uraian: Menyerahkan arsip kepada peminjam
    pelaksana: staf
"""


def begin(page: Page, served: Served) -> Path:
    """A new SOP in the first section, with two actors; its file."""
    page.goto(served.address)
    page.get_by_role("link", name="SOP baru").click()
    page.wait_for_url("**/new")  # its scripts are loaded
    page.get_by_label("Seksi").select_option(index=1)
    page.get_by_label("Judul").fill("Peminjaman Arsip")
    page.get_by_label("Pelaksana 1").fill("Kepala Dinas")
    page.get_by_label("Pelaksana 2").fill("Staf")
    page.get_by_role("button", name="Mulai SOP ini").click()
    page.wait_for_url("**/sop/**")
    return served.root / str(page.locator("#desk").get_attribute("data-file"))


def written_steps(path: Path) -> str:
    """The steps as the file has them."""
    text = path.read_text("utf-8")
    return text[text.index("\nlangkah:") + 1 :][: len(STEPS)]


def saved(page: Page) -> None:
    """Wait until everything is written."""
    expect(page.locator("#saved")).to_have_text("tersimpan")


def test_by_the_mouse(served: Served, page: Page) -> None:
    path = begin(page, served)
    for place, sentence in enumerate(SENTENCES, start=1):
        if page.locator("#steps tbody").count() < place:
            page.locator("#s-first").click()
        field = page.locator(f"#s-{place}-uraian")
        field.fill(sentence)
        saved(page)
    for place in (1, 3, 4):
        cell = page.locator(f"#s-{place}-p1-staf")
        if cell.get_attribute("data-there") is None:
            cell.click()
            expect(page.locator(f"#s-{place}-p1-staf[data-there]")).to_be_visible()
    if page.locator("#s-2-p1-kepala").get_attribute("data-there") is None:
        page.locator("#s-2-p1-kepala").click()
        expect(page.locator("#s-2-p1-kepala[data-there]")).to_be_visible()
    page.locator("#s-2-p1-kind").select_option("keputusan")
    expect(page.locator("#s-2-p1-way-2-pick")).to_be_visible()
    page.locator("#s-2-p1-way-2-pick").click()  # the arrow of "tidak", back to the first
    page.locator("#s-1-p1-staf").click()
    expect(page.locator("#s-2-p1-way-2")).to_have_value("1")
    expect(page.locator('#drawing [data-from="2"][data-to="1"]')).to_have_count(1)
    expect(page.locator("#drawing .symbol[data-kind=decision]")).to_have_count(1)
    assert written_steps(path) == STEPS
    checked = sopc("check", "--sops", served.root)
    assert "error" not in checked.stdout, checked.stdout


@pytest.mark.sampled(1)
def test_by_the_keyboard_alone(served: Served, page: Page) -> None:
    path = begin(page, served)
    page.locator("#s-first").focus()
    if page.locator("#steps tbody").count() == 0:
        page.keyboard.press("Enter")
    expect(page.locator("#s-1-uraian")).to_be_visible()
    page.locator("#s-1-uraian").focus()
    for place, sentence in enumerate(SENTENCES, start=1):
        expect(page.locator(f"#s-{place}-uraian")).to_be_focused()
        page.keyboard.type(sentence)
        saved(page)
        if place < len(SENTENCES) and page.locator("#steps tbody").count() == place:
            page.keyboard.press("Enter")
        elif place < len(SENTENCES):
            page.locator(f"#s-{place + 1}-uraian").focus()
    for place, actor in ((1, "staf"), (2, "kepala"), (3, "staf"), (4, "staf")):
        cell = page.locator(f"#s-{place}-p1-{actor}")
        if cell.get_attribute("data-there") is None:
            cell.focus()
            page.keyboard.press("Enter")
            expect(page.locator(f"#s-{place}-p1-{actor}[data-there]")).to_be_focused()
    page.locator("#s-2-p1-kind").focus()
    page.keyboard.press("k")  # one key: on a busy machine the next would begin another word
    page.keyboard.press("Enter")
    expect(page.locator("#s-2-p1-way-2-pick")).to_be_visible()
    page.locator("#s-2-p1-way-2-pick").focus()
    page.keyboard.press("Enter")
    page.locator("#s-1-p1-staf").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#s-2-p1-way-2")).to_have_value("1")
    assert written_steps(path) == STEPS
    page.keyboard.press("Control+z")
    expect(page.locator("#s-2-p1-way-2")).not_to_have_value("1")
