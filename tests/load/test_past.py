"""What became of the numbers in a catalogue's history."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.catalogue.earlier import Earlier, Removed
from sopc.load import past as module
from sopc.load.loader import load_catalogue
from sopc.load.past import Said, read_facts
from sopc.load.revision import load_earlier
from sopc.load.yaml_reader import read_yaml
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.repositories import commit, git, write_history

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
ROOMS = SOP.replace("K.1.1.1.1", "K.1.1.1.2").replace("urat", "uang").replace("staf", "kepala")
TEA = ROOMS.replace("uang", "eh")
DRAFT = "status: draf\n"


def earlier(root: Path, revision: str = "HEAD") -> Earlier:
    return load_earlier(root, revision, load_catalogue(root).catalogue)


def removed(root: Path, revision: str = "HEAD") -> list[tuple[str, str, str]]:
    found = earlier(root, revision).removed
    return [(each.number, each.title, each.file) for each in found]


def in_force(root: Path, revision: str = "HEAD") -> dict[str, str]:
    found = earlier(root, revision).last_in_force
    return {number: each.entry.sop.title for number, each in found.items()}


def test_a_number_that_is_used_again_is_remembered_as_what_it_was(tmp_path: Path) -> None:
    both = {FIRST: SOP, SECOND: ROOMS}
    root = write_history(tmp_path, both, {FIRST: SOP}, {FIRST: SOP, SECOND: TEA})
    assert earlier(root).removed == (
        Removed(
            "K.1.1.1.2",
            "Menerima Suang",
            SECOND,
            frozenset({"menerima suang"}),
            frozenset({"menerima suang", "memeriksa suang", "mengarsipkan suang"}),
        ),
    )
    assert removed(root, "HEAD~1") == []  # it was there


@pytest.mark.parametrize(
    "then",
    [
        {"sekretariat/umum/ruang.yaml": ROOMS},
        {"bidang/K.1.1.1.2.yaml": ROOMS},
        {SECOND: "# lama\n" + ROOMS.replace("nomor: K.1.1.1.2", 'nomor: "K.1.1.1.2"  # lama')},
        {SECOND: "{nomor: K.1.1.1.2, nama: Menerima Suang}\n"},
    ],
)
def test_a_number_is_known_wherever_and_however_it_stood(
    tmp_path: Path, then: dict[str, str]
) -> None:
    root = write_history(tmp_path, {FIRST: SOP, **then}, {FIRST: SOP}, {FIRST: SOP})
    assert removed(root) == [("K.1.1.1.2", "Menerima Suang", *then)]


def test_a_number_that_another_took_the_place_of_in_its_file_is_known(tmp_path: Path) -> None:
    other = ROOMS.replace("K.1.1.1.2", "K.1.1.1.3")
    root = write_history(tmp_path, {SECOND: ROOMS}, {SECOND: other}, {SECOND: other})
    assert removed(root) == [("K.1.1.1.2", "Menerima Suang", SECOND)]


def test_a_number_whose_file_was_renamed_was_not_removed(tmp_path: Path) -> None:
    there = {FIRST: SOP, "bidang/K.1.1.1.2.yaml": ROOMS}
    root = write_history(tmp_path, {FIRST: SOP, SECOND: ROOMS}, there, there)
    assert removed(root) == []


def test_what_was_only_ever_a_draft_is_free(tmp_path: Path) -> None:
    root = write_history(tmp_path, {SECOND: ROOMS + DRAFT}, {FIRST: SOP}, {FIRST: SOP})
    assert removed(root) == []
    public = write_history(
        tmp_path / "b", {SECOND: ROOMS}, {SECOND: TEA + DRAFT}, {FIRST: SOP}, {FIRST: SOP}
    )
    assert removed(public) == [("K.1.1.1.2", "Menerima Suang", SECOND)]


def test_what_a_branch_did_and_undid_before_it_came_to_the_line_is_not_public(
    tmp_path: Path,
) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: SOP})
    git(root, "switch", "--quiet", "--create", "usul")
    commit(write_catalogue(root, {SECOND: ROOMS}))
    (root / SECOND).unlink()
    commit(root)
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--no-edit", "usul")
    assert removed(root) == []


def test_what_a_merge_removed_was_removed(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP, SECOND: ROOMS}, {FIRST: SOP, SECOND: ROOMS})
    git(root, "switch", "--quiet", "--create", "usul")
    (root / SECOND).unlink()
    commit(root)
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--no-edit", "usul")
    for setting in ("separate", "combined", "off"):
        git(root, "config", "log.diffMerges", setting)
        assert removed(root) == [("K.1.1.1.2", "Menerima Suang", SECOND)]


@pytest.mark.parametrize("between", [DRAFT, "status: belum-disusun\n", None])
def test_an_sop_that_comes_into_force_again_is_held_against_what_it_was(
    tmp_path: Path, between: str | None
) -> None:
    meanwhile = {FIRST: SOP} | ({SECOND: TEA + between} if between else {})
    now = {FIRST: SOP, SECOND: TEA}
    root = write_history(tmp_path, {FIRST: SOP, SECOND: ROOMS}, meanwhile, meanwhile, now)
    assert in_force(root) == {"K.1.1.1.2": "Menerima Suang"}
    assert in_force(root, "HEAD~2") == {}
    (last,) = earlier(root).last_in_force.values()
    assert last.entry.location.file == SECOND
    assert last.catalogue.entries == (last.entry,)
    assert last.catalogue.actors["kepala"].lines == ("Kepala Dinas",)
    assert last.commit == git(root, "rev-parse", "HEAD~1").strip()


def test_what_was_in_force_last_counts(tmp_path: Path) -> None:
    states = [ROOMS, ROOMS.replace("Suang", "Uang"), ROOMS + DRAFT, ROOMS + DRAFT, ROOMS]
    root = write_history(tmp_path, *({SECOND: state} for state in states))
    assert in_force(root) == {"K.1.1.1.2": "Menerima Uang"}


def test_the_past_goes_on_where_a_catalogue_was_moved(tmp_path: Path) -> None:
    root = write_history(tmp_path / "sops", {FIRST: SOP, SECOND: ROOMS}, {FIRST: SOP})
    (tmp_path / "sops" / ".git").rename(tmp_path / ".git")
    for step, folder in enumerate(("sops", "kantor/prosedur", "prosedur")):
        if step:
            root.rename(tmp_path / "x")
            (tmp_path / folder).parent.mkdir(exist_ok=True)
            root = (tmp_path / "x").rename(tmp_path / folder)
        commit(tmp_path)
        write_catalogue(root, {FIRST: SOP + f"# {step}\n"})
    commit(tmp_path)
    assert removed(write_catalogue(root, {SECOND: TEA})) == [
        ("K.1.1.1.2", "Menerima Suang", SECOND)
    ]


def test_what_is_too_much_to_be_read_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_history(tmp_path, {FIRST: SOP, SECOND: ROOMS}, {FIRST: SOP}, {FIRST: SOP})
    assert earlier(root).lacking == 0
    monkeypatch.setattr(module, "GIT_PAST", 100)
    assert (earlier(root).lacking, removed(root)) == (1, [])


VALUES = st.text(string.ascii_letters + " :#'\"&*!|>%@`{}[],-?\\\n", max_size=12)
KEYS = st.sampled_from(["nomor", "nama", "status", "unit", "'nomor'", "# nomor", " nama"])


@given(st.lists(st.tuples(KEYS, VALUES), max_size=5))
def test_what_is_read_quickly_is_what_yaml_says(values: list[tuple[str, str]]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in values).encode()
    document, faults = read_yaml(text, "")
    value = document.value if document else None
    if faults or not isinstance(value, dict) or not isinstance(value.get("nomor"), str):
        return
    number, title = str(value["nomor"]).strip(), str(value.get("nama"))
    assert read_facts(text) == Said(number, title, str(value.get("status", "berlaku")))
