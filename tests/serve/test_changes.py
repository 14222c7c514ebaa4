"""What changed since the last version, told in words; kept, taken back and handed in with git."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sopc.diagnostics import SopcError
from sopc.load.git import run_git
from sopc.serve.changes_view import changed_files
from sopc.serve.committing import (
    Author,
    branch_name,
    commit,
    keep_author,
    patch,
    push,
    switch_to_new,
)
from sopc.serve.desk import Desk
from sopc.serve.repository_state import state_of
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.repositories import commit as keep_all
from tests.repositories import git
from tests.serve.conftest import TODAY, Served

CHANGED = SOP.replace("Menerima Surat\n", "Menerima Surat Masuk\n").replace(
    "{uraian: Memeriksa surat, pelaksana: kepala", "{uraian: Memeriksa surat, pelaksana: staf"
)
AUTHOR = Author("Penyunting", "penyunting@example.go.id")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue in a folder of a repository, all of it committed; git knows nobody's name."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    repository = tmp_path / "repository"
    write_catalogue(repository / "sops")
    (repository / "lain.txt").write_text("lain\n")
    keep_all(repository)
    git(repository, "branch", "-m", "main")
    return repository / "sops"


def _write(root: Path, text: str, name: str = FIRST) -> None:
    (root / name).write_text(text, encoding="utf-8")


def _told(root: Path) -> list[str]:
    desk = Desk(root, lambda: TODAY, "en")
    try:
        changes = changed_files(desk.snapshot(), state_of(root).commit)
    finally:
        desk.close()
    return [str(each.headline) for each in changes if each.headline] + [
        str(one.sentence) for each in changes for one in each.told
    ]


def test_what_changed_is_told_by_fields_and_steps_with_printed_names(kept: Path) -> None:
    assert _told(kept) == []
    _write(kept, CHANGED)
    assert _told(kept) == [
        "Name of the SOP: Menerima Surat → Menerima Surat Masuk",
        "Step 2, actor: Kepala Dinas → Staf",
    ]


def test_only_what_was_chosen_is_kept_and_the_index_stays(kept: Path) -> None:
    repository = kept.parent
    keep_author(kept, AUTHOR)
    (repository / "lain.txt").write_text("staged\n")
    git(repository, "add", "lain.txt")
    (repository / "lain.txt").write_text("neither\n")
    new = "sekretariat/umum/K.1.1.1.2.yaml"
    _write(kept, CHANGED)
    _write(kept, SOP.replace("K.1.1.1.1", "K.1.1.1.2"), new)
    commit(kept, state_of(kept), "# Perubahan\n\n- isi", [FIRST, new])
    assert git(repository, "log", "-1", "--format=%B%an").split("\n")[0] == "# Perubahan"
    assert git(repository, "show", "--name-only", "--format=").split() == [
        f"sops/{FIRST}",
        f"sops/{new}",
    ]
    assert git(repository, "status", "--porcelain") == "MM lain.txt\n"


def test_a_hook_that_refuses_is_told_and_all_is_as_before(kept: Path) -> None:
    repository = kept.parent
    keep_author(kept, AUTHOR)
    hook = repository / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho 'error: belum boleh' >&2\nexit 1\n")
    hook.chmod(0o755)
    new = "sekretariat/umum/K.1.1.1.2.yaml"
    _write(kept, SOP.replace("K.1.1.1.1", "K.1.1.1.2"), new)
    before = git(repository, "status", "--porcelain")
    assert state_of(kept).hooks == ("pre-commit",)
    with pytest.raises(SopcError, match="belum boleh"):
        commit(kept, state_of(kept), "Perubahan", [new])
    assert git(repository, "status", "--porcelain") == before


def test_what_stands_in_the_way_is_a_sentence(kept: Path, tmp_path: Path) -> None:
    repository = kept.parent
    assert state_of(write_catalogue(tmp_path / "bare-less")).obstacle is not None
    assert "inside of a git" in str(state_of(repository / ".git").obstacle)
    git(repository, "checkout", "--quiet", "--detach")
    assert state_of(kept).branch == ""
    with pytest.raises(SopcError, match="on no branch"):
        commit(kept, state_of(kept), "Perubahan", [FIRST])
    (repository / ".git/MERGE_HEAD").write_text(git(repository, "rev-parse", "HEAD"))
    assert "not finished" in str(state_of(kept).obstacle)


def test_the_first_version_of_a_new_repository_can_be_kept(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    git(root, "init", "--quiet")
    keep_author(root, AUTHOR)
    assert state_of(root).commit == ""
    commit(root, state_of(root), "Awal", [FIRST, "katalog.yaml"])
    assert git(root, "show", "--name-only", "--format=").split() == ["katalog.yaml", FIRST]


def test_a_patch_is_taken_by_git_am_and_changes_nothing_here(kept: Path, tmp_path: Path) -> None:
    repository = kept.parent
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(repository), str(clone))
    _write(kept, CHANGED)
    before = git(repository, "status", "--porcelain"), git(repository, "rev-parse", "HEAD")
    made = patch(kept, state_of(kept), "Perubahan: è", [FIRST], AUTHOR)
    assert (
        git(repository, "status", "--porcelain"),
        git(repository, "rev-parse", "HEAD"),
    ) == before
    git(clone, "am", "--quiet", said=made.decode())
    assert (clone / "sops" / FIRST).read_text(encoding="utf-8") == CHANGED
    assert git(clone, "log", "-1", "--format=%an %s") == "Penyunting Perubahan: è\n"


def test_a_server_that_refuses_is_told_with_what_to_do_instead(kept: Path, tmp_path: Path) -> None:
    server = tmp_path / "server"
    git(tmp_path, "init", "--quiet", "--bare", str(server))
    git(kept, "remote", "add", "origin", str(server))
    keep_author(kept, AUTHOR)
    push(kept, state_of(kept))
    assert git(server, "rev-parse", "main") == git(kept, "rev-parse", "HEAD")
    hook = server / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    name = branch_name(kept, "K.1.1.1.1", TODAY)
    switch_to_new(kept, name)
    assert (name, state_of(kept).branch) == ("k-1-1-1-1-2026-01-02", name)
    with pytest.raises(SopcError, match=r"does not take this from you.*patch file"):
        push(kept, state_of(kept))
    git(kept, "remote", "set-url", "origin", str(tmp_path / "nowhere"))
    with pytest.raises(SopcError, match="cannot be reached"):
        push(kept, state_of(kept))


def test_looking_at_changes_runs_nothing_that_the_repository_names(
    kept: Path, tmp_path: Path
) -> None:
    ran = tmp_path / "ran"
    for key in ("core.fsmonitor", "diff.external", "filter.x.clean", "core.pager"):
        git(kept, "config", key, f"touch {ran};")
    (kept / ".gitattributes").write_text("*.yaml filter=x\n")
    _write(kept, CHANGED)
    assert len(_told(kept)) == 2
    assert not ran.exists()


def test_a_change_is_read_in_words_taken_back_kept_and_then_all_is_clean(
    kept: Path, serve: object, page: Page
) -> None:
    assert callable(serve)
    served: Served = serve(kept)
    page.goto(f"{served.address}sop/{FIRST}")
    with page.expect_response("**/change/**"):
        page.get_by_label("Nama SOP").fill("Menerima Surat Masuk")
        page.keyboard.press("Tab")
    page.goto(f"{served.address}changes")
    shown = page.locator("#changes")
    expect(shown.locator("ins")).to_contain_text("Masuk")
    page.get_by_role("button", name="Batalkan perubahan").first.click()
    expect(page.locator("#clean")).to_be_visible()
    assert served.text(FIRST) == SOP
    served.desk.past.undo(served.desk)
    expect(shown.locator("ins")).to_contain_text("Masuk")
    _write(kept, CHANGED)
    expect(shown).to_contain_text("Langkah 2")
    stale = {"version": "of another window", "files": [FIRST], "message": "Perubahan"}
    assert page.request.post(f"{served.address}changes-keep", data=stale).status == 409
    expect(shown).to_contain_text("Langkah 2")
    expect(page.locator("#since")).to_contain_text("“Tanggal revisi”")
    page.locator("#mend").click()
    expect(page.locator("#mend")).to_have_count(0)
    assert "direvisi: 2026-01-02\n" in served.text(FIRST)
    page.locator("#name").fill(AUTHOR.name)
    page.locator("#email").fill(AUTHOR.email)
    page.locator("#message").fill("Judul dan langkah")
    _write(kept, served.text(FIRST).replace("Menerima Surat Masuk", "Menerima Surat Dinas"))
    expect(shown.locator("ins").first).to_contain_text("Dinas")
    page.locator("#keep-here").click()
    expect(page.locator("#clean")).to_be_visible()
    expect(page.locator("#changes-link")).not_to_contain_text("(")
    diff = run_git(kept, "log", "-1", "-p", "--format=%an%n%B").decode()
    changed = [
        line
        for line in diff.split("\n")
        if line[:1] in "+-" and line[:3] not in ("+++", "---", "- K", "- L")
    ]
    assert diff.startswith("Penyunting\n")
    assert "Judul dan langkah" in diff
    assert "Menerima Surat Dinas" in diff
    assert len([line for line in changed if line[:1] == "+"]) == 3
    assert git(kept, "config", "--local", "user.name") == "Penyunting\n"
