"""What is said of notes that do not hold what their kind promises: what to type instead."""

import re
from pathlib import Path

import pytest
import yaml

from sopc import pipeline
from sopc.check.source.quotes import letters, quotes
from sopc.check.source.spellings import Spellings
from tests.catalogues import FIRST, TODAY, sop, write_catalogue
from tests.conftest import SOPS

GUIDE = SOPS.parent / "docs" / "editors-guide.md"
KINDS = ("koreksi", "simpulan", "kosong", "pertentangan", "keputusan_kantor", "ejaan", "'sop'")
BODY = """\
kualifikasi: [Teliti, Cermat]
pelaksana: [staf, kepala]
langkah:
  - {uraian: Menerima surat, pelaksana: staf}
  - {uraian: Mencatat surat, pelaksana: kepala}
sumber:
  catatan:
"""


def said(root: Path, note: str) -> tuple[str, str]:
    """The one thing that is said of a note, and what to type."""
    text = sop("K.1.1.1.1", f"{BODY}    - {{{note}, alasan: A.}}\n")
    found = pipeline.check(write_catalogue(root, {FIRST: text}), TODAY).diagnostics
    (only,) = (d for d in found if d.code.startswith("SRC") and d.code != "SRC001")
    assert only.severity == "warning"
    return str(only.message), str(only.hint)


@pytest.mark.parametrize(
    ("note", "message", "hint"),
    [
        (
            "bagian: nomor, jenis: koreksi, diambil: K.1.1.1.1",
            "a correction says what is printed: `tercetak` is missing",
            "add `tercetak: …`; where nothing is printed, write `jenis: simpulan`",
        ),
        (
            "bagian: nama, jenis: koreksi, tercetak: Conth",
            "a correction says what was taken instead: `diambil` is missing",
            "add `diambil: …`; where it was left as printed, write `jenis: pertentangan`",
        ),
        (
            "bagian: pencatatan, jenis: kosong, pilihan: [Buku, tidak ada]",
            "what the document lacks has no `pilihan`",
            "remove it; where something was inferred, write `jenis: simpulan`",
        ),
        (
            "bagian: nama, jenis: pertentangan, diambil: Contoh, tercetak: Contoh",
            "`diambil` is one of several that are printed: `pilihan` is missing",
            "add `pilihan: […, …]`; what is not printed is taken by `jenis: koreksi`",
        ),
        (
            "bagian: nama, jenis: pertentangan, diambil: Contoh, pilihan: [Cntoh, Lain]",
            "`diambil` is none of `pilihan`",
            "add it to `pilihan`, word for word",
        ),
        (
            'bagian: "langkah[12].uraian", jenis: simpulan',
            "`langkah` has 2",
            "write `langkah` with a place from 1 to 2",
        ),
        (
            'bagian: "langkah[1].uraiyan", jenis: simpulan',
            "there is no `langkah[1].uraiyan`",
            "did you mean `uraian`?",
        ),
        (
            "bagian: smpul, jenis: simpulan",
            "there is no `smpul`",
            "did you mean `sampul`?",
        ),
        (
            'bagian: "keterkaitan[1]", jenis: simpulan',
            "`keterkaitan` is empty",
            "write `keterkaitan`",
        ),
        (
            "bagian: Langkah 1, jenis: simpulan",
            "`Langkah 1` names no part",
            "write it like `nama`, `langkah[5].uraian` or `keterkaitan[1]`",
        ),
        (
            'bagian: "kualifikasi[2]", jenis: pertentangan, tercetak: Teliti',
            "a contradiction stays as printed, but kualifikasi[2] differs",
            "there stands `Cermat`: write there what is printed, or `jenis: koreksi`",
        ),
        (
            'bagian: "kualifikasi[2]", jenis: koreksi, tercetak: Teliti, diambil: Teliti',
            "`diambil` is not what kualifikasi[2] has",
            "there stands `Cermat`",
        ),
        (
            'bagian: "langkah[1].pelaksana", jenis: simpulan, diambil: kepala',
            "`kepala` was taken, but langkah[1].pelaksana has others",
            "write `diambil: staf`, or correct langkah[1].pelaksana",
        ),
    ],
)
def test_a_faulty_note_is_told_what_to_type(
    tmp_path: Path, note: str, message: str, hint: str
) -> None:
    assert said(tmp_path, note) == (message, hint)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SOP RKT", "SOPRKT"),
        ("½ jam,", "1⁄2 Jam"),
        ("**Kepala  \nDinas**", "kepala dinas"),
        ("ﬁle", "FILE"),
    ],
)
def test_case_spaces_and_signs_are_no_difference(one: str, other: str) -> None:
    assert letters(one) == letters(other)


@pytest.mark.parametrize(
    ("one", "other"), [("V.26.11.1", "V.26.1.11"), ("1,5 jam", "15 jam"), ("surat", "surat-2")]
)
def test_other_letters_and_numbers_are_a_difference(one: str, other: str) -> None:
    assert letters(one) != letters(other)


def test_an_ellipsis_leaves_words_out_but_keeps_the_order() -> None:
    assert quotes("Kepala … menerima ... arsip", "Kepala Dinas menerima surat untuk arsip")
    assert not quotes("menerima … Kepala", "Kepala Dinas menerima surat")
    assert not quotes("surat … surat", "menerima surat")


def test_numbers_of_a_list_stand_between_its_items() -> None:
    assert quotes("3., 4.", "3. Komputer 4. Printer")
    assert not quotes("4., 3.", "3. Komputer 4. Printer")


def test_slips_are_mended_as_whole_words_the_longest_first() -> None:
    spellings = Spellings({"SELESI": "SELESAI", "tanda tanga": "tanda tangan", "tanda": "tnda"})
    assert spellings.mended("Selesi, tanda  tanga; kSELESI tanda") == (
        "SELESAI, tanda tangan; kSELESI tnda"
    )


def test_a_slip_may_be_broken_by_the_end_of_a_line() -> None:
    spellings = Spellings({"peneluaran": "pengeluaran"})
    assert spellings.mended("Bukti pen-\neluaran kas") == "Bukti pengeluaran kas"
    assert spellings.mended("pen eluaran, pen elu aran") == "pengeluaran, pen elu aran"


def examples_of_the_guide() -> list[dict[str, object]]:
    """What stands below ``sumber`` in the examples of the editor's guide."""
    text = GUIDE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(sumber:.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [yaml.load(block, yaml.BaseLoader)["sumber"] for block in blocks]


def test_the_examples_of_the_editors_guide_keep_its_rules(tmp_path: Path) -> None:
    kinds = set()
    for number, source in enumerate(examples_of_the_guide()):
        root = write_catalogue(tmp_path / str(number), {FIRST: sop("K.1.1.1.1")})
        with (root / "katalog.yaml").open("a", encoding="utf-8") as file:
            yaml.safe_dump({"sumber": source}, file)
        found = pipeline.check(root, TODAY).diagnostics
        wrong = [d for d in found if d.code == "SRC002" or d.code.startswith(("SKM", "YML"))]
        assert wrong == []
        kinds |= {word for word in KINDS if word in str(source)}
    assert kinds == set(KINDS)
