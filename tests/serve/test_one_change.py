"""One change, from a field of the page to the file, and from the file to the page."""

from playwright.sync_api import Page, expect

from tests.catalogues import FIRST
from tests.serve.conftest import Served


def test_what_is_typed_stands_in_the_file_and_nothing_else_changes(
    served: Served, page: Page
) -> None:
    before = served.text(FIRST)
    page.goto(f"{served.address}sop/{FIRST}")
    with page.expect_response("**/change/**"):
        page.get_by_label("Nama SOP").fill("Menerima Surat Lain")
        page.keyboard.press("Tab")
    assert served.text(FIRST) == before.replace("Menerima Surat", "Menerima Surat Lain", 1)


def test_what_another_editor_writes_appears_by_itself(served: Served, page: Page) -> None:
    page.goto(f"{served.address}sop/{FIRST}")
    path = served.root / FIRST
    path.write_text(served.text(FIRST).replace("Menerima Surat", "Surat Lain", 1), encoding="utf-8")
    expect(page.get_by_label("Nama SOP")).to_have_value("Surat Lain")
