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


def test_parts_of_a_chain_and_joint_work_are_nodes_and_look_different(tmp_path: Path) -> None:
    steps = """\
  - {uraian: Menyusun, pelaksana: [kepala, staf], kode: awal}
  - uraian: Memeriksa
    rangkaian:
      - {pelaksana: staf}
      - {pelaksana: kepala, keputusan: [awal, selesai]}
"""
    head = SOP.split("  - {")[0]
    root = write_catalogue(tmp_path, {FIRST: head + steps})
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    dot = write_dot(catalogue.entries[0], catalogue).splitlines()
    assert len([line for line in dot if "label=2.1" in line or "label=2.2" in line]) == 2
    ties = [line for line in dot if "dir=none" in line]
    assert len(ties) == 1
    assert "style=dashed" in ties[0]
    assert len([line for line in dot if " -> " in line]) == 1 + 5
