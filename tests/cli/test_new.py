"""``sopc new``: a valid file in the right folder, by a number that nothing ever had."""

import os
from pathlib import Path

import pytest
from click.testing import Result

from sopc.load.loader import load_catalogue
from tests.catalogues import FIRST, KATALOG, SOP, STRICT, write_catalogue
from tests.cli.test_init import GIVEN
from tests.repositories import commit, git
from tests.running import build, files, sopc
from tests.terminal import CTRL_C, CTRL_D, at_terminal

UMUM = "sekretariat/umum"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_catalogue(tmp_path / "sops")


def new(*words: str) -> Result:
    return sopc("new", *words)


def written(result: Result) -> str:
    """The text of the file whose path is all that is printed."""
    assert result.exit_code == 0, result.stderr
    (path,) = result.stdout.splitlines()
    return Path(path).read_text("utf-8")


def test_a_file_comes_to_be_in_its_folder_and_its_path_is_printed(root: Path) -> None:
    result = new("--section", "umum", "--title", "Peminjaman Arsip", "--actor", "staf")
    assert result.stdout == f"sops/{UMUM}/K.1.1.1.2.yaml\n".replace("/", os.sep)
    assert result.stderr == (
        f"now fill the file in; `sopc check sops/{UMUM}/K.1.1.1.2.yaml` looks at it\n"
        "`sopc undo` takes this back\n"
    )
    text = written(result)
    assert text.startswith("nomor: K.1.1.1.2\nnama: Peminjaman Arsip\nstatus: draf")
    assert "\npelaksana: [staf]" in text
    assert sopc("check", str(root / UMUM / "K.1.1.1.2.yaml")).stdout == "no findings\n"


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        ("1.2", "sekretariat/keuangan"),
        ("keuangan", "sekretariat/keuangan"),
        ("sekretariat/keuangan", "sekretariat/keuangan"),
        ("bagian  KEU", "sekretariat/keuangan"),
        ("2", "bidang"),
        ("layanan", "bidang"),
    ],
)
def test_a_section_is_called_by_number_folder_or_a_part_of_its_name(
    root: Path, words: str, folder: str
) -> None:
    result = new("--section", words, "--title", "Contoh")
    assert Path(result.stdout.strip()).parent == Path("sops", folder)
    assert root.is_dir()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), ("--section: which one? 1.1 Sekretariat, Sub Bagian Umum; ", "give --title")),
        (("--section", "sub bagian"), ("`sub bagian` may be any of 1.1", "give --title")),
        (("--section", "gudang"), ("no section is called `gudang`: 1.1", "give --title")),
        (("--section", "2", "--title", "\u202e"), ("--title: the invisible character U+202E",)),
        (("--section", "2", "--title", " "), ("give --title",)),
        (
            ("--section", "2", "--title", "A", "--actor", "stav"),
            ("--actor: no actor is called `stav`; did you mean `staf`?; an actor that is new",),
        ),
        (("--section", "2", "--title", "A", "--actor", "s"), ("`s` may be any of kepala, ",)),
        (
            ("--section", "1.1", "--title", "A", "--number", "K.1.1.1.1"),
            ("K.1.1.1.1 is the number of `Menerima Surat`; the next free number is K.1.1.1.2",),
        ),
        (
            ("--section", "1.1", "--title", "A", "--number", "K.1.1.1"),
            ("--number: `K.1.1.1` does not follow the numbering pattern",),
        ),
        (
            ("--section", "1.1", "--title", "A", "--no-number", "--status", "belum-disusun"),
            ("`nomor` is missing",),
        ),
    ],
)
def test_what_is_wrong_or_lacking_is_told_at_once_and_nothing_is_written(
    root: Path, words: tuple[str, ...], told: tuple[str, ...]
) -> None:
    before = files(root)
    result = new(*words)
    assert result.exit_code == 2, result.output
    assert all(each in result.stderr for each in told), result.stderr
    assert files(root) == before


def test_what_check_would_refuse_is_not_written(root: Path) -> None:
    before = files(root)
    result = new("--section", "1.1", "--title", "A", "--number", "K.1.1.2.1")
    assert result.exit_code == 1
    assert "error NUM003" in result.stderr
    assert "nothing was changed" in result.stderr
    assert files(root) == before


@pytest.mark.parametrize(
    "title",
    ['Surat: "masuk" #1', "SURAT MASUK", "Menerima Surat " * 12, "- Surat", "*Surat*", "yes", "1"],
)
def test_any_title_is_taken_as_it_is(root: Path, title: str) -> None:
    assert new("--section", "2", "--title", title).exit_code == 0
    catalogue = load_catalogue(root).catalogue
    assert catalogue is not None
    (entry,) = (each for each in catalogue.entries if each.location.unit.folder == "bidang")
    assert str(entry.sop.title) == title.strip().strip("*")


def test_a_title_copied_from_a_table_has_single_spaces(root: Path) -> None:
    title = " Rapat:\tpersiapan  \r\n“awal” "
    assert 'nama: "Rapat: persiapan “awal”"\n' in written(new("--section", "2", "--title", title))
    assert root.is_dir()


def test_a_title_that_another_sop_has_is_told_and_written(root: Path) -> None:
    write_catalogue(root, {"katalog.yaml": STRICT, FIRST: SOP})
    result = new("--section", "umum", "--title", "Menerima surat")
    assert result.exit_code == 0
    assert "warning ISI006: K.1.1.1.1 has this name already" in result.stderr
    assert (root / UMUM / "K.1.1.1.2.yaml").is_file()


def test_a_draft_may_wait_for_its_number(root: Path) -> None:
    words = ("--section", "umum", "--title", "Con: Arsip", "--no-number")
    first, second = new(*words), new(*words)
    assert Path(first.stdout.strip()).name == "draf-con-arsip.yaml"
    assert Path(second.stdout.strip()).name == "draf-con-arsip-2.yaml"
    assert "nomor" not in written(first).splitlines()[0]
    assert root.is_dir()


def numbered(after: str) -> str:
    """An SOP's file with another number, by that of the first."""
    return SOP.replace("K.1.1.1.1", after).replace("Menerima Surat", f"Surat {after}")


def number_given(*words: str) -> str:
    return written(new("--section", "umum", "--title", "Baru", *words)).splitlines()[0].split()[1]


def test_the_number_is_the_one_after_the_highest_whatever_became_of_that(root: Path) -> None:
    third = numbered("K.1.1.1.3") + "status: dicabut\n"
    write_catalogue(root, {FIRST: SOP, f"{UMUM}/K.1.1.1.3.yaml": third})
    assert number_given() == "K.1.1.1.4"
    other = f"{UMUM}/K.1.1.1.7.yaml"
    write_catalogue(root, {other: "nomor: K.1.1.1.7\nnama: [\n"})
    assert number_given() == "K.1.1.1.8"


def test_a_void_number_is_not_proposed_but_may_be_taken(root: Path) -> None:
    void = "nomor_batal: [{nomor: K.1.1.1.2, alasan: Salah tulis}]\n"
    write_catalogue(root, {"katalog.yaml": KATALOG + void, FIRST: SOP})
    assert number_given() == "K.1.1.1.3"
    assert number_given("--number", "K.1.1.1.2") == "K.1.1.1.2"


def test_a_number_that_git_remembers_is_never_given_again(root: Path) -> None:
    gone = root / UMUM / "K.1.1.1.2.yaml"
    gone.write_text(numbered("K.1.1.1.2"), "utf-8")
    commit(root.parent)
    gone.unlink()
    commit(root.parent)
    result = new("--section", "umum", "--title", "Baru", "--number", "K.1.1.1.2")
    assert result.exit_code == 2
    assert "K.1.1.1.2 was given to another SOP once" in result.stderr
    assert "the next free number is K.1.1.1.3" in result.stderr
    assert number_given() == "K.1.1.1.3"


def test_of_a_history_that_is_cut_off_it_is_said_that_more_is_not_known(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(root.parent)
    commit(root.parent)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root.parent}", "klon")
    monkeypatch.chdir(tmp_path / "klon")
    result = new("--section", "umum", "--title", "Baru")
    assert result.exit_code == 0
    assert "holds only a part of the history" in result.stderr


def test_in_a_closed_series_a_number_that_was_freed_is_given(root: Path) -> None:
    void = "nomor_batal: [{nomor: K.1.1.1.2, alasan: Salah tulis}]\nderet: lengkap\n"
    write_catalogue(root, {"katalog.yaml": KATALOG + void, FIRST: SOP})
    assert number_given() == "K.1.1.1.2"


def test_in_a_closed_series_the_first_gap_is_filled(root: Path) -> None:
    closed = KATALOG + "deret: {lengkap: true, mulai: 4}\n"
    sops = {f"{UMUM}/{n}.yaml": numbered(n) for n in ("K.1.1.1.4", "K.1.1.1.6")}
    (root / FIRST).unlink()
    write_catalogue(root, {"katalog.yaml": closed, **sops})
    assert number_given() == "K.1.1.1.5"
    assert number_given() == "K.1.1.1.7"


def test_of_several_patterns_one_has_to_be_named(root: Path) -> None:
    several = KATALOG.replace(
        'penomoran: "K.1.{unit}.{seksi}.{urut}"',
        'penomoran: ["K.1.{unit}.{seksi}.{urut}", "SOP-{urut:3}/{tahun}"]',
    )
    write_catalogue(root, {"katalog.yaml": several, FIRST: SOP})
    result = new("--section", "umum", "--title", "Baru")
    assert result.exit_code == 2
    assert (
        "--numbering: which one? K.1.{unit}.{seksi}.{urut}, SOP-{urut:3}/{tahun}" in result.stderr
    )
    assert number_given("--numbering", "SOP-{urut:3}/{tahun}", "--year", "2024") == "SOP-001/2024"
    assert number_given("--numbering", "SOP-{urut:3}/{tahun}", "--year", "2024") == "SOP-002/2024"
    assert number_given("--numbering", "SOP-{urut:3}/{tahun}", "--year", "2025") == "SOP-001/2025"
    assert number_given("--numbering", "K.1.{unit}.{seksi}.{urut}") == "K.1.1.1.2"


def test_a_new_actor_is_put_into_the_registry_behind_the_others(root: Path) -> None:
    before = (root / "pelaksana.yaml").read_text("utf-8")
    text = written(
        new("--section", "2", "--title", "A", "--actor", "Kepala Dinas", "--new-actor", "Staf: IT")
    )
    assert "\npelaksana: [kepala, staf-it]" in text
    assert (root / "pelaksana.yaml").read_text("utf-8") == before + 'staf-it: "Staf: IT"\n'


def test_it_is_taken_back_with_the_actor_it_brought(root: Path) -> None:
    before = {name: data for name, data in files(root).items() if not name.startswith(".")}
    assert new("--section", "2", "--title", "A", "--new-actor", "Arsiparis").exit_code == 0
    assert sopc("undo").exit_code == 0
    assert {n: data for n, data in files(root).items() if not n.startswith(".")} == before


def test_files_name_their_schema_as_the_others_do(root: Path) -> None:
    line = "# yaml-language-server: $schema=../../../docs/sop.json\n"
    write_catalogue(root, {FIRST: line + SOP})
    deeper = written(new("--section", "umum", "--title", "A"))
    assert deeper.startswith(line)
    above = written(new("--section", "2", "--title", "B"))
    assert above.startswith("# yaml-language-server: $schema=../../docs/sop.json\n")


def test_without_a_catalogue_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = new("--section", "1", "--title", "A")
    assert result.exit_code == 2
    assert "no catalogue in `sops`" in result.stderr
    assert "with `cd`, or `sopc init` makes a new one" in result.stderr
    (tmp_path / "sops").mkdir()
    assert "`sopc init` makes a new one" in new("--section", "1", "--title", "A").stderr


def test_from_a_folder_of_the_catalogue_it_tells_the_way_out(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / UMUM)
    result = new("--section", "1", "--title", "A")
    assert result.exit_code == 2
    assert "there is one further up: type `cd ../../..` first" in result.stderr


def test_where_nothing_can_be_kept_no_way_back_is_promised(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sopc.edit.last_change.UNDO", 1)
    result = sopc("fmt")
    assert result.stdout.splitlines()[-1].startswith("formatted: ")
    assert "undo" in sopc("undo").stderr or "nothing to take back" in sopc("undo").stderr
    assert "takes this back" not in result.stderr
    assert root.is_dir()


def test_another_catalogue_is_named_in_what_to_type_next(root: Path) -> None:
    root.rename(root.with_name("katalog kantor"))
    words = ("--sops", "katalog kantor", "--section", "umum", "--title", "A")
    result = new(*words)
    assert "`sopc check --sops 'katalog kantor' 'katalog kantor/" in result.stderr
    assert "`sopc undo --sops 'katalog kantor'` takes this back" in result.stderr


def test_it_asks_one_thing_after_the_other(root: Path) -> None:
    answers = [
        ("2. Sekretariat, Sub Bagian Keuangan", "gudang"),
        ("no section is called", "1"),
        ("Name of the SOP", "\u202e"),
        ("U+202E", "Menerima  surat"),
        ("K.1.1.1.1 has this name already", 'Arsip: "A"'),
        ("[K.1.1.1.2]", "K.1.1.1.1"),
        ("is the number of `Menerima Surat`", "K.1.1.2.9"),
        ("K.1.1.2.9", ""),
        ("How it stands [draf]", "tidak"),
        ("it is one of", "1"),
        ("4. staf", "4, s"),
        ("`s` may be any of", "4, kepala dinas, Arsiparis"),
        ("once more", "4, kepala dinas, Arsiparis"),
    ]
    ended = at_terminal(["new", "--lang", "en"], answers, root.parent)
    assert ended.status == 0, ended.seen
    assert (
        "\nsops/sekretariat/umum/K.1.1.1.2.yaml\nsops/pelaksana.yaml: `arsiparis` added\n"
        in ended.seen
    )
    text = (root / UMUM / "K.1.1.1.2.yaml").read_text("utf-8")
    assert 'nama: "Arsip: \\"A\\""' in text
    assert "\npelaksana: [staf, kepala, arsiparis]" in text
    assert "\narsiparis: Arsiparis\n" in (root / "pelaksana.yaml").read_text("utf-8")


def test_only_its_path_goes_to_standard_output(root: Path) -> None:
    answers = [
        ("Seksi", "layanan"),
        ("Nama SOP", "Rencana"),
        ("Nomor", ""),
        ("Statusnya", "2"),
    ]
    output = root.parent / "keluaran"
    ended = at_terminal(["new", "--lang", "id"], answers, root.parent, output=output)
    assert ended.status == 0, ended.seen
    assert output.read_text("utf-8") == f"{Path('sops/bidang/K.1.2.1.1.yaml')}\n"
    assert (root / "bidang" / "K.1.2.1.1.yaml").read_text("utf-8").endswith("belum-disusun\n")


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_who_breaks_off_leaves_all_as_it_was(root: Path, key: str) -> None:
    before = files(root)
    ended = at_terminal(["new", "--lang", "id"], [("Seksi", "1"), ("Nama SOP", key)], root.parent)
    assert ended.status == 1
    assert "Traceback" not in ended.seen
    assert files(root) == before


def test_a_new_user_s_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From an empty folder to a printed book, by what each command says to type next."""
    monkeypatch.chdir(tmp_path)
    assert sopc("init", *GIVEN).exit_code == 0
    actors = ("--new-actor", "Kepala Dinas", "--new-actor", "Arsiparis")
    assert new("--section", "umum", "--title", "Peminjaman Arsip", *actors).exit_code == 0
    words = ("--section", "con", "--title", "Pengembalian Arsip", "--actor", "arsip")
    assert new(*words).exit_code == 0
    checked = sopc("check")
    assert checked.exit_code == 0
    assert "warning" not in checked.stdout
    assert sopc("fmt", "--check").exit_code == 0
    out = build(tmp_path / "sops", tmp_path / "build")
    assert {file.stem for file in (out / "sop").iterdir()} == {"1.1.1", "2.1.1"}
