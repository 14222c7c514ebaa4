"""The form in a real browser: an identity page by the keyboard alone, and nothing typed is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.catalogues import FIRST, KATALOG, SOP, write_catalogue
from tests.running import sopc
from tests.serve.conftest import Served

BEGUN = """\
nomor: K.1.1.1.1
nama: Menerima Surat
kualifikasi: S1   # satu saja
pelaksana: [kepala, staf]
langkah:
  - {uraian: Menerima surat, pelaksana: staf}
"""
FILLED = """\
nomor: K.1.1.1.1
nama: Menerima Surat Masuk
dibuat: 2020-10
riwayat:
  - revisi: "0"
    tanggal: 2020-10
    uraian: Terbitan pertama
dasar_hukum: [uu-1-2020]
kualifikasi: SMA   # satu saja
keterkaitan:
  - luar: "SOP kantor lain: arsip"
peralatan:
  - Buku agenda
  - Komputer
peringatan:
  - |-
    Surat hilang
    dan terlambat
pelaksana: [kepala, staf]
langkah:
  - {uraian: Menerima surat, pelaksana: staf}
"""


@pytest.fixture
def begun(serve: Callable[[Path], Served], tmp_path: Path) -> Served:
    """An SOP whose identity page says little."""
    files = {FIRST: BEGUN, "katalog.yaml": KATALOG}
    return serve(write_catalogue(tmp_path / "sops", files))


def saved(page: Page) -> None:
    """Wait until everything is written."""
    expect(page.locator("#saved")).to_have_text("tersimpan")


def tab_to(page: Page, wanted: str) -> None:
    """Go on by Tab until what has an id has the focus."""
    for _ in range(60):
        if page.evaluate("document.activeElement.id") == wanted:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {wanted}")


def retype(page: Page, wanted: str, text: str) -> None:
    """Another text in a field."""
    tab_to(page, wanted)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def add(page: Page, wanted: str, *texts: str) -> None:
    """Entries of a list, by Enter after each."""
    tab_to(page, wanted)
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(page.locator(f"#{wanted}")).to_have_value("")


def test_an_identity_page_by_the_keyboard_alone(begun: Served, page: Page) -> None:
    page.goto(f"{begun.address}sop/{FIRST}")
    retype(page, "f-nama", "Menerima Surat Masuk")
    retype(page, "f-dibuat", "2020-10")
    add(page, "f-dasar_hukum-add", "Undang-Undang Nomor 1 Tahun 2020 tentang Contoh")
    expect(page.locator("#f-dasar_hukum-0")).to_contain_text("tentang Contoh")
    retype(page, "f-kualifikasi", "SMA")
    tab_to(page, "f-keterkaitan-add")
    page.keyboard.type("SOP kantor lain: arsip")
    tab_to(page, "f-keterkaitan-outside-button")
    page.keyboard.press("Enter")
    expect(page.locator("#f-keterkaitan-0-luar")).to_have_value("SOP kantor lain: arsip")
    add(page, "f-peralatan-add", "Komputer", "Buku agenda", "Map")
    expect(page.locator("#f-peralatan-2")).to_have_value("Map")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#f-peralatan-2-remove")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#f-peralatan-2")).to_have_count(0)
    page.locator("#f-peralatan-1-up").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#f-peralatan-0")).to_have_value("Buku agenda")
    expect(page.locator("#f-peralatan-0-down")).to_be_focused()
    add(page, "f-peringatan-add", "Surat hilang")
    expect(page.locator("#f-peringatan-0")).to_be_visible()
    page.locator("#f-peringatan-0").focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("dan terlambat")
    page.locator("#group-4 > summary").focus()
    page.keyboard.press("Enter")
    page.locator("#f-riwayat-another > summary").focus()
    page.keyboard.press("Enter")
    retype(page, "f-riwayat-new-revisi", "0")
    retype(page, "f-riwayat-new-uraian", "Terbitan pertama")
    page.keyboard.press("Enter")
    expect(page.locator("#f-riwayat-0-revisi")).to_be_focused()
    retype(page, "f-riwayat-0-tanggal", "2020-10")
    page.keyboard.press("Tab")
    saved(page)
    assert begun.text(FIRST) == FILLED
    checked = sopc("check", "--sops", begun.root)
    assert "error" not in checked.stdout, checked.stdout


def test_what_is_typed_outlives_a_desk_that_does_not_answer(served: Served, page: Page) -> None:
    page.goto(f"{served.address}sop/{FIRST}")
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('none')) }")
    page.locator("#f-nama").fill("Surat Lain")
    expect(page.locator("#saved")).to_have_text("belum tersimpan")
    assert served.text(FIRST) == SOP
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#f-nama")).to_have_value("Surat Lain")
    saved(page)
    assert served.text(FIRST) == SOP.replace("Menerima Surat\n", "Surat Lain\n", 1)


def test_what_is_put_back_does_not_go_over_what_others_wrote(served: Served, page: Page) -> None:
    page.goto(f"{served.address}sop/{FIRST}")
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('none')) }")
    page.locator("#f-nama").fill("Surat Saya")
    expect(page.locator("#saved")).to_have_text("belum tersimpan")
    theirs = SOP.replace("Menerima Surat\n", "Milik lain\n", 1)
    (served.root / FIRST).write_text(theirs, "utf-8")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    choice = page.locator("#f-nama-field .conflict")
    expect(choice).to_contain_text("Milik lain")
    expect(page.locator("#f-nama")).to_have_value("Surat Saya")
    assert served.text(FIRST) == theirs
    choice.get_by_role("button", name="Pakai punya mereka").click()
    expect(page.locator("#f-nama")).to_have_value("Milik lain")
    saved(page)
    page.reload()
    expect(page.locator("#f-nama")).to_have_value("Milik lain")
    assert served.text(FIRST) == theirs


REMARKED = SOP + "isian:\n  lain: # urut\n    - satu # pertama\n    - dua\n"


def test_what_is_refused_stays_where_it_was_typed(
    serve: Callable[[Path], Served], tmp_path: Path, page: Page
) -> None:
    served = serve(write_catalogue(tmp_path / "sops", {FIRST: REMARKED}))
    page.goto(f"{served.address}sop/{FIRST}")
    field, state = page.locator("#f-isian-lain"), page.locator("#saved")
    field.fill("tiga")  # the remark would be lost
    field.press("Tab")
    expect(state).to_contain_text("belum tersimpan: ")
    assert served.text(FIRST) == REMARKED
    page.locator("#f-nama").fill("Surat Lain")
    page.locator("#f-nama").press("Tab")
    expect(page.locator("#title")).to_contain_text("Surat Lain")
    expect(field).to_have_value("tiga")
    expect(state).to_contain_text("belum tersimpan: ")
    field.fill("tiga\ndua")
    saved(page)
    renamed = REMARKED.replace("Menerima Surat\n", "Surat Lain\n", 1)
    assert served.text(FIRST) == renamed.replace("- satu", "- tiga")


def test_what_is_typed_while_a_file_cannot_be_read_comes_back_with_it(
    served: Served, page: Page
) -> None:
    path, broken = served.root / FIRST, list[int]()

    def hinder(route: Route) -> None:
        if not broken:
            broken.append(path.write_text("nama: [", "utf-8"))
        route.continue_()

    page.route("**/change/**", hinder)
    page.goto(f"{served.address}sop/{FIRST}")
    page.locator("#f-nama").fill("Surat Lain")
    expect(page.locator("#f-nama")).to_have_count(0)
    path.write_text(SOP, "utf-8")
    expect(page.locator("#f-nama")).to_have_value("Surat Lain")
    saved(page)
    assert served.text(FIRST) == SOP.replace("Menerima Surat\n", "Surat Lain\n", 1)


def test_two_who_write_the_same_field_are_told_and_choose(served: Served, page: Page) -> None:
    page.goto(f"{served.address}sop/{FIRST}")
    browser = page.context.browser
    assert browser is not None
    other = browser.new_page()
    other.goto(f"{served.address}sop/{FIRST}")
    name = page.locator("#f-nama")
    name.focus()
    page.keyboard.press("End")
    page.keyboard.type(" saya")
    other.locator("#f-nama").fill("Milik lain")
    other.keyboard.press("Tab")
    saved(other)
    name.press("Tab")
    choice = page.locator("#f-nama-field .conflict")
    expect(choice).to_contain_text("Milik lain")
    other.locator("#f-dibuat").fill("2025-01-03")
    other.keyboard.press("Tab")
    saved(other)
    expect(page.locator("#f-dibuat")).to_have_value("2025-01-03")
    expect(choice).to_have_count(1)  # also when the page is shown anew
    choice.get_by_role("button").first.click()
    saved(page)
    expect(name).to_be_focused()
    assert "nama: Menerima Surat saya\n" in served.text(FIRST)
    other.close()


def test_entries_are_dragged_within_their_list(begun: Served, page: Page) -> None:
    page.goto(f"{begun.address}sop/{FIRST}")
    add(page, "f-peralatan-add", "Satu", "Dua", "Tiga")
    expect(page.locator("#f-peralatan-2")).to_have_value("Tiga")
    page.locator("#f-peralatan-2").hover()
    page.locator("#f-peralatan-row-2 .grip").drag_to(page.locator("#f-peralatan-row-0"))
    expect(page.locator("#f-peralatan-0")).to_have_value("Tiga")
    assert "  - Tiga\n  - Satu\n  - Dua\n" in begun.text(FIRST)


def test_a_regulation_that_is_not_known_yet_is_not_typed_twice(begun: Served, page: Page) -> None:
    page.goto(begun.address + "sop/" + FIRST)
    name = "Peraturan Gubernur Nomor 7 Tahun 2024 & lampirannya"
    page.locator("#f-dasar_hukum-add").fill(name)
    page.keyboard.press("Enter")
    begun.desk.touched()  # the page is shown anew
    expect(page.locator(".checking")).to_have_count(0)
    page.get_by_role("link", name="Tambahkan ke daftar nama").click()
    field = page.locator("#add-one input").first
    expect(field).to_have_value(name)
    expect(field).to_be_focused()
