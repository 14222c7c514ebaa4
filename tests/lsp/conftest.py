"""A catalogue that an editor has open, and the editor."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.catalogues import FIRST, SOP, sop, write_catalogue
from tests.lsp.client import Editor, editor

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
CITING = "keterkaitan: [K.1.1.1.1]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two SOPs, of which one cites the other."""
    files = {FIRST: SOP, SECOND: sop("K.1.1.1.2", CITING + "status: belum-disusun\n")}
    return write_catalogue(tmp_path.resolve() / "sops", files)


@pytest.fixture
def first(root: Path) -> Path:
    return root / FIRST


@pytest.fixture
def second(root: Path) -> Path:
    return root / SECOND


@pytest.fixture
def client() -> Iterator[Editor]:
    with editor() as client:
        yield client
