"""``sopc init``: a folder becomes a catalogue that is sound and printed, or stays as it was."""

from pathlib import Path

import pytest

from sopc.cli.init_questions import FORMS
from sopc.load.forms import shipped_forms
from sopc.load.loader import load_catalogue
from tests.repositories import git
from tests.running import build, process, sopc
from tests.terminal import CTRL_C, CTRL_D, at_terminal

GIVEN = (
    "--agency", "Dinas Contoh", "--approver", "Kepala Dinas Contoh",
    "--unit", "Sekretariat: Sub Bagian Umum; Sub Bagian Keuangan", "--unit", "Con",
    "--numbering", "{unit}.{seksi}.{urut}",
)  # fmt: skip
FILES = ["dasar-hukum.yaml", "katalog.yaml", "pejabat.yaml", "pelaksana.yaml"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_by_options_alone_a_catalogue_comes_to_be_that_is_sound(here: Path) -> None:
    result = sopc("init", *GIVEN)
    assert result.exit_code == 0, result.stderr
    assert names(here) == ["sops"]
    assert names(here / "sops") == [".sopc", *FILES]
    checked = sopc("check", "--verbose")
    assert checked.exit_code == 0
    assert "error" not in checked.stdout
    assert "warning" not in checked.stdout
    settings = load_catalogue(here / "sops").catalogue
    assert settings is not None
    assert [unit.folder for unit in settings.settings.units] == ["sekretariat", "con-1"]


def test_it_says_what_to_type_next_and_that_works(here: Path) -> None:
    said = sopc("init", "baru/dua kata", *GIVEN).stdout
    assert "the catalogue is in `baru/dua kata`" in said
    for command in ("new", "check", "build"):
        assert f"  sopc {command} --sops 'baru/dua kata' " in said
    assert sopc("check", "--sops", "baru/dua kata").exit_code == 0
    assert names(here) == ["baru"]


def test_what_is_lacking_is_told_all_at_once_an_option_each(here: Path) -> None:
    result = sopc("init", "--nip", "12")
    assert result.exit_code == 2
    told = [line.split(": ")[1] for line in result.stderr.splitlines()]
    needed = ["give --agency", "give --approver", "give --unit", "give --numbering"]
    assert [each for each in told if each != "--nip"] == needed
    assert "--nip" in told
    assert names(here) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--nip", "12"), "--nip: a NIP has 18 digits"),
        (("--numbering", "K.{unit}"), "--numbering: the pattern needs {urut}"),
        (("--year", "20"), "--year: 20 is too small: at least 1900"),
        (("--agency", "\u202e"), "--agency: the invisible character U+202E is not allowed"),
        (("--rank", "Pembina"), "--rank: `nama` is missing"),
        (("--unit", ": Sub Bagian"), "--unit: text is empty"),
    ],
)
def test_what_the_catalogue_would_refuse_is_refused_with_its_reason(
    here: Path, words: tuple[str, str], told: str
) -> None:
    result = sopc("init", *GIVEN, *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert names(here) == []


def test_what_is_doubtful_is_told_and_taken(here: Path) -> None:
    nip = "19701301 199503 1 001"
    result = sopc("init", *GIVEN, "--approver-name", "Nama Pejabat", "--nip", nip)
    assert result.exit_code == 0
    line, undo = result.stderr.splitlines()
    assert undo == "`sopc undo` takes this back"
    assert line.startswith("note: --nip: NIP 19701301 199503 1 001 cannot be right")
    assert nip in (here / "sops" / "pejabat.yaml").read_text("utf-8")


def test_a_folder_with_something_in_it_is_left_alone(here: Path) -> None:
    (here / "sops").mkdir()
    (here / "sops" / "catatan.txt").write_text("penting", "utf-8")
    result = sopc("init", *GIVEN)
    assert result.exit_code == 2
    assert (
        "`sops` is not empty, and nothing in it is touched: there is `catatan.txt`" in result.stderr
    )
    assert names(here / "sops") == ["catatan.txt"]
    assert sopc("init", "sops/catatan.txt", *GIVEN).exit_code == 2
    assert (here / "sops" / "catatan.txt").read_text("utf-8") == "penting"


def test_it_is_taken_back_like_any_change(here: Path) -> None:
    assert sopc("init", *GIVEN).exit_code == 0
    assert sopc("undo").exit_code == 0
    assert [name for name in names(here / "sops") if not name.startswith(".")] == []


def test_in_a_repository_git_leaves_alone_what_is_built(here: Path) -> None:
    git(here, "init", "--quiet")
    assert "git leaves the folder build alone" in sopc("init", *GIVEN).stdout
    (here / "build").mkdir()
    (here / "build" / "x").touch()
    seen = git(here, "status", "--porcelain", "--untracked-files=all")
    assert "build/" not in seen
    assert "sops/katalog.yaml" in seen


def test_what_git_ignores_already_stays_as_it_is(here: Path) -> None:
    git(here, "init", "--quiet")
    (here / ".gitignore").write_text("*.log\n", "utf-8")
    assert "git leaves" not in sopc("init", *GIVEN).stdout
    assert (here / ".gitignore").read_text("utf-8") == "*.log\n"


def test_the_folder_that_one_stands_in_may_become_a_catalogue(here: Path) -> None:
    git(here, "init", "--quiet")
    result = sopc("init", ".", *GIVEN)
    assert result.exit_code == 0, result.stderr
    assert names(here) == [".git", ".gitignore", ".sopc", *FILES]
    assert sopc("check", "--sops", ".").exit_code == 0


def test_a_folder_behind_a_link_may_become_one(here: Path) -> None:
    (here / "ada").mkdir()
    (here / "sops").symlink_to("ada")
    result = sopc("init", *GIVEN)
    assert result.exit_code == 0, result.stderr
    assert names(here / "ada") == [".sopc", *FILES]


def test_a_link_that_leads_nowhere_is_left_alone(here: Path) -> None:
    (here / "sops").symlink_to("hilang")
    result = sopc("init", *GIVEN)
    assert result.exit_code == 2
    assert result.stderr.startswith("sopc: `sops`: ")
    assert names(here) == ["sops"]


def test_every_form_that_comes_with_the_program_is_offered() -> None:
    assert FORMS.keys() == shipped_forms().keys()


def test_it_asks_for_what_it_needs_and_again_for_what_cannot_be(tmp_path: Path) -> None:
    answers = [
        ("Name of the agency", ""),
        ("cannot be left out", "Dinas \u202eContoh"),
        ("U+202E", "Dinas Contoh: #1"),
        ("Letterhead, line 1 [Dinas Contoh: #1]", "Dinas"),
        ("line 2", "Kota Contoh"),
        ("line 3", ""),
        ("Address on covers, line 1", "Jalan Arsip Nomor 1"),
        ("line 2", ""),
        ("the office", "Kepala Dinas Contoh"),
        ("Name of who holds it", "Nama Pejabat, S.Sos"),
        ("NIP", "1970"),
        ("a NIP has 18 digits", "19701301 199503 1 001"),
        ("19701301 is no date of birth", "19700101 199503 1 001"),
        ("Rank", ""),
        ("Unit 1", "Sekretariat"),
        ("section 1", "Sub Bagian Umum"),
        ("section 2", ""),
        ("Unit 2", ""),
        ("→ 1.1.1", "{nomor}"),
        ("placeholders are", "K.{unit}.{seksi}.{urut}"),
        ("Form on which", "2"),
        ("Year on covers", "tahun"),
        ("in digits, such as", "12"),
        ("too small", "2025"),
    ]
    ended = at_terminal(["init", "--lang", "en"], answers, tmp_path)
    assert ended.status == 0, ended.seen
    assert "the first number is K.1.1.1" in ended.seen
    catalogue = load_catalogue(tmp_path / "sops").catalogue
    assert catalogue is not None
    settings = catalogue.settings
    assert settings.agency.heading == ("Dinas", "Kota Contoh")
    assert settings.agency.name == "Dinas Contoh: #1"
    assert (settings.year, settings.patterns) == (2025, ("K.{unit}.{seksi}.{urut}",))
    assert settings.base_form.cover.of_sops  # as lampung-2020 has it
    (official,) = catalogue.officials.values()
    assert (official.name, official.nip) == ("Nama Pejabat, S.Sos", "19700101 199503 1 001")
    assert [[s.name for s in unit.sections] for unit in settings.units] == [["Sub Bagian Umum"]]
    assert sopc("check", "--sops", tmp_path / "sops").exit_code == 0


def test_it_asks_in_indonesian_and_every_default_will_do(tmp_path: Path) -> None:
    answers = [
        ("Nama instansi", "Dinas Contoh"),
        ("Kop, baris 1 [Dinas Contoh]", ""),
        ("Kop, baris 2", ""),
        ("Alamat", ""),
        ("Siapa yang mengesahkan", "Kepala Dinas"),
        ("Nama pejabatnya", ""),
        ("Unit 1", "Sekretariat"),
        ("seksi 1", ""),
        ("Unit 2", ""),
        ("pola lain", ""),
        ("Formulir", ""),
        ("Tahun pada sampul", ""),
    ]
    environment = {"LANG": "id_ID.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""}
    ended = at_terminal(["init"], answers, tmp_path, environment)
    assert ended.status == 0, ended.seen
    assert "katalog ada di `sops`" in ended.seen
    assert sopc("check", "--sops", tmp_path / "sops").exit_code == 0


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_who_breaks_off_leaves_nothing_behind(tmp_path: Path, key: str) -> None:
    answers = [("Name of the agency", "Dinas Contoh"), ("Letterhead", key)]
    ended = at_terminal(["init", "--lang", "en"], answers, tmp_path)
    assert ended.status == 1
    assert "Aborted!" in ended.seen
    assert "Traceback" not in ended.seen
    assert names(tmp_path) == []


def test_signs_that_steer_a_terminal_are_refused(tmp_path: Path) -> None:
    answers = [
        ("Name of the agency", "Dinas \x1b[31mmerah"),
        ("is not allowed", CTRL_D),
    ]
    output = tmp_path / "keluaran"  # no line editing, which takes such signs for its own
    ended = at_terminal(["init", "--lang", "en"], answers, tmp_path, output=output)
    assert ended.status == 1
    assert "\x1b[31m" not in ended.seen.replace("^[", "")
    assert output.read_bytes() == b""


def test_nothing_is_asked_where_all_is_given_or_nobody_is_there(tmp_path: Path) -> None:
    assert at_terminal(["init", *GIVEN], [], tmp_path).status == 0
    nobody = process("init", cwd=tmp_path / "sops" / ".sopc")
    assert nobody.returncode == 2
    assert "give --agency" in nobody.stderr


def test_a_catalogue_without_an_sop_is_printed(here: Path) -> None:
    assert sopc("init", *GIVEN).exit_code == 0
    out = build(here / "sops", here / "build")
    assert (out / "handbook.pdf").is_file()


def test_where_nothing_can_be_written_it_is_told(here: Path) -> None:
    (here / "berkas").write_bytes(b"theirs")
    result = sopc("init", "berkas/sops", *GIVEN)
    assert result.exit_code == 2
    assert f"`{Path('berkas')}" in result.stderr
    assert (here / "berkas").read_bytes() == b"theirs"
