"""An SOP as a whole: retired, moved, numbered otherwise; first shown, then done."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sopc.diagnostics import SopcError
from sopc.serve.sop_acts import ActAsked, plan_for
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.serve.conftest import Served

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
OTHER = SOP.replace("K.1.1.1.1", "K.1.1.1.2").replace("Menerima Surat", "Mengirim Paket")
TODAY = date(2026, 1, 2)


def test_an_sop_is_moved_and_gets_the_number_of_there(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path)
    plan = plan_for(ActAsked("move", FIRST, "sekretariat/keuangan"), root, TODAY)
    assert plan.file == "sekretariat/keuangan/K.1.1.2.1.yaml"
    (line,) = plan.lines
    assert line == "K.1.1.1.1 Menerima Surat: moved, or called by its new number"
    assert (root / FIRST).read_text("utf-8") == SOP


def test_who_cites_a_retired_sop_is_led_to_its_successor(tmp_path: Path) -> None:
    third = "sekretariat/umum/K.1.1.1.3.yaml"
    citing = OTHER.replace("K.1.1.1.2", "K.1.1.1.3") + "keterkaitan: [K.1.1.1.1]\n"
    root = write_catalogue(tmp_path, {FIRST: SOP, SECOND: OTHER, third: citing})
    plan = plan_for(ActAsked("retire", FIRST, "K.1.1.1.2"), root, TODAY)
    retired, led = plan.proposal.after[FIRST], plan.proposal.after[third]
    assert retired is not None
    assert b"status: dicabut" in retired
    assert led is not None
    assert b"[K.1.1.1.2]" in led


@pytest.mark.parametrize(
    "asked",
    [
        ActAsked("renumber", FIRST, "K.1.1.1.2"),
        ActAsked("renumber", FIRST, ""),
        ActAsked("retire", FIRST, "K.9.9.9.9"),
        ActAsked("move", FIRST, "tidak/ada"),
        ActAsked("move", "tidak/ada.yaml", "bidang"),
    ],
)
def test_what_cannot_be_is_said(asked: ActAsked, tmp_path: Path) -> None:
    root = write_catalogue(tmp_path, {FIRST: SOP, SECOND: OTHER})
    with pytest.raises(SopcError):
        plan_for(asked, root, TODAY)


def test_the_page_shows_what_would_change_before_it_does(served: Served, page: Page) -> None:
    page.goto(f"{served.address}acts/{FIRST}")
    page.get_by_label("Nomor baru").fill("K.1.1.1.7")
    page.keyboard.press("Enter")
    sure = page.get_by_role("button", name="Lakukan")
    expect(sure).to_be_focused()
    assert served.text(FIRST) == SOP
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("K.1.1.1.7 Menerima Surat")
    assert served.text("sekretariat/umum/K.1.1.1.7.yaml") == SOP.replace("K.1.1.1.1", "K.1.1.1.7")
