"""Phrases of any fields: said in each language, sent to other processes, and bounded."""

import pickle
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.language import LANGUAGES, Phrase, either, language_of, translator
from sopc.suggest import Suggest, did_you_mean, known_here
from tests.examples import at_most
from tests.translations import templates

_FIELDS = st.one_of(
    st.text(), st.integers(), st.sampled_from(["{", "}", "{x}", "{0.__class__}", "%s"])
)


@at_most(60)
@given(_FIELDS, _FIELDS)
def test_a_field_is_said_as_it_is_whatever_signs_are_in_it(one: object, other: object) -> None:
    inner = Phrase("`{file}` does not exist", file=one)
    phrase = Phrase("cannot read `{root}`: {reason}", root=other, reason=inner)
    for language in LANGUAGES:
        said = translator(language)(phrase)
        assert str(one) in said
        assert str(other) in said
    again = pickle.loads(pickle.dumps(phrase))
    assert (again, again.template, again.fields) == (phrase, phrase.template, phrase.fields)
    assert translator("id")(str(phrase)) == phrase


@given(st.integers(1, 9000))
def test_a_long_field_is_cut(count: int) -> None:
    assert len(Phrase("{text}", text="x" * count)) == min(count, 2001)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said_of_odd_fields(language: str) -> None:
    for template in templates():
        names = [name for _, name, _, _ in Formatter().parse(template) if name]
        phrase = Phrase(template, **dict.fromkeys(names, "{a} %s \\"))
        assert translator(language)(phrase).count("{a} %s \\") >= len(set(names))


@given(st.lists(st.text(max_size=8), max_size=6), st.text(max_size=70))
def test_a_hint_names_what_is_known_and_nothing_else(known: list[str], word: str) -> None:
    hint = did_you_mean(word, known)
    assert hint == "" or any(f"`{each}`" in hint for each in known)
    assert Suggest(known)(word) == hint
    assert all(each in known_here(known) for each in known)
    if known:
        assert all(each in either(known) for each in known)


@given(st.dictionaries(st.sampled_from(["LC_ALL", "LC_MESSAGES", "LANG"]), st.text(max_size=8)))
def test_the_environment_asks_for_a_language_there_is(environment: dict[str, str]) -> None:
    assert language_of(environment) in LANGUAGES
