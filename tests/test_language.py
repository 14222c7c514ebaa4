"""Two languages: every sentence that is said to a user has its Indonesian, and is said in it."""

import pickle
from collections.abc import Mapping, Sequence
from string import Formatter

import pytest
from babel.messages.mofile import read_mo

from sopc.diagnostics import SopcError
from sopc.language import Phrase, english, language_of, translator
from tests.translations import (
    DOMAINS,
    FOLDER,
    SOURCE,
    messages,
    phrases,
    sentences,
    templates,
    translations,
)

REFRESH = "python -m tests.translations brings the .po file up to date"


def fields(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def compiled_id(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def first(said: str | Sequence[str] | None) -> str:
    return said if isinstance(said, str) else (said or [""])[0]


def test_every_phrase_is_written_where_it_can_be_found() -> None:
    computed = [
        f"{path.relative_to(SOURCE.parent)}:{line}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line, template in phrases(path.read_text(encoding="utf-8"))
        if template is None
    ]
    assert computed == []


def test_a_phrase_that_is_computed_is_noticed() -> None:
    code = 'Phrase("plain {a}", a=1)\nPhrase(f"{x}")\nPhrase(words)\nPhrase("one " "two")'
    assert list(phrases(code)) == [(1, "plain {a}"), (2, None), (3, None), (4, "one two")]


@pytest.mark.parametrize("domain", DOMAINS)
def test_everything_has_its_translation_and_no_translation_is_left_over(domain: str) -> None:
    written = {compiled_id(each) for each, words in translations(domain).items() if words}
    found = {compiled_id(each) for each in messages(domain)}
    assert found - written == set(), REFRESH
    assert domain == "click" or written - found == set(), REFRESH  # other versions say more


def test_a_translation_has_the_fields_of_its_phrase() -> None:
    wrong = [t for t, words in sentences().items() if words and fields(t) != fields(words)]
    assert wrong == []


def test_a_translation_keeps_what_stands_in_back_quotes() -> None:
    kept = [
        word
        for template in templates()
        for word in template.split("`")[1::2]
        if word.isidentifier() and word.islower()
    ]
    said = "".join(sentences().values())
    assert [word for word in kept if f"`{word}`" not in said] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_is_shipped_is_what_was_translated(domain: str) -> None:
    with (FOLDER / f"{domain}.mo").open("rb") as file:
        compiled = {compiled_id(m.id): m.string for m in read_mo(file) if m.id}
    said = {compiled_id(m): words for m, words in translations(domain).items() if words}
    assert {each: first(words) for each, words in compiled.items()} == said, REFRESH


def test_a_phrase_is_english_until_it_is_said() -> None:
    phrase = Phrase("unknown key `{key}`", key="nma")
    assert phrase == "unknown key `nma`"
    assert english(phrase) == phrase
    assert translator("en")(phrase) == phrase
    assert translator("id")(phrase) == "kunci `nma` tidak dikenal"


def test_a_phrase_within_a_phrase_is_said_too() -> None:
    phrase = Phrase("cannot read: {reason}", reason=Phrase("it does not exist"))
    assert translator("id")(phrase) == "tidak dapat dibaca: tidak ada"


def test_a_field_may_be_called_anything() -> None:
    phrase = Phrase("{template} of {cls}", template="a", cls="b")
    assert phrase == "a of b"


def test_what_is_no_phrase_is_left_as_it_is() -> None:
    assert translator("id")("file is empty") == "file is empty"
    assert translator("id")(Phrase("file is empty")) == "berkas kosong"


def test_a_field_may_hold_braces() -> None:
    assert translator("id")(Phrase("known: {known}", known="{unit}")) == "yang dikenal: {unit}"


def test_a_phrase_can_still_be_said_after_a_journey_between_processes() -> None:
    error = pickle.loads(pickle.dumps(SopcError(Phrase("rename it to `{name}`", name="a"))))
    assert str(error) == "rename it to `a`"
    assert translator("id")(error.message) == "ganti namanya menjadi `a`"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id"}, "id"),
        ({"LANG": "ID-id"}, "id"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "id_ID", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "id_ID"}, "id"),
        ({"LANG": "id_ID", "LC_ALL": ""}, "id"),
    ],
)
def test_the_environment_says_the_language(environment: Mapping[str, str], language: str) -> None:
    assert language_of(environment) == language


@pytest.mark.parametrize(
    ("system", "language"),
    [
        ("Indonesian_Indonesia", "id"),
        ("id_ID", "id"),
        ("English_Indonesia", "en"),
        ("German_Germany", "en"),
        (None, "en"),
    ],
)
def test_a_system_that_sets_no_variable_says_the_language(
    system: str | None, language: str
) -> None:
    assert language_of({}, system) == language
    assert language_of({"LANG": "en_GB"}, system) == "en"
    assert language_of({"LANG": "id_ID"}, system) == "id"


def test_of_a_long_text_the_beginning_is_said() -> None:
    assert Phrase("{a} is wrong", a="x" * 2000) == "x" * 2000 + " is wrong"
    assert Phrase("{a} is wrong", a="x" * 2001) == "x" * 2000 + "… is wrong"
    inner = Phrase("`{word}`", word="y" * 1999)
    assert Phrase("{inner}", inner=inner) == inner
