"""``sopc step`` as a user meets it."""

from datetime import date
from pathlib import Path

import pytest

from tests.catalogues import FIRST, KATALOG, SOP, write_catalogue
from tests.repositories import commit, git
from tests.rewrite.layouts import raws
from tests.running import sopc

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
COUNTED = """\
nomor: K.1.1.1.2
nama: Mengirim Surat
dibuat: 2025-01-02
disahkan: 2025-01
dasar_hukum: [uu-1-2020]
keterkaitan: K.1.1.1.1
pelaksana: [kepala, staf]
langkah:
  # konsep dulu
  - uraian: Menyusun konsep
    pelaksana: staf   # siapa saja
  - uraian: Memeriksa konsep, lihat langkah 3
    pelaksana: kepala
    keputusan: {ya: 3, tidak: 1}
  - uraian: Mengirim surat
    nomor: 3
    pelaksana: staf
    keterangan: kembali ke langkah 1
    # dengan pos
sumber:
  catatan:
    - {bagian: 'langkah[3].uraian', jenis: koreksi, tercetak: langkah 3, alasan: x}
    - bagian: langkah[2].keputusan
      jenis: simpulan
      diambil: ke langkah 3
      pilihan: [1, langkah 3, selesai]
      alasan: lihat langkah 3
"""
TEXT = ("--text", "Mencatat surat", "--actor", "staf")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a catalogue ``sops``, all of it committed."""
    files = {
        FIRST: SOP,
        SECOND: COUNTED,
        "katalog.yaml": KATALOG.replace("isi: off", "isi: off, LNK011: off, sumber: off"),
    }
    write_catalogue(tmp_path / "sops", files)
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(here: Path, name: str = SECOND) -> str:
    return (here / "sops" / name).read_text("utf-8")


def test_a_step_is_put_in_and_everything_leads_where_it_led(here: Path) -> None:
    result = sopc("step", "insert", "K.1.1.1.2", "1", *TEXT, "--code", "mencatat")
    assert result.exit_code == 0, result.stderr
    assert said(here) == (
        COUNTED.replace("dibuat: 2025-01-02\n", f"dibuat: 2025-01-02\ndirevisi: {date.today()}\n")
        .replace(
            "  - uraian: Memeriksa",
            "  - uraian: Mencatat surat\n    kode: mencatat\n    pelaksana: staf\n"
            "  - uraian: Memeriksa",
        )
        .replace("{ya: 3,", "{ya: 4,")
        .replace("'langkah[3]", "'langkah[4]")
        .replace("langkah[2]", "langkah[3]")
        .replace("diambil: ke langkah 3", "diambil: ke langkah 4")
        .replace("[1, langkah 3,", "[1, langkah 4,")
    )
    assert result.stdout.splitlines() == [
        f"sops/{SECOND}: step 2 is new, behind step 1 (Menyusun konsep)",
        f"sops/{SECOND}:10: step 2 is new, and has no `nomor` of its own",
        f"sops/{SECOND}:12: steps are named by their places here (3): look whether that is right",
        f"sops/{SECOND}:16: step 4 is still printed as `3`: look whether that is right",
        f"sops/{SECOND}:27: steps are named by their places here (3): look whether that is right",
    ]
    assert "CHG" not in sopc("check", "--since", "HEAD", "--format", "json").stdout
    assert sopc("check", "--quiet").exit_code == 0


def test_comments_go_with_their_steps_and_back(here: Path) -> None:
    result = sopc("step", "move", "K.1.1.1.2", "1", "2", "--since", "none")
    assert result.exit_code == 0, result.stderr
    text = said(here)
    assert text.index("Memeriksa") < text.index("# konsep dulu") < text.index("Menyusun")
    assert "tidak: 2" in text
    assert "direvisi" not in text
    assert sopc("step", "move", "K.1.1.1.2", "2", "0", "--since", "none").exit_code == 0
    assert said(here) == COUNTED


def test_what_others_lead_to_is_not_removed_without_a_word(here: Path) -> None:
    before = raws(here)
    result = sopc("step", "remove", "K.1.1.1.2", "3")
    assert result.exit_code == 1
    assert result.stderr == (
        "sopc: step 2 (Memeriksa konsep, lihat langkah 3) leads to step 3 (Mengirim surat): say "
        "with --lead-to where it leads then\n"
    )
    assert raws(here) == before
    result = sopc("step", "remove", "K.1.1.1.2", "3", "--lead-to", "selesai")
    assert result.exit_code == 0, result.stderr
    assert "{ya: selesai, tidak: 1}" in said(here)
    assert "langkah[3]" not in said(here)
    assert "this note was on the step, and goes with it" in result.stdout
    assert "CHG" not in sopc("check", "--since", "HEAD", "--format", "json").stdout


def test_a_step_that_nobody_leads_to_is_removed(here: Path) -> None:
    sopc("step", "insert", "K.1.1.1.2", "0", *TEXT, "--since", "none")
    assert sopc("step", "remove", "K.1.1.1.2", "1", "--since", "none").exit_code == 0
    assert said(here) == COUNTED


def test_steps_are_named_by_codes_too(here: Path) -> None:
    assert sopc("step", "insert", "K.1.1.1.1", "menerima", *TEXT).exit_code == 0
    assert [line.split(",")[0] for line in said(here, FIRST).splitlines() if "uraian" in line] == [
        "  - {uraian: Menerima surat",
        "  - {uraian: Mencatat surat",
        "  - {uraian: Memeriksa surat",
        "  - {uraian: Mengarsipkan surat",
    ]
    result = sopc("step", "remove", "K.1.1.1.1", "menerima", "--lead-to", "arsip")
    assert result.exit_code == 0, result.stderr
    assert "tidak: arsip" in said(here, FIRST)


def test_an_actor_without_a_lane_gets_the_last(here: Path) -> None:
    result = sopc(
        "step", "insert", "K.1.1.1.2", "1", "--text", "Menilai", "--actor", "kasubbag",
        "--actor", "staf",
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert "pelaksana: [kepala, staf, kasubbag]\n" in said(here)
    assert "    pelaksana: [kasubbag, staf]\n" in said(here)
    assert "`kasubbag` has a lane now, behind the others" in result.stdout


@pytest.mark.usefixtures("here")
def test_a_step_that_no_arrow_reaches_is_told() -> None:
    result = sopc("step", "insert", "K.1.1.1.2", "2", *TEXT)
    assert result.exit_code == 0
    assert "FLW005: no arrow leads to step 3" in result.stderr


def test_a_dry_run_changes_nothing_and_shows_a_diff(here: Path) -> None:
    before = raws(here)
    shown = sopc("step", "insert", "K.1.1.1.2", "1", *TEXT, "--dry-run")
    assert shown.exit_code == 0
    assert raws(here) == before
    git(here, "apply", "-p0", said=shown.stdout)
    applied = raws(here)
    git(here, "checkout", "--quiet", ".")
    sopc("step", "insert", "K.1.1.1.2", "1", *TEXT)
    assert raws(here) == applied


def test_a_draft_needs_no_date_and_nothing_without_a_repository(here: Path) -> None:
    draft = here / "sops" / SECOND
    draft.write_text(COUNTED.replace("nama:", "status: draf\nnama:"), "utf-8")
    commit(here)
    assert sopc("step", "insert", "K.1.1.1.2", "1", *TEXT).exit_code == 0
    assert "direvisi" not in said(here)


def test_an_error_in_another_file_stops_nothing(here: Path) -> None:
    (here / "sops" / FIRST).write_text("nomor: [", "utf-8")
    assert sopc("step", "insert", "K.1.1.1.2", "1", *TEXT).exit_code == 0


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["insert", "K.1.1.1.2", "9", *TEXT], 2, "no step `9`; name it by its place, 1 to 3"),
        (["insert", "K.1.1.1.1", "arsib", *TEXT], 2, "did you mean `arsip`?"),
        (["insert", "K.1.1.1.9", "1", *TEXT], 2, "no SOP has the number K.1.1.1.9"),
        (["insert", "K.1.1.1.2", "1", "--text", "x"], 2, "sopc step insert NUMBER AFTER --text"),
        (["insert", "K.1.1.1.2", *TEXT], 2, "sopc step insert NUMBER AFTER --text"),
        (["insert", "K.1.1.1.2", "1", "--text", "x", "--actor", "stav"], 2, "did you mean `staf`?"),
        (["insert", "K.1.1.1.2", "1", "--text", "x", "--actor", "zzz"], 2, "pelaksana.yaml"),
        (["insert", "K.1.1.1.2", "1", *TEXT, "--code", "3a"], 1, "is no code of a step"),
        (["insert", "K.1.1.1.1", "1", *TEXT, "--code", "arsip"], 1, "is the code of step 3"),
        (["insert", "K.1.1.1.2", "1", "--actor", "staf", "--text", "a\u202eb"], 2, "U+202E"),
        (["insert", "K.1.1.1.2", "1", *TEXT, "--code", "\x07"], 2, "U+0007"),
        (["insert", "K.1.1.1.2", "1", *TEXT, "--lead-to", "2"], 2, "sopc step insert"),
        (["move", "K.1.1.1.2", "2", "1"], 1, "stands there already"),
        (["move", "K.1.1.1.2", "2", "2"], 1, "stands there already"),
        (["move", "K.1.1.1.2", "2"], 2, "sopc step move NUMBER STEP AFTER"),
        (["remove", "K.1.1.1.2", "3", "--lead-to", "3"], 1, "is the one that is to be gone"),
        (["remove", "K.1.1.1.2", "3", "--text", "x"], 2, "sopc step remove NUMBER STEP"),
        (["renew", "K.1.1.1.2", "3"], 2, "is not one of"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(
    here: Path, words: list[str], status: int, told: str
) -> None:
    before = raws(here)
    result = sopc("step", *words)
    assert told in " ".join(result.stderr.split())
    assert result.exit_code == status
    assert raws(here) == before


@pytest.mark.parametrize(
    "steps",
    ["langkah: {uraian: A, pelaksana: staf}\n", "langkah:\n  uraian: A\n  pelaksana: staf\n", ""],
)
def test_steps_that_are_no_list_are_written_as_one_first(here: Path, steps: str) -> None:
    (here / "sops" / SECOND).write_text(COUNTED[: COUNTED.index("langkah:")] + steps, "utf-8")
    result = sopc("step", "insert", "K.1.1.1.2", "0", *TEXT)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "write them as a list" in result.stderr
