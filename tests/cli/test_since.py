"""``sopc check --since``: what a user is told of a change, and the exit status."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from tests.catalogues import DASAR_HUKUM, FIRST, KATALOG, PEJABAT, SOP, write_catalogue
from tests.repositories import commit, git, write_history
from tests.running import sopc

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
CITING = SOP.replace("K.1.1.1.1", "K.1.1.1.2").replace("Menerima", "Mencatat")
CITING += "keterkaitan:\n  - K.1.1.1.1\n"
CHANGED = SOP.replace("5 menit", "15 menit")
REVISED = CHANGED + "direvisi: 2025-06-01\n"


def since(root: Path, revision: str = "HEAD", *words: str) -> list[str]:
    """The findings about changes, each as ``file:line code message``."""
    result = sopc("check", "--sops", root, "--since", revision, "--format", "json", *words)
    rows = json.loads(result.stdout)
    assert result.exit_code == int(any(row["severity"] == "error" for row in rows))
    return [
        f"{Path(row['file']).name}:{row['line']} {row['code']} {row['message']}"
        for row in rows
        if row["code"].startswith("CHG")
    ]


def test_a_change_is_told_at_what_changed_with_what_to_type(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: CHANGED})
    result = sopc("check", "--sops", root, "--since", "HEAD")
    assert result.exit_code == 1
    assert result.stdout == (
        f"{root / FIRST}:8:5: error CHG001: "
        "K.1.1.1.1 was changed (`langkah`) without a new `direvisi`\n"
        "  |   - {uraian: Menerima surat, pelaksana: staf, waktu: 15 menit, output: Surat, "
        "kode: menerima}\n"
        f"  |     {'^' * 89}\n"
        "  hint: add `direvisi` with the day of the change\n"
        "1 error\n"
    )


def test_an_unchanged_catalogue_is_clean(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: SOP})
    result = sopc("check", "--sops", root, "--since", "HEAD")
    assert (result.exit_code, result.stdout) == (0, "no findings\n")


def test_without_since_nothing_is_compared(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: CHANGED})
    assert sopc("check", "--sops", root).stdout == "no findings\n"


def test_a_round_of_revision_and_confirmation_ends_clean(tmp_path: Path) -> None:
    then = {FIRST: SOP, SECOND: CITING}
    root = write_history(tmp_path, then, {FIRST: REVISED, SECOND: CITING})
    assert since(root) == [
        "K.1.1.1.2.yaml:12 CHG005 K.1.1.1.1 Menerima Surat changed: does this SOP still hold?"
    ]
    confirmed = "- {nomor: K.1.1.1.1, dikonfirmasi: 2025-06-02}"
    write_catalogue(root, {SECOND: CITING.replace("- K.1.1.1.1", confirmed)})
    assert since(root) == []
    commit(root)
    assert since(root, "HEAD~1") == since(root, "HEAD") == []


def test_a_number_that_moved_is_missed_where_it_went(tmp_path: Path) -> None:
    moved = SOP.replace("K.1.1.1.1", "K.1.1.1.2")
    root = write_history(tmp_path, {FIRST: SOP}, {SECOND: moved})
    result = sopc("check", "--sops", root, "--since", "HEAD")
    assert f"{root / SECOND}:1:8: error CHG002: K.1.1.1.1 became K.1.1.1.2" in result.stdout
    assert "keep a file `K.1.1.1.1.yaml` with `nama`, `status: dicabut`" in result.stdout
    tombstone = "nomor: K.1.1.1.1\nnama: Menerima Surat\nstatus: dicabut\ndigantikan: K.1.1.1.2\n"
    assert since(write_catalogue(root, {FIRST: tombstone})) == []


def test_swapped_sops_are_told_once(tmp_path: Path) -> None:
    other = SOP.replace("K.1.1.1.1", "K.1.1.1.2").replace("surat", "tamu").replace("Surat", "Tamu")
    swapped = {
        FIRST: other.replace("K.1.1.1.2", "K.1.1.1.1"),
        SECOND: SOP.replace("K.1.1.1.1", "K.1.1.1.2"),
    }
    assert since(write_history(tmp_path, {FIRST: SOP, SECOND: other}, swapped)) == [
        "K.1.1.1.2.yaml:1 CHG009 2 SOPs have another number: K.1.1.1.1 became K.1.1.1.2, "
        "K.1.1.1.2 became K.1.1.1.1"
    ]


def test_a_faulty_file_of_today_is_not_taken_for_a_lost_number(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP, SECOND: CITING}, {FIRST: SOP, SECOND: "nomor: ["})
    assert since(root) == []


def test_a_folder_that_was_renamed_changes_no_sop(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: SOP})
    (root / "sekretariat").rename(root / "tata-usaha")
    katalog = root / "katalog.yaml"
    katalog.write_text(katalog.read_text().replace("folder: sekretariat", "folder: tata-usaha"))
    assert since(root) == []


def test_a_regulation_with_another_title_is_told_with_the_pages_it_changes(tmp_path: Path) -> None:
    root = write_history(tmp_path, {FIRST: SOP, SECOND: CITING}, {FIRST: SOP, SECOND: CITING})
    (root / "dasar-hukum.yaml").write_text(DASAR_HUKUM.replace("Contoh", "Kearsipan"))
    (line,) = since(root)
    assert line.endswith("CHG007 `uu-1-2020` is printed otherwise now, in 2 SOPs")


def test_a_catalogue_that_was_not_there_is_new(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("belum ada")
    commit(tmp_path)
    (line,) = since(write_catalogue(tmp_path / "sops"))
    assert line == "katalog.yaml:1 CHG008 there was no catalogue here at HEAD: all is new"


@pytest.mark.parametrize("revision", ["entah", "--output=x"])
def test_an_unknown_revision_is_wrong_usage(tmp_path: Path, revision: str) -> None:
    root = write_history(tmp_path, {FIRST: SOP}, {FIRST: SOP})
    result = sopc("check", "--sops", root, f"--since={revision}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"sopc: git knows no revision `{revision}`")


def test_a_folder_outside_git_is_wrong_usage(tmp_path: Path) -> None:
    result = sopc("check", "--sops", write_catalogue(tmp_path), "--since", "HEAD")
    assert result.exit_code == 2
    assert "not a git repository" in result.stderr


def test_a_change_may_be_waived_and_its_waiver_rests_without_since(tmp_path: Path) -> None:
    waived = CITING + "pengecualian: {kode: CHG005, alasan: Tidak bergantung.}\n"
    then = {FIRST: SOP, SECOND: CITING}
    root = write_history(tmp_path, then, {FIRST: REVISED, SECOND: waived})
    assert since(root) == []
    assert "WVR001" not in sopc("check", "--sops", root).stdout
    commit(root)
    assert "WVR001" in sopc("check", "--sops", root, "--since", "HEAD").stdout


def test_a_catalogue_chooses_how_much_a_change_matters(tmp_path: Path) -> None:
    then = {FIRST: SOP, SECOND: CITING}
    root = write_history(tmp_path, then, {FIRST: REVISED, SECOND: CITING})
    katalog = root / "katalog.yaml"
    katalog.write_text(katalog.read_text().replace("MTB001: off", "MTB001: off, CHG005: off"))
    assert since(root) == []


def test_since_works_from_another_folder_and_on_a_merge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_history(tmp_path / "r", {FIRST: SOP}, {FIRST: CHANGED})
    git(root, "switch", "--quiet", "--create", "usul")
    commit(root)
    git(root, "switch", "--quiet", "main")
    commit(root, "lain")
    git(root, "merge", "--quiet", "--no-edit", "usul")
    monkeypatch.chdir(tmp_path)
    assert [line.split()[1] for line in since(Path("r"), "HEAD^1")] == ["CHG001"]
    assert since(Path("r"), "HEAD^2") == []


def test_another_reviewer_is_told_where_reviewers_sign(tmp_path: Path) -> None:
    both = {FIRST: SOP + "pemeriksa: wakil\n", SECOND: CITING}
    both["pejabat.yaml"] = PEJABAT + "wakil: {nama: WAKIL, jabatan: Wakil}\n"
    root = write_history(tmp_path, both, both)
    (root / "pejabat.yaml").write_text(both["pejabat.yaml"].replace("WAKIL", "ORANG LAIN"))
    assert since(root) == []  # no reviewer is printed
    parts = "penandatangan: [{peran: pemeriksa}, {peran: pengesah}]\n"
    (root / "katalog.yaml").write_text(KATALOG + parts)
    commit(root)
    (root / "pejabat.yaml").write_text(both["pejabat.yaml"].replace("WAKIL", "SITI AMINAH"))
    (line,) = since(root)
    assert "CHG010 1 SOPs name SITI AMINAH as who signs" in line


def test_another_default_is_told_with_the_pages_it_changes(tmp_path: Path) -> None:
    def settings(words: str) -> str:
        return f"{KATALOG}bawaan: {{peringatan: {words}}}\n"

    both = {FIRST: SOP, SECOND: CITING, "katalog.yaml": settings("Awas")}
    root = write_history(tmp_path, both, both)
    (root / "katalog.yaml").write_text(settings("Ingat"))
    told = "katalog.yaml:15 CHG007 `peringatan` is printed otherwise now, in {} SOPs"
    assert since(root) == [told.format(2)]
    (root / FIRST).write_text(SOP + "peringatan: Ingat\n")  # what it says is the default's, too
    assert since(root) == [told.format(2)]
    (root / FIRST).write_text(SOP + "peringatan: Awas\n")  # what it said is its own now
    assert since(root) == [told.format(1)]
    (root / FIRST).write_text(SOP + "peringatan: Lain\n")
    assert [line.split()[1] for line in since(root)] == ["CHG007", "CHG001", "CHG005"]


def test_a_second_commit_of_a_day_is_as_well_a_day_later(tmp_path: Path) -> None:
    day = "2025-06-01"
    root = write_history(
        tmp_path, {FIRST: REVISED}, {FIRST: REVISED.replace("15 menit", "20 menit")}
    )
    git(root, "commit", "--quiet", "--amend", "--no-edit", f"--date={day}T08:00:00+07:00")
    for written, codes in ((day, []), ("2025-06-02", ["CHG001"])):
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", "lagi", f"--date={written}T23:00:00+07:00")
        assert [line.split()[1] for line in since(root, "HEAD~1")] == codes
        git(root, "reset", "--quiet", "--soft", "HEAD~1")


def test_a_date_that_says_less_than_the_last_is_no_new_one(tmp_path: Path) -> None:
    then = SOP + "direvisi: 2025-06-01\n"
    now = CHANGED + "direvisi: 2025-06\n"
    root = write_history(tmp_path, {FIRST: then}, {FIRST: now})
    assert [line.split()[1] for line in since(root)] == ["CHG001"]
    (root / FIRST).write_text(CHANGED + "direvisi: 2025-07\n")
    assert since(root) == []


def test_a_date_of_revision_to_come_does_not_stand_for_what_is_changed(tmp_path: Path) -> None:
    root = write_history(
        tmp_path,
        {FIRST: SOP + "direvisi: 2999-01-01\n"},
        {FIRST: CHANGED + "direvisi: 2999-01-01\n"},
    )
    result = sopc("check", "--sops", root, "--since", "HEAD")
    assert "error CHG001" in result.stdout
    assert f"`direvisi: {date.today()}`" in result.stdout
    (root / FIRST).write_text(f"{CHANGED}direvisi: {date.today()}\n")
    assert since(root) == []


@pytest.mark.skipif(os.name == "nt", reason="the system has no such names")
@pytest.mark.parametrize("name", [b"a\x07b", b"dua baris\nlagi", "ülkü".encode(), b"a\xff"])
def test_a_folder_of_any_name_is_compared(tmp_path: Path, name: bytes) -> None:
    root = tmp_path / os.fsdecode(name)
    write_history(root, {FIRST: SOP, SECOND: CITING}, {FIRST: CHANGED, SECOND: CITING})
    for way in (root, root / "sekretariat" / ".."):
        assert [line.split()[1] for line in since(way)] == ["CHG001", "CHG005"]
