"""The YAML reader: what it reads, where it says things stand, and how much of it."""

import re
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sopc.load.plain_yaml import _FORBIDDEN
from sopc.load.yaml_reader import read_yaml
from sopc.load.yaml_scalars import YamlValue
from tests.load.reading import fault, read, spot, where


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b", {"a": "b"}),
        ("- 1\n- [2, {a: 3}]", [1, [2, {"a": 3}]]),
        ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
        ("# only a note\na: 'b' # another", {"a": "b"}),
        ("---\na: 1\n...\n", {"a": 1}),
        ("null\n", None),
        ("a:\n", {"a": None}),
        ("1: a\ntrue: b", {"1": "a", "true": "b"}),
        ("'<<': a", {"<<": "a"}),
        ("a: Rapat\tdan arsip ± 5 – “x” 😀", {"a": "Rapat\tdan arsip ± 5 – “x” 😀"}),
        ("\ufeffa: 1", {"a": 1}),
        ("a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
    ],
)
def test_plain_yaml_is_read(text: str, value: YamlValue) -> None:
    assert read(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("007", 7),
        ("0x1F", 31),
        ("0o17", 15),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("22:22", "22:22"),
        ("1_000", "1_000"),
        ("0b1", "0b1"),
        ("2020-10-01", "2020-10-01"),
        ("V.26.1.1.3", "V.26.1.1.3"),
        ("=", "="),
        ("'12'", "12"),
        ('"true"', "true"),
        ("12345678901234567890123", "12345678901234567890123"),
        ("0x" + "f" * 5000, "0x" + "f" * 5000),
    ],
)
def test_bare_words_are_what_yaml_1_2_says_they_are(text: str, value: YamlValue) -> None:
    found = read(f"a: {text}").value
    assert found == {"a": value}
    assert isinstance(found, dict)
    assert type(found["a"]) is type(value)


def test_every_value_and_key_has_its_place() -> None:
    document = read("é: [b,\n  {c: d}]\ne:\n  - f\n")
    assert spot(document.place()) == ("x.yaml", 1, 1)
    assert spot(document.place("é", 0)) == ("x.yaml", 1, 5)
    assert spot(document.key_place("é", 1, "c")) == ("x.yaml", 2, 4)
    assert spot(document.place("é", 1, "c")) == ("x.yaml", 2, 7)
    assert spot(document.place("e", 0)) == ("x.yaml", 4, 5)


def test_places_count_characters_not_bytes_and_not_the_byte_order_mark() -> None:
    document = read("\ufeffa: {é😀: b}")
    assert spot(document.key_place("a")) == ("x.yaml", 1, 1)
    assert spot(document.place("a", "é😀")) == ("x.yaml", 1, 9)


@pytest.mark.parametrize("bracket", ["[", "- ", "[{a: ", "{a: "])
def test_endless_nesting_is_refused_where_it_gets_too_deep(bracket: str) -> None:
    found = fault(bracket * 100_000)
    assert (found.code, found.place.line) == ("YML002", 1)
    assert "32 levels" in found.message


def test_nesting_up_to_the_limit_is_read_and_no_further() -> None:
    document, found = read_yaml(b"[" * 32 + b"a" + b"]" * 32, "x.yaml")
    assert found == []
    assert document is not None
    assert where(fault("[" * 33 + "a" + "]" * 33)) == ("YML002", 1, 33)


def test_too_many_values_are_refused_at_the_one_too_many() -> None:
    found = fault("- 1\n" * 30_001)
    assert (found.code, found.place.column) == ("YML002", 3)
    assert found.place.line > 29_000
    assert "30000" in found.message


def test_a_file_over_one_mebibyte_is_refused_unread() -> None:
    found = fault(b"# " + b"[" * 1024 * 1024)
    assert where(found) == ("YML002", 1, 1)
    assert "1024 KiB" in found.message


def test_a_file_of_one_mebibyte_is_read() -> None:
    text = "a: 1\n#"
    assert read(text + "x" * (1024 * 1024 - len(text))).value == {"a": 1}


def is_text(word: str) -> bool:
    """Not one of the words, as 1e5 and 0o17, that are numbers in YAML 1.2 and not in PyYAML's 1.1.

    PyYAML writes them without the quotes that they need here.
    """
    return not re.fullmatch(r"0o[0-7]+|[-+]?[0-9.]+([eE][-+]?[0-9]+)?", word)


LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zs"]).filter(
    lambda letter: not _FORBIDDEN.match(letter)
)
TEXTS = st.text(LETTERS | st.sampled_from("\n\t :-#{}[]'\"|>&*!%@<=~?,")).filter(is_text)
SCALARS: st.SearchStrategy[YamlValue] = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**17), 10**17), TEXTS
)


def nested(inner: st.SearchStrategy[YamlValue]) -> st.SearchStrategy[YamlValue]:
    groups = st.dictionaries(TEXTS, inner, max_size=5).filter(_differ_in_more_than_spaces)
    return st.one_of(st.lists(inner, max_size=5), groups)


def _differ_in_more_than_spaces(group: dict[str, YamlValue]) -> bool:
    """Keys that do not are refused (YML007)."""
    return len({key.strip() for key in group}) == len(group)


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def block_style(data: YamlValue) -> str:
    return yaml.dump(data, Dumper=_NoAliases)


def unescaped_style(data: YamlValue) -> str:
    return yaml.dump(data, Dumper=_NoAliases, allow_unicode=True, width=10)


def flow_style(data: YamlValue) -> str:
    return yaml.dump(data, Dumper=_NoAliases, default_flow_style=True, sort_keys=False)


@pytest.mark.parametrize("dump", [block_style, unescaped_style, flow_style])
@settings(deadline=None)
@given(data=st.recursive(SCALARS, nested, max_leaves=20))
def test_what_pyyaml_writes_reads_back_equal(
    dump: Callable[[YamlValue], str], data: YamlValue
) -> None:
    assert read(dump(data)).value == data


@settings(deadline=None)
@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_whatever_raise(raw: bytes) -> None:
    document, found = read_yaml(raw, "x.yaml")
    assert document is not None or found


@pytest.mark.parametrize("text", ["1" * 19, "0x" + "f" * 17, "-" + "1" * 18])
def test_a_number_of_nineteen_characters_is_one_and_a_longer_one_is_text(text: str) -> None:
    assert read(f"a: {text}").value == {"a": int(text, 0)}
    assert read(f"a: {text}1").value == {"a": f"{text}1"}
