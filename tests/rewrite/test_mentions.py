"""Which numbers in words follow their SOP, and which are left: with why."""

import pytest

from sopc.load.yaml_reader import read_yaml
from sopc.rewrite.ground import File
from sopc.rewrite.mentions import NewNumbers, numbers_in


def told(text: str, numbers: dict[str, str], kind: str = "sop") -> tuple[str, list[str]]:
    """The text with new numbers, and why those that are left are left."""
    document, _ = read_yaml(text.encode(), "x.yaml")
    assert document is not None
    found = numbers_in(File("x.yaml", kind, text.encode(), document), NewNumbers(numbers))
    for edit in sorted(found.edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text, [each.why.value for each in found.kept]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("peringatan: sesuai SOP V.26.1.1.3.", "peringatan: sesuai SOP W.9."),
        ("peringatan: V.26.1.1.3, V.26.1.1.3", "peringatan: W.9, W.9"),
        ("peringatan: 'V.26.1.1.3'", "peringatan: 'W.9'"),
        (
            "peringatan: |\n  (V.26.1.1.3)\n  V.26.1.1.30\n",
            "peringatan: |\n  (W.9)\n  V.26.1.1.30\n",
        ),
        ("langkah: [{keputusan: {'ke V.26.1.1.3': 1}}]", "langkah: [{keputusan: {'ke W.9': 1}}]"),
        ("riwayat: {revisi: 1, uraian: dari V.26.1.1.3}", "riwayat: {revisi: 1, uraian: dari W.9}"),
    ],
)
def test_a_number_by_itself_follows(text: str, after: str) -> None:
    assert told(text, {"V.26.1.1.3": "W.9"}) == (after, [])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("nama: x # V.26.1.1.3", ["comment"]),
        ("peringatan: V.26.1.1.3.pdf", ["unsure"]),
        ("peringatan: https://contoh.go.id/V.26.1.1.3", ["unsure"]),
        ("keterkaitan: {luar: SOP V.26.1.1.3 dinas lain}", ["outside"]),
        ("sumber: {catatan: {alasan: Tercetak V.26.1.1.3}}", ["source"]),
        ("sumber: {catatan: {bagian: nomor, tercetak: V.26.1.1.3}}", ["source"]),
        ("peringatan: V.26.1.1.31, V.26.1.1.3.1, XV.26.1.1.3", []),
    ],
)
def test_what_is_left_is_told_with_why(text: str, why: list[str]) -> None:
    assert told(text, {"V.26.1.1.3": "W.9"}) == (text, why)


def test_a_number_that_may_be_another_word_needs_the_word_sop_before_it() -> None:
    text = "kualifikasi: S1, SOP S1 dan SOP nomor S1\nperalatan: 12/2025, SOP 12/2025"
    after = "kualifikasi: S1, SOP S2 dan SOP nomor S2\nperalatan: 12/2025, SOP 13/2025"
    numbers = {"S1": "S2", "12/2025": "13/2025"}
    assert told(text, numbers) == (after, ["unsure", "unsure"])


def test_numbers_change_places_at_once() -> None:
    text = "keterkaitan: [K.1.1.1, 'K.1.1.2'] # K.1.1.1\nperingatan: K.1.1.1 lalu K.1.1.2"
    after = "keterkaitan: [K.1.1.2, 'K.1.1.1'] # K.1.1.1\nperingatan: K.1.1.2 lalu K.1.1.1"
    assert told(text, {"K.1.1.1": "K.1.1.2", "K.1.1.2": "K.1.1.1"}) == (after, ["comment"])


@pytest.mark.parametrize("kind", ["dasar-hukum", "pelaksana", "pejabat"])
def test_words_of_a_registry_stay_and_its_notes_follow(kind: str) -> None:
    text = "x: {nama: K.1.1.1, sumber: {catatan: {sop: [K.1.1.1, 7]}}}"
    after = "x: {nama: K.1.1.1, sumber: {catatan: {sop: [K.1.1.2, 7]}}}"
    assert told(text, {"K.1.1.1": "K.1.1.2"}, kind) == (after, ["registry"])


def test_a_number_of_digits_may_be_written_bare_in_a_note() -> None:
    text = "sumber: {catatan: {sop: [7, 8]}}"
    assert told(text, {"7": "9"}, "katalog") == ("sumber: {catatan: {sop: [9, 8]}}", [])


def test_a_void_number_stays_and_what_it_is_now_follows() -> None:
    text = "nomor_batal: [{nomor: K.1.1.1, alasan: Kini K.1.1.1}]"
    after = "nomor_batal: [{nomor: K.1.1.1, alasan: Kini K.1.1.2}]"
    assert told(text, {"K.1.1.1": "K.1.1.2"}, "katalog") == (after, ["void"])
