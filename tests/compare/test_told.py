"""What a file says differently, in words: of any data, and nothing where nothing changed."""

from hypothesis import given
from hypothesis import strategies as st

from sopc.compare.told import told
from sopc.compare.told_steps import moved, paired
from sopc.compare.told_values import BothNames
from sopc.compare.words_changed import words_changed

_TEXTS = st.text(alphabet="ab \n<", max_size=12)
_VALUES = st.recursive(
    st.none() | st.integers(-3, 9) | _TEXTS | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["uraian", "pelaksana", "kode", "lanjut", "keputusan", "rangkaian"]),
            inner,
        )
    ),
    max_leaves=12,
)
_FILES = st.dictionaries(st.sampled_from(["nama", "langkah", "dasar_hukum", "lain"]), _VALUES)


def _told(then: object, now: object) -> list[str]:
    names = BothNames(lambda _, key: key.upper(), lambda _, key: key.upper())
    return [str(each.sentence) for each in told(then, now, names)]


@given(_VALUES | _FILES, _VALUES | _FILES)
def test_any_data_can_be_told_and_the_same_have_nothing_to_tell(then: object, now: object) -> None:
    _told(then, now)
    assert _told(now, now) == []


@given(_TEXTS, _TEXTS)
def test_words_make_up_both_texts(then: str, now: str) -> None:
    words = words_changed(then, now)
    assert "".join(each.text for each in words if each.kind != "new") == then
    assert "".join(each.text for each in words if each.kind != "gone") == now


@given(st.permutations(range(6)))
def test_steps_in_another_order_are_the_same_and_few_of_them_moved(order: list[int]) -> None:
    then = [{"uraian": f"langkah {each}"} for each in range(6)]
    pairs = paired(then, [then[each] for each in order])
    assert pairs == dict(enumerate(order))
    assert (moved(pairs) == set()) == (order == sorted(order))
    kept = [pairs[each] for each in range(6) if each not in moved(pairs)]
    assert kept == sorted(kept)


def test_steps_are_told_as_put_in_taken_out_moved_and_reworded() -> None:
    one, two = {"uraian": "Menerima surat"}, {"uraian": "Memeriksa surat", "pelaksana": "staf"}
    three = {"uraian": "Mengarsipkan berkas", "lanjut": 1}
    other = {"uraian": "Memeriksa isi surat", "pelaksana": "kepala"}
    new = {"uraian": "Mencatat"}
    assert _told({"langkah": [one, two, three]}, {"langkah": [new, one, other]}) == [
        "Step 1 is new: Mencatat",
        "Step 3, activity: Memeriksa surat → Memeriksa isi surat",
        "Step 3, actor: STAF → KEPALA",
        "Step 3 was taken out: Mengarsipkan berkas",
    ]
    assert _told(
        {"langkah": [one, two, three]}, {"langkah": [two, one, {**three, "lanjut": 2}]}
    ) == ["Step 1 was step 2: Memeriksa surat"]


def test_notes_on_the_source_are_told_by_their_reasons_and_not_for_another_place() -> None:
    one = {"bagian": "langkah[4].pelaksana", "jenis": "simpulan", "alasan": "Tidak terbaca."}
    moved_note = one | {"bagian": "langkah[5].pelaksana"}
    other = {"bagian": "waktu", "jenis": "simpulan", "alasan": "Dihitung."}
    then = {"sumber": {"baris": "1-2", "catatan": [one]}}
    assert _told(then, {"sumber": {"baris": "1-2", "catatan": [moved_note]}}) == []
    assert _told(then, {"sumber": {"baris": "1-3", "catatan": [other, moved_note]}}) == [
        "Where it was taken from: put in: Dihitung.",
        "Where it was taken from, baris: 1-2 → 1-3",
    ]
    assert _told(then, {}) == [
        "Where it was taken from: taken out: Tidak terbaca.",
        "Where it was taken from, baris: taken out: 1-2",
    ]
