"""The page engine lets nothing in from outside."""

from pathlib import Path

import pytest

from sopc import pipeline
from sopc.build.compile import Press
from sopc.diagnostics import SopcError
from sopc.render.page import PageEngine
from tests.catalogues import TODAY, write_catalogue


@pytest.fixture
def engine(tmp_path: Path) -> PageEngine:
    root = write_catalogue(tmp_path / "sops")
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    return Press.ready(catalogue, root).engine


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.png",
        "https://contoh.id/x.png",
        "file:///etc/hostname",
        "file:///proc/self/environ",
        "../rahasia.png",
        "data:image/png;base64,AAAA",
        "ftp://contoh.id/x",
    ],
)
def test_foreign_resources_fail_the_build(engine: PageEngine, tmp_path: Path, address: str) -> None:
    (tmp_path / "rahasia.png").write_bytes(b"x")
    if address.startswith(".."):
        address = (tmp_path / "sops" / address).as_uri()
    with pytest.raises(SopcError):
        engine.lay_out(f'<img src="{address}">')


def test_elements_are_measured_page_by_page(engine: PageEngine) -> None:
    laid_out = engine.lay_out(
        '<p id="a" style="margin:0;height:20px">x</p><p id="b" style="break-before:page">y</p>'
    )
    first, second = laid_out.sheets
    assert first.anchors["a"].height == 20
    assert set(second.anchors) == {"b"}
