"""The annex's parts in words: what the office reads, ticks and signs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.findings import findings
from sopc.notes.survey import survey
from sopc.render.annex import annex_parts
from sopc.render.annex_views import AnnexPart, ConfirmView, LineView, QuestionView
from sopc.render.page_views import annex_pages
from tests.catalogues import FIRST, KATALOG, PEJABAT, PELAKSANA, SOP, TODAY
from tests.conftest import SOPS
from tests.notes.surveys import catalogue_with, noted

DECIDED = "keputusan_kantor: {oleh: Kepala Dinas, tanggal: 2026-03-01, isi: Ikut Daftar Isi}"


def plain(text: str) -> str:
    return str(Markup(text).striptags())


def parts(
    root: Path, notes: Mapping[int, list[str]], more: Mapping[str, str] | None = None
) -> list[AnnexPart]:
    return list(annex_parts(catalogue_with(root, notes, more)))


def question(root: Path, note: str, more: Mapping[str, str] | None = None) -> QuestionView:
    (found,) = parts(root, {1: [f"jenis: pertentangan, {note}"]}, more)[0].questions
    return found


def choices(found: QuestionView) -> list[tuple[str, str]]:
    return [(plain(each.words), each.remark) for each in found.choices]


def test_a_question_says_what_where_and_why_and_links_to_every_sop(tmp_path: Path) -> None:
    note = "bagian: nama, jenis: pertentangan, tercetak: Surat, alasan: Dua judul (baris 5)."
    part, *_ = parts(tmp_path, {n: [note] for n in (1, 2, 3, 5)})
    (found,) = part.questions
    assert part.title == "A. Yang perlu diputuskan kantor"
    assert found.group == "Identitas: nomor, pengesah, NIP, nama, judul, tanggal"
    assert (found.order, found.question) == (1, "Judul mana yang berlaku?")
    assert plain(found.where) == "Nama SOP: K.1.1.1.1–3, 5"
    linked = re.findall(r'href="sop:([^"]*)"', found.where)
    assert linked == ["K.1.1.1.1", "K.1.1.1.3", "K.1.1.1.5"]
    assert (plain(found.printed), plain(found.reason)) == ("Surat", "Dua judul.")


def test_of_one_sop_alone_the_title_is_said_too(tmp_path: Path) -> None:
    note = "bagian: 'langkah[2].uraian', tercetak: Memeriksa, alasan: Meragukan."
    assert plain(question(tmp_path, note).where) == (
        "Langkah 2, Uraian Prosedur: K.1.1.1.1 Menerima Surat"
    )


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("tercetak: Surat", [("tetap seperti tercetak", "")]),
        ("pilihan: [Surat, Warkat]", [("Surat", ""), ("Warkat", "")]),
        (
            "tercetak: surat., pilihan: [Surat, Warkat]",
            [("Surat", "tercetak"), ("Warkat", "")],
        ),
        (
            "tercetak: Surat, diambil: Warkat, pilihan: [Surat, Warkat]",
            [("Surat", "tercetak"), ("Warkat", "dipakai")],
        ),
        (
            "tercetak: Lain, pilihan: [Surat, Warkat]",
            [("tetap seperti tercetak", ""), ("Surat", ""), ("Warkat", "")],
        ),
        (
            "tercetak: Lain, pilihan: [Tetap seperti tercetak, dihapus]",
            [("Tetap seperti tercetak", ""), ("dihapus", "")],
        ),
        (
            "tercetak: Lain, pilihan: [masing-masing seperti tercetak, dihapus]",
            [("masing-masing seperti tercetak", ""), ("dihapus", "")],
        ),
        ("tercetak: Lain, pilihan: [tetap, dihapus]", [("tetap", ""), ("dihapus", "")]),
        ("tercetak: Lain, diambil: Surat", [("Surat", "dipakai")]),
        (
            "tercetak: Lain, diambil: biasa, pilihan: [biasa, keputusan]",
            [("biasa", "dipakai"), ("keputusan", "")],
        ),
        (
            "tercetak: bahas DPRD, pilihan: [DPR, DPRD, bahas]",
            [("DPR", ""), ("DPRD", ""), ("bahas", "tercetak")],
        ),
        ("tercetak: bahas DPRD, pilihan: [DPR, DPA]", [
            ("tetap seperti tercetak", ""), ("DPR", ""), ("DPA", ""),
        ]),
        (
            "diambil: 'staf, kepala', pilihan: [kepala dan staf, staf]",
            [("Kepala Dinas dan Staf", "dipakai"), ("Staf", "")],
        ),
        (
            "tercetak: KEPALA DINAS, pilihan: [kepala, staf]",
            [("Kepala Dinas", "tercetak"), ("Staf", "")],
        ),
        ("pilihan: [kepala, 'K.1.1.1.1']", [
            ("Kepala Dinas", ""), ("SOP Menerima Surat (K.1.1.1.1)", ""),
        ]),
    ],
)  # fmt: skip
def test_choices_are_in_words_and_say_which_is_printed_and_which_is_used(
    tmp_path: Path, note: str, expected: list[tuple[str, str]]
) -> None:
    found = question(tmp_path, f"bagian: kop, {note}, alasan: Meragukan.")
    assert choices(found) == expected


def test_numbers_to_choose_from_are_not_the_sops_that_have_them(tmp_path: Path) -> None:
    found = question(tmp_path, "bagian: nomor, pilihan: ['K.1.1.1.1', tanpa nomor], alasan: A.")
    assert choices(found) == [("K.1.1.1.1", ""), ("tanpa nomor", "")]


def test_who_is_named_in_a_sentence_is_not_the_lane_that_is_printed(tmp_path: Path) -> None:
    note = (
        "bagian: 'langkah[1].pelaksana', tercetak: Diserahkan kepada Kepala Dinas, diambil: staf, "
        "pilihan: [staf, kepala], alasan: Ragu."
    )
    found = question(tmp_path, note)
    assert choices(found) == [("Staf", "dipakai"), ("Kepala Dinas", "")]
    assert plain(found.printed) == "Diserahkan kepada Kepala Dinas"


def test_a_symbol_of_the_chart_is_not_shown_as_it_was_recognized(tmp_path: Path) -> None:
    note = "bagian: 'langkah[1]', tercetak: '{}', pilihan: [a, b], alasan: Belah ketupat."
    for n, text in enumerate(("{ } (Decision)", "[End]", "tidak ↓")):
        assert plain(question(tmp_path / str(n), note.format(text)).printed) == ""


def test_what_is_printed_is_said_where_no_choice_says_it(tmp_path: Path) -> None:
    said = question(tmp_path / "a", "bagian: kop, tercetak: Surat, pilihan: [Surat], alasan: A.")
    apart = question(tmp_path / "b", "bagian: kop, tercetak: Surat, pilihan: [Lain], alasan: A.")
    assert (plain(said.printed), plain(apart.printed)) == ("", "Surat")


def test_steps_to_choose_from_are_called_steps(tmp_path: Path) -> None:
    note = "bagian: 'langkah[2].keputusan', pilihan: ['1', selesai], alasan: Tidak disebut."
    assert choices(question(tmp_path, note)) == [("langkah 1", ""), ("selesai", "")]


def test_steps_are_called_by_the_numbers_that_are_printed(tmp_path: Path) -> None:
    numbered = SOP.replace("kode: menerima}", "kode: menerima, nomor: 5}").replace(
        "Memeriksa surat,", "Memeriksa surat, nomor: 6,"
    )
    note = "bagian: 'langkah[2].uraian', jenis: pertentangan, tercetak: A, alasan: Meragukan."
    more = {FIRST: numbered + noted(note)}
    (found,) = parts(tmp_path, {}, more)[0].questions
    assert plain(found.where) == "Langkah 6, Uraian Prosedur: K.1.1.1.1 Menerima Surat"


@pytest.mark.parametrize(
    ("part", "asked"),
    [
        ("nomor", "Nomor mana yang berlaku?"),
        ("pengesah", "Siapa yang mengesahkan?"),
        ("pengesah.nip", "NIP mana yang benar?"),
        ("disahkan", "Tanggal mana yang benar?"),
        ("identitas", "Halaman identitas mana yang berlaku?"),
        ("identitas.kualifikasi", "Bagaimana bunyi yang benar?"),
        ("subjudul", "Nama mana yang dipakai?"),
        ("'langkah[1].pelaksana'", "Siapa yang mengerjakan langkah ini?"),
        ("'pelaksana[1]'", "Lajur siapa yang dimaksud?"),
        ("'langkah[2].keputusan'", "Bagaimana alurnya?"),
        ("'keterkaitan[1]'", "SOP mana yang dimaksud?"),
        ("'dasar_hukum[1]'", "Peraturan mana yang berlaku?"),
        ("'langkah[1].output'", "Bagaimana bunyi yang benar?"),
    ],
)
def test_the_office_is_asked_by_what_is_in_doubt(tmp_path: Path, part: str, asked: str) -> None:
    found = question(tmp_path, f"bagian: {part}, tercetak: A, alasan: Meragukan.")
    assert found.question == asked


def test_the_year_is_asked_where_the_choices_differ_in_it_alone(tmp_path: Path) -> None:
    note = "bagian: sampul, pilihan: [{}, {}], alasan: A."
    year = question(tmp_path / "year", note.format("TAHUN 2020", "Tahun 2021"))
    title = question(tmp_path / "title", note.format("Surat 2020", "Warkat 2021"))
    assert (year.question, title.question) == (
        "Tahun mana yang benar?",
        "Judul mana yang berlaku?",
    )


def test_notes_on_a_unit_and_on_an_official_say_whose_they_are(tmp_path: Path) -> None:
    note = "jenis: pertentangan, tercetak: A, alasan: {}"
    katalog = KATALOG + (
        "naskah: Naskah\nsumber: {catatan: [{bagian: 'unit[1].pengesah', "
        f"{note.format('B.')}}}, {{bagian: 'unit[1].seksi[1].nomor', {note.format('D.')}}}]}}\n"
    )
    official = f"  sumber: {{catatan: {{bagian: nip, {note.format('C.')}}}}}\n"
    more = {"katalog.yaml": katalog, "pejabat.yaml": PEJABAT + official}
    part, *_ = parts(tmp_path, {1: []}, more)
    assert [(each.question, plain(each.where)) for each in part.questions] == [
        ("Siapa yang mengesahkan?", "Disahkan oleh unit I: K.1.1.1.1 Menerima Surat"),
        (
            "Nomor mana yang berlaku?",
            "Nomor SOP Sub Bagian Umum (seksi 1.1): K.1.1.1.1 Menerima Surat",
        ),
        ("NIP mana yang benar?", "NIP PEJABAT CONTOH, SE"),
    ]


def test_what_was_decided_is_listed_with_who_and_when(tmp_path: Path) -> None:
    note = f"bagian: nama, jenis: pertentangan, tercetak: A, pilihan: [A, B], alasan: C., {DECIDED}"
    (part,) = [part for part in parts(tmp_path, {1: [note]}) if part.decided]
    (found,) = part.decided
    assert part.title == "Sudah diputuskan"
    assert (found.kind, plain(found.printed)) == ("pertentangan", "A")
    assert plain(found.choices) == "Pilihan: A; B."
    assert (plain(found.decision), found.by) == ("Ikut Daftar Isi", "Kepala Dinas")
    assert found.date == "01 Maret 2026"


def confirmed(root: Path, *notes: str) -> ConfirmView:
    (part,) = [each for each in parts(root, {1: list(notes)}) if each.confirm]
    assert part.title == "B. Pelaksana dan alur yang perlu dikonfirmasi"
    (row,) = part.confirm
    return row


def test_an_sop_s_actors_and_exits_are_one_row(tmp_path: Path) -> None:
    row = confirmed(
        tmp_path,
        "bagian: langkah.pelaksana, jenis: simpulan, alasan: Simbol hilang.",
        "bagian: 'langkah[2].pelaksana', jenis: simpulan, tercetak: Kadis, "
        "pilihan: [kepala, kepala dan staf], alasan: Disebut.",
        "bagian: 'langkah[2].keputusan', jenis: simpulan, pilihan: ['1', selesai], alasan: Hilang.",
    )
    assert plain(row.sop) == "K.1.1.1.1 Menerima Surat"
    assert plain(row.actors) == "Staf 1, 3; Kepala Dinas 2"
    assert plain(row.ways) == "jalan dari 2: ya ke 3, tidak ke 1"
    assert plain(row.printed) == "langkah 2 tercetak: Kadis"
    assert plain(row.others) == "langkah 2: Kepala Dinas dan Staf; jalan dari 2: selesai"


def test_a_row_to_confirm_has_room_for_initials_and_says_where_else_it_is_asked(
    tmp_path: Path,
) -> None:
    asked = "bagian: 'pelaksana[2]', jenis: pertentangan, pilihan: [staf, kepala], alasan: Ragu."
    note = "bagian: langkah.pelaksana, jenis: simpulan, alasan: Simbol hilang."
    (part,) = [each for each in parts(tmp_path, {1: [asked, note]}) if each.confirm]
    assert part.columns[-1] == "Paraf, tanggal"
    (row,) = part.confirm
    assert (plain(row.actors), plain(row.asked)) == ("Kepala Dinas 2", "langkah 1, 3 lihat A1")


def test_another_way_is_told_as_the_used_ones_are(tmp_path: Path) -> None:
    row = confirmed(
        tmp_path,
        "bagian: 'langkah[2].keputusan', jenis: simpulan, alasan: Hilang, "
        "pilihan: [langkah 1, ke langkah 2, ditanyakan dahulu]",
    )
    assert plain(row.others) == "jalan dari 2: ke 2 / ditanyakan dahulu"


def lines(root: Path, *notes: str, **more: str) -> list[LineView]:
    files = {f"{name}.yaml": text for name, text in more.items()}
    return [line for part in parts(root, {1: list(notes)}, files) for line in part.lines]


def test_corrections_say_what_was_printed_and_taken_and_where(tmp_path: Path) -> None:
    line, *_ = lines(
        tmp_path,
        "bagian: 'keterkaitan[1]', jenis: simpulan, tercetak: SOP Surat, diambil: K.1.1.1.1, "
        "alasan: Bentuk pendek.",
    )
    assert (line.part, line.kind) == ("Keterkaitan", "simpulan")
    assert plain(line.text) == (
        "SOP Surat menjadi SOP Menerima Surat (K.1.1.1.1). Bentuk pendek. (K.1.1.1.1)"
    )


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("diambil: A", "Salah. Dipakai: A (K.1.1.1.1)"),
        ("tercetak: B", "B. Salah. (K.1.1.1.1)"),
        ("tercetak: '[End]', diambil: A", "Salah. Dipakai: A (K.1.1.1.1)"),
        ("tercetak: B ↓, diambil: A", "Salah. Dipakai: A (K.1.1.1.1)"),
    ],
)
def test_what_was_taken_is_said_after_the_reason_where_nothing_is_printed(
    tmp_path: Path, note: str, expected: str
) -> None:
    line, *_ = lines(tmp_path, f"bagian: nomor, jenis: simpulan, {note}, alasan: Salah.")
    assert plain(line.text) == expected


def test_many_changes_stand_on_a_line_each(tmp_path: Path) -> None:
    note = "bagian: nomor, jenis: koreksi, tercetak: A{0}, diambil: B{0}, alasan: C{0}."
    few, *_ = lines(tmp_path / "few", *(note.format(n) for n in range(3)))
    many, *_ = lines(tmp_path / "many", *(note.format(n) for n in range(4)))
    assert (few.items, plain(many.text)) == ((), "")
    assert [plain(each) for each in many.items] == [
        f"A{n} menjadi B{n}. C{n}. (K.1.1.1.1)" for n in range(4)
    ]


def test_numbers_that_follow_each_other_are_a_run_wherever_in_a_list_each_is(
    tmp_path: Path,
) -> None:
    note = (
        "bagian: 'keterkaitan[{}]', jenis: simpulan, tercetak: Surat, diambil: Warkat, alasan: A."
    )
    found = parts(tmp_path, {n: [note.format(1 + n % 2)] for n in (1, 2, 3)})
    line, *_ = [line for part in found for line in part.lines]
    assert plain(line.text) == "A. Surat menjadi Warkat (K.1.1.1.1–3)"


def test_what_is_printed_apart_and_as_one_word_is_not_said_of_the_same_sops(
    tmp_path: Path,
) -> None:
    note = "bagian: 'keterkaitan[1]', jenis: simpulan, tercetak: {}, diambil: B, alasan: A."
    found = parts(tmp_path, {n: [note.format(text)] for n, text in ((1, "SOPRKT"), (2, "SOP RKT"))})
    line, *_ = [line for part in found for line in part.lines]
    assert plain(line.text) == "A. SOPRKT menjadi B (K.1.1.1.1); SOP RKT menjadi B (K.1.1.1.2)"


def test_what_a_step_lacks_has_a_line_to_write_it_on(tmp_path: Path) -> None:
    notes = [
        "bagian: 'langkah[2].keputusan', jenis: kosong, alasan: Jalan tidak disebut.",
        "bagian: sampul, jenis: kosong, alasan: Tidak ada.",
    ]
    rooms = {line.part: [plain(each) for each in line.rooms] for line in lines(tmp_path, *notes)}
    assert rooms["Keputusan"] == ["K.1.1.1.1, langkah 2"]
    assert rooms["Sampul"] == []


def test_titles_are_compared_without_what_the_form_sets_before_them(tmp_path: Path) -> None:
    note = "bagian: judul_bagan, jenis: koreksi, tercetak: FLOWCHART SOP SURAT, alasan: A., "
    line, *_ = lines(tmp_path, note + "diambil: Flowchart SOP Menerima Surat")
    assert line.part == "Nama SOP"
    assert plain(line.text) == "SURAT menjadi Menerima Surat (Judul bagan: K.1.1.1.1)"
    note = "bagian: judul, jenis: koreksi, tercetak: SOP SURAT, diambil: Warkat, alasan: A."
    line, *_ = lines(tmp_path / "identity", note)
    assert plain(line.text) == "SURAT menjadi Warkat (Judul halaman identitas: K.1.1.1.1)"


def test_what_is_of_steps_is_called_as_its_column_and_says_which(tmp_path: Path) -> None:
    note = "bagian: 'langkah[{}].output', jenis: kosong, alasan: Kalimat terputus."
    line, *_ = lines(tmp_path, note.format(1), note.format(3))
    assert (line.part, line.kind) == ("Output", "kosong")
    assert plain(line.text) == "Kalimat terputus. (Langkah 1, 3: K.1.1.1.1)"


def test_spellings_and_aliases_are_listed_where_there_are_some(tmp_path: Path) -> None:
    note = "bagian: sampul, jenis: kosong, alasan: Tidak ada."
    katalog = KATALOG + "naskah: Naskah\nsumber: {ejaan: {SELESI: SELESAI, pensun: pensiun}}\n"
    actors = PELAKSANA.replace("staf: Staf", "staf: {nama: Staf, sebutan: [Stap, Staff]}")
    found = lines(tmp_path, note, katalog=katalog, pelaksana=actors)
    texts = {line.part: plain(line.text) for line in found}
    (spellings,) = [line for line in found if line.short]
    assert spellings.part == "Salah tulis yang diperbaiki di mana pun"
    assert [plain(each) for each in spellings.items] == [
        "SELESI menjadi SELESAI",
        "pensun menjadi pensiun",
    ]
    assert texts["Ejaan pelaksana yang disatukan"] == "Staf: Stap, Staff"
    assert "Peralatan/Perlengkapan: 1 SOP (K.1.1.1.1)" in texts["Kotak yang tercetak kosong"]
    assert "Waktu: 2 sel (K.1.1.1.1)" in texts["Sel bagan yang tercetak kosong"]


def test_text_is_no_markup(tmp_path: Path) -> None:
    found = question(
        tmp_path, "bagian: <i>, tercetak: <b>, pilihan: [<u>], alasan: Lihat <s>V.26.1.1.2</s>."
    )
    shown = [found.where, found.printed, found.reason, *(each.words for each in found.choices)]
    assert not any(re.search("<[ibus]>", text) for text in shown)
    assert 'class="whole">V.26.1.1.2</span>' in found.reason


def test_what_is_too_long_for_one_layout_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sopc.render.page_views._ROWS", 2)
    notes = [f"bagian: nama, jenis: pertentangan, tercetak: A{n}, alasan: B{n}." for n in range(5)]
    catalogue = catalogue_with(tmp_path, {1: notes})
    pages = list(annex_pages(catalogue, "Catatan"))
    assert [page.continued for page in pages] == [False, True, True, True]
    orders = [[q.order for part in page.parts for q in part.questions] for page in pages]
    assert orders == [[1, 2], [3, 4], [5], []]
    assert [part.title != "" for page in pages[:3] for part in page.parts if part.questions] == [
        True, False, False,
    ]  # fmt: skip
    assert [len(page.groups) for page in pages] == [1, 0, 0, 0]


@pytest.fixture(scope="module")
def real() -> Catalogue:
    catalogue = pipeline.check(SOPS, TODAY).catalogue
    assert catalogue is not None
    return catalogue


def texts(catalogue: Catalogue) -> Iterator[str]:
    for part in annex_parts(catalogue):
        for question in part.questions:
            yield " ".join([question.where, question.printed, question.reason])
            yield from (each.words for each in question.choices)
        for decided in part.decided:
            yield " ".join([decided.where, decided.printed, decided.choices, decided.decision])
        for row in part.confirm:
            yield " ".join([row.sop, row.actors, row.ways, row.printed, row.others])
        for line in part.lines:
            yield " ".join([line.part, line.text])


def test_no_key_and_no_line_of_the_source_is_left(real: Catalogue) -> None:
    keys = {key for key in (*real.actors, *real.officials, *real.regulations) if "-" in key}
    for text in map(plain, texts(real)):
        assert not keys & set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", text))
        assert not re.search(r"\[\d|\bbaris \d|\w_\w", text), text


def test_every_sop_that_has_a_note_is_named(real: Catalogue) -> None:
    """Read without the code that shortens them: a range names what is between its ends."""
    shown = " ".join(map(plain, texts(real)))
    missing = [
        entry.sop.title
        for finding in findings(real)
        for entry in finding.concerned
        if not is_named(str(entry.sop.number or entry.sop.title), shown)
    ]
    assert missing == []


def is_named(name: str, text: str) -> bool:
    before, _, last = name.rpartition(".")
    if not before or not last.isdecimal():
        return name in text
    runs = re.findall(rf"{re.escape(before)}\.((?:\d+(?:–\d+)?(?:, )?)+)", text)
    ends = [re.findall(r"(\d+)(?:–(\d+))?", run) for run in runs]
    return any(int(a) <= int(last) <= int(b or a) for run in ends for a, b in run)


def test_every_question_s_reason_and_choices_are_there(real: Catalogue) -> None:
    catalogue = replace(real)
    part = next(iter(annex_parts(catalogue)))
    assert len(part.questions) == len(survey(real).open)
    assert all(each.choices and each.reason for each in part.questions)
