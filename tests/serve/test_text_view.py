"""The text view: the file as it is written, what is found while typing, and nobody's words lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from sopc.serve import text_desk
from sopc.serve.typed_text import bytes_of, offset_at, shown_text, units
from tests.catalogues import FIRST, SOP
from tests.serve.conftest import Served


@given(st.text(st.characters(exclude_categories=["Cs"])), st.booleans(), st.booleans())
def test_a_text_that_is_not_changed_is_the_same_bytes(
    text: str, has_mark: bool, has_returns: bool
) -> None:
    text = text.replace("\r", "").replace("\ufeff", "")
    raw = text.replace("\n", "\r\n" if has_returns else "\n").encode()
    raw = b"\xef\xbb\xbf" * has_mark + raw
    assert bytes_of(shown_text(raw), raw) == raw


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 20))
def test_places_are_counted_there_and_back(text: str, offset: int) -> None:
    place = min(offset, len(text))
    assert offset_at(text, units(text, place)) == place


def opened(served: Served, page: Page, name: str) -> None:
    page.goto(f"{served.address}text/{name}")
    page.locator("#text-desk[data-ready]").wait_for()


def outside(served: Served, old: str, new: str) -> None:
    path = served.root / FIRST
    path.write_text(served.text(FIRST).replace(old, new, 1), encoding="utf-8")


@pytest.mark.skipif(not text_desk.EDITOR.is_file(), reason="made by `make client`")
def test_a_file_is_changed_in_the_editor_for_texts(served: Served, page: Page) -> None:
    before = served.text(FIRST)
    opened(served, page, FIRST)
    expect(page.locator("#text-counted")).to_have_text("Tidak ada yang salah.")
    editor = page.locator(".cm-content")
    # what is typed is looked at before it is saved
    editor.get_by_text("disahkan", exact=True).dblclick()
    page.keyboard.type("disahkn")
    expect(page.locator("#text-found")).to_contain_text("mungkin maksudnya")
    expect(page.locator(".cm-lintRange-error")).to_have_count(1)
    expect(page.locator("#saved")).to_have_text("tersimpan")
    assert served.text(FIRST) == before.replace("disahkan", "disahkn")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_have_text("tersimpan")
    expect(page.locator("#text-counted")).to_have_text("Tidak ada yang salah.")
    assert served.text(FIRST) == before
    # an actor's key, of those that the catalogue has
    editor.get_by_text("pelaksana: [kepala").first.click()
    page.keyboard.press("Home")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type(", sekre")
    # clicked, for Enter so soon after the list appeared would be a line break
    page.locator(".cm-tooltip-autocomplete").get_by_text("sekretaris").first.click()
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_have_text("tersimpan")
    assert "pelaksana: [kepala, staf, sekretaris]" in served.text(FIRST)
    # the keyboard gets out again
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(editor).not_to_be_focused()


def test_nobody_overwrites_what_somebody_else_wrote(
    served: Served, page: Page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In the plain field, which does the same where there is no editor for texts."""
    monkeypatch.setattr(text_desk, "EDITOR", tmp_path / "missing.js")
    opened(served, page, FIRST)
    field = page.locator("#text")
    outside(served, "Menerima Surat", "Surat Lain")
    expect(field).to_have_value(served.text(FIRST))
    # elsewhere in the file: both stay
    field.fill(field.input_value().replace("5 menit", "6 menit"))
    outside(served, "Surat Lain", "Surat Ketiga")
    expect(page.locator("#saved")).to_have_text("tersimpan")
    expect(field).to_have_value(served.text(FIRST))
    assert "6 menit" in served.text(FIRST)
    assert "Surat Ketiga" in served.text(FIRST)
    # in the same place: the user chooses
    with page.expect_response(lambda answer: answer.status == 409):
        outside(served, "Surat Ketiga", "Punya Mereka")
        field.fill(field.input_value().replace("Surat Ketiga", "Punya Saya"))
        page.get_by_role("button", name="Simpan").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Punya Mereka")
    expect(alert).to_contain_text("Punya Saya")
    assert "Punya Mereka" in served.text(FIRST)
    page.get_by_role("button", name="Pakai punya saya").click()
    expect(page.locator("#saved")).to_have_text("tersimpan")
    assert "Punya Saya" in served.text(FIRST)


def test_a_file_that_is_no_yaml_says_why_and_registries_are_texts_too(
    served: Served, page: Page, serve: Callable[[Path], Served]
) -> None:
    del serve
    (served.root / FIRST).write_text(SOP + "peringatan: [\n", encoding="utf-8")
    opened(served, page, FIRST)
    expect(page.locator("#text-counted")).to_have_text("1 perlu dibetulkan.")
    page.locator("#text-found button").first.click()
    for name in ("pelaksana.yaml", "katalog.yaml"):
        opened(served, page, name)
        expect(page.locator("#text-counted")).to_have_text("Tidak ada yang salah.")
