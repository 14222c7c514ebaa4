"""The panel of findings: what is wrong, where, why, and its mend by a button."""

from dataclasses import replace

from playwright.sync_api import Page, expect

from sopc.language import Phrase
from sopc.serve.findings_view import key_of, panel
from sopc.serve.html import Html
from sopc.serve.labels import Labels
from sopc.serve.sop_parts import parts
from tests.catalogues import FIRST, SOP, STRICT
from tests.serve.conftest import Served

WRONG_TARGET = SOP.replace("kode: arsip", "kode: lain")
FAULTY = WRONG_TARGET.replace("disahkan", "disahkn")


def test_errors_stand_first_with_their_places_and_notes_apart(served: Served) -> None:
    (served.root / FIRST).write_text(WRONG_TARGET, encoding="utf-8")
    served.desk.touched()
    snapshot = served.desk.checked()
    file = served.desk.file(FIRST)
    assert file is not None
    shown = panel(snapshot, file)
    found = snapshot.findings(file.name)
    by_severity = [*shown.errors, *shown.warnings, *shown.notes]
    assert {each.key for each in by_severity} == {key_of(each) for each in found}
    assert [(e.code, e.line) for e in shown.errors] == [
        (e.code, e.place.line) for e in found if e.severity.value == "error"
    ]
    (first, *_) = shown.errors
    assert first.path[:2] == ("langkah", 1)
    assert str(first.where) == str(Phrase("step {row}", row=2))
    assert shown.elsewhere == 0


def test_findings_speak_of_fields_and_actors_as_the_form_does(served: Served) -> None:
    said = Labels({"staf": "Staf Umum"})

    def label(word: str, *path: str | int) -> str:
        return said.label(word, path, str)

    assert label("direvisi") == label("direvisi", "langkah", 1) == "Date of revision"
    assert label("direvisi: 2026-01-02") == "Date of revision: 2026-01-02"
    assert (label("uraian", "langkah", 0), label("uraian", "riwayat", 0)) == (
        "Activity",
        "What was changed",
    )
    assert (label("staf"), label("pelaksana: staf")) == ("Staf Umum", "Actors: Staf Umum")
    assert label("keputusan: {ya: …}") == label("sopc check") == ""
    (served.root / "katalog.yaml").write_text(STRICT, "utf-8")
    (served.root / FIRST).write_text(SOP.replace(", waktu: 5 menit", ""), "utf-8")
    served.desk.touched()
    file = served.desk.file(FIRST)
    assert file is not None
    shown = parts(Html("id", ""), served.desk.checked(), file)
    assert "“Waktu”" in shown["findings"]
    assert "<code>waktu" not in shown["findings"]
    assert not [name for name, each in shown.items() if "`" in each]


def test_what_is_not_checked_yet_is_not_said_to_be_right(served: Served) -> None:
    now, file, html = served.desk.checked(), served.desk.file(FIRST), Html("id", "")
    assert file is not None
    checking, right = "Sedang diperiksa", "Tidak ada yang salah"
    before = parts(html, replace(now, is_checked=False), file)["findings"]
    after = parts(html, now, file)["findings"]
    assert (checking in before, right in before) == (True, False)
    assert (checking in after, right in after) == (False, True)


def test_a_finding_leads_to_its_place_is_explained_and_mended(served: Served, page: Page) -> None:
    before = served.text(FIRST)
    (served.root / FIRST).write_text(FAULTY, encoding="utf-8")
    page.goto(f"{served.address}sop/{FIRST}")
    wrong = page.locator(".findings > .error", has_text="disahkn")
    wrong.get_by_role("button", name="Mengapa").click()
    expect(page.get_by_role("dialog")).to_contain_text("SKM")
    page.get_by_role("button", name="Tutup").click()
    with page.expect_response("**/mend/**"):
        wrong.get_by_role("button", name="Perbaiki").click()
    assert served.text(FIRST) == before.replace("kode: arsip", "kode: lain")
    expect(wrong).to_have_count(0)
    expect(page.locator("#findings-counted")).to_be_focused()
    page.locator(".findings > .error", has_text="arsip").get_by_role("link").click()
    expect(page.locator("select[data-step='2'][data-label='ya']")).to_be_focused()
    path = served.root / FIRST
    path.write_text(before.replace("2025-01-02", "kapan"), encoding="utf-8")
    page.locator(".findings > .error", has_text="kapan").get_by_role("link").click()
    expect(page.get_by_label("Tanggal pembuatan")).to_be_focused()
    expect(page.locator("#drawing code", has_text="kapan")).to_be_visible()
    expect(page.locator("#pages code", has_text="kapan")).to_be_visible()
