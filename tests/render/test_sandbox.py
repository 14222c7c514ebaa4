"""The second wall: a model or function that is handed to a template after all is no use to it."""

from collections.abc import Callable
from functools import partial
from os import system

import pytest

from sopc.catalogue.dates import PartialDate
from sopc.catalogue.organisation import Agency
from sopc.diagnostics import Severity, SopcError
from sopc.render.sandbox import Sandbox

AGENCY = Agency(name="Dinas")


def written(text: str, **values: object) -> str:
    return Sandbox({"x.j2": text}).write("x.j2", values)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{ value.name }}", AGENCY),
        ("{{ value['name'] }}", AGENCY),
        ("{{ value.model_dump() }}", AGENCY),
        ("{{ [value] | map(attribute='name') | first }}", AGENCY),
        ("{{ value.iso }}", PartialDate(2020)),
        ("{{ value.name }}", Severity.ERROR),
        ("{{ value.upper() }}", Severity.ERROR),
        ("{{ value.__self__ }}", AGENCY.model_dump),
        ("{{ value.mro() }}", Agency),
        ("{{ value() }}", AGENCY.model_dump),
        ("{{ value('touch x') }}", system),
        ("{{ value() }}", partial(system, "touch x")),
        ("{{ value(name='x') }}", Agency),
        ("{{ value('x') }}", "{}".format),
        ("{{ value() }}", lambda: "x"),
        ("{{ value.call() }}", {"call": lambda: "x"}),
        ("{{ value.call() }}", {"call": [].clear}),
        ("{{ value.append(1) }}", []),
        ("{{ value.count(1) }}", ()),
    ],
)
def test_nothing_of_a_stranger_can_be_reached_or_called(text: str, value: object) -> None:
    with pytest.raises(SopcError, match=r"^the template x\.j2:1 cannot be used: "):
        written(text, value=value)


@pytest.mark.parametrize("text", ["{{ value.touch }}", "{{ value['touch'] }}"])
def test_a_property_of_a_stranger_is_not_even_computed(text: str) -> None:
    touched = []

    class Stranger:
        @property
        def touch(self) -> str:
            touched.append(self)
            return "x"

    with pytest.raises(SopcError, match="is unsafe"):
        written(text, value=Stranger())
    assert touched == []


@pytest.mark.parametrize("name", ["items", "keys", "get", "copy", "pop", "values"])
def test_a_name_in_a_dictionary_is_a_key_and_never_a_method(name: str) -> None:
    assert written(f"{{{{ value.{name} }}}}", value={name: "ours"}) == "ours"
    assert written(f"{{{{ value.{name} is defined }}}}", value={"other": 1}) == "False"


@pytest.mark.parametrize(
    "text",
    [
        "{{ range ~ '' }}",
        "{{ '%s' % range }}",
        "{{ words.upper | string }}",
        "{{ words.upper | upper }}",
        "{{ words.upper | e }}",
        "{{ words.upper | center(99) }}",
        "{{ (['a'] | map('upper')) ~ '' }}",
        "{{ [range] | join }}",
    ],
)
def test_no_address_in_memory_is_printed_in_a_roundabout_way(text: str) -> None:
    """It would be another one in every build."""
    with pytest.raises(SopcError) as refused:
        written(text, words="kata")
    assert refused.value.message == "the template x.j2 cannot be used: it prints a function"


@pytest.mark.parametrize("words", ["diterima at 0x1F", "<at 0x1f>", "a < b at 0x1f"])
def test_words_that_look_a_little_like_an_address_are_printed(words: str) -> None:
    assert "at 0x1" in written("{{ words }}", words=words)


@pytest.mark.parametrize("method", ["upper", "strip", "title"])
def test_words_keep_their_harmless_methods(method: str) -> None:
    call: Callable[[], str] = getattr(" ab c ", method)
    assert written(f"{{{{ value.{method}() }}}}", value=" ab c ") == call()


@pytest.mark.parametrize(
    "text",
    [
        "{{ value }}",
        "{{ range }}",
        "{{ range(3) }}",
        "{{ words.upper }}",
        "{{ ['a'] | map('upper') }}",
        "{{ [words] }}",
        "{{ (words,) }}",
        "{{ {'a': words} }}",
        "{{ self }}",
        "{% for x in 'a' %}{{ loop }}{% endfor %}",
        "{% macro m() %}{% endmacro %}{{ m }}",
    ],
)
def test_only_words_and_numbers_are_printed(text: str) -> None:
    with pytest.raises(SopcError, match=r"cannot be used: an? \w+ cannot be printed$"):
        written(text, value=AGENCY, words="a")


def test_words_and_numbers_are_printed() -> None:
    assert written("{{ 1 }} {{ 1.5 }} {{ 'a' }} {{ true }} {{ none }}") == "1 1.5 a True None"
