"""How many pages a build's files have is read from the files themselves."""

import shutil
from pathlib import Path

import pypdfium2
import pytest

from sopc.diagnostics import SopcError
from sopc.folder import OutputFolder
from sopc.publish.page_counts import page_counts
from tests.catalogues import write_catalogue
from tests.running import run_build


def test_a_summary_counts_what_stands_in_the_files(small_build: Path, tmp_path: Path) -> None:
    out, root = tmp_path / "out", write_catalogue(tmp_path / "sops")
    shutil.copytree(small_build, out)
    with pypdfium2.PdfDocument(out / "handbook.pdf") as document:
        pages = len(document)
    result = run_build(root, out, "--summary")  # nothing has changed
    heading, *rows = result.stdout.splitlines()
    assert heading == f"### sopc build: 1 SOP, a handbook of {pages} pages"
    assert rows[3] == f"| <code>handbook&#46;pdf</code> | {pages} |"
    assert [row.count("volume/") for row in rows[4:]] == [1] * len(rows[4:])


@pytest.mark.parametrize("damage", ["no PDF", None], ids=["another file", "none"])
def test_a_file_that_is_no_longer_there_is_one_sentence(
    small_build: Path, tmp_path: Path, damage: str | None
) -> None:
    out = tmp_path / "out"
    shutil.copytree(small_build, out)
    (out / "handbook.pdf").unlink()
    if damage:
        (out / "handbook.pdf").write_text(damage, encoding="utf-8")
    with pytest.raises(SopcError, match="build again"):
        page_counts(OutputFolder(out))
