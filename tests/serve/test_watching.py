"""Changes by any program are noticed, and what is as it was is nobody's change."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeAlias

import anyio
import pytest
from watchfiles import awatch

from sopc.language import Phrase
from sopc.serve import watching
from sopc.serve.desk import Desk
from tests.catalogues import FIRST, SOP, TODAY, write_catalogue

Until: TypeAlias = Callable[[Callable[[], bool]], Awaitable[None]]
_OTHER = SOP.replace("Menerima Surat", "Surat Lain")


@asynccontextmanager
async def watched(desk: Desk) -> AsyncIterator[Until]:
    """A desk that is told of changes; what comes waits until something holds by that."""
    stop, told = anyio.Event(), anyio.Event()
    events = desk.events.listen()

    async def hear() -> None:
        nonlocal told
        async for event in events:
            if event.name == "changed":
                told.set()
                told = anyio.Event()

    async def until(holds: Callable[[], bool]) -> None:
        with anyio.fail_after(60):
            while not holds():
                await told.wait()

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(hear)
        tasks.start_soon(watching.watch, desk, stop)
        try:
            yield until
        finally:
            stop.set()
            tasks.cancel_scope.cancel()


def title(desk: Desk, name: str = FIRST) -> object:
    """What a file's SOP is called."""
    file = desk.file(name)
    value = file.document.value if file and file.document else None
    return value["nama"] if isinstance(value, dict) else None


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(write_catalogue(tmp_path / "sops"), lambda: TODAY, "id")
    made.snapshot()
    return made


def rename(root: Path) -> None:
    """As vim saves."""
    new = root / f"{FIRST}.new"
    new.write_text(_OTHER, encoding="utf-8")
    (root / FIRST).rename(root / f"{FIRST}~")
    new.rename(root / FIRST)


def write(root: Path) -> None:
    (root / FIRST).write_text(_OTHER, encoding="utf-8")


def replace_folder(root: Path) -> None:
    """As a download that is unpacked anew."""
    write_catalogue(root.parent / "new", {FIRST: _OTHER})
    root.rename(root.parent / "old")
    (root.parent / "new").rename(root)


def replace_all(root: Path) -> None:
    """As git does, with hundreds more."""
    for number in range(2, 200):
        text = SOP.replace("K.1.1.1.1", f"K.1.1.1.{number}")
        (root / f"sekretariat/umum/K.1.1.1.{number}.yaml").write_text(text, encoding="utf-8")
    write(root)


@pytest.mark.parametrize("way", [write, rename, replace_folder, replace_all])
def test_whatever_way_a_file_is_saved(desk: Desk, way: Callable[[Path], None]) -> None:
    async def run() -> None:
        async with watched(desk) as until:
            await ready(desk, until)
            way(desk.root)
            await until(lambda: title(desk) == "Surat Lain")

    anyio.run(run)
    desk.close()


def test_files_that_come_and_go(desk: Desk) -> None:
    second = "sekretariat/umum/K.1.1.1.2.yaml"

    async def run() -> None:
        async with watched(desk) as until:
            await ready(desk, until)
            (desk.root / second).write_text(_OTHER, encoding="utf-8")
            await until(lambda: desk.file(second) is not None)
            shutil.rmtree(desk.root / "sekretariat/umum")
            await until(lambda: desk.file(second) is None and desk.file(FIRST) is None)

    anyio.run(run)
    desk.close()


async def ready(desk: Desk, until: Until) -> None:
    """Wait until files are watched: by a file that is written until it is noticed."""
    path = desk.root / "sekretariat/umum/catatan.txt"
    noticed: list[bool] = []
    touched = desk.touched

    def hear(paths: Iterable[Path] | None = None) -> None:
        noticed.append(True)
        touched(paths)

    desk.touched = hear  # type: ignore[method-assign]
    with anyio.fail_after(60):
        while not noticed:
            path.write_text("x")
            await anyio.sleep(0.01)
    path.unlink()
    desk.touched = touched  # type: ignore[method-assign]
    del until


def test_what_the_desk_has_written_itself_is_no_change(desk: Desk) -> None:
    told: list[str] = []
    desk.save({FIRST: SOP.encode()}, {FIRST: _OTHER.encode()})
    desk.events.tell = lambda name, *_: told.append(name)  # type: ignore[method-assign]
    desk.touched([desk.root / FIRST, desk.root / "sekretariat"])
    assert told == []
    desk.touched([desk.root / "sekretariat/umum/lain.yaml"])
    assert told == ["changed"]
    desk.close()


def test_where_the_system_tells_of_nothing_it_is_told_once_and_files_are_looked_at(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def limited(*paths: Path, force_polling: bool | None, **more: object) -> object:
        if not force_polling:
            raise OSError("OS file watch limit reached.")
        return awatch(*paths, force_polling=True, **(more | {"poll_delay_ms": 10}))  # type: ignore[arg-type]

    monkeypatch.setattr(watching, "awatch", limited)
    told: list[Phrase] = []
    desk.tell = told.append

    async def run() -> None:
        async with watched(desk) as until:
            await ready(desk, until)
            rename(desk.root)
            await until(lambda: title(desk) == "Surat Lain")

    anyio.run(run)
    assert ["limit" in str(each) for each in told] == [True]
    desk.close()


def test_the_catalogue_is_read_once_behind_the_first_page(desk: Desk) -> None:
    assert desk.is_read(within=60)
    assert desk.is_read(within=0)
    desk.close()
