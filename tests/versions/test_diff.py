"""``sopc diff`` in real repositories: what became of SOPs, in words."""

import json
from pathlib import Path

import pytest

from tests.catalogues import FIRST, PELAKSANA, SOP, write_catalogue
from tests.repositories import commit, git
from tests.running import sopc

SECOND = FIRST.replace("1.1.1.1", "1.1.1.2")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the smallest catalogue and a second SOP, committed."""
    write_catalogue(tmp_path / "sops")
    put(tmp_path, SECOND, SOP.replace("K.1.1.1.1", "K.1.1.1.2").replace("Surat", "Berkas"))
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(here: Path, file: str, text: str) -> None:
    (here / "sops" / file).write_text(text, encoding="utf-8")


def changed(here: Path, *pairs: tuple[str, str], file: str = FIRST) -> None:
    text = (here / "sops" / file).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    put(here, file, text)


def told(*words: str | Path) -> list[str]:
    result = sopc("diff", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.splitlines()


@pytest.mark.usefixtures("here")
def test_nothing_changed() -> None:
    assert told() == ["nothing changed"]


def test_steps_and_fields_are_told_in_words(here: Path) -> None:
    changed(
        here,
        ("uraian: Memeriksa surat, pelaksana: kepala", "uraian: Memeriksa surat, pelaksana: staf"),
        ("tidak: menerima", "tidak: selesai"),
        ("langkah:\n", "langkah:\n  - {uraian: Membuka kantor, pelaksana: staf}\n"),
        ("dasar_hukum: [uu-1-2020]\n", ""),
    )
    assert told() == [
        "K.1.1.1.1 Menerima Surat",
        "  Legal basis: taken out: Undang-Undang Nomor 1 Tahun 2020 tentang Contoh",
        "  Step 1 is new: Membuka kantor",
        "  Step 3, actor: Kepala Dinas → Staf",
        "  Step 3, tidak: 1. Menerima surat → selesai",
        "SOPs changed: 1",
    ]


def test_what_an_arrow_leads_to_is_its_step_wherever_that_stands(here: Path) -> None:
    changed(here, ("kode: arsip", "kode: simpan"), ("ya: arsip", "ya: 3"))
    assert told() == ["SOPs only with other remarks: 1"]
    assert told("-v") == [
        "K.1.1.1.1 Menerima Surat",
        "  only remarks and layout of the file, which are not printed",
        "SOPs only with other remarks: 1",
    ]


def test_what_stands_on_no_page_is_counted_and_told_when_it_is_asked_for(here: Path) -> None:
    note = "pengecualian: [{kode: LNK009, alasan: Belum.}]\n"
    changed(here, ("Menerima Surat", "Surat Masuk"), ("langkah:\n", f"{note}langkah:\n"))
    lines = told()
    assert lines[2:] == ["  changes of remarks that are not printed: 1", "SOPs changed: 1"]
    assert told("-v")[2].startswith("  Findings that may stand: put in: ")
    changed(here, ("Surat Masuk", "Menerima Surat"))
    assert told() == ["SOPs only with other remarks: 1"]


def test_numbers_choose_and_revisions_are_two_moments(here: Path) -> None:
    changed(here, ("Menerima Surat", "Surat Masuk"))
    commit(here)
    git(here, "tag", "kedua")
    changed(here, ("Surat Masuk", "Surat"))
    changed(here, ("Menerima Berkas", "Berkas Masuk"), file=SECOND)
    assert told("K.1.1.1.2")[1:] == [
        "  Name of the SOP: Menerima Berkas → Berkas Masuk", "SOPs changed: 1",
    ]  # fmt: skip
    name = "  Name of the SOP: Menerima Surat → Surat Masuk"
    assert told("HEAD~1", "kedua") == ["K.1.1.1.1 Surat Masuk", name, "SOPs changed: 1"]
    assert told("HEAD~1", "K.1.1.1.1")[1] == "  Name of the SOP: Menerima Surat → Surat"
    assert told("kedua", "kedua") == ["nothing changed"]
    assert told("K.1.1.1.9") == ["nothing changed"]


def test_sops_come_go_and_get_other_numbers(here: Path) -> None:
    (here / "sops" / SECOND).unlink()
    put(here, FIRST.replace("1.1.1.1", "1.1.1.3"), SOP.replace("K.1.1.1.1", "K.1.1.1.3"))
    (here / "sops" / FIRST).unlink()
    new = SOP.replace("K.1.1.1.1", "K.1.1.1.4").replace("Menerima Surat", "Hal Baru")
    put(here, FIRST.replace("1.1.1.1", "1.1.1.4"), new)
    assert told() == [
        "K.1.1.1.2 Menerima Berkas",
        "  Taken out of the catalogue",
        "K.1.1.1.3 Menerima Surat",
        "  Has another number",
        "  SOP number: K.1.1.1.1 → K.1.1.1.3",
        "K.1.1.1.4 Hal Baru",
        "  New",
        "SOPs new: 1, taken out: 1, with another number: 1",
    ]


def test_a_name_is_told_as_it_was_printed_at_each_moment(here: Path) -> None:
    put(here, "pelaksana.yaml", PELAKSANA.replace("Staf", "Pengelola Arsip"))
    changed(
        here, ("uraian: Memeriksa surat, pelaksana: kepala", "uraian: Menilai, pelaksana: staf")
    )
    assert told() == [
        "K.1.1.1.1 Menerima Surat",
        "  Step 2, activity: Memeriksa surat → Menilai",
        "  Step 2, actor: Kepala Dinas → Pengelola Arsip",
        "List of actors",
        "  staf: Staf → Pengelola Arsip",
        "SOPs changed: 1; registries and settings changed: 1",
    ]


def test_a_catalogue_that_stood_in_another_folder_is_the_same(here: Path) -> None:
    git(here, "mv", "sops", "katalog")
    commit(here)
    assert told("HEAD~1", "--sops", "katalog") == ["nothing changed"]
    assert told("HEAD~1", "HEAD", "--sops", "katalog") == ["nothing changed"]


def test_ends_of_lines_that_git_writes_otherwise_are_no_change(here: Path) -> None:
    path = here / "sops" / FIRST
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert told() == ["nothing changed"]


def test_a_file_with_faults_is_told_of_too(here: Path) -> None:
    changed(here, ("pelaksana: staf, waktu: 5 menit", "pelaksana: satpam, waktu: [5"))
    assert told()[0].endswith(FIRST)
    changed(here, ("[5", "5 menit"))
    assert "  Step 1, actor: Staf → satpam" in told()


def test_everything_is_new_before_the_first_commit(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    git(tmp_path, "init", "--quiet")
    assert "  New" in told("--sops", root)


def test_programs_are_told_the_same(here: Path) -> None:
    changed(
        here, ("uraian: Memeriksa surat, pelaksana: kepala", "uraian: Menilai, pelaksana: kepala")
    )
    found = json.loads(sopc("diff", "HEAD", "--format", "json").stdout)
    assert found["then"] == {"revision": "HEAD", "commit": git(here, "rev-parse", "HEAD").strip()}
    assert found["now"] == {"revision": None, "commit": None}
    (only,) = found["changes"]
    assert (only["number"], only["file"], only["became"]) == ("K.1.1.1.1", FIRST, "changed")
    (step,) = only["told"]
    assert (step["step_then"], step["step_now"]) == (2, 2)
    assert (step["then"], step["now"]) == ("Memeriksa surat", "Menilai")


def test_what_cannot_be_compared_is_a_sentence(here: Path) -> None:
    for words, said in (
        (["tiada"], "git knows no revision `tiada`"),
        (["a", "b", "c"], "two revisions can be compared, not 3"),
        (["-o", "x.docx"], ".txt, .json, .html or .pdf"),
        (["--sops", "tiada"], "no catalogue"),
    ):
        result = sopc("diff", *words)
        assert result.exit_code == 2
        assert said in result.stderr
    assert not (here / "x.docx").exists()


def test_nothing_of_the_repository_is_changed_or_run(here: Path) -> None:
    (here / "ran.sh").write_text("#!/bin/sh\ntouch ran\n", encoding="utf-8")
    (here / "ran.sh").chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "core.pager"):
        git(here, "config", key, str(here / "ran.sh"))
    changed(here, ("Menerima Surat", "Surat Masuk"))
    before = git(here, "-c", "core.fsmonitor=false", "status", "--porcelain")
    (here / "ran").unlink(missing_ok=True)
    assert "SOPs changed: 1" in told()
    assert not (here / "ran").exists()
    assert git(here, "-c", "core.fsmonitor=false", "status", "--porcelain") == before


def revisions(number: str, *words: str) -> list[str]:
    result = sopc("log", number, *words)
    assert (result.exit_code, result.stderr) == (0, "")
    return [line.rpartition(" (")[0] or line for line in result.stdout.splitlines()]


def test_revisions_are_told_newest_first_and_followed_through_other_numbers(here: Path) -> None:
    changed(here, ("Menerima Surat", "Surat Masuk"))
    git(here, "commit", "--quiet", "-am", "Nama baru", "--date", "2026-02-03T12:00:00")
    git(here, "mv", f"sops/{FIRST}", f"sops/{FIRST.replace('1.1.1.1', '1.1.1.7')}")
    changed(here, ("K.1.1.1.1", "K.1.1.1.7"), file=FIRST.replace("1.1.1.1", "1.1.1.7"))
    git(here, "commit", "--quiet", "-am", "Nomor baru", "--date", "2026-02-04T12:00:00")
    changed(
        here,
        ("uraian: Memeriksa surat", "uraian: Menilai"),
        file=FIRST.replace("1.1.1.1", "1.1.1.7"),
    )
    lines = revisions("K.1.1.1.7")
    assert lines[:3] == [
        "K.1.1.1.7 Surat Masuk",
        "not committed yet",
        "  Step 2, activity: Memeriksa surat → Menilai",
    ]
    assert lines[3] == "2026-02-04  Penyunting: Nomor baru"
    assert "2026-02-03  Penyunting: Nama baru" in lines
    assert "  Name of the SOP: Menerima Surat → Surat Masuk" in lines
    assert lines[-1] == "  New"


def test_names_in_revisions_are_those_of_their_time(here: Path) -> None:
    changed(
        here,
        ("uraian: Memeriksa surat, pelaksana: kepala", "uraian: Memeriksa surat, pelaksana: staf"),
    )
    commit(here, "Pelaksana")
    put(here, "pelaksana.yaml", PELAKSANA.replace("Staf", "Pengelola Arsip"))
    commit(here, "Sebutan")
    assert "  Step 2, actor: Kepala Dinas → Staf" in revisions("K.1.1.1.1")


def test_what_a_branch_did_is_one_revision(here: Path) -> None:
    git(here, "checkout", "--quiet", "-b", "cabang")
    for title in ("Satu", "Dua"):
        changed(here, ("nama: ", f"nama: {title} "))
        commit(here, title)
    git(here, "checkout", "--quiet", "main")
    git(here, "merge", "--quiet", "--no-ff", "-m", "Gabung", "cabang")
    lines = revisions("K.1.1.1.1")
    assert [line.rpartition(": ")[2] for line in lines if line.startswith("20")] == [
        "Gabung", "catalogue",
    ]  # fmt: skip
    assert "  Name of the SOP: Menerima Surat → Dua Satu Menerima Surat" in lines


def test_a_retired_or_lost_sop_has_its_past(here: Path) -> None:
    (here / "sops" / SECOND).unlink()
    commit(here, "Hapus")
    assert revisions("K.1.1.1.2")[2] == "  Taken out of the catalogue"
    found = json.loads(sopc("log", "K.1.1.1.2", "--format", "json").stdout)["revisions"]
    assert [each["became"] for each in found] == ["removed", "new"]
    assert [each["author"] for each in found] == ["Penyunting", "Penyunting"]


@pytest.mark.usefixtures("here")
def test_what_has_no_past_is_a_sentence() -> None:
    result = sopc("log", "K.9.9.9.9")
    assert result.exit_code == 2
    assert result.stderr == "sopc: neither the catalogue nor its past has `K.9.9.9.9`\n"


def test_hostile_words_of_a_commit_steer_nothing(here: Path) -> None:
    changed(here, ("Menerima Surat", "Surat Masuk"))
    commit(here, "\x1b[31mMerah\x07")
    out = sopc("log", "K.1.1.1.1").stdout
    assert "\x1b" not in out
    assert "Merah" in out
