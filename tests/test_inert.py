"""What readers open only shows: it runs nothing, sends nothing, opens nothing of their machine."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from tests.catalogues import write_catalogue
from tests.markup.everywhere import marked_everywhere
from tests.running import build

HOSTILE = (
    ' </text><script>x</script><a href="javascript:x" onload="x">[x](javascript:x) <smb://a> &e;'
)
ACTS = {
    *("/JS", "/JavaScript", "/AA", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia"),
    *("/SubmitForm", "/ImportData", "/GoToE", "/XFA", "/Rendition", "/Movie", "/Sound"),
}
"""What a PDF may have done to the machine that shows it, or takes from there."""
SHOWN = {
    *("svg", "g", "path", "rect", "circle", "polyline", "polygon", "line", "text", "tspan"),
    *("title", "desc", "a", "style"),
}
SAFE = re.compile(r"(https?://|mailto:|#)[!-~]*")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_catalogue(tmp_path_factory.mktemp("inert"), marked_everywhere(HOSTILE)[0])
    return build(root, root.parent / "inert-built")


def words(pdf: Pdf) -> Iterator[str]:
    """All names in a PDF: keys, and values that are names, such as kinds of actions."""
    for item in pdf.objects:
        yield from names(item)


def names(value: object) -> Iterator[str]:
    if isinstance(value, Name):
        yield str(value)
    elif isinstance(value, Array):
        for each in value.as_list():
            yield from names(each) if not getattr(each, "is_indirect", False) else ()
    elif isinstance(value, Dictionary | pikepdf.Stream):
        for key, each in value.items():
            yield key
            yield from names(each) if not getattr(each, "is_indirect", False) else ()


def actions(item: object) -> Iterator[pikepdf.Object]:
    """What is done when a link is clicked on, but for going to a page."""
    if isinstance(item, Dictionary) and "/S" in item.get("/A", Dictionary()):
        assert item.A.S in ("/URI", "/GoToR", "/GoTo")
        if item.A.S != "/GoTo":
            yield item.A


def test_no_document_acts(out: Path) -> None:
    files = sorted(out.rglob("*.pdf"))
    assert len(files) > 5
    for file in files:
        with Pdf.open(file) as pdf:
            found = set(words(pdf))
            assert found & ACTS == set(), file
            assert "/S" not in pdf.Root.get("/OpenAction", Dictionary()), file


def test_every_link_of_a_document_leads_to_the_web_or_to_a_file_beside_it(out: Path) -> None:
    followed = 0
    beside = {path.name for path in (out / "sop").iterdir()}
    for file in sorted(out.rglob("*.pdf")):
        with Pdf.open(file) as pdf:
            for item in pdf.objects:
                for action in actions(item):
                    followed += 1
                    if action.S == "/GoToR":
                        assert str(action.F.F) in beside, file
                    else:
                        assert SAFE.fullmatch(str(action.URI)), file
    assert followed > 5, "there are links"


def test_no_drawing_acts(out: Path) -> None:
    files = sorted(out.rglob("*.svg"))
    assert len(files) > 1
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<[!?](?!--|xml )|url\(|@import", text), file
        for element in ElementTree.fromstring(text).iter():
            assert str(element.tag).rpartition("}")[2] in SHOWN, file
            for key, value in element.items():
                assert not key.rpartition("}")[2].startswith("on"), file
                assert key.rpartition("}")[2] != "href" or SAFE.fullmatch(value), file
