"""What is done before a page's scripts are there is not lost."""

from playwright.sync_api import Page, Route, expect

from tests.catalogues import FIRST, SOP
from tests.serve.conftest import Served


def test_what_is_clicked_and_typed_before_the_scripts_are_there(served: Served, page: Page) -> None:
    held: list[Route] = []
    page.route("**/static/steps.js", lambda route: held.append(route))
    page.goto(f"{served.address}sop/{FIRST}", wait_until="commit")
    page.locator("#s-first").click(click_count=2)  # nothing seems to happen
    page.locator("#f-nama").fill("Surat Lain")
    expect(page.locator("#steps tbody")).to_have_count(3)
    held[0].continue_()
    expect(page.locator("#steps tbody")).to_have_count(4)
    expect(page.locator("#saved")).to_have_text("tersimpan")
    written = served.text(FIRST)
    assert written.startswith(SOP.replace("Menerima Surat\n", "Surat Lain\n", 1).rstrip())
    assert written.count("uraian:") == 4


def test_a_new_sop_is_begun_once_its_script_is_there(served: Served, page: Page) -> None:
    held: list[Route] = []
    page.route("**/static/new_sop.js", lambda route: held.append(route))
    page.goto(f"{served.address}new", wait_until="commit")
    page.get_by_label("Seksi").select_option(index=1)
    page.get_by_label("Judul").fill("Peminjaman Arsip")
    page.get_by_label("Pelaksana 1").fill("Staf")
    page.get_by_label("Pelaksana 1").press("Enter")  # to the next, once it can
    page.get_by_role("button", name="Mulai SOP ini").press("Enter")
    held[0].continue_()
    page.wait_for_url("**/sop/**")
    expect(page.locator("#f-nama")).to_have_value("Peminjaman Arsip")


def test_a_name_that_is_entered_before_the_script_is_there_is_added(
    served: Served, page: Page
) -> None:
    held: list[Route] = []
    page.route("**/static/registries.js", lambda route: held.append(route))
    page.goto(f"{served.address}registries/pelaksana?name=Arsiparis", wait_until="commit")
    page.locator("#add--nama").press("Enter")
    held[0].continue_()
    expect(page.locator("#entry-arsiparis")).to_have_count(1)
    assert served.text("pelaksana.yaml").endswith("arsiparis: Arsiparis\n")
