"""The table of steps in a browser: what its keys, its mouse and its questions do, and do not do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from sopc.render.typeface import printed_faces
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.serve.conftest import Served

STEPS = """\
langkah:
  - uraian: Menerima surat
    pelaksana: staf
  - uraian: Memeriksa surat
    pelaksana: kepala
  - uraian: Menelaah surat
    rangkaian:
      - pelaksana: kepala
      - pelaksana: staf
        lanjut: simpan
  - uraian: Mengarsipkan surat
    kode: arsip
    pelaksana: staf
  - uraian: Menyimpan surat
    kode: simpan
    pelaksana: staf
"""


@pytest.fixture
def served(serve: Callable[[Path], Served], tmp_path: Path) -> Served:
    """The smallest catalogue with the steps above, served."""
    sop = SOP[: SOP.index("langkah:")] + STEPS
    return serve(write_catalogue(tmp_path / "sops", {FIRST: sop}))


@pytest.fixture
def asked(served: Served, page: Page) -> list[str]:
    """The desk of its SOP is open; the changes that are asked for from now on."""
    every: list[str] = []

    def hear(request: Request) -> None:
        if "/change/" in request.url:
            every.append(request.post_data or "")

    page.on("request", hear)
    page.goto(f"{served.address}sop/{FIRST}")
    return every


def steps(served: Served) -> str:
    """The steps as the file has them."""
    text = served.text(FIRST)
    return text[text.index("langkah:") :]


def test_what_is_passed_by_the_keys_of_a_list_is_not_chosen(
    served: Served, page: Page, asked: list[str]
) -> None:
    way = page.locator("#s-1-p1-way-1")
    way.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(way).to_have_value("null")
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    expect(way).to_have_value("4")
    assert asked == []
    page.keyboard.press("Enter")
    expect(page.locator('#drawing [data-from="1"][data-to="4"]')).to_have_count(1)
    expect(way).to_be_focused()
    led = STEPS.replace("pelaksana: staf\n", "pelaksana: staf\n    lanjut: arsip\n", 1)
    assert steps(served) == led
    page.keyboard.press("Alt+ArrowDown")  # which opens the list
    page.keyboard.press("Escape")
    expect(way).to_be_focused()
    page.locator("#s-5-uraian").focus()
    page.keyboard.press("Alt+ArrowUp")  # which moves the step, and the focus with it
    expect(page.locator("#s-4-uraian")).to_be_focused()
    expect(page.locator("#s-4-uraian")).to_have_value("Menyimpan surat")
    assert len(asked) == 2
    page.locator("#s-2-split").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#s-2-join")).to_be_focused()
    page.keyboard.press("Control+z")  # after which that button is no more
    expect(page.locator("#s-2-uraian")).to_be_focused()


def test_a_choice_that_is_refused_is_not_shown(
    served: Served, page: Page, asked: list[str]
) -> None:
    for field in ("#s-1-p1-way-1", "#s-3-p2-way-1"):
        page.locator(field).evaluate("list => (list.dataset.old = '\"lain\"')")
        shown = page.locator(field).input_value()
        page.locator(field).select_option("4")
        expect(page.locator(field)).to_have_value(shown)
        expect(page.locator("#told.error")).to_be_visible()
    assert (steps(served), len(asked)) == (STEPS, 2)


def test_a_step_to_which_a_part_leads_goes_only_once_it_is_said_where_that_leads(
    served: Served, page: Page, asked: list[str]
) -> None:
    page.locator("#s-5-remove").click()
    dialog = page.locator("#lead-to")
    expect(dialog).to_be_visible()
    path: Path = served.root / FIRST
    path.write_text(served.text(FIRST).replace("Menerima surat", "Mencatat surat"), "utf-8")
    expect(page.locator("#s-1-uraian")).to_have_value("Mencatat surat")
    expect(dialog).to_be_visible()  # however the page is shown anew meanwhile
    assert asked == []
    expect(page.locator("#lead-to-goal")).to_have_value('"selesai"')  # and not back to the start
    page.locator("#lead-to-goal").select_option("4")
    dialog.get_by_role("button").first.click()
    expect(page.locator("#steps tbody")).to_have_count(4)
    assert "lanjut: arsip" in steps(served)


def test_rows_are_dragged_by_their_numbers_and_not_by_texts(
    served: Served, page: Page, asked: list[str]
) -> None:
    dragged = """([from, to]) => {
      const dataTransfer = new DataTransfer();
      const [begin, end] = [from, to].map((each) => document.querySelector(each));
      for (const [where, what] of [[begin, "dragstart"], [end, "dragover"], [end, "drop"]]) {
        where.dispatchEvent(new DragEvent(what, { bubbles: true, cancelable: true, dataTransfer }));
      }
      begin.dispatchEvent(new DragEvent("dragend", { bubbles: true }));
    }"""
    page.evaluate(dragged, ["#s-5-uraian", "#s-2-uraian"])
    assert asked == []
    page.evaluate(dragged, ["#s-5 .handle", "#s-2-uraian"])
    expect(page.locator("#s-2-uraian")).to_have_value("Menyimpan surat")
    assert len(asked) == 1
    assert steps(served).index("Menyimpan") < steps(served).index("Memeriksa")


@pytest.mark.usefixtures("asked")
def test_the_words_of_the_drawing_are_as_wide_as_they_were_measured(
    served: Served, page: Page
) -> None:
    catalogue = served.desk.snapshot().catalogue
    assert catalogue
    page.evaluate("document.fonts.load('bold 10px printed')")
    heading = page.locator("#drawing text", has_text="Kepala Dinas")
    size = float(heading.get_attribute("font-size") or 0)
    measured = printed_faces(catalogue.settings.form.typeface).bold.width("Kepala Dinas", size)
    for width in (1000, 1100, 1200, 1280):  # the drawing is as large as there is room
        page.set_viewport_size({"width": width, "height": 800})
        shown = heading.evaluate("text => text.getComputedTextLength()")
        assert shown == pytest.approx(measured, rel=0.01)
    assert page.request.get(f"{served.address}faces/other").status == 404
