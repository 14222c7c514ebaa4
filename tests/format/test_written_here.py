"""What is written in this repository is laid out as it says, and bad files come to no harm."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.diagnostics import SopcError
from sopc.format.formatted import formatted
from sopc.known import Known
from tests.catalogues import TODAY
from tests.conftest import REPOSITORY
from tests.corpus.reading import CASES, laid_out, read_case
from tests.growing.steps import steps_of

DOCS = sorted((REPOSITORY / "docs").glob("*.md"))
PAGES = (REPOSITORY / "README.md", *(page for page in DOCS if page.stem not in ("rules", "aturan")))
"""All pages but those that show what is wrong."""
HEAD = "nomor: 1\nnama: A\n"
GROWING: dict[str, Callable[[int], str]] = {
    "comments": lambda size: HEAD + "# c\n" * size + "x: 1\n",
    "comments that go on": lambda size: "a: 1  # c\n" + "      # c\n" * size,
    "comments at ends": lambda size: "a:\n  b: 1\n" + "  # c\n" * size + "d: 1\n",
    "comments in brackets": lambda size: "a: [\n" + "  x,  # c\n" * size + "]\n",
    "brackets": lambda size: f"a: [[[[[[{', '.join('x' * size)}]]]]]]\n",
    "steps": lambda size: (
        HEAD
        + "langkah:\n"
        + "".join(f"  - {{uraian: Menerima, pelaksana: a, lanjut: {n + 1}}}\n" for n in range(size))
    ),
    "texts": lambda size: "a:\n" + "- |\n     x\n     y\n" * size,
    "lines": lambda size: "a: |\n" + "     x\n" * size,
    "empty lines": lambda size: "a: 1\n" + "\n" * size + "b: 1\n",
    "keys": lambda size: "".join(f"k{n}:\n" for n in range(size)),
}


def shown(page: Path) -> list[str]:
    """The YAML that a page shows, but for what is cut out of something, further in."""
    found = re.findall(r"^```yaml\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S)
    return [text for text in found if not text.startswith((" ", "# yaml-language-server"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_pages_show_is_laid_out(page: Path) -> None:
    for text in shown(page):
        found = formatted(text.encode(), page.name, keep_numbers=True)
        assert found.faults == ()
        assert found.data.decode() == text


def test_pages_show_some() -> None:
    assert sum(len(shown(page)) for page in PAGES) > 15


@pytest.mark.sampled(12)
@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_bad_files_are_left_or_found_as_bad_as_before(path: Path, tmp_path: Path) -> None:
    root = laid_out(read_case(path), tmp_path / "sops")
    before = findings(root)
    for file in sorted(root.rglob("*.yaml")):
        if not file.is_file() or file.is_symlink():
            continue
        raw = file.read_bytes()
        found = formatted(raw, file.name, keep_numbers=True)
        assert found.data == raw or not (found.faults or found.left)
        assert formatted(found.data, file.name, keep_numbers=True).data == found.data
        file.write_bytes(found.data)
    assert findings(root) == before


def findings(root: Path) -> object:
    try:
        return sorted(Known.of(each, root) for each in pipeline.check(root, TODAY).diagnostics)
    except SopcError as error:
        return str(error.message)


@pytest.mark.parametrize("kind", GROWING)
def test_twice_as_much_takes_twice_as_long(kind: str) -> None:
    once, twice, more = (
        steps_of(partial(formatted, GROWING[kind](size).encode(), "x")) for size in (30, 60, 120)
    )
    assert more - twice <= 2.2 * (twice - once) + 400


def test_what_is_too_much_is_left() -> None:
    raw = b"a: 1\n" + b"#" * (1 << 20)
    assert formatted(raw, "x").data == raw
    assert formatted(raw, "x").faults
