"""The README's pictures: there, small, and told to those who cannot see them."""

import re
import subprocess
import sys
import tarfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import REPOSITORY
from tests.readme import FLOWCHART_OF, MOST_BYTES, draw, on_paper

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


class _Pictures(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append({name: value or "" for name, value in attrs})


def pictures() -> list[dict[str, str]]:
    parser = _Pictures()
    parser.feed(README)
    return parser.found


def test_it_opens_with_a_page_and_a_flowchart() -> None:
    opening = README[: README.index("\n## ")]
    shown = [Path(picture["src"]).stem for picture in pictures()]
    assert shown == ["identity", "chart", "flowchart"]
    assert all(picture["src"] in opening for picture in pictures())
    assert f"sopc flowchart {FLOWCHART_OF} -o" in opening


@pytest.mark.parametrize("picture", pictures(), ids=lambda picture: Path(picture["src"]).stem)
def test_each_picture_is_small_and_told_in_words(picture: dict[str, str]) -> None:
    file = REPOSITORY / picture["src"]
    assert file.stat().st_size < MOST_BYTES
    assert len(picture["alt"].split()) > 15
    with Image.open(file) as shown:
        assert shown.width >= 700
        grey = shown.convert("L")
    edge = {grey.getpixel((x, y)) for x in (0, grey.width - 1) for y in range(grey.height)}
    # the border's grey has to be seen on the white and on the black of the page around it
    assert all(isinstance(v, int) and contrast(v, 255) > 3 < contrast(v, 13) for v in edge)
    assert grey.getpixel((5, 5)) == 255


def contrast(one: float, two: float) -> float:
    """How different two greys are, as WCAG 2 counts it."""

    def light(grey: float) -> float:
        share = grey / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    bright, dark = sorted((light(one), light(two)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_one_command_makes_them(tmp_path: Path) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^pictures: forms .*\n\t.* -m tests\.readme docs/readme$", makefile, re.M)
    draw(tmp_path)
    made = {file.name for file in tmp_path.iterdir()}
    assert made == {Path(picture["src"]).name for picture in pictures()}
    assert made == {file.name for file in (REPOSITORY / "docs" / "readme").iterdir()}
    assert all(file.stat().st_size < MOST_BYTES for file in tmp_path.iterdir())


def test_paper_has_a_border() -> None:
    shown = on_paper(Image.new("RGB", (30, 20), "white")).convert("L")
    assert shown.size == (34, 24)
    assert shown.getpixel((0, 0)) == shown.getpixel((33, 23)) == shown.getpixel((1, 1)) != 255
    assert shown.getpixel((2, 2)) == 255


def test_no_picture_is_shipped(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "sdist"]
    subprocess.run([*command, "--directory", tmp_path], cwd=REPOSITORY, check=True)
    (made,) = tmp_path.glob("sopc-*.tar.gz")
    with tarfile.open(made) as archive:
        held = [name.partition("/")[2] for name in archive.getnames()]
    assert "README.md" in held
    assert [name for name in held if name.endswith(".png") or name.startswith("docs/")] == []
