"""The line in the foot of an SOP's pages, where its title is too long for one."""

from pathlib import Path

import pypdfium2

from tests.books import numbered
from tests.catalogues import FIRST, write_catalogue
from tests.running import build

FEWEST, MOST = 9, 17
"""From titles that fit into a line to such as need two."""


def foot_lines(page: pypdfium2.PdfPage) -> list[str]:
    """What stands in a page's foot, left of its number."""
    width, _ = page.get_size()
    text = page.get_textpage().get_text_bounded(right=width * 0.8, top=46)
    return [line for line in text.splitlines() if line.strip()]


def test_no_word_stands_alone_in_the_second_line_of_a_foot(tmp_path: Path) -> None:
    names = {f"K.1.1.1.{n}": " ".join(["Surat", *["masuk"] * n]) for n in range(FEWEST, MOST)}
    folder = Path(FIRST).parent
    files = {str(folder / f"{name}.yaml"): numbered(name, title) for name, title in names.items()}
    out = build(write_catalogue(tmp_path / "sops", files), tmp_path / "out")
    counts = set()
    for name, title in names.items():
        with pypdfium2.PdfDocument(out / "sop" / f"{name}.pdf") as document:
            lines = foot_lines(document[1])
        assert " ".join(" ".join(lines).split()) == f"{name} · {title}"
        counts.add(len(lines))
        assert len(lines) == 1 or len(lines[-1].split()) > 1
    assert counts == {1, 2}
