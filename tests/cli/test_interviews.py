"""What ``sopc init`` and ``sopc new`` ask, answered in this process.

At a real terminal the tests of each command do it.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sopc.cli.main import main
from sopc.load.loader import load_catalogue
from tests.catalogues import write_catalogue
from tests.running import sopc


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for module in ("init_questions", "new_questions"):
        monkeypatch.setattr(f"sopc.cli.{module}.is_asked", lambda: True)
    return tmp_path


def answered(*words: str, answers: str) -> Result:
    """A run of ``sopc`` with answers, one a line."""
    result = CliRunner().invoke(main, ["--lang", "en", *words], prog_name="sopc", input=answers)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


CATALOGUE = """\

Dinas \u202eContoh
Dinas Contoh
Dinas
Kota Contoh

Jalan Arsip Nomor 1

Kepala Dinas Contoh
Nama Pejabat, S.Sos
1970
19701301 199503 1 001
19701301 199503 1 001
Pembina
Sekretariat
Sub Bagian Umum

Bidang Layanan


{nomor}
2
9
2
tahun
2025
"""


def test_a_catalogue_by_answers(here: Path) -> None:
    done = answered("init", answers=CATALOGUE)
    assert done.exit_code == 0, done.stderr
    for told in (
        "this cannot be left out",
        "U+202E",
        "a NIP has 18 digits",
        "type it once more, where it is to be so",
        "placeholders are",
        "in digits, such as",
        "the first number is 1.1",
    ):
        assert told in done.stderr, told
    catalogue = load_catalogue(here / "sops").catalogue
    assert catalogue is not None
    settings = catalogue.settings
    assert settings.agency.heading == ("Dinas", "Kota Contoh")
    assert [unit.name for unit in settings.units] == ["Sekretariat", "Bidang Layanan"]
    assert (settings.patterns, settings.year) == (("{unit}.{urut}",), 2025)
    assert settings.base_form.cover.of_sops
    (official,) = catalogue.officials.values()
    assert (official.nip, official.rank) == ("19701301 199503 1 001", "Pembina")
    assert sopc("check").exit_code == 0


def test_answers_that_end_too_early_leave_nothing(here: Path) -> None:
    done = answered("init", answers="Dinas Contoh\nDinas Contoh\n")
    assert done.exit_code != 0
    assert list(here.iterdir()) == []


def test_an_sop_by_answers_with_actors_that_are_there_and_new_ones(here: Path) -> None:
    root = write_catalogue(here / "sops")
    places = "tidak ada\nsub\numum\n"
    title = "Menerima Surat\nMenerima Surat\n"
    actors = "staf, Arsiparis\nstaf, Arsiparis\n"
    done = answered("new", answers=f"{places}{title}K.9\n\n9\n1\n{actors}")
    assert done.exit_code == 0, done.stderr
    for told in (
        "has this name already",
        "no actor is called `Arsiparis`",
        "type it once more, where it is to be put into pelaksana.yaml",
    ):
        assert told in done.stderr, told
    assert "Arsiparis" in (root / "pelaksana.yaml").read_text("utf-8")
    catalogue = load_catalogue(root).catalogue
    assert catalogue is not None
    new = [entry for entry in catalogue.entries if "arsiparis" in entry.own.lanes]
    assert [entry.sop.title for entry in new] == ["Menerima Surat"]


def test_an_actor_whom_a_name_leaves_open_is_asked_for_again(here: Path) -> None:
    root = write_catalogue(here / "sops")
    path = root / "pelaksana.yaml"
    path.write_text(path.read_text("utf-8") + "staf-umum: Staf Umum\nstaf-gudang: Staf Gudang\n")
    done = answered("new", answers="umum\nSurat Lain\n\n\nstaf-u, kas\nkepala, kepala\n")
    assert done.exit_code == 0, done.stderr
    catalogue = load_catalogue(root).catalogue
    assert catalogue is not None
    (new,) = (entry for entry in catalogue.entries if entry.sop.title == "Surat Lain")
    assert new.own.lanes == ("kepala",)


def test_the_first_actors_of_a_catalogue_are_new(here: Path) -> None:
    assert answered("init", answers=CATALOGUE).exit_code == 0
    done = answered("new", answers="1\nMenerima Surat\n\n\nStaf, Kepala Dinas\n")
    assert done.exit_code == 0, done.stderr
    said = (here / "sops" / "pelaksana.yaml").read_text("utf-8")
    assert "Staf" in said
    assert "Kepala Dinas" in said
