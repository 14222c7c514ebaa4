"""What happens while a page is on its way is shown all the same, however late it listens."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.catalogues import FIRST, PELAKSANA, SOP, write_catalogue
from tests.repositories import commit
from tests.serve.conftest import Served

OTHER = SOP.replace("Menerima Surat", "Surat Lain")
SEEN = {
    "": "#list",
    f"sop/{FIRST}": "#title",
    f"text/{FIRST}": ".cm-content",
    "registries/pelaksana": "#list",
    "changes": "#changes",
}
"""A part of each page that shows what is written in the files."""


@dataclass(slots=True)
class Held:
    """Requests that are not answered until they are let go."""

    page: Page
    asked: Route | None = None

    def let_go(self) -> None:
        """Answer what is asked for, once it is."""
        while not self.asked:
            self.page.wait_for_timeout(10)
        self.asked.continue_()


def hold(page: Page, pattern: re.Pattern[str]) -> Held:
    """Hold the first request for an address of a kind."""
    held = Held(page)

    def keep(route: Route) -> None:
        if held.asked:
            route.continue_()
        else:
            held.asked = route

    page.route(pattern, keep)
    return held


def change(served: Served) -> None:
    """Another title, another name: the desk knows of it when this returns."""
    files = {FIRST: OTHER, "pelaksana.yaml": PELAKSANA.replace("Staf", "Surat Lain")}
    for name, text in files.items():
        (served.root / name).write_text(text, encoding="utf-8")
    served.desk.touched()


@pytest.fixture
def served(serve: Callable[[Path], Served], tmp_path: Path) -> Served:
    """The smallest catalogue in git, served."""
    root = write_catalogue(tmp_path / "office/sops")
    commit(tmp_path / "office", "Katalog")
    return serve(root)


@pytest.mark.parametrize("late", [r"/events$", r"/static/(index|sop|text|registries|changes)\.js$"])
@pytest.mark.parametrize("address", SEEN)
def test_what_changes_before_a_page_listens_is_shown(
    served: Served, page: Page, address: str, late: str
) -> None:
    held = hold(page, re.compile(late))
    page.goto(served.address + address, wait_until="commit")
    expect(page.locator("#words")).to_have_count(1)
    change(served)
    held.let_go()
    expect(page.locator(SEEN[address])).to_contain_text("Surat Lain")


def test_a_check_that_ends_before_the_page_listens_is_shown(served: Served, page: Page) -> None:
    held = hold(page, re.compile(r"/static/sop\.js$"))
    page.goto(f"{served.address}sop/{FIRST}", wait_until="commit")
    expect(page.locator("#words")).to_have_count(1)
    served.desk.checked()
    held.let_go()
    expect(page.locator(".checking")).to_have_count(0)
