"""Exactly what a change is printed on is rendered again, and ``--explain`` says why."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.books import LINKED, SECOND, numbered, text_of
from tests.catalogues import FIRST, PEJABAT, PELAKSANA, own_templates, write_catalogue
from tests.pictures import PNG, png
from tests.running import build, digests, reasons, run_build

THIRD = "bidang/K.1.2.1.3.yaml"
OWN = {"dasar_hukum: [uu-1-2020]": "pengesah: sekretaris", "staf": "kasubbag"}
"""What makes the third SOP another office's: its signer, its actor, no regulation."""
SETTINGS = LINKED["katalog.yaml"].replace("Kota Contoh}", "Kota Contoh, logo: logo.png}")
SETTINGS = SETTINGS.replace("Bidang Layanan}", "Bidang Layanan, bawaan: {kualifikasi: SMA}}")
SETTINGS += "bawaan: {peralatan: [Meja, Kursi], pencatatan: Agenda}\n"
REPOSITORY = Path(__file__).parents[2]
KASUBBAG = "kasubbag: {nama: Kasubbag Umum, kelompok: Satker Penerima}"
ALL = {"K.1.1.1.1", "K.1.1.1.2", "K.1.2.1.1", "K.1.2.1.3", "peta-keterkaitan"}


def third() -> str:
    text = numbered("K.1.2.1.3", "Sendiri", "peralatan: []\npencatatan: Buku\nkualifikasi: S1\n")
    for old, new in OWN.items():
        text = text.replace(old, new)
    return text


FILES = {
    **LINKED,
    "katalog.yaml": SETTINGS,
    "pejabat.yaml": PEJABAT
    + PEJABAT.replace("kepala:", "sekretaris:").replace("PEJABAT", "SEKRETARIS"),
    "pelaksana.yaml": PELAKSANA,
    THIRD: third(),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reasons")
    build(write_catalogue_with_logo(folder / "sops"), folder / "out")
    return folder


def write_catalogue_with_logo(root: Path) -> Path:
    write_catalogue(root, FILES)
    (root / "logo.png").write_bytes(PNG)
    return root


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def own_template(name: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        own_templates(root)
        source = REPOSITORY / "templates" / name
        (root / "templates" / name).write_text(source.read_text(encoding="utf-8") + text, "utf-8")

    return change


def another_logo(root: Path) -> None:
    (root / "logo.png").write_bytes(png(bytes(range(12))))


PRINTED = {
    "a step": (
        edit(SECOND, "Memeriksa surat", "Meneliti surat"), {"K.1.1.1.2"}, "the SOP itself"
    ),
    "a title": (
        edit(SECOND, "Mencatat", "Menulis"), {"K.1.1.1.2", "K.1.1.1.1"}, "the title of K.1.1.1.2"
    ),
    "an actor": (
        edit("pelaksana.yaml", "kasubbag: Kasubbag Umum", "kasubbag: Kasubbag Lain"),
        {"K.1.2.1.3"},
        "actor kasubbag",
    ),
    "an actor's group": (
        edit("pelaksana.yaml", "kasubbag: Kasubbag Umum", KASUBBAG),
        {"K.1.2.1.3"},
        "actor kasubbag",
    ),
    "a regulation": (
        edit("dasar-hukum.yaml", "tentang: Contoh", "tentang: Lain"),
        {"K.1.1.1.1", "K.1.1.1.2", "K.1.2.1.1"},
        "regulation uu-1-2020",
    ),
    "an official": (
        edit("pejabat.yaml", "SEKRETARIS CONTOH", "ORANG LAIN"),
        {"K.1.2.1.3"},
        "official sekretaris",
    ),
    "a unit's name": (
        edit("katalog.yaml", "nama: Bidang Layanan", "nama: Bidang Lain"),
        {"K.1.2.1.1", "K.1.2.1.3"},
        "its unit and section",
    ),
    "the settings": (edit("katalog.yaml", "tahun: 2025", "tahun: 2026"), ALL, "katalog.yaml"),
    "a default": (
        edit("katalog.yaml", "pencatatan: Agenda", "pencatatan: Buku"),
        ALL - {"K.1.2.1.3"},
        "the SOP itself",
    ),
    "a unit's default": (
        edit("katalog.yaml", "kualifikasi: SMA", "kualifikasi: SMK"),
        {"K.1.2.1.1"},
        "the SOP itself",
    ),
    "the logo": (another_logo, ALL, "picture logo.png"),
    "an SOP's template": (own_template("sop.html.j2", "\n"), ALL, "template sop.html.j2"),
    "the style sheet": (own_template("print.css", "\n"), ALL, "template print.css"),
}  # fmt: skip


@pytest.mark.printed_alike
@pytest.mark.parametrize("change", PRINTED)
def test_what_a_change_is_printed_on_is_rendered_again(place: Path, change: str) -> None:
    make, rendered, reason = PRINTED[change]
    make(place / "sops")
    why = reasons(place / "sops", place / "out")
    assert set(why) == rendered
    assert all(words.startswith("changed: ") for words in why.values())
    assert {name for name, words in why.items() if reason in words.split(": ", 1)[1].split(", ")}
    again = run_build(place / "sops", place / "out", "--explain")
    assert again.stdout == ""


NOT_PRINTED = {
    "a comment": edit(FIRST, "nama: Menerima Surat", "nama: Menerima Surat  # komentar"),
    "a waiver": edit(
        FIRST, "langkah:", "pengecualian: {kode: FLW006, alasan: Memang.}\nlangkah:"
    ),
    "the source": edit(SECOND, "Salah cetak.", "Salah ketik."),
    "a regulation's source": edit(
        "dasar-hukum.yaml", "tentang: Contoh", "tentang: Contoh, sumber: {baris: 3-4}"
    ),
    "another spelling of an actor": edit(
        "pelaksana.yaml", "staf: Staf", "staf: {nama: Staf, sebutan: [Juru], sumber: {baris: 3-4}}"
    ),
    "how much a finding matters": edit("katalog.yaml", "FLW006: off", "FLW006: info"),
    "how numbers are read": edit(
        "katalog.yaml",
        'penomoran: "K.1.{unit}.{seksi}.{urut}"',
        'penomoran: ["A.{urut}", "K.1.{unit}.{seksi}.{urut}"]\nderet: {lengkap: true, mulai: 3}',
    ),
    "how a unit's numbers are read": edit(
        "katalog.yaml",
        "nama: Bidang Layanan",
        'nama: Bidang Layanan, penomoran: ["K.1.{unit}.{seksi}.{urut}", "B.{urut}"]',
    ),
    "an SOP that nobody cites": edit(
        "bidang/K.1.2.1.2.yaml", "status: belum-disusun", "status: belum-disusun # nanti"
    ),
    "a default that the SOPs have already": edit(
        "katalog.yaml", "bawaan: {peralatan", "bawaan: {peringatan: [], peralatan"
    ),
}  # fmt: skip


@pytest.mark.printed_alike
@pytest.mark.parametrize("change", NOT_PRINTED)
def test_what_is_not_printed_renders_no_sop(place: Path, change: str) -> None:
    before = {n: sha for n, sha in digests(place / "out").items() if n.startswith("sop/")}
    NOT_PRINTED[change](place / "sops")
    assert reasons(place / "sops", place / "out") == {}
    after = {n: sha for n, sha in digests(place / "out").items() if n.startswith("sop/")}
    assert after == before


def test_a_new_sop_is_said_to_be_new(place: Path) -> None:
    new = numbered("K.1.2.1.4", "Baru")
    (place / "sops" / "bidang" / "K.1.2.1.4.yaml").write_text(new, encoding="utf-8")
    assert reasons(place / "sops", place / "out") == {"K.1.2.1.4": "it was not built before"}


def test_only_does_not_forget_why_the_others_will_be_rendered(place: Path) -> None:
    own_template("sop.html.j2", "\n")(place / "sops")
    changed = "changed: template sop.html.j2, katalog.yaml"  # which says that there are own ones
    why = reasons(place / "sops", place / "out", "--only", "K.1.2.1.1")
    assert why == {"K.1.2.1.1": changed}
    why = reasons(place / "sops", place / "out")
    assert why == dict.fromkeys(ALL - {"K.1.2.1.1"}, changed)
    shutil.copy(REPOSITORY / "templates" / "unit.html.j2", place / "sops" / "templates")
    with (place / "sops" / "templates" / "unit.html.j2").open("a") as unit_page:
        unit_page.write("\n")
    assert reasons(place / "sops", place / "out") == {}


def test_a_reviewer_named_in_the_settings_is_printed(tmp_path: Path) -> None:
    signers = "penandatangan: [{peran: pemeriksa, pejabat: sekretaris}, {peran: pengesah}]\n"
    files = {**FILES, "katalog.yaml": LINKED["katalog.yaml"] + signers}
    root, out = write_catalogue(tmp_path / "sops", files), tmp_path / "out"
    build(root, out, only=("K.1.1.1.1",))
    assert "SEKRETARIS CONTOH" in " ".join(text_of(out / "sop" / "K.1.1.1.1.pdf"))
    edit("pejabat.yaml", "SEKRETARIS CONTOH", "ORANG LAIN")(root)
    why = reasons(root, out, "--only", "K.1.1.1.1")
    assert why == {"K.1.1.1.1": "changed: official sekretaris"}
