"""``sopc undo``, and what every command does first where another was killed."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import click
import pytest

from sopc.cli.main import main
from sopc.edit.switching import Own, changing
from sopc.edit.writing import write_files
from tests.catalogues import FIRST
from tests.cli.test_fixing import WRONG, texts
from tests.cli.test_fixing import here as here
from tests.edit.mends import SECOND, THIRD
from tests.lsp.client import TIMEOUT, editor
from tests.running import sopc
from tests.struck_folders import Fault, Killed, striking

MISNAMED = THIRD.replace(".yaml", ".yml")


@pytest.fixture
def fixed(here: Path) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """A catalogue that was mended, as it was before, and as it is."""
    root = here / "sops"
    (root / THIRD).rename(root / MISNAMED)
    (root / MISNAMED).chmod(0o600)
    before = texts(root)
    assert sopc("check", "--fix").exit_code == 0
    return root, before, texts(root)


def test_what_a_command_changed_is_taken_back_and_once_more_made_anew(
    fixed: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    root, before, after = fixed
    assert before.keys() - after.keys() == {MISNAMED}
    assert (root / THIRD).stat().st_mode & 0o777 == 0o600
    for expected in (before, after, before):
        result = sopc("undo")
        assert result.exit_code == 0
        assert result.stdout == (
            "taken back in 4 files; once more `sopc undo` makes the change anew\n"
        )
        assert texts(root) == expected
        assert (root / (THIRD if expected is after else MISNAMED)).stat().st_mode & 0o777 == 0o600


def test_a_dry_run_shows_what_would_be_taken_back_and_takes_back_nothing(
    fixed: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    root, _, after = fixed
    result = sopc("undo", "--dry-run")
    assert result.exit_code == 0
    assert f"--- sops/{FIRST}\n+++ sops/{FIRST}\n" in result.stdout
    assert "\n-nomor: K.1.1.1.1\n+nomor: K.1.1.01.1\n" in result.stdout
    assert f"+++ sops/{MISNAMED}\n" in result.stdout
    assert texts(root) == after
    assert sopc("undo").exit_code == 0


def test_where_files_were_changed_since_nothing_is_taken_back_and_they_are_named(
    fixed: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    root, _, _ = fixed
    (root / FIRST).write_text("nomor: K.1.1.1.1\n")
    (root / SECOND).unlink()
    (root / MISNAMED).write_text("x")
    before = texts(root)
    result = sopc("undo")
    assert result.exit_code == 2
    named = ", ".join(f"`{name}`" for name in sorted((FIRST, SECOND, MISNAMED)))
    assert result.stderr == (
        "sopc: nothing was taken back, for these files were changed since the last command that "
        f"changed `sops`: {named}\n"
    )
    assert texts(root) == before


def test_where_nothing_was_changed_there_is_nothing_to_take_back(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = sopc("undo")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is nothing to take back: no command has changed `sops`" in result.stderr
    sopc("check", "--fix")
    monkeypatch.setenv("XDG_STATE_HOME", str(here / "lain"))  # somebody else
    assert "there is nothing to take back" in sopc("undo").stderr


def test_what_could_not_be_kept_is_not_taken_for_what_was_kept_before(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(here / "sops", {".catatan": None}, {".catatan": b"x"})
    with monkeypatch.context() as patch:
        patch.setattr("sopc.edit.last_change.UNDO", 10)
        assert sopc("check", "--fix").exit_code == 0
    assert "there is nothing to take back" in sopc("undo").stderr
    assert (here / "sops" / ".catatan").exists()


def test_what_is_kept_is_bounded(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = here / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    monkeypatch.setattr("sopc.edit.last_change.UNDO_COUNT", 2)
    roots = [here / str(number) for number in range(4)]
    for root in roots:
        write_files(root, {"a": None}, {"a": b"x"})
    assert len([*(state / "sopc" / "undo").iterdir()]) == 2
    ends = [sopc("undo", "--sops", root).exit_code for root in roots]
    assert sorted(ends) == [0, 0, 2, 2]
    monkeypatch.setattr("sopc.edit.last_change.UNDO_TOGETHER", 10)
    write_files(roots[0], {"b": None}, {"b": b"x"})
    assert [*(state / "sopc" / "undo").iterdir()] == []


def test_what_is_kept_within_the_catalogue_s_repository_is_not_believed(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / ".git").mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(here / "state"))
    assert sopc("check", "--fix").exit_code == 0
    assert not (here / "state").exists()
    assert "there is nothing to take back" in sopc("undo").stderr


COMMANDS: dict[str, Callable[[Path], tuple[str | Path, ...]]] = {
    "check": lambda _: ("check",),
    "check --fix": lambda _: ("check", "--fix"),
    "build": lambda _: ("build", "--jobs", "1"),
    "flowchart": lambda here: ("flowchart", "K.1.1.1.1", "-o", here / "x.dot"),
    "schema": lambda _: ("schema", "--sops", "sops"),
    "verify": lambda _: ("verify", "--code", "AAAA-AAAA-AAAA"),
    "sign": lambda here: ("sign", here / "x.pdf", "--key", here / "sops" / FIRST),
    "undo": lambda _: ("undo", "--dry-run"),
    "schema --write": lambda _: ("schema", "--write"),
    "diff": lambda _: ("diff",),
    "due": lambda _: ("due",),
    "log": lambda _: ("log", "K.1.1.1.1"),
    "fmt": lambda _: ("fmt", "--check"),
    "init": lambda _: ("init",),
    "move": lambda _: ("move", "K.1.1.1.1", "bidang", "--dry-run"),
    "new": lambda _: ("new",),
    "rename-key": lambda _: ("rename-key", "pelaksana", "staf", "petugas", "--dry-run"),
    "renumber": lambda _: ("renumber", "K.1.1.1.1", "K.1.1.1.9", "--dry-run"),
    "retire": lambda _: ("retire", "K.1.1.1.1", "--dry-run"),
    "step": lambda _: ("step", "insert", "K.1.1.1.1", "1", "--dry-run"),
    "serve": lambda _: ("serve", "--no-open"),
}
"""Every command that reads a catalogue, whatever it says of it otherwise."""


def test_every_command_that_is_given_a_catalogue_is_among_them() -> None:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        if {"sops", "folder"} & {each.name for each in command.params}:
            assert name in {words.split()[0] for words in COMMANDS}


def _taken(*_: object) -> None:
    raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))


@pytest.fixture
def begun(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue that a mend was killed in the midst of; no port can be had there."""
    monkeypatch.setattr("sopc.serve.server.DeskServer.__init__", _taken)
    shutil.copytree(here / "sops", here / "mended")
    assert sopc("check", "--fix", "--sops", "mended").exit_code == 0
    with striking(Fault(3, of="move")), pytest.raises(Killed):
        sopc("check", "--fix")
    assert texts(here / "sops") != texts(here / "mended")
    return here


@pytest.mark.sampled(6)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_first_ends_what_a_killed_one_began_and_says_so(
    begun: Path, command: str
) -> None:
    result = sopc(*COMMANDS[command](begun))
    assert result.stderr.splitlines()[0] == (
        "sopc: finished what a command had begun in `sops` before it was ended"
    )
    there = texts(begun / "sops")
    written = {name: data for name, data in there.items() if not name.startswith(".sopc/")}
    assert written == texts(begun / "mended")


@pytest.mark.sampled(6)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_living_command_is_at_is_left_to_it_and_that_is_said(
    begun: Path, command: str
) -> None:
    before, root = texts(begun / "sops"), Path("sops")
    with changing(root, Own.of(root)):
        result = sopc(*COMMANDS[command](begun))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == ("sopc: another command is changing `sops`; wait until it is done\n")
    assert texts(begun / "sops") == before


@pytest.mark.sampled(6)
@pytest.mark.parametrize("command", COMMANDS)
def test_where_what_was_begun_can_be_neither_finished_nor_undone_no_command_goes_on(
    begun: Path, command: str
) -> None:
    for name in (FIRST, SECOND):
        (begun / "sops" / name).write_bytes(b"x")
    before = texts(begun / "sops")
    result = sopc(*COMMANDS[command](begun))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"files were changed since: `{FIRST}`, `{SECOND}`. What files were" in result.stderr
    assert texts(begun / "sops") == before


def test_what_others_left_in_a_catalogue_is_told_of_and_hinders_who_would_write(
    begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(begun / "lain"))
    before = texts(begun / "sops")
    (left,) = {Path(name).parts[0] for name in before if name.startswith(".sopc-")}
    said = f"sopc: `sops/{left}` was not left by you on this machine, or your key was lost:"
    schema = sopc("schema", "--sops", "sops")
    assert schema.exit_code == 0
    assert schema.stderr.startswith(said)
    assert json.loads(schema.stdout)
    result = sopc("check", "--fix")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1].startswith(said)
    assert texts(begun / "sops") == before
    shutil.rmtree(begun / "sops" / left)
    assert sopc("check", "--fix").stderr == "`sopc undo` takes this back\n"


def test_an_editor_s_server_ends_what_was_begun_and_says_so_once(begun: Path) -> None:
    root = begun.resolve() / "sops"
    with editor() as client:
        client.open(root / FIRST)
        client.wait(root / FIRST)
        assert client.shown.get(timeout=TIMEOUT) == (
            f"finished what a command had begun in `{root}` before it was ended"
        )
        assert texts(root) == texts(begun / "mended")
        client.type(root / FIRST, client.texts[root / FIRST] + "# x\n")
        client.wait(root / FIRST)
        assert client.shown.empty()


@pytest.mark.parametrize("how", ["a living one", "changed since"])
def test_what_an_editor_s_server_cannot_end_is_left_and_files_are_checked_all_the_same(
    begun: Path, how: str
) -> None:
    root = begun.resolve() / "sops"
    with ExitStack() as stack:
        if how == "a living one":
            stack.enter_context(changing(root, Own.of(root)))
        else:
            for name in (FIRST, SECOND):
                (root / name).write_bytes(b"x")
        before = texts(root)
        client = stack.enter_context(editor())
        for text in ("x", "y"):
            client.open(root / THIRD, text)
            assert client.wait(root / THIRD)
        shown = [] if client.shown.empty() else [client.shown.get()]
        assert client.shown.empty()
        assert texts(root) == before
    assert ["can be neither finished" in each for each in shown] == [True] * (how[0] == "c")


def test_a_mend_by_which_nothing_is_written_leaves_what_can_be_taken_back(
    fixed: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    root, before, _ = fixed
    assert sopc("check", "--fix").exit_code == 0
    assert sopc("undo").exit_code == 0
    assert texts(root) == before
    assert WRONG[FIRST].encode() == texts(root)[FIRST]
