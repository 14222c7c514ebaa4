"""A new SOP from the page: the number that is free, the actors, and what is wrong while typing."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sopc.diagnostics import SopcError
from sopc.serve.new_sop import SopAsked, files_for, lanes_of, looked_at
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.serve.conftest import Served
from tests.serve.test_index_view import snapshot

ASKED = SopAsked("sekretariat/umum", "Peminjaman Arsip", "K.1.1.1.2", "draf", ("Staf",))


def test_the_number_that_is_proposed_was_never_given(tmp_path: Path) -> None:
    now = snapshot(write_catalogue(tmp_path))
    assert looked_at(ASKED, now, frozenset()).proposed == "K.1.1.1.2"
    answer = looked_at(ASKED, now, frozenset({"K.1.1.1.2"}))
    assert answer.proposed == "K.1.1.1.3"
    (problem,) = answer.problems
    assert "K.1.1.1.2 was given to another SOP once" in problem


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (SopAsked(), "choose the section"),
        (SopAsked("sekretariat/umum"), "give it a title"),
        (SopAsked("sekretariat/umum", "A", "K.1.1.1.1"), "is the number of `Menerima Surat`"),
        (SopAsked("sekretariat/umum", "A", "", "belum-disusun"), "only a draft"),
        (SopAsked("sekretariat/umum", "A", "tidak nomor"), "tidak nomor"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_can_be_written(
    asked: SopAsked, why: str, tmp_path: Path
) -> None:
    now = snapshot(write_catalogue(tmp_path))
    assert why in looked_at(asked, now, frozenset()).problems[0]
    with pytest.raises(SopcError, match=why):
        files_for(asked, now, frozenset())


def test_actors_are_known_by_their_names_and_others_are_new(tmp_path: Path) -> None:
    catalogue = snapshot(write_catalogue(tmp_path)).usable()
    keys, new = lanes_of(["  kepala   dinas", "Arsiparis", "Staf", "arsiparis", ""], catalogue)
    assert keys == ("kepala", "arsiparis", "staf")
    assert new == {"arsiparis": "Arsiparis"}


def test_by_keyboard_alone_an_sop_is_found_and_another_begun(served: Served, page: Page) -> None:
    page.goto(served.address)
    page.keyboard.press("/")
    page.keyboard.type("mengarsipkan")
    expect(page.locator("mark")).to_have_text("Mengarsipkan")
    expect(page.locator("#count")).to_have_text("1 dari 1 SOP")
    page.reload()
    expect(page.locator("mark")).to_have_text("Mengarsipkan")
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("K.1.1.1.1 Menerima Surat")

    page.goto(f"{served.address}new?section=sekretariat/umum")
    expect(page.get_by_label("Nomor", exact=True)).to_have_value("K.1.1.1.2")
    page.get_by_label("Judul").focus()
    page.keyboard.type("Peminjaman Arsip")
    page.get_by_label("Pelaksana 1").focus()
    for name in ("Kepala Dinas", "Arsiparis"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    expect(page.locator("#look")).to_contain_text("Arsiparis")
    page.get_by_role("button", name="Mulai SOP ini").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("K.1.1.1.2 Peminjaman Arsip")
    assert "pelaksana: [kepala, arsiparis]" in served.text("sekretariat/umum/K.1.1.1.2.yaml")
    assert served.text("pelaksana.yaml").endswith("staf: Staf\narsiparis: Arsiparis\n")
    assert served.text(FIRST) == SOP
