"""The editor's guide, its part in the browser: its steps done at the desk, and its pictures.

``make pictures`` runs it as ``python -m tests.guides.browser FOLDER``.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Thread
from unittest.mock import patch

from PIL import Image
from playwright.sync_api import Locator, Page, expect, sync_playwright

from sopc.serve.desk import Desk
from sopc.serve.server import DeskServer
from tests.guides.catalogue import FILES
from tests.repositories import commit

SIZE = (1280, 760)
"""The window of the pictures, in pixels."""
MOST_BYTES = 90_000
_COLOURS = 64
_PATIENCE = 60_000.0
"""Milliseconds; a machine may have much else to do."""
_DAY = date(2026, 1, 15)
_SENTENCES = (
    "Menerima permohonan peminjaman arsip",
    "Memeriksa permohonan",
    "Mencari arsip",
    "Menyerahkan arsip",
)
_STANDARDS = (
    ("Formulir", "5 menit", "Formulir"),
    ("Formulir", "10 menit", "Disposisi"),
    ("Disposisi", "30 menit", "Arsip"),
    ("Arsip", "5 menit", "Buku peminjaman"),
)


@dataclass
class Walk:
    """Does the guide's steps, and notes what its reader looks for, types and sees."""

    page: Page
    take: Callable[[str, bytes], None] = lambda _name, _picture: None
    said: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def press(self, role: str, name: str) -> None:
        """Press what is called so."""
        self.said.append(name)
        self.page.get_by_role("link" if role == "link" else "button", name=name).click()

    def fill(self, called: str, typed: str, place: Locator | None = None) -> None:
        """Type into the field that is called so, or that stands in a place below that name."""
        self.said += [called, typed]
        (place or self.page.get_by_label(called, exact=True)).fill(typed)

    def choose(self, called: str, chosen: str, place: Locator | None = None) -> None:
        """Choose from the list that is called so."""
        self.said += [called, chosen]
        (place or self.page.get_by_label(called, exact=True)).select_option(label=chosen)

    def saved(self) -> None:
        """Wait until all is written."""
        expect(self.page.locator("#saved")).to_have_text("tersimpan", timeout=_PATIENCE)

    def show(self, name: str, top: Locator | None = None) -> None:
        """Take a picture of the window, scrolled so that something is at its top."""
        self.pictures.append(name)
        expect(self.page.locator(".checking")).to_have_count(0, timeout=_PATIENCE)
        if top:
            top.evaluate("each => each.scrollIntoView({block: 'start', behavior: 'instant'})")
            self.page.evaluate("scrollBy(0, -60)")
        self.take(name, self.page.screenshot(animations="disabled", caret="hide"))


def begin(walk: Walk, address: str) -> None:
    """From the first page to a new SOP."""
    page = walk.page
    page.goto(address)
    expect(page.get_by_text("Pengelolaan Surat Masuk")).to_be_visible(timeout=_PATIENCE)
    walk.show("daftar")
    walk.press("link", "SOP baru")
    walk.choose("Seksi", "1.1 Sekretariat, Sub Bagian Umum")
    walk.fill("Judul", "Peminjaman Arsip")
    actors = "Pelaksana, dari lajur kiri ke kanan"
    walk.fill(actors, "Staf", page.get_by_label("Pelaksana 1"))
    page.get_by_label("Pelaksana 2").fill("Kepala Sub Bagian")
    walk.said.append("Kepala Sub Bagian")
    expect(page.get_by_text("Lengkap: SOP dapat dimulai.")).to_be_visible(timeout=_PATIENCE)
    expect(page.get_by_label("Nomor", exact=True)).to_have_value("DC.1.1.3", timeout=_PATIENCE)
    walk.show("sop-baru")
    walk.press("button", "Mulai SOP ini")
    page.wait_for_url("**/sop/**")


def write_steps(walk: Walk) -> None:
    """Four steps in a table, with who does them, a decision and its return."""
    page = walk.page
    for place, sentence in enumerate(_SENTENCES, start=1):
        walk.press("button", "+ langkah pertama" if place == 1 else "+ langkah di akhir")
        if place == 1:
            walk.said.append("Uraian kegiatan")
        walk.said.append(sentence)
        page.locator(f"#s-{place}-uraian").fill(sentence)
        walk.saved()
    walk.said.append("Kepala Sub Bagian")
    page.get_by_label("Langkah 2: pindahkan ke Kepala Sub Bagian").click()
    expect(page.locator("#s-2-p1-kasubbag[data-there]")).to_be_visible(timeout=_PATIENCE)
    for place in (1, 3, 4):
        expect(page.locator(f"#s-{place}-p1-staf[data-there]")).to_be_visible(timeout=_PATIENCE)
    walk.choose("proses", "keputusan", page.get_by_label("Langkah 2: simbol"))
    back = page.get_by_label("Langkah 2: tujuan “tidak”")
    goal = back.locator("option", has_text=_SENTENCES[0]).inner_text()
    walk.choose("tidak", goal, back)
    expect(page.locator('#drawing [data-from="2"][data-to="1"]')).to_have_count(
        1, timeout=_PATIENCE
    )
    walk.saved()
    walk.show("langkah", page.locator("#s-2"))


def write_standards(walk: Walk) -> None:
    """What each step needs, how long it takes, and what comes of it; then the page as printed."""
    page = walk.page
    for place, values in enumerate(_STANDARDS, start=1):
        keys = (("kelengkapan", "Kelengkapan"), ("waktu", "Waktu"), ("output", "Output"))
        for (key, called), value in zip(keys, values, strict=True):
            walk.fill(called, value, page.locator(f"#s-{place}-{key}"))
        walk.saved()
    page.reload()
    expect(page.locator("#pages .pdf")).to_be_visible(timeout=_PATIENCE)
    page.locator("#pages img").evaluate_all("all => Promise.all(all.map(each => each.decode()))")
    page.locator("#pages img").last.scroll_into_view_if_needed()
    walk.show("halaman", page.locator("#s-1"))


def keep(walk: Walk) -> None:
    """What changed, in words, and kept."""
    page = walk.page
    walk.press("link", "Perubahan")
    expect(page.locator("#keep")).to_be_visible(timeout=_PATIENCE)
    walk.fill("Nama Anda", "Nama Anda")
    walk.fill("Alamat surel", "nama.anda@contoh.go.id")
    walk.show("perubahan")
    walk.press("button", "Simpan sebagai versi")
    expect(page.get_by_text("Tidak ada perubahan sejak versi terakhir.")).to_be_visible(
        timeout=_PATIENCE
    )


def all_of_it(walk: Walk, address: str) -> None:
    """The whole of the guide's part."""
    for part in (lambda each: begin(each, address), write_steps, write_standards, keep):
        part(walk)
    walk.page.goto("about:blank")  # it asks no desk that has ended


@contextmanager
def served_office(folder: Path) -> Iterator[str]:
    """The guides' office, its catalogue in git that knows nobody's name, served at an address."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    commit(folder, "Katalog SOP")
    server = DeskServer(Desk(folder / "sops", lambda: _DAY, "id"))
    thread = Thread(target=server.run, daemon=True)
    with patch.dict(os.environ, {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}):
        thread.start()
        yield server.address
        server.stop()
        thread.join()


def draw(folder: Path) -> None:
    """Make all pictures, in a folder."""
    folder.mkdir(parents=True, exist_ok=True)

    def keep_picture(name: str, picture: bytes) -> None:
        image = (
            Image.open(BytesIO(picture)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        )
        image.save(folder / f"{name}.png", optimize=True)

    with (
        tempfile.TemporaryDirectory() as office,
        served_office(Path(office)) as address,
        sync_playwright() as playwright,
    ):
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        all_of_it(Walk(page, keep_picture), address)
        browser.close()


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
