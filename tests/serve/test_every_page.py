"""Every page of the desk: for whom cannot see it, on a phone, in the dark, and whatever it says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.catalogues import FIRST, write_catalogue
from tests.repositories import git
from tests.serve.conftest import Served

PAGES = (
    "",
    "new",
    f"sop/{FIRST}",
    f"text/{FIRST}",
    "text/katalog.yaml",
    "changes",
    f"acts/{FIRST}",
    "registries/pelaksana",
    "registries/dasar-hukum",
    "registries/pejabat",
    "sop/hilang.yaml",
)
PHONE, SCREEN = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def opened(page: Page, served: Served, way: str) -> None:
    page.goto(served.address + way)
    if way.startswith("sop/sekretariat"):
        page.wait_for_selector("#pages img", timeout=60_000, state="attached")
    if way == "changes":
        page.wait_for_load_state("networkidle")


@pytest.fixture
def kept(serve: Callable[[Path], Served], tmp_path: Path) -> Served:
    """A catalogue that is in a repository, and changed since."""
    root = write_catalogue(tmp_path / "sops")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", "Awal")
    path = root / FIRST
    path.write_text(path.read_text("utf-8").replace("Menerima surat", "Mencatat surat"), "utf-8")
    return serve(root)


def test_nothing_stands_in_the_way_of_anybody(kept: Served, page: Page) -> None:
    axe = Axe()
    complaints: list[str] = []
    for size, colours in ((SCREEN, "light"), (PHONE, "dark")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
        for way in PAGES:
            if way == "sop/hilang.yaml":
                continue
            opened(page, kept, way)
            found = axe.run(page)
            if found.violations_count:
                complaints.append(f"{way} {colours}: {found.generate_report()}")
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > size["width"]:
                complaints.append(f"{way}: {width} wide")
    assert not complaints, "\n".join(complaints)


HOSTILE = (
    "<script>window.hit=1</script><img src=x onerror=window.hit=1>"
    "\"' onfocus=window.hit=1 {{7*7}} </textarea></option>"
)


def test_hostile_texts_are_texts(
    serve: Callable[[Path], Served], tmp_path: Path, page: Page
) -> None:
    root = write_catalogue(tmp_path / "sops")
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    for name, old in {
        FIRST: ("Menerima Surat", "Menerima surat", "Surat}", "5 menit"),
        "pelaksana.yaml": ("Kepala Dinas", "Staf"),
        "dasar-hukum.yaml": ("Contoh",),
        "pejabat.yaml": ("PEJABAT CONTOH, SE",),
        "katalog.yaml": ("Sub Bagian Umum", "Dinas Contoh Kota Contoh"),
    }.items():
        path = root / name
        text = path.read_text("utf-8")
        for each in old:
            text = text.replace(f" {each}", f" {quoted}")
        path.write_text(text, "utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", HOSTILE)
    (root / FIRST).write_text((root / FIRST).read_text("utf-8").replace("2025", "2024"), "utf-8")
    served = serve(root)
    for way in PAGES:
        if way == "sop/hilang.yaml":
            continue
        page.goto(served.address + way)
        page.wait_for_load_state("load")
        page.wait_for_timeout(300)  # what comes by itself: counts, findings
        assert page.evaluate("window.hit") is None, way
        assert page.locator("main script, main img[src='x']").count() == 0, way
        assert "49" not in page.locator("main").inner_text().split(), way
    page.goto(f"{served.address}sop/{FIRST}")
    assert page.locator("#f-nama").input_value() == HOSTILE
