"""The key is this user's alone, one for all builds, and never where others may have put it."""

import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from sopc.diagnostics import SopcError
from sopc.transaction import user_key as module
from sopc.transaction.user_key import GIVEN, state_folder, user_key

SECRET = "0123456789abcdef" * 2


def key_file(home: Path) -> Path:
    return home / ".local" / "state" / "sopc" / "key"


def of(home: Path, *apart_from: Path) -> module.UserKey:
    return user_key({"HOME": str(home)}, apart_from, "linux")


def kept(home: Path) -> Path:
    """The file of a key that was made."""
    assert of(home).problem is None
    return key_file(home)


def test_a_key_is_made_once_for_this_user_only(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        first = of(tmp_path)
    finally:
        os.umask(old)
    file = key_file(tmp_path)
    assert (first.problem, len(first.data), file.read_bytes()) == (None, 32, first.data)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert of(tmp_path) == first
    assert [*file.parent.iterdir()] == [file]
    assert of(tmp_path / "lain").data != first.data
    assert repr(first.data) not in repr(first)


def test_several_at_once_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together, link = Barrier(4), os.link

    def wait_and_link(*names: Path) -> None:
        together.wait(10)  # none has one yet
        link(*names)

    monkeypatch.setattr(os, "link", wait_and_link)
    with ThreadPoolExecutor(4) as threads:
        made = {each.data for each in threads.map(lambda _: of(tmp_path), range(4))}
    assert made == {key_file(tmp_path).read_bytes()}
    assert [*key_file(tmp_path).parent.iterdir()] == [key_file(tmp_path)]


def test_where_files_have_one_name_only_a_key_is_kept_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    made = of(tmp_path)
    assert (made.problem, of(tmp_path)) == (None, made)
    assert [*key_file(tmp_path).parent.iterdir()] == [key_file(tmp_path)]


def shown_to_others(file: Path) -> None:
    file.chmod(0o604)


def shown_to_the_group(file: Path) -> None:
    file.chmod(0o640)


def writable_by_the_group(file: Path) -> None:
    file.chmod(0o620)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def grown(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"x")


def moved_behind_a_link(file: Path) -> None:
    file.rename(file.with_name("lain"))
    file.symlink_to("lain")


def a_link_to_nothing(file: Path) -> None:
    file.unlink()
    file.symlink_to("tidak-ada")


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir(mode=0o700)


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file, 0o600)


HARMS = (
    shown_to_others, shown_to_the_group, writable_by_the_group, emptied, cut, grown,
    moved_behind_a_link, a_link_to_nothing, a_folder, a_pipe,
)  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
def test_a_file_that_others_may_know_or_that_is_none_is_not_used(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    file = kept(tmp_path)
    before = file.read_bytes()
    harm(file)
    status = file.lstat()
    one, other = of(tmp_path), of(tmp_path)
    assert len({before, one.data, other.data}) == 3
    assert str(one.problem) == (
        f"`{file}` is not used as the store's key: it is no file of 32 bytes, yours, "
        "that nobody else may read"
    )
    assert file.lstat() == status  # it is left as it is


def test_another_user_s_file_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept(tmp_path).read_bytes()
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    made = of(tmp_path)
    assert made.data != before
    assert "is not used" in str(made.problem)


@pytest.mark.parametrize("place", [".", ".local", ".local/state", ".local/state/sopc"])
def test_a_folder_that_others_give_is_no_place_for_it(tmp_path: Path, place: str) -> None:
    before = kept(tmp_path).read_bytes()
    others = tmp_path / place
    (tmp_path / "jalan").symlink_to(others)
    for other in (others, tmp_path / "jalan", others / "sub" / ".."):
        made = of(tmp_path, tmp_path / "tidak-ada", other)
        assert made.data != before
        assert "would lie among inputs or outputs" in str(made.problem)
    assert of(tmp_path, tmp_path / ".local" / "state" / "sopc" / "lain").data == before


def test_a_link_that_leads_into_what_others_give_is_seen(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    before = kept(out).read_bytes()
    home.mkdir()
    (home / ".local").symlink_to(out / ".local")
    assert of(home).data == before
    assert of(home, out).data != before


def test_a_repository_brings_no_key(tmp_path: Path) -> None:
    before = kept(tmp_path).read_bytes()
    sops = tmp_path / "kerja" / "sops"
    sops.mkdir(parents=True)
    assert of(tmp_path, sops).data == before
    (tmp_path / ".git").write_text("gitdir: /lain", encoding="utf-8")  # a worktree's is a file
    assert of(tmp_path, sops).data != before
    (tmp_path / "kerja" / ".git").mkdir()  # it is of a repository of its own
    assert of(tmp_path, sops).data == before


def test_a_folder_that_cannot_be_written_costs_no_build(tmp_path: Path) -> None:
    (tmp_path / ".local").write_bytes(b"")  # no folder can be made here, not even by root
    made = of(tmp_path)
    assert len(made.data) == 32
    assert str(made.problem).startswith(f"the store's key `{key_file(tmp_path)}` cannot be kept: ")


def test_a_full_disk_leaves_no_half_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert "No space left" in str(of(tmp_path).problem)
    assert [*key_file(tmp_path).parent.iterdir()] == []
    assert of(tmp_path).problem is None


@pytest.mark.parametrize("environment", [{}, {"HOME": ""}, {"HOME": "relatif"}])
def test_without_a_home_each_run_has_its_own(environment: dict[str, str]) -> None:
    one, other = (user_key(environment, (), "linux") for _ in range(2))
    assert one.data != other.data
    assert str(one.problem) == "there is no home folder to keep the store's key in"


PLACES = [
    ("linux", {"XDG_STATE_HOME": "/s", "HOME": "/h"}, "/s/sopc"),
    ("linux", {"XDG_STATE_HOME": "s", "HOME": "/h"}, "/h/.local/state/sopc"),
    ("linux", {"XDG_STATE_HOME": "", "HOME": "/h"}, "/h/.local/state/sopc"),
    ("linux", {"XDG_STATE_HOME": "s", "HOME": "h"}, None),
    ("freebsd14", {"HOME": "/h"}, "/h/.local/state/sopc"),
    ("darwin", {"XDG_STATE_HOME": "/s", "HOME": "/h"}, "/h/Library/Application Support/sopc"),
    ("darwin", {}, None),
    ("win32", {"LOCALAPPDATA": "/l", "HOME": "/h"}, "/l/sopc"),
    ("win32", {"HOME": "/h"}, None),
]


@pytest.mark.parametrize(("system", "environment", "folder"), PLACES)
def test_it_lies_where_a_system_keeps_state(
    system: str, environment: dict[str, str], folder: str | None
) -> None:
    assert state_folder(environment, system) == (folder and Path(folder))


def test_one_that_is_given_is_taken(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path)}
    given = user_key({GIVEN: SECRET}, ())
    assert given.problem is None
    assert user_key({GIVEN: SECRET, **home}, (tmp_path,)) == given
    assert user_key({GIVEN: f"{SECRET} "}, ()) != given
    assert not key_file(tmp_path).exists()
    assert user_key({GIVEN: "", **home}, (), "linux") == of(tmp_path)


@pytest.mark.parametrize("text", ["x", SECRET[:-1]])
def test_one_that_could_be_guessed_is_refused(text: str) -> None:
    with pytest.raises(SopcError, match="`SOPC_STORE_KEY` has fewer than 32 letters"):
        user_key({GIVEN: text}, ())
