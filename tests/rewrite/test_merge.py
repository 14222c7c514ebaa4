"""``sopc rename-key --merge``: two entries that are the same become one."""

import re
from datetime import date
from pathlib import Path

import pytest

from sopc.load.loader import load_catalogue
from tests.catalogues import DASAR_HUKUM, FIRST, PEJABAT, SOP, write_catalogue
from tests.repositories import commit
from tests.rewrite.layouts import LAYOUTS, raws
from tests.running import sopc

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
ACTORS = """\
kepala: Kepala Dinas
# yang lama
stap: Stap  # salah tulis
staf: Staf   # yang benar
"""
OTHER = """\
nomor: K.1.1.1.2
nama: Mengirim Surat
dibuat: 2025-01-02
disahkan: 2025-01
dasar_hukum: [uu-1-2020]
keterkaitan: K.1.1.1.1
pelaksana: [stap, kepala]  # lajur
langkah:
  - {uraian: A, pelaksana: "stap"}
  - uraian: B
    pelaksana:
      - kepala
      - stap # juga
"""
BOTH = OTHER.replace("[stap, kepala]", "[stap, kepala, staf]").replace(
    "B\n", "B\n    keterangan: C\n"
)
MERGE = ("rename-key", "pelaksana", "stap", "staf", "--merge")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a catalogue ``sops``, all of it committed."""
    files = {
        FIRST: SOP.replace("disahkan: 2025-01\n", "disahkan: 2025-01\nketerkaitan: K.1.1.1.2\n"),
        SECOND: OTHER,
        "pelaksana.yaml": ACTORS,
        "pejabat.yaml": PEJABAT + "kepala-lama:\n  nama: PEJABAT CONTOH\n  jabatan: Kepala Dinas "
        "Contoh\nwakil: {nama: WAKIL CONTOH, jabatan: Wakil}\n",
        "dasar-hukum.yaml": DASAR_HUKUM + "uu-1: {jenis: Undang-Undang, nomor: 1, tahun: 2020, "
        "tentang: Contoh}\nuu-2: {jenis: UU, nomor: 2, oleh: uu-1}\nuu-3: {jenis: UU, nomor: 3, "
        "oleh: [uu-1, uu-1-2020]}\n",
    }
    write_catalogue(tmp_path / "sops", files)
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(here: Path, name: str) -> str:
    return (here / "sops" / name).read_text("utf-8")


def test_what_referred_to_either_refers_to_one_and_its_name_is_a_spelling(here: Path) -> None:
    result = sopc(*MERGE)
    assert result.exit_code == 0, result.stderr
    assert said(here, "pelaksana.yaml") == (
        "kepala: Kepala Dinas\n# yang lama\nstaf: {nama: Staf, sebutan: [Stap]}   # yang benar\n"
    )
    # the lane is called otherwise now
    assert said(here, SECOND) == (
        OTHER.replace("stap", "staf").replace("-02\n", f"-02\ndirevisi: {date.today()}\n", 1)
    )
    assert "direvisi" not in said(here, FIRST)
    assert "CHG0" not in sopc("check", "--since", "HEAD", "--quiet").stdout


def test_what_prints_the_same_needs_no_date(here: Path) -> None:
    path = here / "sops/pelaksana.yaml"
    path.write_text(ACTORS.replace("Stap", "Staf"), "utf-8")
    commit(here)
    assert sopc(*MERGE).exit_code == 0
    assert said(here, "pelaksana.yaml") == (
        "kepala: Kepala Dinas\n# yang lama\nstaf: Staf   # yang benar\n"
    )
    assert said(here, SECOND) == OTHER.replace("stap", "staf")
    assert "CHG" not in sopc("check", "--since", "HEAD", "--format", "json").stdout


def test_a_list_names_it_once(here: Path) -> None:
    text = BOTH.replace('pelaksana: "stap"', "pelaksana: [staf, stap]")
    (here / "sops" / SECOND).write_text(text, "utf-8")
    commit(here)
    assert sopc(*MERGE).exit_code == 0
    after = said(here, SECOND)
    assert "pelaksana: [staf, kepala]  # lajur\n" in after
    assert "{uraian: A, pelaksana: [staf]}" in after
    assert "- staf # juga" in after
    assert "direvisi" in after


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "entry",
    [
        "staf: Staf",
        '"staf": "Staf, Umum" # catatan',
        "staf: |  # dua baris\n  Staf\n  Umum",
        "staf:\n  # nama\n  nama: Staf  # begini\n  kelompok: Umum",
        "staf: {nama: Staf, kelompok: Umum}",
        "staf: {sebutan: [St.], nama: Staf}",
        "staf:\n  sebutan: St.  # satu\n  nama: Staf",
        "staf:\n  nama: Staf\n  sebutan:\n    - St.\n    # di bawah\n    - 'S. T.' # dua",
    ],
)
@pytest.mark.sampled(12)
def test_spellings_are_added_however_an_actor_is_written(
    entry: str, layout: str, here: Path
) -> None:
    registry = f"{entry}\nstap: {{nama: 'Stap: lama', sebutan: [\"St, p\", St.]}}\nkepala: Kepala\n"
    (here / "sops/pelaksana.yaml").write_bytes(LAYOUTS[layout](registry))
    before = load_catalogue(here / "sops").catalogue
    result = sopc(*MERGE)
    assert result.exit_code == 0, result.stderr
    now = load_catalogue(here / "sops").catalogue
    assert before is not None
    assert now is not None
    was, actor = before.actors["staf"], now.actors["staf"]
    new = [name for name in ("Stap: lama", "St, p", "St.") if name not in was.aliases]
    assert actor.aliases == (*was.aliases, *new)
    assert (actor.lines, actor.group) == (was.lines, was.group)
    assert list(now.actors) == ["staf", "kepala"]
    said = (here / "sops/pelaksana.yaml").read_text("utf-8-sig")
    assert [each for each in re.findall("# .*", entry) if each not in said] == []


def test_regulations_and_officials_are_merged(here: Path) -> None:
    words = ("dasar-hukum", "uu-1", "uu-1-2020", "--merge")
    assert sopc("rename-key", *words).exit_code == 0
    laws = said(here, "dasar-hukum.yaml")
    assert "oleh: uu-1-2020}" in laws
    assert "oleh: [uu-1-2020]}" in laws
    assert "\nuu-1:" not in laws
    result = sopc("rename-key", "pejabat", "kepala-lama", "kepala", "--merge")
    assert result.exit_code == 0, result.stderr
    assert "kepala-lama" not in said(here, "pejabat.yaml")
    assert "CHG0" not in sopc("check", "--since", "HEAD", "--quiet").stdout


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["pejabat", "kepala", "wakil"], 1, "`kepala` and `wakil` are two people"),
        (["dasar-hukum", "uu-2", "uu-1"], 1, "one of `uu-2` and `uu-1` changes the other"),
        (["pelaksana", "stap", "stav"], 2, "`stav` is not defined in this catalogue; did you mean"),
        (["pelaksana", "stap", "stap"], 1, "`stap` cannot be gone and stay"),
        (["pelaksana", "stap", "staf", "staf", "kepala"], 1, "`staf` cannot be gone and stay"),
        (["langkah", "K.1.1.1.1", "menerima", "arsip"], 2, "steps are not merged"),
    ],
)
def test_what_is_not_the_same_stays_two(
    here: Path, words: list[str], status: int, told: str
) -> None:
    before = raws(here)
    result = sopc("rename-key", *words, "--merge")
    assert told in result.stderr
    assert result.exit_code == status
    assert raws(here) == before


def test_notes_of_what_goes_are_not_lost(here: Path) -> None:
    text = ACTORS.replace(
        "stap: Stap",
        "stap: {nama: Stap, sumber: {catatan: {bagian: nama, jenis: kosong, alasan: x}}}",
    )
    (here / "sops/pelaksana.yaml").write_text(text, "utf-8")
    result = sopc(*MERGE)
    assert result.exit_code == 1
    assert "`stap` has notes in `sumber`: bring them to `staf` first" in result.stderr


@pytest.mark.usefixtures("here")
def test_who_takes_a_key_that_is_taken_hears_of_merging() -> None:
    result = sopc("rename-key", "pelaksana", "stap", "staf")
    assert result.exit_code == 1
    assert "--merge makes one of them" in result.stderr
