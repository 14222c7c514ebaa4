"""The flow for Graphviz."""

import shutil
import subprocess
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.render.dot import write_dot
from tests.catalogues import FIRST, SOP, TODAY, write_catalogue


@pytest.mark.skipif(shutil.which("neato") is None, reason="Graphviz is not installed")
def test_graphviz_reads_it_whatever_the_words(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path, {FIRST: SOP.replace("Menerima Surat", "'A \"B\" <b>\\N'")})
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    dot = write_dot(catalogue.entries[0], catalogue)
    drawn = subprocess.run(
        ["neato", "-n2", "-Tplain"], input=dot, capture_output=True, text=True, check=True
    )
    assert drawn.stdout.count("\nedge ") == 4
