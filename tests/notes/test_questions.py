"""What the office has to decide: each question once, the weightiest first."""

from pathlib import Path

import pytest

from sopc.notes.parts import Weight
from sopc.notes.questions import Question
from tests.catalogues import KATALOG, PEJABAT
from tests.notes.surveys import surveyed, where

SAME = "jenis: pertentangan, tercetak: Siap, pilihan: [siap, siaga], alasan: Meragukan."


def parts(questions: tuple[Question, ...]) -> list[list[tuple[str, str]]]:
    return [where(question.places) for question in questions]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("pilihan: [a, b], alasan: Satu", "pilihan: [B., A], alasan: Dua"),
        ("tercetak: Salah, alasan: Satu", "tercetak: ' SALAH.', alasan: Dua"),
        ("tercetak: x, pilihan: [x, y], alasan: Sama", "tercetak: z, pilihan: [z], alasan: sama."),
    ],
)
def test_notes_that_say_the_same_are_one_question_with_every_sop(
    tmp_path: Path, first: str, second: str
) -> None:
    note = "bagian: 'langkah[{}].uraian', jenis: pertentangan, {}"
    found = surveyed(tmp_path, {1: [note.format(1, first)], 2: [note.format(3, second)], 3: []})
    assert parts(found.open) == [
        [("langkah[1].uraian", "K.1.1.1.1"), ("langkah[3].uraian", "K.1.1.1.2")]
    ]


@pytest.mark.parametrize(
    ("part", "first", "second"),
    [
        ("nama", "pilihan: [a, b], alasan: Satu", "pilihan: [a, c], alasan: Dua"),
        ("nama", "tercetak: Salah, alasan: Satu", "tercetak: Lain, alasan: Dua"),
        ("nama", "pilihan: [a, b], alasan: Satu", "tercetak: a, alasan: Dua"),
        (
            "'keterkaitan[1]'",
            "tercetak: A, pilihan: [tetap, hapus], alasan: Sama",
            "tercetak: B, pilihan: [tetap, hapus], alasan: Sama",
        ),
        (
            "'langkah[1].pelaksana'",
            "tercetak: Kabid, pilihan: [kepala, staf], alasan: Satu",
            "tercetak: Tim, pilihan: [kepala, staf], alasan: Dua",
        ),
    ],
)
def test_notes_that_differ_in_what_there_is_to_decide_are_not_one(
    tmp_path: Path, part: str, first: str, second: str
) -> None:
    note = f"bagian: {part}, jenis: pertentangan, "
    found = surveyed(tmp_path, {1: [note + first], 2: [note + second]})
    assert len(found.open) == 2


def test_of_one_kind_of_place_only(tmp_path: Path) -> None:
    notes = [f"bagian: {part}, {SAME}" for part in ("nama", "nomor")]
    assert len(surveyed(tmp_path, {1: notes}).open) == 2


def test_what_is_asked_of_two_columns_of_steps_is_one_question_with_all_its_places(
    tmp_path: Path,
) -> None:
    parts_of = ("langkah[2].uraian", "langkah[2].output", "langkah[3].uraian")
    (found,) = surveyed(tmp_path, {1: [f"bagian: '{part}', {SAME}" for part in parts_of]}).open
    assert where(found.places) == [("langkah[2, 3].uraian, langkah[2].output", "K.1.1.1.1")]
    other = SAME.replace("siaga", "awas")
    notes = [f"bagian: 'langkah[2].uraian', {SAME}", f"bagian: 'langkah[2].output', {other}"]
    assert len(surveyed(tmp_path / "other", {1: notes}).open) == 2


def test_two_groups_that_a_third_note_joins_are_one(tmp_path: Path) -> None:
    note = "bagian: nama, jenis: pertentangan, "
    found = surveyed(
        tmp_path,
        {
            1: [note + "pilihan: [a, b], alasan: Satu"],
            2: [note + "pilihan: [c, d], alasan: Dua"],
            3: [note + "pilihan: [a, b], alasan: Dua"],
        },
    )
    (question,) = found.open
    assert where(question.places) == [("nama", "K.1.1.1.1–3")]
    assert question.choices == ("a", "b", "c", "d")


def test_the_weightiest_come_first_then_those_that_most_sops_have(tmp_path: Path) -> None:
    weighed = ("'langkah[1].uraian'", "'keterkaitan[1]'", "'langkah[1].pelaksana'", "nomor")
    note = "bagian: {}, jenis: pertentangan, tercetak: {}, alasan: {}"
    first = [note.format(part, f"x{n}", f"r{n}") for n, part in enumerate(weighed)]
    first.append(note.format("'langkah[3].uraian'", "sama", "beda"))
    found = surveyed(tmp_path, {1: first, 2: [note.format("'langkah[3].uraian'", "sama", "lain")]})
    assert [question.note.part for question in found.open] == [
        "nomor", "langkah[1].pelaksana", "keterkaitan[1]",
        "langkah[3].uraian", "langkah[1].uraian",
    ]  # fmt: skip
    weights = [question.weight for question in found.open]
    assert weights == [*Weight, Weight.WORDS]


@pytest.mark.parametrize(
    "ranked",
    [
        ["pengesah", "nomor", "identitas", "pengesah.nip", "kop", "nama", "disahkan", "sampul",
         "subjudul"],
        ["disahkan_oleh", "nomor", "isi", "instansi", "judul", "dibuat", "sampul"],
        ["'langkah[2].keputusan'", "'langkah[1].pelaksana'", "'pelaksana[1]'"],
        ["'langkah[2]'", "'langkah[1].pelaksana'", "'pelaksana[2]'"],
        ["nama", "'langkah[1].pelaksana'", "identitas.keterkaitan", "identitas.kualifikasi"],
        ["nama", "'keterkaitan[1]'", "'peralatan[1]'"],
    ],
)  # fmt: skip
def test_of_one_weight_what_the_others_hang_on_comes_first(
    tmp_path: Path, ranked: list[str]
) -> None:
    note = "bagian: {}, jenis: pertentangan, tercetak: x{}, alasan: r{}"
    notes = [note.format(part, n, n) for n, part in reversed(list(enumerate(ranked)))]
    found = surveyed(tmp_path, {1: notes}).open
    assert [each.note.part for each in found] == [part.strip("'") for part in ranked]


def test_what_the_office_decided_is_no_longer_asked(tmp_path: Path) -> None:
    decision = "keputusan_kantor: {oleh: Kepala, tanggal: 2026-03-01, isi: siaga}"
    part = "bagian: nama, "
    found = surveyed(tmp_path, {1: [f"{part}{SAME}, {decision}"], 2: [part + SAME]})
    assert parts(found.open) == [[("nama", "K.1.1.1.2")]]
    assert parts(found.decided) == [[("nama", "K.1.1.1.1")]]
    (decided,) = found.decided
    assert decided.decision is not None
    assert decided.decision.decided == "siaga"


def test_what_was_decided_in_two_ways_is_listed_twice(tmp_path: Path) -> None:
    decision = "keputusan_kantor: {{oleh: Kepala, tanggal: 2026-03-01, isi: {}}}"
    notes = {
        n: [f"bagian: nama, {SAME}, {decision.format(isi)}"]
        for n, isi in ((1, "siap"), (2, "siaga"), (3, "siap"))
    }
    found = surveyed(tmp_path, notes).decided
    assert parts(found) == [[("nama", "K.1.1.1.1, 3")], [("nama", "K.1.1.1.2")]]


def test_an_inference_that_was_decided_is_no_longer_to_be_confirmed(tmp_path: Path) -> None:
    note = (
        "bagian: langkah.pelaksana, jenis: simpulan, alasan: Hilang, "
        "keputusan_kantor: {oleh: Kepala, tanggal: 2026-03-01, isi: benar}"
    )
    found = surveyed(tmp_path, {1: [note]})
    assert (len(found.decided), found.flows, found.patterns) == (1, (), ())


def test_a_note_in_a_root_file_is_about_the_sops_it_names_or_all_of_its_unit(
    tmp_path: Path,
) -> None:
    note = "jenis: pertentangan, tercetak: {}, alasan: {}"
    katalog = (
        KATALOG + "naskah: Naskah 2020\nsumber:\n  catatan:\n"
        f"    - {{bagian: 'unit[1].kop', {note.format('A', 'B')}}}\n"
        f"    - {{bagian: 'unit[1].seksi[2].nama', {note.format('C', 'D')}}}\n"
        f"    - {{bagian: 'unit[1].nama', sop: K.1.1.1.2, {note.format('E', 'F')}}}\n"
    )
    official = f"  sumber: {{catatan: {{bagian: nip, {note.format('1', 'G')}}}}}\n"
    found = surveyed(
        tmp_path, {1: [], 2: []}, {"katalog.yaml": katalog, "pejabat.yaml": PEJABAT + official}
    )
    assert parts(found.open) == [
        [("nip", "")],
        [("unit[1].kop", "K.1.1.1.1, 2")],
        [("unit[1].nama", "K.1.1.1.2")],
        [("unit[1].seksi[2].nama", "")],
    ]
    on = [question.places[0].registered for question in found.open]
    assert on == [("pejabat.yaml", "kepala"), None, None, None]
