"""The list of SOPs on the first page: what is found, what is marked, what cannot be read."""

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sopc.load.known_models import KnownModels
from sopc.serve.checking import DeskSnapshot, read_at_once
from sopc.serve.index_texts import marked, words_of
from sopc.serve.index_view import IndexTexts, IndexView, Wanted, index_of
from tests.catalogues import FIRST, SOP, write_catalogue

SECOND = "sekretariat/umum/K.1.1.1.2.yaml"
OTHER = SOP.replace("K.1.1.1.1", "K.1.1.1.2").replace("Menerima Surat", "Mengirim Paket")
FAULTY = "sekretariat/umum/K.1.1.1.3.yaml"


def snapshot(root: Path) -> DeskSnapshot:
    now = read_at_once(root, None, date(2026, 1, 2), KnownModels())
    assert now is not None
    return now.settled()


def files(view: IndexView) -> list[str]:
    return [row.file for _, rows in view.groups for row in rows]


def test_sops_stand_by_unit_and_section_and_what_cannot_be_read_first(tmp_path: Path) -> None:
    texts = {FIRST: SOP, SECOND: OTHER + "status: draf\n", FAULTY: "nama: [\n"}
    view = index_of(snapshot(write_catalogue(tmp_path, texts)), IndexTexts(), Wanted())
    ((group, rows),) = view.groups
    assert group == ("Sekretariat", "Sub Bagian Umum")
    assert [(row.file, row.state) for row in rows] == [(FIRST, "berlaku"), (SECOND, "draf")]
    (faulty,) = view.faulty
    assert faulty.file == FAULTY
    assert faulty.why is not None
    assert (view.count, view.total) == (2, 2)


def test_it_is_searched_for_in_titles_first_then_in_steps_actors_and_regulations(
    tmp_path: Path,
) -> None:
    root = write_catalogue(tmp_path, {FIRST: SOP, SECOND: OTHER})
    now, texts = snapshot(root), IndexTexts()

    def found(query: str) -> list[str]:
        return files(index_of(now, texts, Wanted(query)))

    assert found("paket MENGIRIM") == [SECOND]
    assert found("menerima surat") == [FIRST, SECOND]  # of the second a step says it
    assert found("kepala dinas") == [FIRST, SECOND]
    assert found("undang-undang contoh") == [FIRST, SECOND]
    assert found("K.1.1.1.2") == [SECOND]
    assert found("tidakada") == []


def test_it_is_narrowed_by_unit_state_and_errors(tmp_path: Path) -> None:
    wrong = OTHER.replace("kode: arsip", "kode: lain") + "status: draf\n"
    now = snapshot(write_catalogue(tmp_path, {FIRST: SOP, SECOND: wrong}))
    assert files(index_of(now, IndexTexts(), Wanted(unit="bidang"))) == []
    assert files(index_of(now, IndexTexts(), Wanted(state="draf"))) == [SECOND]
    assert files(index_of(now, IndexTexts(), Wanted(has_errors=True))) == [SECOND]


def test_what_a_file_says_now_is_searched(tmp_path: Path) -> None:
    root, texts = write_catalogue(tmp_path), IndexTexts()
    assert files(index_of(snapshot(root), texts, Wanted("laporan"))) == []
    (root / FIRST).write_text(SOP.replace("Menerima Surat", "Laporan"), "utf-8")
    assert files(index_of(snapshot(root), texts, Wanted("laporan"))) == [FIRST]


@given(st.text(max_size=30), st.text(max_size=8))
def test_marking_loses_no_letter(text: str, query: str) -> None:
    pieces = marked(text, words_of(query))
    assert "".join(piece for piece, _ in pieces) == text
