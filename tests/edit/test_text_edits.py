"""Edits of a text, the words that are put in, and the diff that shows them."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.changes import Respell
from sopc.edit.draft import Draft
from sopc.edit.surgery import edits_of, put_after
from sopc.edit.text_edits import TextEdit, applied, end_of_line, goes_with
from sopc.edit.unified import unified
from sopc.load.written_scalars import in_style_of, written
from tests.load.reading import read


def test_of_edits_that_overlap_the_same_is_made_whatever_their_order() -> None:
    edits = [TextEdit(2, 4, "X"), TextEdit(2, 4, "X"), TextEdit(3, 5, "Y"), TextEdit(6, 6, "Z")]
    assert {applied("abcdefgh", order) for order in permutations(edits)} == {"abXefZgh"}


def test_edits_side_by_side_have_no_order_and_do_not_go_together() -> None:
    assert goes_with([TextEdit(2, 4, "")], TextEdit(5, 6, ""))
    assert not goes_with([TextEdit(2, 4, "")], TextEdit(4, 4, "x"))
    assert not goes_with([TextEdit(2, 2, "")], TextEdit(2, 2, "x"))
    assert not goes_with([TextEdit(2, 9, "")], TextEdit(4, 5, "x"))


@pytest.mark.parametrize(
    ("text", "near", "end"),
    [
        ("a\r\nb\n", 0, "\r\n"),
        ("a\r\nb\n", 3, "\n"),
        ("a\rb", 0, "\r"),
        ("a\nb", 2, "\n"),
        ("", 0, "\n"),
    ],
)
def test_new_lines_end_as_those_around_do(text: str, near: int, end: str) -> None:
    assert end_of_line(text, near) == end


_WORDS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp", "Co", "Cn"))),
    st.text("ab :#-?,[]{}&*!|>'\"%@`\\~=\n0123.", max_size=8),
    st.sampled_from(
        ["yes", "No", "null", "~", "true", "0x1F", "1e3", "---", "...", "<<", "a: b", "k:"]
    ),
)


@given(_WORDS, st.sampled_from(["a: {}\n", "a: [x, {}, y]\n", "- {}\n", "a: {{b: {}}}\n"]))
def test_a_word_is_written_so_that_it_means_itself(word: str, frame: str) -> None:
    value = read(frame.format(written(word))).value
    inner: object = value
    while isinstance(inner, dict | list):
        items = list(inner.values()) if isinstance(inner, dict) else inner
        inner = items[1] if len(items) == 3 else items[0]
    assert inner == word
    assert isinstance(inner, str)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("lama", "baru: ya"),
        ("'lama'", "it's"),
        ('"lama"', 'kata "itu" \\ ini'),
        ("|\n    lama\n    dan", "dua\n\nbaris\n"),
        ("|- # catatan\n    lama", "dua\nbaris"),
        (">\n    lama\n\n    dan", "dua\nbaris\n"),
        ("|\n    lama", "baris"),
        ("|\n    lama", " di depan"),
        (">-\n    lama", "a\n  b"),
        ("|2\n      lama", "x\n"),
    ],
)
def test_a_text_is_replaced_in_its_own_style(before: str, after: str) -> None:
    new = in_style_of(before, after)
    assert read(f"a: {new}\nb: 1\n").value == {"a": after, "b": 1}
    alike = not after.startswith(" ") and "  " not in after and "|2" not in before
    if alike and before != "lama":
        assert new[0] == before[0]
    assert ("# catatan" in new) == ("# catatan" in before)


@pytest.mark.parametrize("empty", ['""', "''"])
def test_quotes_around_nothing_go_with_the_first_letter(empty: str) -> None:
    draft = Draft.of(f"a: {empty} # x\nb: {{c: {empty}}}\n".encode(), "x.yaml")
    written = draft.put(("a",), "Surat, masuk").put(("b", "c"), "Surat").raw.decode()
    assert written == "a: Surat, masuk # x\nb: {c: Surat}\n"
    assert in_style_of(empty, "a: b") == '"a: b"'


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a: 1 # x\nb: 2\n", "a: 1 # x\nk: v\nb: 2\n"),
        ("a:\r\n  - 1\r\n  - 2 # x\r\n", "a:\r\n  - 1\r\n  - 2 # x\r\nk: v\r\n"),
        ("a: 1", "a: 1\nk: v"),
        ("a:\n", "a:\nk: v\n"),
        ("a: |\n  b\n\n# x\n", "a: |\n  b\nk: v\n\n# x\n"),
        ("{a: 1, b: 2}\n", "{a: 1, k: v, b: 2}\n"),
        ("{a: {c: 1}}\n", "{a: {c: 1}, k: v}\n"),
    ],
)
def test_a_key_is_put_after_another(text: str, after: str) -> None:
    document = read(text)
    assert applied(text, put_after(document, ("a",), "k", "v")) == after
    if not text.startswith("a: |"):
        assert read(after).value == {**document.value, "k": "v"}  # type: ignore[dict-item]


def test_a_key_is_put_after_one_behind_a_dash() -> None:
    text = "- a: 1\n  b: 2\n- a: 3\n"
    assert applied(text, put_after(read(text), (0, "a"), "k", '"x: y"')) == (
        '- a: 1\n  k: "x: y"\n  b: 2\n- a: 3\n'
    )
    assert put_after(read(text), (0, "a"), "b", "1") == ()
    assert put_after(read(text), (5,), "b", "1") == ()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a: Nomer surat, nomer\n", "a: Nomer surat, nomor\n"),
        ("a: 'nomer'\n", "a: 'nomor'\n"),
        ("a: |\n  nomer dan\n  nomer\n", "a: |\n  nomor dan\n  nomor\n"),
        ("a: penomeran\n", "a: penomeran\n"),
        ('a: "no\\\n  mer"\n', 'a: "no\\\n  mer"\n'),
    ],
)
def test_a_word_is_respelt_where_it_stands_by_itself(text: str, after: str) -> None:
    change = Respell("x.yaml", ("a",), "nomer", "nomor")
    assert applied(text, edits_of(read(text), change)) == after


def test_a_word_that_would_be_more_than_a_word_is_not_put_in() -> None:
    document = read("a: nomer\n")
    for right in ("no: mor", "nomor #", "'nomor'", "\\nomor"):
        assert edits_of(document, Respell("x.yaml", ("a",), "nomer", right)) == ()


def test_a_diff_names_what_has_no_last_line_and_odd_names() -> None:
    made = b"".join(
        unified(
            {"a b.yaml": b"x\r\ny", '"q".yaml': b"z\n"},
            {"a b.yaml": b"x\r\nz"},
            {'"q".yaml': "r.yaml"},
        )
    )
    assert made == (
        b'--- "\\042q\\042.yaml"\n+++ /dev/null\n@@ -1 +0,0 @@\n-z\n'
        b"--- /dev/null\n+++ r.yaml\n@@ -0,0 +1 @@\n+z\n"
        b"--- a b.yaml\t\n+++ a b.yaml\t\n@@ -1,2 +1,2 @@\n x\r\n"
        b"-y\n\\ No newline at end of file\n+z\n\\ No newline at end of file\n"
    )
