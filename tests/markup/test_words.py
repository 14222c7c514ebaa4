"""What marked texts say: the words that reach outlines, tables and messages."""

import copy
import pickle
from collections.abc import Callable, Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sopc.language import Phrase
from sopc.markup.words import (
    Words,
    as_words,
    escape,
    joined,
    marked,
    one_line,
    said_in,
    words_in,
)
from tests.conftest import SOPS
from tests.markup.texts import AS_WRITTEN, HOSTILE, MARKED_TEXTS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*kata asing*", "kata asing"),
        ("Berkas di*scan* lalu *file*nya dikirim.", "Berkas discan lalu filenya dikirim."),
        ("(*force majeure*)", "(force majeure)"),
        ("*“out of the box”*, *ad hoc*.", "“out of the box”, ad hoc."),
        ("[Portal](https://a.go.id)", "Portal"),
        ("[Portal *e-office*](http://a.go.id/x?y=1#z)", "Portal e-office"),
        ("*[Portal](https://a.go.id)*", "Portal"),
        ("<https://a.go.id>", "https://a.go.id"),
        ("<mailto:a@b.go.id>", "a@b.go.id"),
        ("<MAILTO:a@b.go.id?subject=Arsip>", "a@b.go.id"),
        ("Lihat https://a.go.id/x_(y).", "Lihat https://a.go.id/x_(y)."),
        (r"\*", "*"),
        (r"\*bukan miring\*", "*bukan miring*"),
        (r"*a \* b*", "a * b"),
        (r"[Portal](\https://a.go.id)", "[Portal](https://a.go.id)"),
        (r"\https://a.go.id", "https://a.go.id"),
        ("Syarat:\n- *KTP*\n- KK", "Syarat:\n- KTP\n- KK"),
        ("\\- bukan daftar\n1\\. bukan daftar", "- bukan daftar\n1. bukan daftar"),
    ],
)
def test_marks_are_not_among_the_words(text: str, words: str) -> None:
    assert words_in(text) == words
    assert as_words(text) == words


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_what_only_looks_like_marks_is_words(text: str) -> None:
    assert words_in(text) == text
    assert as_words(text) == text


def test_no_text_of_the_catalogue_of_2020_has_other_words_than_are_written() -> None:
    texts = [text for file in SOPS.rglob("*.yaml") for text in written(yaml.safe_load(file.open()))]
    assert len(texts) > 2000
    assert [text for text in texts if words_in(text) != text] == []
    assert [text for text in texts if "\n" not in text and type(as_words(text)) is Words] == []


def written(value: object) -> Iterator[str]:
    """All words in data, keys aside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from written(each)


@given(st.text() | MARKED_TEXTS)
def test_any_words_can_be_written(words: str) -> None:
    assert words_in(escape(words)) == words
    assert words_in(marked(words)) == words


@given(MARKED_TEXTS)
def test_words_are_kept_in_their_order(text: str) -> None:
    rest = iter(text)
    assert all(letter in rest for letter in words_in(text))  # each after the one before
    assert words_in(escape(words_in(text))) == words_in(text)


@given(MARKED_TEXTS)
def test_what_a_text_says_is_its_words_where_it_has_no_link(text: str) -> None:
    if "](" not in text and "mailto:" not in text:
        assert said_in(text) == words_in(text)


def test_where_a_link_leads_is_said_and_italics_are_not() -> None:
    assert said_in("*[Portal](https://a.go.id)* <https://b.go.id>") == (
        "[Portal](https://a.go.id) https://b.go.id"
    )


def test_in_a_sentence_words_stand_in_one_line() -> None:
    title = as_words("Menerima\n  *Surat*\n\nMasuk")
    assert title == "Menerima\n  Surat\n\nMasuk"
    assert Phrase("no SOP is called `{title}`", title=title) == (
        "no SOP is called `Menerima Surat Masuk`"
    )
    assert one_line(title) == "Menerima Surat Masuk"
    assert type(one_line(title)) is str


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda text: pickle.loads(pickle.dumps(text))])
def test_a_copy_has_its_marks(copied: Callable[[Words], Words]) -> None:
    text = Words(r"*a* \* [b](https://c.go.id)")
    assert copied(text).marked == text.marked
    assert copied(text) == text


def test_texts_are_joined_with_their_marks_and_words_as_words() -> None:
    text = joined("Peraturan ", as_words("*a*"), " Nomor 5*3*2, *", " (", r"\*", ")")
    assert text == r"Peraturan a Nomor 5*3*2, * (\*)"
    assert marked(text) == r"Peraturan *a* Nomor 5\*3\*2, \* (\\*)"


def test_a_text_without_marks_is_itself() -> None:
    assert type(as_words("1. Undang-Undang & <b>")) is str


@pytest.mark.parametrize("part", HOSTILE)
def test_texts_made_to_stall_the_reader_are_read(part: str) -> None:
    text = part * (200_000 // len(part))
    assert len(words_in(text)) <= len(text)
    assert words_in(escape(part * 1000)) == part * 1000
