"""One word for one thing: translations keep to the glossary, docs/istilah.md."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.translations import DOMAINS, Message, translations

GLOSSARY = Path(__file__).parents[1] / "docs" / "istilah.md"
_AS_TYPED = re.compile(
    r"``.*?``|`[^`]*`|\{[^}]*\}|--[\w-]+|[\w/.-]+\.(yaml|json|csv|j2|pdf|svg|png|jpg|md|dot)\b"
)
"""What is the same in every language: what one types, and names of files."""
_ROW = re.compile(r"^\| (?P<english>.+) \| (?P<ours>.+) \| ?(?P<other>.*) ?\|$", re.MULTILINE)
_GLUED = re.compile(r"(``|[a-z]{4})[.?][A-Z]|[a-z]{4}[.?][a-z]{4}")


def rows() -> list[tuple[str, str, list[str]]]:
    """Per term: the English, the Indonesian, and what it is not called."""
    found = list(_ROW.finditer(GLOSSARY.read_text(encoding="utf-8")))
    terms = [row for row in found if row["english"] not in ("English", "---")]
    return [(row["english"], row["ours"], _words(row["other"])) for row in terms]


def _words(cell: str) -> list[str]:
    return [each.strip() for each in cell.split(",") if each.strip()]


def said() -> Iterator[tuple[str, Message, str]]:
    for domain in DOMAINS:
        for message, text in translations(domain).items():
            yield domain, message, _AS_TYPED.sub("``", text)


def other_words(text: str) -> list[str]:
    """The words in a text that the glossary has another one for."""
    lower = text.lower()
    others = (each.lower() for _, _, words in rows() for each in words)
    return [each for each in others if re.search(rf"\b{re.escape(each)}(nya)?\b", lower)]


def test_the_glossary_has_terms() -> None:
    assert len(rows()) > 50
    assert ("waiver", "pengecualian", ["dispensasi", "keringanan"]) in rows()


def test_no_term_is_another_ones_other_word() -> None:
    ours = {each.strip(" *") for _, words, _ in rows() for each in words.split(",")}
    assert {word for word in ours if other_words(word)} == set()


@pytest.mark.parametrize("domain", DOMAINS)
def test_translations_use_the_words_of_the_glossary(domain: str) -> None:
    found = {
        message: words
        for where, message, text in said()
        if where == domain and (words := other_words(text))
    }
    assert found == {}, "docs/istilah.md has the words"


def test_another_word_would_be_noticed() -> None:
    assert other_words("Otoritasnya memberi dispensasi") == ["dispensasi", "otoritas"]


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_translation_ends_as_its_sentence_does(domain: str) -> None:
    """Two that a merge has run together do not."""
    wrong = [
        message
        for message, text in translations(domain).items()
        if text and one(message)[-1:] in ".?:" and text[-1:] != one(message)[-1:]
    ]
    assert wrong == []
    assert [text for where, _, text in said() if where == domain and _GLUED.search(text)] == []


def test_two_translations_that_were_run_together_would_be_noticed() -> None:
    assert _GLUED.search("hanya dihitung.berkas yang diubah")
    assert _GLUED.search(_AS_TYPED.sub("``", "dengan ``sopc check``.SOP lain"))
    assert _AS_TYPED.sub("", "lihat katalog.yaml.") == "lihat ."


def one(message: Message) -> str:
    return message if isinstance(message, str) else message[0]
