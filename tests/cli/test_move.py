"""``sopc move`` as a user meets it, in real repositories."""

from pathlib import Path

import pytest

from tests.catalogues import FIRST, KATALOG, SOP, write_catalogue
from tests.cli.test_renumber import CATALOGUE, HERE, SECOND, THIRD, texts
from tests.repositories import commit
from tests.running import sopc

THERE = "sekretariat/keuangan"
OTHER = f"{THERE}/K.1.1.2.1.yaml"
SETTINGS = KATALOG.replace(
    "  - {nomor: 2, folder: bidang, nama: Bidang Layanan}\n",
    "  - nomor: 2  # dua\n"
    "    folder: bidang\n"
    "    nama: Bidang Layanan\n"
    "    seksi:\n"
    "      - nomor: 1   # satu\n"
    "        folder: izin\n"
    "        # nama seksi\n"
    "        nama: |\n"
    "          Seksi\n"
    "          Izin\n"
    "      - {nomor: 3, folder: aduan, nama: Seksi Aduan}\n"
    "sumber:\n"
    "  catatan:\n"
    "    - {bagian: 'unit[2].seksi[2].nama', jenis: simpulan, alasan: Contoh.}\n"
    "    - {bagian: 'unit[1].seksi[2].nama', jenis: simpulan, alasan: Contoh.}\n",
)
CATALOGUE_HERE = CATALOGUE | {
    "katalog.yaml": SETTINGS,
    OTHER: SOP.replace("K.1.1.1.1", "K.1.1.2.1").replace("Menerima Surat", "Membayar"),
    "bidang/izin/K.1.2.1.1.yaml": SOP.replace("K.1.1.1.1", "K.1.2.1.1").replace(
        "Menerima Surat", "Memberi Izin"
    ),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a catalogue ``sops``, which is committed."""
    write_catalogue(tmp_path / "sops", CATALOGUE_HERE)
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sound() -> bool:
    checked = sopc("check", "--since", "HEAD")
    return checked.exit_code == 0 or pytest.fail(checked.stdout)


@pytest.mark.parametrize(
    ("word", "new"),
    [
        ("keuangan", f"{THERE}/K.1.1.2.2.yaml"),
        ("1.2", f"{THERE}/K.1.1.2.2.yaml"),
        ("Seksi Aduan", "bidang/aduan/K.1.2.3.1.yaml"),
        ("adu", "bidang/aduan/K.1.2.3.1.yaml"),
    ],
)
def test_an_sop_goes_where_a_part_of_a_section_s_name_says(here: Path, word: str, new: str) -> None:
    result = sopc("move", "K.1.1.1.1", word)
    assert result.exit_code == 0, result.stderr
    assert (here / "sops" / new).is_file()


def test_a_part_of_two_names_moves_nothing(here: Path) -> None:
    before = texts(here / "sops")
    result = sopc("move", "K.1.1.1.1", "Seksi")
    assert result.exit_code == 2
    assert "known: " in result.stderr
    assert texts(here / "sops") == before


def test_an_sop_gets_the_next_number_of_the_section_to_which_it_goes(here: Path) -> None:
    before = texts(here / "sops")
    result = sopc("move", "K.1.1.1.1", f"sops/{THERE}/")
    assert result.exit_code == 0, result.stderr
    after = texts(here / "sops")
    assert after[f"{THERE}/K.1.1.2.2.yaml"] == before[FIRST].replace("K.1.1.1.1", "K.1.1.2.2")
    assert after[FIRST].endswith("status: dicabut\ndigantikan: K.1.1.2.2\n")
    assert "[K.1.1.2.2]" in after[SECOND]
    assert "SOP K.1.1.2.2" in after[THIRD]
    assert sound()
    assert sopc("move", "K.1.1.2.2", HERE).exit_code == 0
    assert {name: text for name, text in texts(here / "sops").items() if name != THIRD} == {
        name: text for name, text in before.items() if name != THIRD
    }


def test_the_way_to_the_schema_is_that_from_the_new_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_catalogue(tmp_path / "sops", CATALOGUE)
    monkeypatch.chdir(tmp_path)
    assert sopc("move", "K.1.1.1.3", "bidang", "--number", "K.1.2.1.7").exit_code == 0
    moved = texts(tmp_path / "sops")["bidang/K.1.2.1.7.yaml"]
    assert moved.startswith("# yaml-language-server: $schema=../.sopc/sop.json\n")


def test_a_number_that_says_no_section_stays(here: Path) -> None:
    sops = here / "sops"
    settings = sops / "katalog.yaml"
    pattern = settings.read_text("utf-8").replace("K.1.{unit}.{seksi}.{urut}", "KU-{urut}")
    settings.write_text(pattern, "utf-8")
    for number, file in enumerate(sorted(sops.glob("*/*/*.yaml")), 1):
        text = file.read_text("utf-8").replace(file.stem, f"KU-{number}")
        file.with_name(f"KU-{number}.yaml").write_text(text.replace("K.1.1.1.1", "KU-4"), "utf-8")
        file.unlink()
    commit(here)
    assert sopc("check").exit_code == 0
    before = texts(here / "sops")
    result = sopc("move", "KU-4", "bidang/aduan")
    assert result.exit_code == 0, result.stderr
    after = texts(here / "sops")
    assert after["bidang/aduan/KU-4.yaml"] == before[f"{HERE}/KU-4.yaml"]
    assert f"{HERE}/KU-4.yaml" not in after
    assert sound()


def test_a_section_goes_to_another_unit_and_leaves_its_tombstones(here: Path) -> None:
    before = texts(here / "sops")
    result = sopc("move", THERE, "bidang/keuangan", "--number", "2")
    assert result.exit_code == 0, result.stderr
    after = texts(here / "sops")
    assert after["bidang/keuangan/K.1.2.2.1.yaml"] == before[OTHER].replace(
        "K.1.1.2.1", "K.1.2.2.1"
    )
    assert after[OTHER].endswith("status: dicabut\ndigantikan: K.1.2.2.1\n")
    line = "      - {nomor: 2, folder: keuangan, nama: Sub Bagian Keuangan}\n"
    third = "      - {nomor: 3, folder: aduan"
    assert after["katalog.yaml"] == before["katalog.yaml"].replace(third, line + third).replace(
        "unit[2].seksi[2]", "unit[2].seksi[3]"
    )
    assert sound()


def test_a_section_that_was_never_given_out_goes_whole(here: Path) -> None:
    before = texts(here / "sops")
    result = sopc("move", "bidang/izin", "sekretariat", "--void")
    assert result.exit_code == 0, result.stderr
    after = texts(here / "sops")
    assert after["sekretariat/izin/K.1.1.3.1.yaml"] == before["bidang/izin/K.1.2.1.1.yaml"].replace(
        "K.1.2.1.1", "K.1.1.3.1"
    )
    entry = (
        "      - nomor: 1   # satu\n"
        "        folder: izin\n"
        "        # nama seksi\n"
        "        nama: |\n"
        "          Seksi\n"
        "          Izin\n"
    )
    second = "      - {nomor: 2, folder: keuangan, nama: Sub Bagian Keuangan}\n"
    assert after["katalog.yaml"] == before["katalog.yaml"].replace(entry, "").replace(
        second, second + entry.replace("nomor: 1 ", "nomor: 3 ")
    ).replace("unit[2].seksi[2]", "unit[2].seksi[1]") + (
        "nomor_batal:\n  - {nomor: K.1.2.1.1, alasan: Belum pernah diterbitkan; kini K.1.1.3.1.}\n"
    )
    assert sound()


def test_a_folder_is_called_otherwise(here: Path) -> None:
    before = texts(here / "sops")
    assert sopc("move", THERE, "sekretariat/anggaran").exit_code == 0
    assert sopc("move", "sekretariat", "setda").exit_code == 0
    after = texts(here / "sops")
    assert after == {
        name.replace(THERE, "sekretariat/anggaran").replace("sekretariat/", "setda/"): (
            text.replace("folder: keuangan", "folder: anggaran").replace(
                "folder: sekretariat", "folder: setda"
            )
        )
        for name, text in before.items()
    }
    assert sound()


@pytest.mark.sampled(4)
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("K.1.1.1.1", "sekretariat/x"), 2, "known: sekretariat/umum, sekretariat/keuangan"),
        (("K.1.1.1.1", "sekretariat"), 2, "stand in its sections: sekretariat/umum"),
        (("K.1.1.1.1", HERE), 1, "is there already"),
        (("K.1.1.1.1", THERE, "--number", "K.1.1.2.1"), 1, "K.1.1.2.1 is taken"),
        (("K.1.1.1.1", THERE, "--number", "K.1.1.1.9"), 1, "has seksi 1"),
        (("K.9", THERE), 2, "`K.9` is no folder"),
        ((THERE, "x/y"), 2, "units are sekretariat, bidang"),
        ((THERE, "bidang/izin"), 1, "is taken"),
        ((THERE, "bidang/Uang Kas"), 2, "is no key"),
        (("sekretariat", "bidang"), 1, "is taken"),
        ((THERE, "bidang/uang", "--number", "3"), 1, "section 3 of unit `bidang` is another"),
    ],
)
def test_what_cannot_be_is_told(words: tuple[str, ...], status: int, told: str) -> None:
    before = texts(Path("sops"))
    result = sopc("move", *words)
    assert result.exit_code == status
    assert told in result.stderr
    assert texts(Path("sops")) == before
