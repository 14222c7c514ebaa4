"""The guide's part in the browser: its steps are those that are done, its pictures are there."""

import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.conftest import REPOSITORY
from tests.guides.browser import MOST_BYTES, SIZE, Walk, all_of_it, served_office
from tests.guides.reading import read_guide
from tests.serve.conftest import chromium, page

__all__ = ["chromium", "page"]

GUIDE = REPOSITORY / "docs/panduan-editor.md"
TEXT = GUIDE.read_text("utf-8")
PART = TEXT[TEXT.index("\n## Di peramban") : TEXT.index("\n## Dengan penyunting teks")]


def in_its_steps(text: str) -> list[str]:
    """What the steps of a guide name, in bold what is on the page, as code what is typed."""
    steps = re.findall(r"^\d+\. (.*(?:\n   .*)*)", text, flags=re.M)
    return [a or b for step in steps for a, b in re.findall(r"\*\*(.+?)\*\*|`([^`]+)`", step)]


def test_the_steps_of_the_guide_lead_to_a_first_sop(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
    with served_office(tmp_path / "kantor") as address:
        walk = Walk(page)
        all_of_it(walk, address)
    written = (tmp_path / "kantor/sops/sekretariat/umum/DC.1.1.3.yaml").read_text("utf-8")
    assert re.search(
        r"keputusan: \{ya: mencari-arsip, tidak: menerima-permohonan[a-z-]*\}", written
    )
    assert walk.said == in_its_steps(PART)
    assert walk.pictures == re.findall(r"\]\(panduan/(.+?)\.png\)", PART)


def test_the_pictures_are_there_and_small() -> None:
    names = re.findall(r"!\[.+?\]\((panduan/.+?)\)", TEXT)
    found = {f"panduan/{each.name}" for each in (GUIDE.parent / "panduan").iterdir()}
    assert found == set(names)
    for name in names:
        path = GUIDE.parent / name
        assert path.stat().st_size < MOST_BYTES
        with Image.open(path) as picture:
            assert picture.size == SIZE


def test_it_is_opened_by_the_command_that_there_is() -> None:
    assert read_guide(TEXT).opened == ["sopc serve"]
