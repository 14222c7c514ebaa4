"""The lists of names: added to, changed, and only rid of what nobody uses."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sopc.diagnostics import SopcError
from sopc.serve.registries import Uses, entries_of, with_entry, with_values, without_entry
from sopc.serve.registry_kinds import REGISTRIES
from tests.catalogues import DASAR_HUKUM, FIRST, PEJABAT, PELAKSANA, write_catalogue
from tests.serve.conftest import Served
from tests.serve.test_index_view import snapshot

ACTORS, REGULATIONS, OFFICIALS = (
    REGISTRIES[kind] for kind in ("pelaksana", "dasar-hukum", "pejabat")
)


def test_each_entry_says_where_it_is_used(tmp_path: Path) -> None:
    now = snapshot(write_catalogue(tmp_path))
    uses = {e.key: [use.file for use in e.uses] for e in entries_of(now, ACTORS, Uses())}
    assert uses == {"kepala": [FIRST], "sekretaris": [], "kasubbag": [], "staf": [FIRST]}
    (official,) = entries_of(now, OFFICIALS, Uses())
    assert [use.file for use in official.uses] == ["katalog.yaml"]


def test_a_new_entry_is_called_by_what_is_printed_and_stands_at_the_end(tmp_path: Path) -> None:
    now = snapshot(write_catalogue(tmp_path))
    key, raw = with_entry(now, ACTORS, "", {"nama": "Arsiparis Terampil"})
    assert key == "arsiparis-terampil"
    assert raw.decode() == PELAKSANA + "arsiparis-terampil: Arsiparis Terampil\n"
    asked = {"jenis": "Undang-Undang", "nomor": "43", "tahun": "2009", "tentang": "Kearsipan"}
    key, raw = with_entry(now, REGULATIONS, "", asked)
    assert key == "undang-undang-43-2009"
    line = "{jenis: Undang-Undang, nomor: 43, tahun: 2009, tentang: Kearsipan}"
    assert raw.decode() == f"{DASAR_HUKUM}{key}: {line}\n"


def test_the_first_entry_takes_the_place_of_the_sign_that_there_is_none(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path)
    (root / "dasar-hukum.yaml").write_text("# Dasar hukum\n{}\n", "utf-8")
    _, raw = with_entry(snapshot(root), REGULATIONS, "uu-1", {"jenis": "Undang-Undang"})
    assert raw.decode().startswith("# Dasar hukum\nuu-1:")
    assert "{}" not in raw.decode()


def test_only_what_is_another_changes(tmp_path: Path) -> None:
    now = snapshot(write_catalogue(tmp_path))
    (old,) = (entry.values for entry in entries_of(now, OFFICIALS, Uses()))
    raw = with_values(now, OFFICIALS, "kepala", old, {**old, "pangkat": "Pembina"})
    assert raw.decode() == PEJABAT.replace("Pembina Utama Muda", "Pembina")
    grouped = {"nama": "Staf", "kelompok": "Loket"}
    raw = with_values(now, ACTORS, "staf", {"nama": "Staf", "kelompok": ""}, grouped)
    assert raw.decode().startswith("kepala: Kepala Dinas\n")
    with pytest.raises(SopcError, match="18 digits"):
        with_values(now, OFFICIALS, "kepala", old, {**old, "nip": "12"})
    with pytest.raises(SopcError, match="somebody else"):
        with_values(now, ACTORS, "staf", {"nama": "Petugas"}, {"nama": "Lain"})


def test_what_is_used_stays_and_who_uses_it_is_told(tmp_path: Path) -> None:
    now = snapshot(write_catalogue(tmp_path))
    with pytest.raises(SopcError, match="Menerima Surat"):
        without_entry(now, ACTORS, "staf", Uses())
    raw = without_entry(now, ACTORS, "kasubbag", Uses())
    assert raw.decode() == PELAKSANA.replace("kasubbag: Kasubbag Umum\n", "")


def test_an_actor_is_added_renamed_everywhere_and_taken_out_by_the_page(
    served: Served, page: Page
) -> None:
    page.goto(f"{served.address}registries/pelaksana?name=Arsiparis")
    expect(page.get_by_label("Nama, seperti").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#entry-arsiparis summary").first).to_contain_text("Arsiparis")
    assert served.text("pelaksana.yaml") == PELAKSANA + "arsiparis: Arsiparis\n"

    page.locator("#entry-arsiparis > summary").click()
    page.get_by_role("button", name="Keluarkan dari daftar").click()
    expect(page.locator("#entry-arsiparis")).to_have_count(0)
    assert served.text("pelaksana.yaml") == PELAKSANA

    page.locator("#entry-staf > summary").click()
    page.locator("#entry-staf .more > summary").click()
    page.locator("#staf--key").fill("petugas")
    page.locator("#staf--key").press("Enter")
    expect(page.locator("#entry-petugas")).to_be_visible()
    assert "pelaksana: [kepala, petugas]" in served.text(FIRST)


def test_a_name_that_is_missing_in_an_sop_is_typed_once_and_its_page_leads_back(
    served: Served, page: Page
) -> None:
    page.goto(f"{served.address}sop/{FIRST}")
    page.locator("#lane-add").fill("Arsiparis & Juru Tulis")
    page.locator("#lane-new").click()
    expect(page.get_by_label("Nama, seperti").first).to_have_value("Arsiparis & Juru Tulis")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Kembali ke SOP")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#lane-add").fill("Arsiparis & Juru Tulis")
    page.locator("#lane-add-button").click()
    expect(page.locator("th.lane")).to_have_count(3)


def test_a_list_that_no_sop_led_to_leads_back_to_none(served: Served, page: Page) -> None:
    for origin in ("", "?from=katalog.yaml", "?from=../x", "?from=javascript:alert(1)"):
        page.goto(f"{served.address}registries/pelaksana{origin}")
        expect(page.locator("#list")).to_be_visible()
        expect(page.locator("#back")).to_have_count(0)
