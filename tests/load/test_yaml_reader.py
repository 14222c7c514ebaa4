"""The YAML reader: what it reads, where it says things stand, and what it refuses."""

import re
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sopc.diagnostics import Diagnostic, Place
from sopc.load.yaml_reader import Document, YamlValue, read_yaml


def read(text: str) -> Document:
    document, found = read_yaml(text.encode(), "x.yaml")
    assert found == []
    assert document is not None
    return document


def fault(raw: str | bytes) -> Diagnostic:
    """The one reason why a text is refused altogether."""
    document, found = read_yaml(raw.encode() if isinstance(raw, str) else raw, "x.yaml")
    assert document is None
    (only,) = found
    assert only.place.file == "x.yaml"
    return only


def where(found: Diagnostic) -> tuple[str, int, int]:
    return found.code, found.place.line, found.place.column


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b", {"a": "b"}),
        ("- 1\n- [2, {a: 3}]", [1, [2, {"a": 3}]]),
        ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
        ("# only a note\na: 'b' # another", {"a": "b"}),
        ("---\na: 1\n...\n", {"a": 1}),
        ("---\n", None),
        ("a:\n", {"a": None}),
        ("1: a\ntrue: b", {"1": "a", "true": "b"}),
        ("'<<': a", {"<<": "a"}),
        ("a: Rapat\tdan\u00a0arsip ± 5 – “x” 😀", {"a": "Rapat\tdan\u00a0arsip ± 5 – “x” 😀"}),
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
    assert document.values[()] == Place("x.yaml", 1, 1)
    assert document.values["é", 0] == Place("x.yaml", 1, 5)
    assert document.keys["é", 1, "c"] == Place("x.yaml", 2, 4)
    assert document.values["é", 1, "c"] == Place("x.yaml", 2, 7)
    assert document.values["e", 0] == Place("x.yaml", 4, 5)


def test_places_count_characters_not_bytes_and_not_the_byte_order_mark() -> None:
    document = read("\ufeffa: {é😀: b}")
    assert document.keys["a",] == Place("x.yaml", 1, 1)
    assert document.values["a", "é😀"] == Place("x.yaml", 1, 9)


def alias_bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 9):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]")
    return "\n".join(lines)


def merge_bomb() -> str:
    lines = ["a0: {k: v}"]
    for level in range(1, 25):
        lines.append(f"a{level}: {{<<: [{', '.join([f'*a{level - 1}'] * 9)}]}}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        (alias_bomb(), (1, 5), "anchors"),
        (merge_bomb(), (2, 6), "merge keys"),
        ("a: &x 1", (1, 4), "anchors"),
        ("&x a: 1", (1, 1), "anchors"),
        ("a: 1\nb: *a", (2, 4), "anchors"),
        ("a: 1\n*a : 2", (2, 1), "key"),
        ("b:\n  <<: {a: 1}", (2, 3), "merge keys"),
        ("a: !!python/object/apply:os.system [id]", (1, 4), "tags"),
        ("a: !!str 5", (1, 4), "tags"),
        ("- !x {a: 1}", (1, 3), "tags"),
        ("!!python/name:os.system a: 1", (1, 1), "tags"),
        ("? [a, b]\n: 1", (1, 3), "key"),
        ("{a: 1}: 2", (1, 1), "key"),
        ("nama: {{ judul }}", (1, 8), "key"),
    ],
)
def test_what_a_catalogue_never_needs_is_refused(
    text: str, place: tuple[int, int], word: str
) -> None:
    found = fault(text)
    assert where(found) == ("YML004", *place)
    assert word in found.message


@pytest.mark.parametrize("bracket", ["[", "- ", "[{a: ", "{a: "])
def test_endless_nesting_is_refused_where_it_gets_too_deep(bracket: str) -> None:
    found = fault(bracket * 100_000)
    assert (found.code, found.place.line) == ("YML002", 1)
    assert "32 levels" in found.message


def test_nesting_within_the_limit_is_read() -> None:
    document, found = read_yaml(b"[" * 32 + b"]" * 32, "x.yaml")
    assert found == []
    assert document is not None


def test_too_many_values_are_refused_at_the_one_too_many() -> None:
    found = fault("- 1\n" * 100_001)
    assert (found.code, found.place.column) == ("YML002", 3)
    assert found.place.line > 99_000
    assert "100000" in found.message


def test_a_file_over_one_mebibyte_is_refused_unread() -> None:
    found = fault(b"# " + b"[" * 1024 * 1024)
    assert where(found) == ("YML002", 1, 1)
    assert "1024 KiB" in found.message


def test_a_file_of_one_mebibyte_is_read() -> None:
    text = "a: 1\n#"
    assert read(text + "x" * (1024 * 1024 - len(text))).value == {"a": 1}


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "# only a note\n", "\ufeff"])
def test_an_empty_file_is_refused(text: str) -> None:
    found = fault(text)
    assert where(found) == ("YML005", 1, 1)
    assert "empty" in found.message


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\n---\nb: 2\n", 2), ("a: 1\n...\n---\n[", 3), ("---\n---\n", 2)],
)
def test_a_second_document_is_refused_where_it_starts(text: str, line: int) -> None:
    found = fault(text)
    assert where(found) == ("YML006", line, 1)
    assert "second document" in found.message


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"a: 1\nb: caf\xe9\n", 2),
        ("a: é".encode("utf-16"), 1),
        (b"a: 1\nb: 2\nc: \xff", 3),
        (b"a: \xed\xa0\x80", 1),
    ],
)
def test_what_is_not_utf_8_is_refused_in_its_line(raw: bytes, line: int) -> None:
    found = fault(raw)
    assert (found.code, found.place.line) == ("YML003", line)
    assert "UTF-8" in found.message
    assert "UTF-8" in found.hint


@pytest.mark.parametrize(
    ("escape", "name"),
    [
        (r"\e]0;x", "U+001B"),
        (r"\0", "U+0000"),
        (r"\x07", "U+0007"),
        (r"\r", "U+000D"),
        (r"\x9b31m", "U+009B"),
        (r"\u202e", "U+202E"),
        (r"\u2066", "U+2066"),
        (r"\u200f", "U+200F"),
        (r"\ufeff", "U+FEFF"),
        ("\u202e", "U+202E"),
        ("\u2067", "U+2067"),
        ("\ufeff", "U+FEFF"),
    ],
)
@pytest.mark.parametrize("form", ['a: 1\nb: "x%s"', 'a: 1\n"x%s": b', 'a: 1\nb: [c, "%s"]'])
def test_characters_that_deceive_the_eye_are_refused(form: str, escape: str, name: str) -> None:
    found = fault(form % escape)
    assert (found.code, found.place.line) == ("YML008", 2)
    assert name in found.message
    assert found.hint


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x0c", "\x7f"])
def test_raw_control_characters_are_refused_where_they_stand(character: str) -> None:
    found = fault(f"é: éé\n# é😀\nb: éx{character}y")
    assert where(found) == ("YML001", 3, 6)
    assert "control character" in found.message


@pytest.mark.parametrize(
    ("text", "place", "word", "hint"),
    [
        ("a:\n\tb: 1", (2, 1), "token", "tabs"),
        ("-\ta: 1", (1, 2), "token", "tabs"),
        ("a: Rapat: persiapan", (1, 9), "mapping values", "quotes"),
        ("a: %5", (1, 4), "token", "quote % and @"),
        ('a: "b\nc: d', (2, 5), "end of stream", "never closed"),
        ("a: 1\n  b: 2", (2, 4), "mapping values", "quotes"),
        ("- a\nb: 1", (2, 1), "expected", ""),
    ],
)
def test_faulty_yaml_is_reported_where_the_reader_stumbles(
    text: str, place: tuple[int, int], word: str, hint: str
) -> None:
    found = fault(text)
    assert where(found) == ("YML001", *place)
    assert "not valid YAML" in found.message
    assert word in found.message
    assert hint in found.hint


def test_a_key_given_twice_names_both_places_and_keeps_the_first() -> None:
    document, found = read_yaml(b"a: 1\nb:\n  c: 2\n  c: {d: 3}\na: 4\ne: 5\n", "x.yaml")
    assert [where(one) for one in found] == [("YML007", 4, 3), ("YML007", 5, 1)]
    assert "`c`" in found[0].message
    assert "line 3" in found[0].message
    assert "`a`" in found[1].message
    assert "line 1" in found[1].message
    assert document is not None
    assert document.value == {"a": 1, "b": {"c": 2}, "e": 5}


@pytest.mark.parametrize("text", ["a: 1\na: &x 2", "a: 1\na: [", 'a: 1\na: "\\e"'])
def test_what_follows_a_key_given_twice_is_still_checked(text: str) -> None:
    document, found = read_yaml(text.encode(), "x.yaml")
    assert document is None
    assert len(found) == 2


def is_text(word: str) -> bool:
    """Not one of the words, as 1e5 and 0o17, that are numbers in YAML 1.2 and not in PyYAML's 1.1.

    PyYAML writes them without the quotes that they need here.
    """
    return not re.fullmatch(r"0o[0-7]+|[-+]?[0-9.]+([eE][-+]?[0-9]+)?", word)


LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"])
TEXTS = st.text(LETTERS | st.sampled_from("\n\t :-#{}[]'\"|>&*!%@<=~?,")).filter(is_text)
SCALARS: st.SearchStrategy[YamlValue] = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**17), 10**17), TEXTS
)


def nested(inner: st.SearchStrategy[YamlValue]) -> st.SearchStrategy[YamlValue]:
    return st.one_of(st.lists(inner, max_size=5), st.dictionaries(TEXTS, inner, max_size=5))


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
