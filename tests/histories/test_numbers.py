"""A number stands for one procedure through all of the history."""

from itertools import pairwise
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.diagnostics import has_errors
from tests.catalogues import FIRST, KATALOG, SOP, TODAY, write_catalogue
from tests.histories.telling import DRAFT, ROOMS, SECOND, TEA, codes, told
from tests.repositories import commit, git, write_history

GIVEN = "CHG013 {}: K.1.1.1.2 was another SOP, which was taken away: Menerima Suang"
GONE = {FIRST: SOP}
OTHER_NUMBER = ROOMS.replace("K.1.1.1.2", "K.1.1.1.3")
VOID = KATALOG + "nomor_batal: {nomor: K.1.1.1.2, alasan: Salah ketik.}\n"
WAYS = {
    "deleted": [GONE],
    "deleted long ago": [GONE, {FIRST: SOP + "# lain\n"}, GONE],
    "deleted, and first a draft": [GONE, {FIRST: SOP, SECOND: TEA + DRAFT}],
    "put to draft, and written anew": [
        {FIRST: SOP, SECOND: ROOMS + DRAFT},
        {FIRST: SOP, SECOND: TEA + DRAFT},
    ],
    "put to draft, and deleted": [{FIRST: SOP, SECOND: ROOMS + DRAFT}, GONE],
    "planned under another name": [
        {FIRST: SOP, SECOND: "nomor: K.1.1.1.2\nnama: Menerima Seh\nstatus: belum-disusun\n"}
    ],
    "overwritten by another number": [{FIRST: SOP, SECOND: OTHER_NUMBER}],
    "retired, and deleted": [
        {FIRST: SOP, SECOND: "nomor: K.1.1.1.2\nnama: Menerima Suang\nstatus: dicabut\n"},
        GONE,
    ],
    "retired": [
        {FIRST: SOP, SECOND: "nomor: K.1.1.1.2\nnama: Menerima Suang\nstatus: dicabut\n"},
    ],
    "retired, and put to draft": [
        {FIRST: SOP, SECOND: "nomor: K.1.1.1.2\nnama: Menerima Suang\nstatus: dicabut\n"},
        {FIRST: SOP, SECOND: TEA + DRAFT},
    ],
}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("file", [SECOND, "bidang/K.1.1.1.2.yaml", "sekretariat/umum/teh.yaml"])
@pytest.mark.parametrize("way", ["deleted", "overwritten by another number"])
def test_a_number_is_not_given_again_in_whatever_file(tmp_path: Path, way: str, file: str) -> None:
    last = {key: text for key, text in WAYS[way][-1].items() if key != file}
    root = write_history(tmp_path, {FIRST: SOP, SECOND: ROOMS}, *WAYS[way], {**last, file: TEA})
    assert GIVEN.format(Path(file).name) in told(root)


@pytest.mark.parametrize("way", WAYS)
def test_a_number_is_not_given_again_in_whatever_way(tmp_path: Path, way: str) -> None:
    states = [{FIRST: SOP, SECOND: ROOMS}, *WAYS[way], {FIRST: SOP, SECOND: TEA}]
    root = write_history(tmp_path, *states, states[-1])
    (root / FIRST).write_text(SOP + "# lain\n")
    commit(root)
    for back in range(len(WAYS[way]) + 2):  # HEAD~0 is after it was given again
        found = told(root, f"HEAD~{back}")
        assert GIVEN.format("K.1.1.1.2.yaml") in found or found[0].startswith("CHG003")


@pytest.mark.sampled(8)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "now",
    [
        ROOMS,
        ROOMS.replace("Menerima Suang", "Mengurus Suang"),
        ROOMS.replace("uraian: ", "uraian: Ikut "),
        ROOMS.replace("Menerima Suang", "menerima  suang").replace("uraian: ", "uraian: Ikut "),
        "nomor: K.1.1.1.2\nnama: Apa Saja\nstatus: dicabut\n",
        TEA + DRAFT,
    ],
)
def test_an_sop_may_come_back_as_itself(tmp_path: Path, way: str, now: str) -> None:
    states = [{FIRST: SOP, SECOND: ROOMS}, *WAYS[way], {FIRST: SOP, SECOND: now}]
    assert "CHG013" not in codes(write_history(tmp_path, *states))


def test_what_was_only_ever_a_draft_may_become_anything(tmp_path: Path) -> None:
    draft = {FIRST: SOP, SECOND: ROOMS + DRAFT}
    assert codes(write_history(tmp_path, draft, GONE, {FIRST: SOP, SECOND: TEA})) == []


def test_an_sop_that_came_back_and_was_written_anew_since_is_itself(tmp_path: Path) -> None:
    steps = ROOMS.replace("Menerima Suang", "Mengurus Suang")
    anew = TEA.replace("Menerima Seh", "Mengurus Suang")
    states = [ROOMS, None, steps, anew, None, anew, anew]
    root = write_history(tmp_path, *({FIRST: SOP} | ({SECOND: s} if s else {}) for s in states))
    assert codes(root) == []


def test_what_took_a_number_and_was_taken_away_does_not_own_it(tmp_path: Path) -> None:
    states = [ROOMS, None, TEA, None, None]
    root = write_history(tmp_path, *({FIRST: SOP} | ({SECOND: s} if s else {}) for s in states))
    assert codes(write_catalogue(root, {SECOND: TEA})) == ["CHG013"]
    assert codes(write_catalogue(root, {SECOND: ROOMS})) == []


def test_what_an_sop_became_since_the_revision_is_told_once(tmp_path: Path) -> None:
    """CHG004 tells of that: it may be meant as the same."""
    states = [ROOMS, None, ROOMS, TEA]
    root = write_history(tmp_path, *({FIRST: SOP} | ({SECOND: s} if s else {}) for s in states))
    assert codes(root) == ["CHG004"]


def test_a_number_that_was_given_by_mistake_is_free(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP, SECOND: ROOMS}, GONE, GONE)
    assert codes(root) == ["CHG006"]
    assert codes(root, "HEAD~1") == ["CHG002"]
    write_catalogue(root, {"katalog.yaml": VOID})
    assert codes(root) == []
    assert codes(root, "HEAD~1") == ["CHG002"]  # it was in force there: told once, as a warning
    assert not has_errors(pipeline.check(root, TODAY, since="HEAD~1").diagnostics)
    assert codes(write_catalogue(root, {"katalog.yaml": VOID, SECOND: TEA})) == []


@pytest.mark.parametrize("merged", ["--no-ff", "--squash"])
def test_a_number_that_a_branch_corrected_before_it_was_merged_is_free(
    tmp_path: Path, merged: str
) -> None:
    mistyped = {"sekretariat/umum/K.1.1.1.9.yaml": ROOMS.replace("K.1.1.1.2", "K.1.1.1.9")}
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: SOP})
    git(root, "switch", "--quiet", "--create", "usul")
    commit(write_catalogue(root, mistyped))
    commit(write_catalogue(root, mistyped))
    (root / "sekretariat" / "umum" / "K.1.1.1.9.yaml").unlink()
    commit(write_catalogue(root, {SECOND: ROOMS}))
    assert codes(root, "main") == []
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", merged, "--no-edit", "usul")
    commit(root)
    for revision in ("HEAD", "HEAD^", "main"):
        assert codes(root, revision) == []


def test_a_number_that_was_removed_within_a_branch_is_told_of_there(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP, SECOND: ROOMS}, {FIRST: SOP, SECOND: ROOMS})
    git(root, "switch", "--quiet", "--create", "usul")
    (root / SECOND).unlink()
    commit(root)
    assert codes(root, "main") == ["CHG002"]
    commit(write_catalogue(root, {SECOND: TEA}))
    assert codes(root, "main") == ["CHG004"]
    assert codes(root, "HEAD~1") == ["CHG013"]
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--no-edit", "usul")
    assert codes(root) == []  # the line of first parents has it as one change


def test_every_change_is_told_once_by_a_service_that_compares_each_push(tmp_path: Path) -> None:
    """A number is given away in small pieces: whichever pieces are compared, one says so."""
    states = [ROOMS, ROOMS + DRAFT, TEA + DRAFT, TEA]
    root = write_history(tmp_path, *({FIRST: SOP, SECOND: s} for s in (*states, states[-1])))
    commits = git(root, "rev-list", "--reverse", "HEAD").split()
    found = []
    for then, now in pairwise(commits):
        git(root, "checkout", "--quiet", now)
        found.append("CHG013" in codes(root, then))
    assert found == [False, False, True]
