"""A folder → a catalogue: what is read from where, and what is reported when it is not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.diagnostics import SopcError
from sopc.load.loader import Loaded, load_catalogue
from tests.catalogues import FIRST, KATALOG, PEJABAT, PELAKSANA, SOP, TODAY, sop, write_catalogue
from tests.load.reading import check, rows

UMUM = "sekretariat/umum/"


def load(root: Path, files: Mapping[str, str]) -> Loaded:
    return load_catalogue(write_catalogue(root, files))


def numbers(loaded: Loaded) -> list[str]:
    assert loaded.catalogue is not None
    return [str(entry.sop.number) for entry in loaded.catalogue.entries]


def test_the_small_catalogue_is_sound(tmp_path: Path) -> None:
    checked = pipeline.check(write_catalogue(tmp_path), TODAY)
    assert checked.diagnostics == ()
    assert checked.is_sound


def test_sops_stand_in_the_order_of_unit_section_and_number(tmp_path: Path) -> None:
    files = {
        "bidang/K.1.2.1.1.yaml": sop("K.1.2.1.1"),
        "sekretariat/keuangan/K.1.1.2.1.yaml": sop("K.1.1.2.1"),
        UMUM + "K.1.1.1.10.yaml": sop("K.1.1.1.10"),
        UMUM + "K.1.1.1.2.yaml": sop("K.1.1.1.2"),
    }
    loaded = load(tmp_path, files)
    assert loaded.diagnostics == ()
    assert numbers(loaded) == ["K.1.1.1.2", "K.1.1.1.10", "K.1.1.2.1", "K.1.2.1.1"]


def test_an_sop_knows_its_unit_and_section(tmp_path: Path) -> None:
    files = {FIRST: SOP, "bidang/K.1.2.1.1.yaml": sop("K.1.2.1.1")}
    catalogue = load(tmp_path, files).catalogue
    assert catalogue is not None
    first, second = (entry.location for entry in catalogue.entries)
    assert first.section is not None
    assert (first.unit.name, first.section.name) == ("Sekretariat", "Sub Bagian Umum")
    assert (second.unit.name, second.section) == ("Bidang Layanan", None)


def test_drafts_come_last_in_their_section_and_are_called_by_their_files(tmp_path: Path) -> None:
    draft = "nama: Usulan\nstatus: draf\n"
    catalogue = load(tmp_path, {UMUM + "A.yaml": draft, FIRST: SOP}).catalogue
    assert catalogue is not None
    assert [entry.name for entry in catalogue.entries] == ["K.1.1.1.1", "A"]
    assert [entry.name for entry in catalogue.drafts()] == ["A"]


def test_an_sop_is_enacted_by_its_own_official_else_its_units_else_the_catalogues(
    tmp_path: Path,
) -> None:
    officials = "".join(PEJABAT.replace("kepala:", f"{key}:") for key in ("kepala", "kabid", "plt"))
    files = {
        "pejabat.yaml": officials,
        "katalog.yaml": KATALOG.replace("nama: Bidang Layanan", "nama: Bidang, pengesah: kabid"),
        FIRST: SOP,
        "bidang/K.1.2.1.1.yaml": sop("K.1.2.1.1"),
        "bidang/K.1.2.1.2.yaml": sop("K.1.2.1.2", "pengesah: plt\n"),
    }
    catalogue = load(tmp_path, files).catalogue
    assert catalogue is not None
    signers = [catalogue.approver(entry) for entry in catalogue.entries]
    assert signers == [catalogue.officials[key] for key in ("kepala", "kabid", "plt")]


def test_a_section_holds_its_numbered_sops(tmp_path: Path) -> None:
    files = {
        FIRST: SOP,
        UMUM + "A.yaml": "nama: Usulan\nstatus: draf\n",
        "sekretariat/keuangan/K.1.1.2.1.yaml": sop("K.1.1.2.1"),
        "bidang/K.1.2.1.1.yaml": sop("K.1.2.1.1"),
    }
    catalogue = load(tmp_path, files).catalogue
    assert catalogue is not None
    office, field = catalogue.settings.units
    sections = [(office, office.sections[0]), (office, office.sections[1]), (field, None)]
    found = [[entry.name for entry in catalogue.in_section(*section)] for section in sections]
    assert found == [["K.1.1.1.1"], ["K.1.1.2.1"], ["K.1.2.1.1"]]


def test_other_files_and_hidden_ones_are_left_alone(tmp_path: Path) -> None:
    files = {".git/x.yaml": "[", "bidang/.x.yaml": "[", "bidang/catatan.txt": "[", "README.md": "["}
    assert load(tmp_path, files).diagnostics == ()


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_a_folder_without_katalog_yaml_is_no_catalogue(tmp_path: Path, name: str) -> None:
    with pytest.raises(SopcError, match=r"katalog\.yaml"):
        load_catalogue(tmp_path / name)


@pytest.mark.parametrize("name", ["pelaksana.yaml", "dasar-hukum.yaml", "pejabat.yaml"])
def test_a_missing_root_file_is_one_fault_whatever_refers_to_it(tmp_path: Path, name: str) -> None:
    write_catalogue(tmp_path)
    (tmp_path / name).unlink()
    found = pipeline.check(tmp_path, TODAY).diagnostics
    assert rows(found, tmp_path) == [(name, "SKM005", 1, 1)]
    assert f"`{name}` does not exist" in found[0].message
    assert "create it" in found[0].hint


@pytest.mark.parametrize("name", ["pelaksana.yaml", "dasar-hukum.yaml", "pejabat.yaml"])
@pytest.mark.parametrize(
    ("text", "place"),
    [("x: [\n", ("YML001", 2, 1)), ("x: 5", ("SKM003", 1, 4)), ("", ("YML005", 1, 1))],
)
def test_a_faulty_root_file_is_one_fault_whatever_refers_to_it(
    tmp_path: Path, name: str, text: str, place: tuple[str, int, int]
) -> None:
    found = check(tmp_path, {FIRST: SOP, name: text})
    assert rows(found, tmp_path) == [(name, *place)]


@pytest.mark.parametrize(
    ("katalog", "place"),
    [
        (KATALOG.replace("tahun:", "tahn:"), "SKM001"),
        (KATALOG.replace("tahun: 2025", "tahun: [2025"), "YML001"),
        ("", "YML005"),
    ],
)
def test_faults_of_sops_are_found_beside_a_faulty_katalog_yaml(
    tmp_path: Path, katalog: str, place: str
) -> None:
    faulty = sop("K.1.1.1.2", "dibaut: 2025\n")
    checked = pipeline.check(
        write_catalogue(tmp_path, {"katalog.yaml": katalog, UMUM + "K.1.1.1.2.yaml": faulty}), TODAY
    )
    found = rows(checked.diagnostics, tmp_path)
    assert place in [code for file, code, *_ in found if file == "katalog.yaml"]
    assert (UMUM + "K.1.1.1.2.yaml", "SKM001", 3, 1) in found
    assert checked.catalogue is None
    assert not checked.is_sound


def test_numbers_are_still_held_to_the_pattern_of_a_faulty_katalog_yaml(tmp_path: Path) -> None:
    files = {"katalog.yaml": KATALOG.replace("tahun:", "tahn:"), FIRST: sop("V.1")}
    found = rows(check(tmp_path, files), tmp_path)
    assert (FIRST, "NUM001", 1, 8) in found


OWN = KATALOG.replace("nama: Bidang Layanan", 'nama: Bidang Layanan, penomoran: ["B.{urut}"]')


@pytest.mark.parametrize("katalog", [OWN, OWN.replace("tahun:", "tahn:")])
def test_a_units_own_patterns_are_kept_to_beside_other_faults(tmp_path: Path, katalog: str) -> None:
    files = {
        "katalog.yaml": katalog,
        FIRST: sop("B.1", "keterkaitan: [K.1.1.1.1, B.7, C.1]\n"),
        "bidang/K.1.2.1.1.yaml": sop("K.1.2.1.1", "keterkaitan: [K.1.1.1.1, B.7]\n"),
        "bidang/B.1.yaml": sop("B.1", "status: dicabut\ndigantikan: K.1.1.1.1\n"),
    }
    found = [row for row in rows(check(tmp_path, files), tmp_path) if row[1] == "NUM001"]
    assert found == [
        ("bidang/K.1.2.1.1.yaml", "NUM001", 1, 8),
        (FIRST, "NUM001", 1, 8),
        (FIRST, "NUM001", 3, 31),
    ]


@pytest.mark.parametrize("own", ["[5]", "B.{unit}", "['B.{urut}', {x: y}]"])
def test_numbers_are_not_blamed_for_a_units_faulty_pattern(tmp_path: Path, own: str) -> None:
    files = {"katalog.yaml": OWN.replace('["B.{urut}"]', own), FIRST: SOP}
    assert {row[0] for row in rows(check(tmp_path, files), tmp_path)} == {"katalog.yaml"}


def test_a_refused_number_is_shown_an_example_of_each_pattern_of_its_unit(tmp_path: Path) -> None:
    two = 'penomoran: ["SOP-{urut:3}/17000/{tahun}", "SOP-{unit}-{urut}/17000/{tahun}"]'
    katalog = KATALOG.replace('penomoran: "K.1.{unit}.{seksi}.{urut}"', two)
    files = {"katalog.yaml": katalog, "bidang/SOP-7.yaml": sop("SOP-7", "keterkaitan: SOP-8\n")}
    own, cited = check(tmp_path, files)
    examples = "write it like SOP-001/17000/2025 or SOP-2-1/17000/2025"
    assert own.message == (
        "`SOP-7` follows none of the numbering patterns "
        "SOP-{urut:3}/17000/{tahun}, SOP-{unit}-{urut}/17000/{tahun}"
    )
    assert own.hint == examples
    assert cited.hint == f"{examples}, or `luar: …` for an SOP outside this catalogue"


def test_sops_of_several_patterns_stand_by_year_then_pattern_then_number(tmp_path: Path) -> None:
    two = '["SOP-{urut:3}/17000/{tahun}", "SOP-{unit}-{urut}/17000/{tahun}"]'
    stems = ["010-17000-2024", "1-2-17000-2024", "009-17000-2025", "302-17000-2025"]
    stems += ["1-9-17000-2025", "1-101-17000-2025"]
    wanted = ["SOP-" + stem.replace("-17000-", "/17000/") for stem in stems]
    files = {
        f"{UMUM}SOP-{stem}.yaml": sop(number) for stem, number in zip(stems, wanted, strict=True)
    }
    katalog = KATALOG.replace('"K.1.{unit}.{seksi}.{urut}"', two)
    assert numbers(load(tmp_path, {"katalog.yaml": katalog, **files})) == wanted


def test_numbers_are_not_blamed_for_a_faulty_pattern(tmp_path: Path) -> None:
    files = {"katalog.yaml": KATALOG.replace("{urut}", "{urt}"), FIRST: SOP}
    assert rows(check(tmp_path, files), tmp_path) == [("katalog.yaml", "SKM004", 3, 12)]


@pytest.mark.parametrize("text", ["[", "nomor: K.1.1.1.2\n", "", "nomor: K.1.1.1.2\nnama: [x]\n"])
def test_a_reference_to_an_sop_with_faults_of_its_own_is_not_dangling(
    tmp_path: Path, text: str
) -> None:
    files = {
        FIRST: sop("K.1.1.1.1", "keterkaitan: [K.1.1.1.2, K.1.1.1.9]\n"),
        UMUM + "K.1.1.1.2.yaml": text,
        UMUM + "K.1.1.1.3.yaml": sop("K.1.1.1.3"),
    }
    found = rows(check(tmp_path, files), tmp_path)
    assert {row[0] for row in found} == {FIRST, UMUM + "K.1.1.1.2.yaml"}
    assert [row for row in found if row[0] == FIRST] == [(FIRST, "LNK001", 3, 26)]


def test_a_faulty_sop_called_like_a_root_file_hides_nothing(tmp_path: Path) -> None:
    files = {FIRST: sop("K.1.1.1.1", "pelaksana: [hantu]\n"), UMUM + "pelaksana.yaml": "["}
    found = rows(check(tmp_path, files), tmp_path)
    assert (FIRST, "LNK002", 3, 13) in found


@pytest.mark.parametrize("pattern", ["SOP-{urut:3}/{tahun}", "SOP {urut:3}: {tahun}"])
def test_an_sop_with_faults_of_its_own_leaves_no_gap(tmp_path: Path, pattern: str) -> None:
    katalog = KATALOG.replace("K.1.{unit}.{seksi}.{urut}", pattern) + "deret: lengkap\n"
    number = pattern.replace("{urut:3}", "002").replace("{tahun}", "2025")
    files = {
        "katalog.yaml": katalog,
        UMUM + "SOP-001-2025.yaml": "[",
        UMUM + "SOP-002-2025.yaml": sop(f'"{number}"'),
    }
    assert rows(check(tmp_path, files), tmp_path) == [(UMUM + "SOP-001-2025.yaml", "YML001", 1, 2)]


def test_what_is_lacking_before_several_series_is_left_out_by_one_word(tmp_path: Path) -> None:
    files = {
        "katalog.yaml": KATALOG + "deret: lengkap\n",
        UMUM + "K.1.1.1.302.yaml": sop("K.1.1.1.302"),
        "bidang/K.1.2.1.101.yaml": sop("K.1.2.1.101"),
    }
    hints = [d.hint for d in check(tmp_path, files)]
    word = "deret: {lengkap: true, mulai: 302}"
    assert len(hints) == 2
    assert all(hint.endswith(f"`{word}`") for hint in hints)
    files["katalog.yaml"] = f"{KATALOG}{word}\n"
    assert check(tmp_path, files) == ()


@pytest.mark.parametrize(
    ("path", "word", "hint"),
    [
        ("K.1.1.1.1.yaml", "unit's folder", "known: sekretariat, bidang"),
        ("sekretarait/umum/K.1.1.1.1.yaml", "`sekretarait` is no unit", "`sekretariat`"),
        ("xyzzy/K.1.1.1.1.yaml", "`xyzzy` is no unit", "known: sekretariat, bidang"),
        ("sekretariat/umun/K.1.1.1.1.yaml", "`umun` is no section of unit", "`umum`"),
        ("sekretariat/K.1.1.1.1.yaml", "in a section's folder", "known: umum, keuangan"),
        ("sekretariat/umum/lama/K.1.1.1.1.yaml", "`lama` is deeper", "folder above"),
        ("bidang/lama/K.1.1.1.1.yaml", "`lama` is no section of unit `bidang`", "folder above"),
    ],
)
def test_a_file_in_a_folder_of_no_unit_or_section_is_told_where_to_go(
    tmp_path: Path, path: str, word: str, hint: str
) -> None:
    found = check(tmp_path, {path: SOP})
    assert rows(found, tmp_path) == [(path, "NUM004", 1, 1)]
    assert word in found[0].message
    assert hint in found[0].hint


@pytest.mark.parametrize("ending", ["yml", "YML", "YAML", "Yaml"])
def test_an_sop_of_another_ending_is_to_be_renamed(tmp_path: Path, ending: str) -> None:
    name = UMUM + f"K.1.1.1.1.{ending}"
    found = check(tmp_path, {name: SOP})
    assert rows(found, tmp_path) == [(name, "SKM006", 1, 1)]
    assert found[0].hint == "rename it to `K.1.1.1.1.yaml`"


def test_faults_of_all_files_come_at_once_in_file_order(tmp_path: Path) -> None:
    files = {
        "pelaksana.yaml": PELAKSANA + "ketua: {}\n",
        UMUM + "K.1.1.1.2.yaml": sop("K.1.1.1.2", "dibaut: 2025\n"),
        UMUM + "K.1.1.1.3.yaml": "a: 1\na: 2\n",
        "bidang/K.1.2.1.1.yaml": "[",
    }
    assert rows(check(tmp_path, files), tmp_path) == [
        ("bidang/K.1.2.1.1.yaml", "YML001", 1, 2),
        ("pelaksana.yaml", "SKM002", 5, 8),
        (UMUM + "K.1.1.1.2.yaml", "SKM001", 3, 1),
        (UMUM + "K.1.1.1.3.yaml", "SKM001", 1, 1),
        (UMUM + "K.1.1.1.3.yaml", "SKM002", 1, 1),
        (UMUM + "K.1.1.1.3.yaml", "YML007", 2, 1),
    ]


@pytest.mark.parametrize(
    ("titles", "hint", "is_mended"),
    [
        (["Menerima surat"], "cite it by number: K.1.1.1.2", True),
        (["Menerima", "Menerima Surat", "SOP Menerima Surat"], "K.1.1.1.3 / K.1.1.1.4", False),
        (["Mengirim Surat"], "`luar: …`", False),
    ],
)
def test_a_title_in_the_place_of_a_number_is_hinted_at_by_its_number(
    titles: list[str], hint: str, is_mended: bool, tmp_path: Path
) -> None:
    folder = "sekretariat/umum"
    files = {
        f"{folder}/K.1.1.1.{n}.yaml": f"nomor: K.1.1.1.{n}\nnama: {title}\nstatus: belum-disusun\n"
        for n, title in enumerate(titles, start=2)
    }
    own = "nomor: K.1.1.1.1\nnama: Contoh\nketerkaitan: [SOP Menerima Surat]\n"
    write_catalogue(tmp_path, {f"{folder}/K.1.1.1.1.yaml": own, **files})
    (found,) = [e for e in load_catalogue(tmp_path).diagnostics if e.code == "NUM001"]
    assert hint in found.hint
    assert (found.fix is not None) == is_mended
