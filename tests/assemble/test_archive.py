"""Books can be archived: they keep ISO 19005-2 (PDF/A-2a), and the checks would notice if not."""

from collections.abc import Callable
from io import BytesIO
from itertools import count
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from sopc.assemble.tag_objects import tag_objects
from sopc.render.tags import Tag
from tests.books import LINKED
from tests.catalogues import write_catalogue
from tests.pdfa import violations, xmp
from tests.pictures import PNG, SVG
from tests.running import build

BOOKS = ("handbook.pdf", "volume/sekretariat.pdf", "sop/K.1.1.1.1.pdf", "sop/peta-keterkaitan.pdf")


@pytest.mark.parametrize("name", BOOKS)
def test_every_book_can_be_archived(linked_build: Path, name: str) -> None:
    assert violations(linked_build / name) == []


@pytest.mark.parametrize(
    ("logo", "data"), [("logo.png", PNG), ("logo.svg", SVG)], ids=["png", "svg"]
)
def test_a_logo_keeps_it_so(tmp_path: Path, logo: str, data: bytes) -> None:
    settings = LINKED["katalog.yaml"].replace("Kota Contoh}", f"Kota Contoh, logo: {logo}}}")
    root = write_catalogue(tmp_path / "sops", {**LINKED, "katalog.yaml": settings})
    (root / logo).write_bytes(data)
    out = build(root, tmp_path / "out")
    assert violations(out / "handbook.pdf") == []


def test_it_says_what_it_is_called_and_whose_it_is(linked_build: Path) -> None:
    with pikepdf.open(linked_build / "sop" / "K.1.1.1.2.pdf") as document:
        said = xmp(document)
        assert said["title"] == str(document.docinfo.Title) == "Mencatat ≤ 5 Surat Café"
        assert said["author"] == str(document.docinfo.Author) == "Dinas Contoh Kota Contoh"
        assert document.Root.Lang == "id"
    with pikepdf.open(linked_build / "volume" / "bidang.pdf") as document:
        assert xmp(document)["title"] == "Standar Operasional Prosedur (SOP) Bidang Layanan"


def test_no_clock_is_in_it(linked_build: Path) -> None:
    with pikepdf.open(linked_build / "handbook.pdf") as document:
        assert not {"/CreationDate", "/ModDate"} & set(document.docinfo.keys())


def run_a_script(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def launch_a_program(document: Pdf) -> None:
    first_link(document).A = Dictionary(S=Name.Launch, F=String("x.exe"))


def hide_a_link(document: Pdf) -> None:
    first_link(document).F = 2


def first_link(document: Pdf) -> pikepdf.Object:
    return next(p.obj.Annots[0] for p in document.pages if len(p.obj.get("/Annots", Array())))


def drop_a_font(document: Pdf) -> None:
    for item in document.objects:
        if isinstance(item, Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


def drop_unicode(document: Pdf) -> None:
    for item in document.objects:
        if isinstance(item, Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]


def drop_colours(document: Pdf) -> None:
    del document.Root["/OutputIntents"]


def say_another_title(document: Pdf) -> None:
    document.docinfo.Title = "Lain"


def blend(document: Pdf) -> None:
    resources = document.pages[0].obj.Resources
    resources.ExtGState = Dictionary(X=Dictionary(Type=Name.ExtGState, BM=Name.Multiply))


def say_too_much(document: Pdf) -> None:
    document.Root.Baca = String("x" * 32_768)


def name_too_long(document: Pdf) -> None:
    document.Root.Baca = Name("/" + "x" * 128)


def nest_too_deep(document: Pdf) -> None:
    stream = document.make_stream(b"q " * 29 + b"Q " * 29)
    document.pages[0].contents_add(stream)


@pytest.mark.parametrize(
    "spoil",
    [
        say_too_much,
        name_too_long,
        nest_too_deep,
        run_a_script,
        launch_a_program,
        hide_a_link,
        drop_a_font,
        drop_unicode,
        drop_colours,
        say_another_title,
        blend,
    ],
)
def test_the_checks_notice(
    linked_build: Path, tmp_path: Path, spoil: Callable[[Pdf], None]
) -> None:
    target = BytesIO()
    with pikepdf.open(linked_build / "handbook.pdf") as document:
        document.save(target, static_id=True)
    unspoilt = set(saved(tmp_path, target.getvalue()))
    target = BytesIO()
    with pikepdf.open(linked_build / "handbook.pdf") as document:
        spoil(document)
        document.save(target, static_id=True)
    assert set(saved(tmp_path, target.getvalue())) - unspoilt


def saved(folder: Path, pdf: bytes) -> list[str]:
    path = folder / "buku.pdf"
    path.write_bytes(pdf)
    return violations(path)


def test_a_text_for_a_picture_is_as_long_as_an_archive_allows() -> None:
    for text, length in (
        ("a" * 8_000, 8_000),
        ("a" * 90_000, 8_000),
        ("\U0001f5fa" * 9_000, 8_000),
    ):
        written = tag_objects((Tag("Figure", alt=text),), (), {}, count(1).__next__)
        ((_, said),) = written.plain
        hexadecimal = said.partition(b"/Alt<")[2].partition(b">")[0]
        assert len(bytes.fromhex(hexadecimal.decode())) <= 32_767
        assert len(bytes.fromhex(hexadecimal.decode()).decode("utf-16")) == length
