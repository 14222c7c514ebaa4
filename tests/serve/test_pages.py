"""The pages beside the form are those that a build prints, of the SOP as it is."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Event as Signal

import pytest
from playwright.sync_api import Page, expect

from sopc import pipeline
from sopc.catalogue.excerpt import excerpt
from sopc.publish.jobs import SopJob
from sopc.publish.page_preview import PreviewedSop, PreviewLook, preview
from sopc.publish.shards import RenderTask
from sopc.render.materials import Materials, read_materials
from sopc.render.resources import template_folder
from sopc.serve.desk import Desk
from sopc.serve.printing import PreviewPrinting
from tests.catalogues import FIRST, SOP, TODAY, write_catalogue
from tests.running import build
from tests.serve.conftest import Served

_WIDTH = 320


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The smallest catalogue's desk."""
    made = Desk(write_catalogue(tmp_path / "sops"), lambda: TODAY, "id")
    yield made
    made.close()


@pytest.fixture
def printing(desk: Desk) -> Iterator[PreviewPrinting]:
    """What prints its SOPs."""
    made = PreviewPrinting(desk)
    yield made
    made.close()


@pytest.fixture
def printed(desk: Desk) -> Callable[[], None]:
    """Waits until pages are told to be printed."""
    told = Signal()
    tell = desk.events.tell

    def hear(name: str, *files: Mapping[str, str]) -> None:
        tell(name, *files)
        if name == "printed":
            told.set()

    desk.events.tell = hear  # type: ignore[method-assign,assignment]

    def wait() -> None:
        assert told.wait(60)
        told.clear()

    return wait


def task(root: Path) -> RenderTask:
    catalogue = pipeline.check(root, TODAY).catalogue
    assert catalogue is not None
    return RenderTask(materials(root), SopJob(excerpt(catalogue, catalogue.entries[0])))


def materials(root: Path) -> Materials:
    return read_materials(root, None, template_folder(), "Source Sans").of_sops()


def test_the_pdf_is_that_of_a_build_also_after_others_were_laid_out(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    other = SOP.replace("Memeriksa surat", "Memeriksa surat masuk")
    of_other = task(write_catalogue(tmp_path / "other", {FIRST: other}))
    first = preview(task(root), PreviewLook(_WIDTH))
    between = preview(of_other, PreviewLook(_WIDTH))
    again = preview(task(root), PreviewLook(_WIDTH))
    built = build(root, tmp_path / "build")
    assert isinstance(first, PreviewedSop)
    assert isinstance(between, PreviewedSop)
    assert isinstance(again, PreviewedSop)
    assert first.pdf == again.pdf == (built / "sop/K.1.1.1.1.pdf").read_bytes()
    assert between.pdf != first.pdf
    assert between.pages[0].digest == first.pages[0].digest  # the identity page
    assert between.pages[-1].digest != first.pages[-1].digest


def test_a_picture_that_is_known_is_not_made_anew(tmp_path: Path) -> None:
    job = task(write_catalogue(tmp_path / "sops"))
    first = preview(job, PreviewLook(_WIDTH))
    assert isinstance(first, PreviewedSop)
    again = preview(job, PreviewLook(_WIDTH, frozenset(page.digest for page in first.pages)))
    assert isinstance(again, PreviewedSop)
    assert all(page.png and page.width == _WIDTH for page in first.pages)
    assert [page.png for page in again.pages] == [None] * len(first.pages)


def test_pages_follow_a_change_and_stay_while_they_cannot_be_printed(
    desk: Desk, printing: PreviewPrinting, printed: Callable[[], None]
) -> None:
    assert printing.pages(FIRST, _WIDTH).pages == ()
    printed()
    first = printing.pages(FIRST, _WIDTH)
    assert first.is_current
    desk.save({FIRST: SOP.encode()}, {FIRST: SOP.replace("Menerima Surat", "Lain").encode()})
    printed()
    second = printing.pages(FIRST, _WIDTH)
    assert second.is_current
    assert second.pages != first.pages
    (desk.root / FIRST).write_text(SOP.replace("tidak: menerima", "tidak: nirwana"))
    desk.touched()
    broken = printing.pages(FIRST, _WIDTH)
    assert broken.why
    assert (broken.is_current, broken.pages) == (False, second.pages)


def test_what_other_files_have_wrong_is_in_nobody_s_way(
    desk: Desk, printing: PreviewPrinting, printed: Callable[[], None]
) -> None:
    (desk.root / "sekretariat/umum/K.1.1.1.2.yaml").write_text("nama: [")
    desk.checked()
    assert printing.pages(FIRST, _WIDTH).why is None
    printed()
    assert printing.pages(FIRST, _WIDTH).is_current


def test_a_worker_that_dies_is_replaced(
    desk: Desk, printing: PreviewPrinting, printed: Callable[[], None]
) -> None:
    printing.pages(FIRST, _WIDTH)
    printed()
    (pool,) = [printing._workers._own()]
    for worker in pool._workers:  # type: ignore[attr-defined]
        worker._process.kill()
        worker._process.join()
    desk.save({FIRST: SOP.encode()}, {FIRST: SOP.replace("Menerima Surat", "Lain").encode()})
    printed()
    assert printing.pages(FIRST, _WIDTH).is_current


def test_pages_appear_beside_the_form_and_change_where_the_text_does(
    served: Served, page: Page
) -> None:
    page.goto(f"{served.address}sop/{FIRST}")
    images = page.locator("#pages img")
    expect(images.first).to_be_visible(timeout=60_000)
    last = images.last.get_attribute("src")
    first = images.first.get_attribute("src")
    path = served.root / FIRST
    path.write_text(SOP.replace("Mengarsipkan surat", "Menyimpan surat"), encoding="utf-8")
    expect(images.last).not_to_have_attribute("src", last or "", timeout=60_000)
    assert images.first.get_attribute("src") == first
    way = page.get_by_role("link", name="PDF").get_attribute("href")
    answer = page.request.get(f"{served.address.rsplit('/', 2)[0]}{way}")
    called = "inline; filename*=UTF-8''pratinjau%20K.1.1.1.1.pdf"
    assert answer.headers["content-disposition"] == called
    assert answer.body().startswith(b"%PDF")
    path.write_text(SOP.replace("tidak: menerima", "tidak: nirwana"), encoding="utf-8")
    expect(page.locator("#pages .why")).to_contain_text("Belum dapat dicetak", timeout=60_000)
    expect(page.locator("#pages .outdated img")).to_have_count(images.count())
    expect(page.locator("#drawing .outdated svg")).to_have_count(1)
