"""Two windows and an outside editor at work in one file: no change is ever lost silently."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.load.yaml_reader import read_yaml
from sopc.serve.asked import ChangeRequest
from sopc.serve.changing import make
from sopc.serve.desk import Desk
from sopc.serve.past import DeskPast
from sopc.serve.shown_versions import ShownVersions
from tests.catalogues import FIRST, write_catalogue
from tests.examples import at_most

HEAD = "nomor: K.1.1.1.1\nnama: Menerima Surat\ndibuat: 2025-01-02\ndisahkan: 2025-01\n"
WAYS = ("waktu", "output", "kelengkapan", "keterangan")
WORDS = (
    "menerima berkas", "memeriksa syarat", "menyusun konsep", "mencatat nomor", "menyerahkan surat",
    "menghitung biaya", "mengirim balasan", "mengarsipkan lembar", "menyetujui usul", "tutup buku",
)  # fmt: skip
"""What steps say: no two alike, so that each is known by it."""


def text_of(steps: list[dict[str, Any]]) -> str:
    rows = "".join(
        "".join(
            f"{'  - ' if not place else '    '}{key}: {value}\n"
            for place, (key, value) in enumerate(step.items())
        )
        + f"    # catatan {step['uraian']}\n"
        for step in steps
    )
    return f"{HEAD}pelaksana: [staf, kepala]\nlangkah:\n{rows}"


@dataclass
class Window:
    """A page: what it shows, and in which version."""

    version: str = ""
    steps: list[dict[str, Any]] = field(default_factory=list)


class World:
    """A file, who works on it, and what a plain model says of it."""

    def __init__(self, root: Path, random: Random) -> None:
        self.random = random
        self.path = root / FIRST
        self.desk = Desk(root, lambda: date(2026, 1, 2), "id")
        self.shown = ShownVersions()
        self.windows = [Window(), Window()]
        self.unused = list(WORDS)
        random.shuffle(self.unused)
        steps = [self.new() for _ in range(random.randint(2, 4))]
        self.path.write_text(text_of(steps), encoding="utf-8")
        for window in self.windows:
            self.look(window)

    def new(self) -> dict[str, Any]:
        return {"uraian": self.unused.pop(), "pelaksana": "staf", "waktu": "1 jam"}

    def steps(self) -> list[dict[str, Any]]:
        document, _ = read_yaml(self.path.read_bytes(), "x")
        assert document is not None
        assert isinstance(document.value, dict)
        steps: Any = document.value["langkah"]
        return [dict(each) for each in steps]

    def look(self, window: Window) -> None:
        window.version = self.shown.keep(FIRST, self.path.read_bytes())
        window.steps = self.steps()

    def ask(self, window: Window, **change: Any) -> bool:
        """Whether it was done; if not, nothing was."""
        before = self.path.read_bytes()
        asked = ChangeRequest.model_validate({"version": window.version, "change": change})
        try:
            make(self.desk, self.shown, FIRST, asked)
        except SopcError:
            assert self.path.read_bytes() == before
            return False
        return True

    def outside(self) -> None:
        """An editor saves the file with a change of its own."""
        steps = self.steps()
        step = self.random.choice(steps)
        kind = self.random.choice(("say", "move", "remove", "add"))
        if kind == "say":
            step[self.random.choice(WAYS)] = self.random.choice(("2 jam", "Map", "Surat"))
        elif kind == "move":
            steps.remove(step)
            steps.insert(self.random.randint(0, len(steps)), step)
        elif kind == "remove" and len(steps) > 1:
            steps.remove(step)
        elif self.unused:
            steps.insert(self.random.randint(0, len(steps)), self.new())
        self.path.write_text(text_of(steps), encoding="utf-8")
        if self.random.random() < 0.5:  # the system may be slow to tell
            self.desk.touched()

    def act(self, window: Window) -> None:
        """One change by a window, held against what it means."""
        now = self.steps()
        row = self.random.randrange(len(window.steps))
        step = window.steps[row]
        own = next((each for each in now if each["uraian"] == step["uraian"]), None)
        kind = self.random.choice(("set", "set", "remove", "move", "insert", "place"))
        {
            "set": self._set,
            "remove": self._remove,
            "move": self._move,
            "insert": self._insert,
            "place": self._place,
        }[kind](window, row, step, own, now)

    def _set(self, window: Window, row: int, step: Any, own: Any, now: Any) -> None:
        way = self.random.choice(WAYS)
        new = self.random.choice(("3 jam", "Buku", "Lembar"))
        old = step.get(way)
        done = self.ask(window, op="set", path=["langkah", row, way], old=old, new=new)
        if own is None:
            assert not done
        elif done:
            assert own.get(way) in (old, new)
            own[way] = new
            self.holds(now)
        else:
            assert own.get(way) != old, "nobody had changed it"

    def _remove(self, window: Window, row: int, step: Any, own: Any, now: Any) -> None:
        if self.ask(window, op="step.remove", step=row + 1):
            assert own == step, "somebody's words went with it"
            now.remove(own)
            self.holds(now)
        else:
            assert own != step or len(now) == 1

    def _move(self, window: Window, row: int, _: Any, own: Any, now: Any) -> None:
        others = [each for each in range(len(window.steps) + 1) if each not in (row, row + 1)]
        if not others:
            return
        after = self.random.choice(others)
        behind = window.steps[after - 1]["uraian"] if after else ""
        if self.ask(window, op="step.move", step=row + 1, after=after):
            now.remove(own)
            said = [each["uraian"] for each in now]
            now.insert(said.index(behind) + 1 if behind else 0, own)
            self.holds(now)
        else:
            said = [each["uraian"] for each in now]
            assert own is None or (behind and behind not in said)

    def _insert(self, window: Window, row: int, _: Any, own: Any, now: Any) -> None:
        if not self.unused:
            return
        text = self.unused.pop()
        if self.ask(window, op="step.insert", after=row + 1, actors=("kepala",), text=text):
            now.insert(now.index(own) + 1, {"uraian": text, "pelaksana": "kepala"})
            self.holds(now)
        else:
            assert own is None

    def _place(self, window: Window, row: int, step: Any, own: Any, now: Any) -> None:
        if self.ask(window, op="step.place", step=row + 1, actor="kepala", only=True):
            assert own["pelaksana"] in (step["pelaksana"], "kepala")
            own["pelaksana"] = "kepala"
            self.holds(now)
        else:
            assert own is None or own["pelaksana"] != step["pelaksana"]

    def holds(self, meant: list[dict[str, Any]]) -> None:
        """The file says what is meant, and has all notes of steps that are there."""
        now = self.steps()
        assert [sorted(each.items()) for each in now] == [sorted(e.items()) for e in meant]


@at_most(25)
@given(st.integers(0, 10**9))
@example(1000130)
@example(1000228)
def test_what_is_done_is_what_was_meant_and_what_is_refused_was_changed_by_others(
    seed: int,
) -> None:
    random = Random(seed)
    with TemporaryDirectory() as folder:
        world = World(write_catalogue(Path(folder) / "sops"), random)
        for _ in range(10):
            window = random.choice(world.windows)
            if random.random() < 0.3:
                world.outside()
            elif random.random() < 0.3:
                world.look(window)
            else:
                world.act(window)
        world.desk.close()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(write_catalogue(tmp_path / "sops"), Random(1))
    yield made
    made.desk.close()


def test_a_page_that_nobody_remembers_changes_only_what_it_names(world: World) -> None:
    window = Window("of long ago")
    assert not world.ask(window, op="set", path=["langkah", 0, "waktu"], old="1 jam", new="2 jam")
    assert not world.ask(window, op="step.remove", step=1)
    assert world.ask(window, op="set", path=["nama"], old="Menerima Surat", new="Surat Masuk")
    assert not world.ask(window, op="set", path=["nama"], old="Menerima Surat", new="Lain")


def test_what_two_windows_did_is_taken_back_and_done_again(world: World) -> None:
    first, second = world.windows
    begun = world.path.read_bytes()
    assert world.ask(first, op="set", path=["nama"], old="Menerima Surat", new="Surat Masuk")
    assert world.ask(second, op="step.insert", after=0, actors=("staf",), text="Mulai")
    ended = world.path.read_bytes()
    for _ in range(2):
        world.desk.past.undo(world.desk)
    assert world.path.read_bytes() == begun
    for _ in range(2):
        world.desk.past.redo(world.desk)
    assert world.path.read_bytes() == ended


def test_what_is_taken_back_leaves_what_others_changed_elsewhere(world: World) -> None:
    window = world.windows[0]
    assert world.ask(window, op="set", path=["nama"], old="Menerima Surat", new="Surat Masuk")
    text = world.path.read_text(encoding="utf-8")
    world.path.write_text(text.replace("waktu: 1 jam", "waktu: 9 jam", 1), encoding="utf-8")
    said = world.desk.past.undo(world.desk).said
    assert said == "nama changed"
    after = world.path.read_text(encoding="utf-8")
    assert "nama: Menerima Surat\n" in after
    assert "waktu: 9 jam" in after
    world.path.write_text(after.replace("Menerima Surat", "Punya orang"), encoding="utf-8")
    with pytest.raises(SopcError, match="the same place"):
        world.desk.past.redo(world.desk)
    assert "nama: Punya orang\n" in world.path.read_text(encoding="utf-8")


def test_quick_changes_of_one_field_are_one_step() -> None:
    time = [0.0]
    past = DeskPast(lambda: time[0])
    files = Kept({"a": b"0"})
    for number, (name, passed) in enumerate([("x", 1), ("x", 1), ("y", 1), ("y", 9)], start=1):
        time[0] += passed
        before = dict(files.held)
        files.held["a"] = str(number).encode()
        past.remember(SAID, before, dict(files.held), name)
    seen = []
    while True:
        try:
            past.undo(files)
        except SopcError:
            break
        seen.append(files.held["a"])
    assert seen == [b"3", b"2", b"0"]


SAID = Phrase("something")


@dataclass
class Kept:
    """Files in memory."""

    held: dict[str, bytes | None]

    def bytes_of(self, name: str) -> bytes | None:
        return self.held[name]

    def write(self, before: Any, after: Any) -> None:
        assert all(self.held[name] == raw for name, raw in before.items())
        self.held |= after
