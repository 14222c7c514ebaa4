"""A desk that is served, and a real browser in front of it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from sopc.serve.desk import Desk
from sopc.serve.server import DeskServer
from tests.catalogues import write_catalogue

expect.set_options(timeout=60_000)  # milliseconds: a busy machine takes its time
SHOWN = ("409 (Conflict)", "422 (Unprocessable")
"""Answers that a page shows: a browser complains of them all the same."""
TODAY = date(2026, 1, 2)


@dataclass(frozen=True, slots=True)
class Served:
    """A catalogue that is served, and its address."""

    root: Path
    address: str
    desk: Desk

    def text(self, name: str) -> str:
        """What a file says."""
        return (self.root / name).read_text(encoding="utf-8")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Path], Served]]:
    """Serves catalogues, until the test ends."""
    running: list[tuple[DeskServer, Thread]] = []

    def begin(root: Path, language: str = "id") -> Served:
        desk = Desk(root, lambda: TODAY, language)
        server = DeskServer(desk)
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        running.append((server, thread))
        return Served(root, server.address, desk)

    del tmp_path
    yield begin
    for server, thread in running:
        server.stop()
        thread.join()


@pytest.fixture
def served(serve: Callable[[Path], Served], tmp_path: Path) -> Served:
    """The smallest catalogue, served."""
    return serve(write_catalogue(tmp_path / "sops"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium, as this system has it.

    One for each module: while it is there, nothing else in this process may run an event loop.
    """
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "chromium is needed: see CONTRIBUTING.md"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A window. Whatever its console complains of fails the test: a refused style, an error."""
    window = chromium.new_page(viewport={"width": 1280, "height": 900})
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        is_answer = any(each in message.text for each in SHOWN)
        if message.type in ("error", "warning") and not is_answer:
            complaints.append(message.text)

    window.on("console", hear)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    yield window
    window.close()
    assert complaints == []
