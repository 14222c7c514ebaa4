"""The annex's rows: nothing that a note says is lost, and what is said of several places is one."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.findings import findings
from sopc.render.annex import joined_parts, ranges, subjects
from sopc.render.filters import part_words
from sopc.render.views import SubjectView
from tests.books import numbered
from tests.catalogues import FIRST, KATALOG, SOP, TODAY, write_catalogue
from tests.conftest import SOPS


def listed(root: Path, *notes: str, **more: str) -> list[SubjectView]:
    """The annex of a catalogue whose first SOP has some notes, and others by their file."""
    files = {
        "katalog.yaml": KATALOG + "naskah: Naskah 2020\n",
        FIRST: SOP + noted(*notes),
        **{f"sekretariat/umum/{name}.yaml": text for name, text in more.items()},
    }
    catalogue = pipeline.check(write_catalogue(root, files), TODAY).catalogue
    assert catalogue is not None
    return list(subjects(catalogue))


def noted(*notes: str) -> str:
    return "sumber:\n  catatan:\n" + "".join(f"    - {{{note}}}\n" for note in notes)


def rows(subject: SubjectView) -> list[tuple[str, str, str]]:
    return [
        (
            part_words(note.part),
            plain(note.taken or ""),
            f"{plain(note.reason)} {note.choices_words}".strip(),
        )
        for note in subject.notes
    ]


def plain(text: str) -> str:
    return str(Markup(text).striptags())


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([2], "2"), ([1, 2], "1, 2"), ([2, 4, 5, 6], "2, 4–6"), ([1, 2, 3, 5, 6], "1–3, 5, 6")],
)
def test_runs_of_numbers_are_ranges(numbers: list[int], words: str) -> None:
    assert ranges(numbers) == words


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["langkah[4].pelaksana"], "Langkah 4: pelaksana"),
        ([f"langkah[{n}].pelaksana" for n in (2, 6, 4, 5)], "Langkah 2, 4–6: pelaksana"),
        (["peralatan[1]", "kualifikasi[1]"], "Peralatan 1, kualifikasi 1"),
        (["langkah[1].waktu", "langkah[1].output"], "Langkah 1: waktu, langkah 1: output"),
        (["unit[4].seksi[1].nama"], "Unit 4: seksi 1: nama"),
    ],
)
def test_places_are_named_together(parts: list[str], words: str) -> None:
    assert part_words(joined_parts(parts)) == words


def test_what_is_said_of_several_places_is_one_row(tmp_path: Path) -> None:
    same = "jenis: koreksi, tercetak: 3, diambil: 1, alasan: Salah nomor."
    (subject,) = listed(
        tmp_path,
        f'bagian: "peralatan[1]", {same}',
        f'bagian: "peralatan[2]", {same}',
        f'bagian: "peralatan[3]", {same.replace("diambil: 1", "diambil: 2")}',
    )
    assert rows(subject) == [
        ("Peralatan 1, 2", "1", "Salah nomor."),
        ("Peralatan 3", "2", "Salah nomor."),
    ]


def test_the_actors_of_an_sop_s_steps_are_one_row_with_who_and_why(tmp_path: Path) -> None:
    (subject,) = listed(
        tmp_path,
        "bagian: langkah.pelaksana, jenis: simpulan, alasan: Simbol hilang.",
        'bagian: "langkah[1].pelaksana", jenis: simpulan, alasan: Menerima surat.',
        'bagian: "langkah[2].pelaksana", jenis: simpulan, tercetak: Kadis, diambil: kepala, '
        "pilihan: [kepala, kasubbag bersama staf], alasan: Memeriksa.",
        'bagian: "langkah[3].pelaksana", jenis: simpulan, alasan: Menerima surat.',
    )
    assert rows(subject) == [
        (
            "Langkah: pelaksana",
            "",
            "Simbol hilang. 1, 3: Staf. Menerima surat. 2: Kepala Dinas (Tercetak: Kadis). "
            "Memeriksa. Pilihan: Kepala Dinas; Kasubbag Umum bersama Staf.",
        )
    ]


def test_decisions_come_first_and_lacks_last(tmp_path: Path) -> None:
    kinds = ("kosong", "koreksi", "simpulan", "pertentangan")
    notes = [f"bagian: nama, jenis: {kind}, alasan: Karena {kind}." for kind in kinds]
    (subject,) = listed(tmp_path, *notes)
    assert [note.kind for note in subject.notes] == list(reversed(kinds))


def test_what_three_sops_have_alike_is_listed_once_with_their_numbers(tmp_path: Path) -> None:
    note = "bagian: kop, jenis: koreksi, tercetak: BALAI, diambil: Balai, alasan: Salah ketik."
    alone = "bagian: nama, jenis: kosong, alasan: Sendiri."
    shared, first = listed(
        tmp_path,
        note,
        alone,
        **{f"K.1.1.1.{n}": numbered(f"K.1.1.1.{n}", f"Mencatat {n}") + noted(note) for n in (2, 3)},
    )
    assert plain(shared.subject) == "K.1.1.1.1, K.1.1.1.2, K.1.1.1.3"
    assert rows(shared) == [("Kop", "Balai", "Salah ketik.")]
    assert (plain(first.subject), first.link) == ("K.1.1.1.1 Menerima Surat", "sop:K.1.1.1.1")
    assert rows(first) == [("Nama", "", "Sendiri.")]


def test_a_correction_of_one_pattern_is_one_row_with_what_was_printed_and_taken_at_each(
    tmp_path: Path,
) -> None:
    def note(n: int, kind: str = "koreksi") -> str:
        return f"bagian: nomor, jenis: {kind}, tercetak: B{n}, diambil: C{n}, alasan: Tertinggal."

    shared, *apart = listed(
        tmp_path,
        note(1),
        note(7, "pertentangan"),
        **{
            f"K.1.1.1.{n}": numbered(f"K.1.1.1.{n}", f"Mencatat {n}")
            + noted(note(min(n, 2)), note(7 + n, "pertentangan"))
            for n in (2, 3)
        },
    )
    assert rows(shared) == [
        (
            "Nomor",
            "",
            "Tertinggal. K.1.1.1.1 (Tercetak: B1, Dipakai: C1); "
            "K.1.1.1.2, K.1.1.1.3 (Tercetak: B2, Dipakai: C2).",
        )
    ]
    assert [rows(each) for each in apart] == [
        [("Nomor", f"C{n}", "Tertinggal.")] for n in (7, 9, 10)
    ]


def test_what_two_sops_have_alike_stands_at_each(tmp_path: Path) -> None:
    note = "bagian: kop, jenis: koreksi, alasan: Salah ketik."
    other = numbered("K.1.1.1.2", "Mencatat") + noted(note)
    assert [rows(each) for each in listed(tmp_path, note, **{"K.1.1.1.2": other})] == [
        [("Kop", "", "Salah ketik.")]
    ] * 2


def test_numbers_are_not_broken_and_text_is_no_markup(tmp_path: Path) -> None:
    (subject,) = listed(tmp_path, "bagian: nama, jenis: kosong, alasan: Lihat <b>V.26.1.1.2</b>.")
    (note,) = subject.notes
    assert note.reason == 'Lihat &lt;b&gt;<span class="whole">V.26.1.1.2</span>&lt;/b&gt;.'


@pytest.fixture(scope="module")
def real() -> Catalogue:
    catalogue = pipeline.check(SOPS, TODAY).catalogue
    assert catalogue is not None
    return catalogue


def test_every_note_s_reason_and_place_is_in_the_annex(real: Catalogue) -> None:
    """Read without the code that merges them: in the rows of an SOP, or in those of several."""
    annex = list(subjects(real))
    keys = sorted({*real.actors, *real.officials}, key=len, reverse=True)
    names = {key: real.actors[key].name for key in keys if key in real.actors}
    lost = []
    for finding in findings(real):
        note, entry = finding.note, finding.entry
        called = str(entry.sop.number or entry.sop.title) if entry else finding.subject
        reason = note.reason
        for key in (key for key in names if "-" in key):
            reason = re.sub(rf"\b{key}\b", names[key].replace("\n", " "), reason)
        number = re.search(r"\[(\d+)\]", note.part)
        field = note.part.rsplit(".", 1)[-1].split("[")[0].replace("_", " ")
        if not any(
            note.kind == row.kind
            and reason in plain(row.reason)
            and (note.printed or "") in plain(f"{row.printed or ''} {row.reason}")
            and said(note.taken or "", names) in plain(f"{row.taken or ''} {row.reason}")
            and field in part_words(row.part).lower()
            and (number is None or has_number(int(number[1]), row.part + plain(row.reason)))
            for subject in annex
            if re.search(rf"(^|, ){re.escape(called)}($|, | )", plain(subject.subject))
            for row in subject.notes
        ):
            lost.append((called, note.part, note.reason))
    assert lost == []


def said(taken: str, names: dict[str, str]) -> str:
    """What was taken, in the words of the page: a list of keys is one of names."""
    words = re.split(r"(, | dan | bersama )", taken)
    if all(word in names for word in words[::2]):
        return "".join(names.get(word, word) for word in words)
    return taken


def has_number(number: int, text: str) -> bool:
    for first, last in re.findall(r"(\d+)(?:–(\d+))?", text):
        if int(first) <= number <= int(last or first):
            return True
    return False


def test_no_actor_is_called_by_its_key(real: Catalogue) -> None:
    keys = {key for key in real.actors if "-" in key}
    for subject in subjects(real):
        for note in subject.notes:
            told = " ".join([plain(note.reason), plain(note.taken or ""), *note.choices])
            assert not keys & set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", told))
