"""Pages in another language, paragraph by paragraph."""

from hypothesis import given
from hypothesis import strategies as st

from sopc.language import english
from sopc.paragraphs import in_language, texts_of

PAGE = """A number exists.

It is cited by
``nomor``.

Bad::

    nomor: K.9        # no SOP has it
    judul: "#1"

    # alone

Good::

    nomor: K.1
"""
TEXTS = [
    "A number exists.",
    "It is cited by ``nomor``.",
    "Bad::",
    "no SOP has it",
    "alone",
    "Good::",
]


def test_paragraphs_and_comments_are_translated_however_lines_are_broken() -> None:
    assert list(texts_of(PAGE)) == TEXTS
    assert list(texts_of(PAGE.replace("by\n", "by "))) == TEXTS


def test_examples_stay_as_they_are_but_for_their_comments() -> None:
    said = in_language(PAGE, str.upper)
    assert said.splitlines() == [
        "A NUMBER EXISTS.",
        "",
        "IT IS CITED BY ``NOMOR``.",
        "",
        "BAD::",
        "",
        "    nomor: K.9        # NO SOP HAS IT",
        '    judul: "#1"',
        "",
        "    # ALONE",
        "",
        "GOOD::",
        "",
        "    nomor: K.1",
    ]


def test_a_long_translation_is_broken_into_lines() -> None:
    said = in_language("Short.", lambda _: "kata " * 60)
    assert len(said.splitlines()) > 1
    assert max(map(len, said.splitlines())) <= 100


def test_what_has_no_translation_keeps_its_lines() -> None:
    assert in_language(PAGE, english) == PAGE.rstrip("\n")


@given(st.text(alphabet=" #:ab\n", max_size=60))
def test_any_page_stays_as_it_is_in_its_own_language(page: str) -> None:
    assert in_language(page, english) == "\n".join(page.splitlines())
