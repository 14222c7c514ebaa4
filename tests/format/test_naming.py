"""Steps that were led to by counting are led to by what they do, and nothing else changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.catalogue.canonical import digest
from sopc.catalogue.procedure import Procedure
from sopc.catalogue.sop import Sop
from sopc.catalogue.step import CODE, LONGEST_CODE
from sopc.format.formatted import formatted
from sopc.format.naming import CodesGiven, code_of, naming_of
from sopc.load.yaml_reader import read_yaml
from tests.examples import at_most

HEAD = "nomor: 1\nnama: A\npelaksana: [a, b]\nlangkah:\n"
STEPS = (
    "  - {uraian: Menyusun daftar usulan pegawai, pelaksana: a}\n"
    "  - {uraian: Memeriksa, pelaksana: b, keputusan: {ya: 3, tidak: 1}}  # kembali\n"
    "  - uraian: Kepala Bidang mengirim surat\n"
    "    rangkaian:\n"
    "      - {pelaksana: a, lanjut: 4}\n"
    "      - pelaksana: b\n"
    "        lanjut: 4\n"
    "  - {uraian: Mengarsipkan, pelaksana: a, kode: arsip, lanjut: 9}\n"
)


def shown(text: str, *, keep_numbers: bool = False) -> str:
    return formatted(text.encode(), "x.yaml", keep_numbers=keep_numbers).data.decode()


def test_targets_become_the_codes_of_their_steps() -> None:
    assert shown(HEAD + STEPS) == HEAD + (
        "  - {uraian: Menyusun daftar usulan pegawai, kode: menyusun-daftar-usulan, pelaksana: a}\n"
        "  - {uraian: Memeriksa, pelaksana: b, keputusan: {ya: mengirim-surat,"
        " tidak: menyusun-daftar-usulan}}  # kembali\n"
        "  - uraian: Kepala Bidang mengirim surat\n"
        "    kode: mengirim-surat\n"
        "    rangkaian:\n"
        "      - {pelaksana: a, lanjut: arsip}\n"
        "      - pelaksana: b\n"
        "        lanjut: arsip\n"
        "  - {uraian: Mengarsipkan, kode: arsip, pelaksana: a, lanjut: 9}\n"
    )  # what counts a row that is not there stays


def test_they_stay_where_one_wants_them() -> None:
    assert "ya: 3, tidak: 1" in shown(HEAD + STEPS, keep_numbers=True)


def test_exits_without_labels_have_names_too() -> None:
    text = HEAD + "  - {uraian: Menerima, pelaksana: a, keputusan: [1, selesai]}\n"
    assert "kode: menerima, pelaksana: a, keputusan: [menerima, selesai]" in shown(text)


def test_the_code_of_a_row_s_first_part_will_do() -> None:
    text = HEAD + (
        "  - uraian: Menerima\n    rangkaian: [{pelaksana: a, kode: terima}, {pelaksana: b}]\n"
        "  - {uraian: Menolak, pelaksana: a, lanjut: 1}\n"
    )
    assert shown(text).endswith("lanjut: terima}\n")


def test_a_code_that_two_steps_have_names_none() -> None:
    text = HEAD + (
        "  - {uraian: Menerima, kode: x, pelaksana: a}\n"
        "  - {uraian: Menolak, kode: x, pelaksana: a, lanjut: 1}\n"
    )
    assert shown(text) == text


def test_a_note_that_took_a_row_by_its_place_keeps_the_numbers() -> None:
    note = (
        "sumber:\n  catatan:\n    - bagian: langkah[2].lanjut\n      jenis: simpulan\n"
        "      diambil: {taken}\n      alasan: Tanda hilang.\n"
    )
    steps = "  - {uraian: Menerima, pelaksana: a}\n  - {uraian: Menolak, pelaksana: a, lanjut: 1}\n"
    assert "lanjut: 1" in shown(HEAD + steps + note.replace("{taken}", "kembali ke langkah 1"))
    assert "lanjut: menerima" in shown(HEAD + steps + note.replace("{taken}", "kembali"))


def test_what_is_no_sop_has_no_steps() -> None:
    assert shown("lanjut: 1\nlangkah: x\n") == "lanjut: 1\nlangkah: x\n"


@given(st.text(max_size=200), st.sets(st.sampled_from(["menerima-surat", "menerima-surat-2", "a"])))
def test_any_name_is_one_that_nobody_has(said: str, taken: set[str]) -> None:
    name = code_of(said, CodesGiven(taken))
    assert not name or re.fullmatch(CODE, name)
    assert len(name) <= LONGEST_CODE
    assert name not in {*taken, "selesai"}


def test_the_same_sentence_many_times_has_as_many_names() -> None:
    taken, names = CodesGiven(), set()
    for _ in range(50):
        name = code_of("Menerima surat", taken)
        assert re.fullmatch(CODE, name)
        taken.add(name)
        names.add(name)
    assert len(names) == 50


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Menerima surat", "Memeriksa surat", "Surat", "7", "Selesai"]),
            st.integers(0, 7),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    )
)
@at_most(50)
def test_every_arrow_leads_where_it_led(rows: list[tuple[str, int, bool]]) -> None:
    text = HEAD
    for said, target, in_chain in rows:
        to = f", lanjut: {target}" if target else ""
        text += f'  - uraian: "{said}"\n'
        text += (
            f"    rangkaian: [{{pelaksana: a}}, {{pelaksana: b{to}}}]\n"
            if in_chain
            else (f"    pelaksana: a\n    {to.strip(', ') or 'output: x'}\n")
        )
    after = shown(text)
    before_sop, after_sop = (Procedure(sop_of(each)) for each in (text, after))
    for position in before_sop.positions:
        assert [each.goal for each in before_sop.exits(position)] == [
            each.goal for each in after_sop.exits(position)
        ]
    assert digest(before_sop.sop) == digest(after_sop.sop)  # the code on paper is of this
    document, _ = read_yaml(after.encode(), "x")
    assert document is not None
    assert not naming_of(document.value).codes


def sop_of(text: str) -> Sop:
    document, _ = read_yaml(text.encode(), "x")
    assert document is not None
    assert isinstance(document.value, dict)
    return Sop.model_validate({**document.value, "nomor": None, "status": "draf"})


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Menyusun daftar usulan pegawai", "menyusun-daftar-usulan"),
        ("Kasubbag dan Tim mengolah data, lalu menyerahkannya", "mengolah-data"),
        (
            "Sekretaris melalui Kasubbag mendistribusikan surat tugas",
            "mendistribusikan-surat-tugas",
        ),
        ("Mengunggah BAP yang telah ditandatangani", "mengunggah-bap"),
        ("Menerima berkas (asli) dari pemohon", "menerima-berkas"),
        ("Paraf", "paraf"),
        ("Selesai", "selesai-2"),
        ("2 hari kerja", "hari-kerja"),
        ("…", ""),
        ("Mempertanggungjawabkan " + "pelaksanaan" * 9, "mempertanggungjawabkan"),
    ],
)
def test_a_name_has_the_verb_and_what_it_is_about(said: str, code: str) -> None:
    assert code_of(said, CodesGiven()) == code
