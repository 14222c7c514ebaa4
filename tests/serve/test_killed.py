"""A desk that is killed while somebody types: what was shown as saved is in the file, which is
whole, and a desk that begins anew goes on from there."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

from playwright.sync_api import Browser, Page, expect

from tests.catalogues import FIRST, write_catalogue
from tests.running import sopc

PATIENCE = 60_000.0
"""Milliseconds; a machine may have much else to do."""


@contextmanager
def desk(root: Path) -> Iterator[str]:
    """A desk in a process of its own, which ends as if the machine lost its power; its address."""
    command = [
        sys.executable,
        "-m",
        "sopc",
        "serve",
        "--lang",
        "id",
        "--no-open",
        "--sops",
        str(root),
    ]
    with Popen(command, stdout=PIPE, stderr=DEVNULL, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http\S+/", process.stdout.readline())
        assert found is not None
        try:
            yield found[0]
        finally:
            process.kill()


def typed(page: Page, text: str) -> None:
    """Type a title, and wait until it is shown as saved."""
    page.locator("#f-nama").fill(text)
    expect(page.locator("#saved")).to_have_text("tersimpan", timeout=PATIENCE)


def test_what_is_shown_as_saved_is_in_the_file(chromium: Browser, tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    before = (root / FIRST).read_text("utf-8")
    last = "Menerima Surat"
    for turn in range(3):
        context = chromium.new_context(locale="id")  # a browser that forgets, too
        page = context.new_page()
        with desk(root) as address:
            page.goto(f"{address}sop/{FIRST}")
            expect(page.locator("#f-nama")).to_have_value(last)
            last = f"Menerima Surat {turn}"
            typed(page, last)
            page.locator("#f-nama").press_sequentially(" dan kirim")  # nobody has saved that yet
        after = (root / FIRST).read_text("utf-8")
        written = re.search(r"^nama: (.*)$", after, flags=re.M)
        assert written is not None
        assert written[1].startswith(last)
        assert f"{last} dan kirim".startswith(written[1])
        last = written[1]
        assert after == before.replace("nama: Menerima Surat\n", f"nama: {last}\n")
        assert {each.name for each in (root / FIRST).parent.iterdir()} == {Path(FIRST).name}
        context.close()
    assert sopc("check", "--sops", root).exit_code == 0
