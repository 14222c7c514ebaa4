"""Where a catalogue stands in a repository, and what its clones hold."""

import shutil
import subprocess
from pathlib import Path

import pytest

from sopc.diagnostics import Severity, SopcError
from sopc.load import git as module
from sopc.pipeline import check
from sopc.programs import ProgramFailed
from tests.catalogues import FIRST, SOP, TODAY, write_catalogue
from tests.histories.telling import ROOMS, SECOND, TEA, codes, told
from tests.repositories import commit, git, write_history

BOTH = {FIRST: SOP, SECOND: ROOMS}
CHANGED = {FIRST: SOP.replace("5 menit", "15 menit")}
TOLD = "CHG001 K.1.1.1.1.yaml: K.1.1.1.1 was changed (`langkah`) without a new `direvisi`"
ZEROS = "0" * 40


def moved(top: Path, old: str, new: str) -> Path:
    """The catalogue in another folder, as ``git mv`` leaves it."""
    scratch = top.with_name(f"{top.name}-pindahan")
    scratch.mkdir()
    for path in [*(top / old).iterdir()]:
        if path.name != ".git":
            path.rename(scratch / path.name)
    for path in [*top.iterdir()]:
        if path.name != ".git":
            shutil.rmtree(path)
    (top / new).mkdir(parents=True, exist_ok=True)
    for path in scratch.iterdir():
        path.rename(top / new / path.name)
    scratch.rmdir()
    return top / new


@pytest.mark.sampled(6)
@pytest.mark.parametrize("is_committed", [True, False])
@pytest.mark.parametrize(
    ("old", "new"),
    [("sops", "prosedur"), ("sops", "kantor/sops"), ("", "sops"), ("sops", ""), ("a/b", "a")],
)
def test_a_catalogue_that_was_moved_is_compared_with_where_it_was(
    tmp_path: Path, old: str, new: str, is_committed: bool
) -> None:
    write_catalogue(tmp_path / old, BOTH)
    commit(tmp_path)
    root = moved(tmp_path, old, new)
    if is_committed:
        commit(tmp_path)
    revision = "HEAD~1" if is_committed else "HEAD"
    place = f"at {revision} the catalogue stood in `{old or '.'}/`: it is compared with that"
    assert told(root, revision) == [f"CHG008 katalog.yaml: {place}"]
    write_catalogue(root, CHANGED)
    (root / SECOND).unlink()
    assert sorted(codes(root, revision)) == ["CHG001", "CHG002", "CHG008"]


def test_a_number_is_known_from_before_a_catalogue_was_moved(tmp_path: Path) -> None:
    for folder in ("sops", "prosedur", "kantor/prosedur"):
        write_catalogue(tmp_path / folder, BOTH if folder == "sops" else {FIRST: SOP})
        commit(tmp_path)
        if folder == "sops":
            (tmp_path / folder / SECOND).unlink()
            commit(tmp_path)
        git(tmp_path, "rm", "--quiet", "-r", folder)
        assert not (tmp_path / folder).exists()
    root = write_catalogue(tmp_path / "kantor" / "prosedur", {FIRST: SOP})
    assert codes(root) == ["CHG006"]
    commit(write_catalogue(root, {SECOND: TEA}).parent.parent)
    assert codes(root) == ["CHG013"]


def test_a_number_is_known_from_before_a_catalogue_was_copied(tmp_path: Path) -> None:
    root = write_history(tmp_path / "sops", BOTH, {FIRST: SOP}, {FIRST: SOP})
    new = Path(shutil.copytree(root, root / "prosedur", ignore=shutil.ignore_patterns(".git")))
    commit(root)
    for each in root.iterdir():
        if each.name not in (".git", "prosedur"):
            shutil.rmtree(each) if each.is_dir() else each.unlink()
    commit(root)
    assert codes(new) == ["CHG006"]
    assert codes(write_catalogue(new, {SECOND: TEA})) == ["CHG013"]


def test_a_number_that_was_lost_while_a_catalogue_was_moved_is_known(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "sops", BOTH)
    commit(tmp_path)
    root = moved(tmp_path, "sops", "prosedur")
    (root / SECOND).unlink()
    commit(tmp_path)
    assert codes(root) == ["CHG006"]
    assert codes(write_catalogue(root, {SECOND: TEA})) == ["CHG013"]


def test_a_new_catalogue_beside_another_is_new(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "sops", BOTH)
    commit(tmp_path)
    root = write_catalogue(tmp_path / "cabang", {FIRST: SOP})
    assert told(root) == ["CHG008 katalog.yaml: there was no catalogue here at HEAD: all is new"]
    commit(tmp_path)
    assert codes(root) == []  # what the other lost is nothing to it
    (tmp_path / "sops" / SECOND).unlink()
    commit(tmp_path)
    assert codes(root) == []


def test_a_new_catalogue_in_the_place_of_quite_another_is_new(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "lama", {"bidang/K.1.2.0.7.yaml": "nomor: K-7\nnama: Lain\n"})
    commit(tmp_path)
    moved(tmp_path, "lama", "")
    git(tmp_path, "rm", "--quiet", "-r", "--cached", ".")
    for path in ("katalog.yaml", "bidang/K.1.2.0.7.yaml"):
        (tmp_path / path).unlink()
    root = write_catalogue(tmp_path / "sops", {FIRST: SOP})
    assert codes(root) == ["CHG008"]


def clone(origin: Path, into: Path, *words: str) -> Path:
    git(origin, "config", "uploadpack.allowFilter", "true")
    git(into.parent, "clone", "--quiet", *words, origin.as_uri(), str(into))
    return into


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A repository whose branch *usul* changes one SOP, and whose main went on since."""
    root = write_history(tmp_path / "asal", BOTH, BOTH)
    git(root, "switch", "--quiet", "--create", "usul")
    commit(write_catalogue(root, {FIRST: SOP + "ditinjau: 2026-01-02\n"}))
    git(root, "switch", "--quiet", "main")
    for day in ("2026-01-03", "2026-01-04"):
        commit(write_catalogue(root, {SECOND: TEA + f"direvisi: {day}\n"}))
    return root


def test_a_clone_that_was_cut_off_is_not_compared_with_another_state(
    tmp_path: Path, origin: Path
) -> None:
    root = clone(origin, tmp_path / "klon", "--depth=1", "--branch=usul")
    git(root, "fetch", "--quiet", "--depth=1", "origin", "main")
    with pytest.raises(SopcError, match="and not where the branch parted from it") as refused:
        told(root, "FETCH_HEAD")
    command = str(refused.value).partition("type `")[2].partition("`")[0]
    subprocess.run(
        command.replace("BRANCH", "main").split(), cwd=root, check=True, capture_output=True
    )
    assert told(root, "FETCH_HEAD") == []
    write_catalogue(root, CHANGED)
    assert told(root, "FETCH_HEAD") == [TOLD]


def test_a_clone_that_goes_back_to_where_the_branch_parted_is_compared(
    tmp_path: Path, origin: Path
) -> None:
    root = clone(origin, tmp_path / "klon", "--depth=2", "--branch=usul")
    git(root, "fetch", "--quiet", "--depth=9", "origin", "main")
    assert told(root, "FETCH_HEAD") == []
    git(origin, "switch", "--quiet", "usul")
    commit(origin)
    shallow = clone(origin, tmp_path / "lagi", "--depth=2", "--branch=usul")
    (line,) = told(shallow, "HEAD~1")
    assert line.startswith("CHG008 katalog.yaml: this clone holds only a part of the history")


def test_a_clone_without_the_files_of_the_past_says_what_it_lacks(
    tmp_path: Path, origin: Path
) -> None:
    root = clone(origin, tmp_path / "klon", "--filter=blob:none")
    (line,) = told(root, "HEAD")
    assert line.startswith("CHG008 katalog.yaml: 2 older versions of files are not looked at")
    with pytest.raises(SopcError, match="fetches files only when they are looked at") as refused:
        told(root, "HEAD~1")
    command = str(refused.value).rpartition("; `")[2].partition("`")[0]
    subprocess.run(command.split(), cwd=root, check=True, capture_output=True)
    assert codes(root, "HEAD~1") == []
    assert codes(root, "HEAD~2") == ["CHG004"]


def test_a_clone_without_the_folders_of_the_past_says_what_it_lacks(
    tmp_path: Path, origin: Path
) -> None:
    root = clone(origin, tmp_path / "klon", "--filter=tree:0")
    with pytest.raises(SopcError, match="fetches folders and files only when") as refused:
        told(root, "HEAD~1")
    command = str(refused.value).rpartition("; `")[2].partition("`")[0]
    subprocess.run(command.split(), cwd=root, check=True, capture_output=True)
    assert codes(root, "HEAD~1") == []


@pytest.mark.parametrize("filtered", [[], ["--filter=blob:none"]])
def test_what_is_not_checked_out_is_not_gone(
    tmp_path: Path, origin: Path, filtered: list[str]
) -> None:
    git(origin, "rm", "--quiet", SECOND)
    commit(write_catalogue(origin, {"bidang/K.1.2.1.1.yaml": ROOMS.replace("1.1.2", "2.1.1")}))
    commit(write_catalogue(origin, {SECOND: TEA}))
    root = clone(origin, tmp_path / "klon", "--sparse", *filtered)
    git(root, "sparse-checkout", "set", "bidang")
    assert not (root / FIRST).exists()
    said = "2 files are not checked out here, and not looked at: `sekretariat/umum/K.1.1.1.1.yaml`"
    found = told(root)
    assert found[0] == f"CHG008 katalog.yaml: {said} is the first"
    assert [line.split()[0] for line in found[1:]] == ["CHG008"] * len(filtered)
    git(root, "rm", "--quiet", "--sparse", SECOND)
    git(root, "commit", "--quiet", "-m", "hapus")
    if not filtered:
        assert sorted(codes(root, "HEAD~1")) == ["CHG002", "CHG008"]
        assert sorted(codes(root)) == ["CHG006", "CHG008"]


def test_a_file_that_is_not_checked_out_on_purpose_is_not_gone(tmp_path: Path) -> None:
    root = write_history(tmp_path, BOTH, BOTH)
    git(root, "update-index", "--skip-worktree", SECOND)
    (root / SECOND).unlink()
    assert codes(root) == ["CHG008"]
    git(root, "update-index", "--no-skip-worktree", SECOND)
    assert codes(root) == ["CHG002"]


def test_the_first_push_of_a_branch_is_compared_with_where_it_began(
    tmp_path: Path, origin: Path
) -> None:
    root = clone(origin, tmp_path / "klon")
    git(root, "switch", "--quiet", "--create", "baru", "HEAD~1")
    commit(write_catalogue(root, CHANGED))
    git(root, "push", "--quiet", "origin", "baru")
    git(root, "fetch", "--quiet")
    assert told(root, ZEROS) == [TOLD]
    git(root, "checkout", "--quiet", "--detach")
    git(root, "branch", "--quiet", "-D", "baru")
    assert told(root, ZEROS) == [TOLD]
    shallow = clone(
        origin, tmp_path / "dangkal", "--depth=1", "--no-single-branch", "--branch=baru"
    )
    with pytest.raises(SopcError, match="git fetch --unshallow"):
        told(shallow, ZEROS)


def test_the_first_push_of_all_has_nothing_before_it(tmp_path: Path) -> None:
    new = "CHG008 katalog.yaml: there was no catalogue here at {}: all is new"
    root = write_catalogue(tmp_path)
    git(root, "init", "--quiet")
    for revision in ("HEAD", "@", ZEROS):
        assert told(root, revision) == [new.format(revision)]
    with pytest.raises(SopcError, match="git knows no revision `main`"):
        told(root, "main")
    commit(root)
    assert told(root, ZEROS) == [new.format(ZEROS)]
    assert told(root, "0" * 64) == [new.format("0" * 64)]


def test_a_branch_without_a_past_is_compared_as_it_is(tmp_path: Path) -> None:
    root = write_history(tmp_path, BOTH, BOTH)
    git(root, "switch", "--quiet", "--orphan", "lain")
    commit(write_catalogue(root, CHANGED))
    apart = "CHG008 katalog.yaml: main has no commit in common with what is checked out"
    found = told(root, "main")
    assert sorted(codes(root, "main")) == ["CHG001", "CHG002", "CHG008"]
    assert found[0] == f"{apart}: it is compared as it is"
    assert codes(root, ZEROS) == ["CHG008"]
    git(root, "switch", "--quiet", "--orphan", "kosong")
    assert sorted(codes(write_catalogue(root, CHANGED), "main")) == ["CHG001", "CHG002", "CHG008"]


def test_a_git_that_fails_is_not_taken_for_one_that_has_nothing_to_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A branch would be compared as if it had no past in common."""
    root = write_history(tmp_path, BOTH, BOTH)
    run = module.run_git
    for fails in ("merge-base", "config", "HEAD^0"):

        def run_git(
            folder: Path, *words: str, input: bytes = b"", seconds: float = 9, fails: str = fails
        ) -> bytes:
            if fails in words:
                raise ProgramFailed("no more handles")
            return run(folder, *words, input=input, seconds=seconds)

        monkeypatch.setattr(module, "run_git", run_git)
        with pytest.raises(SopcError, match="no more handles"):
            told(root)


def test_a_branch_that_was_written_anew_is_compared_with_where_it_parted(tmp_path: Path) -> None:
    root = write_history(tmp_path, BOTH, BOTH)
    git(root, "switch", "--quiet", "--create", "usul")
    commit(write_catalogue(root, {SECOND: TEA}), "lama")
    before = git(root, "rev-parse", "HEAD").strip()
    git(root, "switch", "--quiet", "main")
    commit(write_catalogue(root, {FIRST: SOP + "ditinjau: 2026-01-02\n"}))
    git(root, "switch", "--quiet", "usul")
    git(root, "rebase", "--quiet", "main")
    assert codes(root, "main") == ["CHG004"]
    assert codes(root, before) == ["CHG004"]
    git(root, "switch", "--quiet", "--create", "petik", "main")
    commit(root, "lain")
    git(root, "cherry-pick", "usul")
    assert codes(root, "main") == codes(root, "usul") == ["CHG004"]
    assert codes(root) == []


def test_a_pull_request_is_compared_as_services_check_it_out(tmp_path: Path, origin: Path) -> None:
    """They check out a merge of the two, without a branch."""
    git(origin, "switch", "--quiet", "usul")
    commit(write_catalogue(origin, CHANGED))
    root = clone(origin, tmp_path / "klon")
    git(root, "checkout", "--quiet", "--detach", "origin/main")
    git(root, "merge", "--quiet", "--no-edit", "origin/usul")
    for revision in ("origin/main", "HEAD^1"):
        assert told(root, revision) == [TOLD]
    git(root, "tag", "-a", "-m", "terbit", "v2026.1", "origin/main")
    assert told(root, "v2026.1") == [TOLD]
    assert codes(root, "origin/usul") == ["CHG004"]


def test_other_working_copies_and_repositories_within_others_are_compared(tmp_path: Path) -> None:
    root = write_history(tmp_path / "asal", BOTH, BOTH)
    git(root, "worktree", "add", "--quiet", str(tmp_path / "kedua"), "-b", "usul")
    assert told(write_catalogue(tmp_path / "kedua", CHANGED)) == [TOLD]
    assert told(root) == []
    (tmp_path / "luar").mkdir()
    git(tmp_path / "luar", "init", "--quiet")
    words = ("-c", "protocol.file.allow=always", "submodule", "--quiet", "add")
    git(tmp_path / "luar", *words, root.as_uri(), "sops")
    commit(tmp_path / "luar")
    assert told(write_catalogue(tmp_path / "luar" / "sops", CHANGED)) == [TOLD]


def test_a_hook_s_own_settings_do_not_turn_the_question_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_catalogue(tmp_path / "kantor" / "sops", BOTH)
    write_catalogue(tmp_path / "cabang", {})
    commit(tmp_path)
    write_history(tmp_path / "lain", {FIRST: SOP}, {FIRST: SOP})
    root = write_catalogue(tmp_path / "kantor" / "sops", CHANGED)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "lain" / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "lain"))
    monkeypatch.setenv("GIT_PREFIX", "cabang/")
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "lain" / ".git" / "index"))
    assert told(root) == [TOLD]
    monkeypatch.chdir(root.parent)
    assert told(Path("sops")) == [TOLD]
    monkeypatch.chdir(root)
    assert told(Path()) == [TOLD]


def test_what_is_not_committed_and_not_even_known_to_git_is_compared(tmp_path: Path) -> None:
    root = write_history(tmp_path, BOTH, BOTH)
    (root / SECOND).rename(root / "bidang.yaml")
    (root / "bidang").mkdir()
    (root / "bidang.yaml").rename(root / "bidang" / "K.1.1.1.2.yaml")
    assert codes(root) == []
    git(root, "rm", "--quiet", "--cached", FIRST)
    assert codes(root) == []
    (root / ".gitignore").write_text("*.yaml\n", encoding="utf-8")
    (root / FIRST).unlink()
    assert codes(root) == ["CHG002"]


def test_a_katalog_that_could_not_be_used_is_a_warning(tmp_path: Path) -> None:
    root = write_history(tmp_path, {**BOTH, "katalog.yaml": "instansi: ["}, BOTH)
    (found,) = (
        each for each in check(root, TODAY, since="HEAD").diagnostics if each.code[:3] == "CHG"
    )
    assert (found.code, found.severity) == ("CHG008", Severity.WARNING)


@pytest.mark.parametrize("file", ["pejabat.yaml", "pelaksana.yaml", "dasar-hukum.yaml"])
def test_a_registry_that_had_faults_is_a_warning(tmp_path: Path, file: str) -> None:
    root = write_history(tmp_path, {**BOTH, file: "kepala: ["}, BOTH)
    found = check(root, TODAY, since="HEAD").diagnostics
    (told,) = (each for each in found if each.code.startswith("CHG"))
    assert (told.code, told.severity) == ("CHG008", Severity.WARNING)
    assert file in told.message
    (root / file).unlink()
    git(root, "commit", "--quiet", "--all", "--message=x")
    write_catalogue(root, BOTH)
    assert "CHG008" not in codes(root)  # one that was not there had none


@pytest.mark.parametrize("faulty", ["nomor: [", SOP.replace("nama:", "judul:")])
def test_an_sop_that_was_faulty_at_the_revision_is_known_from_before(
    tmp_path: Path, faulty: str
) -> None:
    revised = CHANGED[FIRST] + "direvisi: 2026-01-05\n"
    for place, (now, found) in enumerate([(SOP, []), (CHANGED[FIRST], ["CHG001"]), (revised, [])]):
        states = [SOP, faulty, SOP.replace("nama:", "judul:") + "# lain\n", now]
        root = write_history(
            tmp_path / str(place), *({FIRST: state, SECOND: ROOMS} for state in states)
        )
        assert sorted(codes(root)) == [*found, "CHG008"]
