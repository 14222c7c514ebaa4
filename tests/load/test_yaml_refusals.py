"""What the YAML reader refuses, where, and what it tells the editor to type instead."""

import pytest

from sopc.diagnostics import Place, RelatedPlace
from sopc.language import Phrase
from sopc.load.yaml_reader import read_yaml
from tests.load.reading import fault, read, where

REMOVE_TAG = "remove the word that starts with `!`, or put the whole text in quotes"


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
        ("a: 1\n*a : 2", (2, 1), "aliases"),
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


@pytest.mark.parametrize(
    ("raw", "message", "hint"),
    [
        (
            b"a: *b",
            "anchors and aliases are not allowed",
            'write the value out; a text that begins with `&` or `*` needs quotes: `"&…"`',
        ),
        (
            b"&x a: 1",
            "anchors and merge keys are not allowed",
            "write out what is to stand here",
        ),
        (
            b"[a]: 1",
            "a key must be a word",
            "a text that starts with `[` or `{` needs quotes",
        ),
        (b"a: !x 1", "tags are not allowed", REMOVE_TAG),
        (b"!x a: 1", "tags are not allowed", REMOVE_TAG),
        (
            b'a: "\\u200b"',
            "the invisible character U+200B is not allowed",
            "type the text anew, without it",
        ),
        pytest.param(
            b"a: 1\n" * (1 << 18),
            "file is larger than 1024 KiB",
            "split it; an SOP is a few KiB",
            id="a large file",
        ),
        (
            b"a: 1\n---\nb: 2",
            "a second document starts here",
            "remove the line `---`; a file holds one document",
        ),
        (b"", "file is empty", "fill it in; a registry with nothing in it says `{}`"),
        (b"[" * 33, "nested deeper than 32 levels", ""),
        (b"\xff", "file is not UTF-8 text", "save the file with the encoding UTF-8"),
        pytest.param(
            b"[" + b"1," * 100_000 + b"]",
            "more than 30000 values in one file",
            "",
            id="many values",
        ),
        (
            b"%YAML 3.0\n---\na: 1",
            "not valid YAML: a line that begins with `%` says how to read YAML, and this one "
            "cannot be followed",
            "remove the line that begins with `%`",
        ),
    ],
)
def test_what_is_refused_is_said_to_the_letter(raw: bytes, message: str, hint: str) -> None:
    found = fault(raw)
    assert (found.message, found.hint) == (message, hint)


def test_a_key_given_twice_is_said_to_the_letter() -> None:
    _, (found,) = read_yaml(b"a: 1\nb: 2\na: 3\n", "x.yaml")
    assert found.message == "key `a` is given twice, first in line 1"
    assert found.hint == "keep one of them"


@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ("{a: ", "}")])
def test_thirty_two_levels_are_read_and_no_more(opens: str, closes: str) -> None:
    assert read(opens * 32 + closes * 32).value
    assert where(fault(opens * 33 + closes * 33))[0] == "YML002"


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
        (b"\xef\xbb\xbfa: 1\rb: 2\r\nc: \xe2\x80\xa8\x0c \xff", 3),
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
        ("\u061c", "U+061C"),
        ("\u200b", "U+200B"),
        ("\u00ad", "U+00AD"),
        ("\u2060", "U+2060"),
        ("\u200d", "U+200D"),
        ("\u034f", "U+034F"),
        ("\u3164", "U+3164"),
        ("\u206a", "U+206A"),
        ("\U000e0041", "U+E0041"),
        ("\u00a0", "U+00A0"),
        ("\u2003", "U+2003"),
        ("\u3000", "U+3000"),
        ("\u2800", "U+2800"),
        ("\u180e", "U+180E"),
        ("\u115f", "U+115F"),
        ("\ufe0f", "U+FE0F"),
        ("\u17b4", "U+17B4"),
        ("\u2061", "U+2061"),
        ("\ufff9", "U+FFF9"),
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
        ("a:\n\tb: 1", (2, 1), "a tab does not indent", "spaces"),
        ("a:\n  b: 1\n \tc: 2", (3, 2), "a tab does not indent", "spaces"),
        ("-\ta: 1", (1, 2), "a tab does not indent", "spaces"),
        ("a: Rapat: persiapan", (1, 9), "no `key: value` may stand here", "quotes"),
        ("a: %5", (1, 4), "begins with `%`", '`a: "%5"`'),
        ("a: 1\n  b: 2", (2, 3), "begin where line 1 does", "without spaces"),
        ("a\nb: 1\n", (1, 1), "no `key:`", "indent what goes on"),
        ("a: 1\nb\nc: 2\n", (2, 1), "no `key:`", "indent what goes on"),
        ("{a: b: c}", (1, 6), "a `,` or `}` was expected", "needs quotes"),
        ('a: "\\ud800"', (1, 7), "stands for no character", "single quotes"),
        ("a: 1\n<<<<<<< x\nb: 2\n", (2, 1), "a merge is not finished", "one of the two"),
        ("- a\nb: 1", (2, 1), "a list goes on with `- …`", "indentation"),
        ('a: "b" c', (1, 4), "behind the closing quotes", "write `a: '\"b\" c'`"),
        ("- a\n- b\nc", (3, 1), "no `key:`", "indent what goes on"),
        ("a: - b", (1, 4), "a list `- …` may not begin here", "line of its own"),
        ('a: "b\\q"', (1, 6), "no meaning after a backslash", "single quotes"),
        ('a: "\\uZZZZ"', (1, 7), "digits were expected", "single quotes"),
        ("a: ]", (1, 4), "a value was expected", "in quotes"),
        ("a: &", (1, 5), "`&` or `*`", "in quotes"),
        ("a: !x!y z", (1, 4), "begins with `!`", '`a: "!x!y z"`'),
        ("a: |x", (1, 4), "begins in the next line", '`a: "x"`'),
        ("{a: b}}", (1, 7), "already ended", "brackets"),
        ("%foo\n---\na", (1, 1), "begins with `%`", "remove the line"),
        ("%YAML 1.2\na: 1", (1, 1), "begins with `%`", "remove the line"),
    ],
)
def test_faulty_yaml_is_reported_where_the_reader_stumbles(
    text: str, place: tuple[int, int], word: str, hint: str
) -> None:
    found = fault(text)
    assert where(found) == ("YML001", *place)
    assert found.message.startswith("not valid YAML: ")
    assert word in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("a: [b\nc: d\n", (2, 2), "close the `[` of line 1, column 4"),
        ("a:\n  b: {c: d\ne: f\n", (3, 2), "close the `{` of line 2, column 6"),
        ("a: {b: [1}", (1, 10), "close the `[` of line 1, column 8"),
    ],
)
def test_what_was_never_closed_is_named_where_it_was_opened(
    text: str, place: tuple[int, int], hint: str
) -> None:
    found = fault(text)
    assert where(found) == ("YML001", *place)
    assert found.hint == hint
    (opened,) = found.related
    assert opened.label == "opened here"
    assert f"line {opened.place.line}, column {opened.place.column}" in hint


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: [b\n# c\n", (1, 4)), ("a:\n  - {b: c", (2, 5))],
)
def test_what_is_open_where_the_file_ends_is_told_where_it_was_opened(
    text: str, place: tuple[int, int]
) -> None:
    found = fault(text)
    assert where(found) == ("YML001", *place)
    assert "close the" in found.hint
    assert found.related == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [("\ufeffa: 1\n\ufeffb: 2", (2, 1)), ("a:\u00a0b\nc: d", (1, 3)), ("a: b\u200bc", (1, 5))],
)
def test_an_invisible_character_is_told_where_it_is(text: str, place: tuple[int, int]) -> None:
    assert where(fault(text)) == ("YML008", *place)


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("a: 1".encode("utf-16-le"), (1, 1)),
        ("a: 1".encode("utf-32-be"), (1, 1)),
        (b"a: 1\nb: \xe9", (2, 4)),
    ],
)
def test_another_encoding_is_told_where_it_shows(raw: bytes, place: tuple[int, int]) -> None:
    assert where(fault(raw)) == ("YML003", *place)


@pytest.mark.parametrize("text", ["- a\nb: 1", "a: |x", "x:\n  - a\n b: c\n"])
def test_what_is_no_bracket_or_quote_was_not_opened_anywhere(text: str) -> None:
    assert fault(text).related == ()


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029"])
def test_a_fault_is_told_in_the_line_that_an_editor_shows(odd: str) -> None:
    """YAML 1.1 begins a line after these; no editor does."""
    assert where(fault(f"a: 'b{odd}c'\r\nd: &x e\r")) == ("YML004", 2, 4)
    assert where(fault(f"# {odd}\na: 'b{odd}c'\rd: [")) == ("YML001", 3, 5)
    assert where(fault(f"a: 'b{odd}c'\n# \x07")) == ("YML001", 2, 3)


def test_a_key_given_twice_names_both_places_and_keeps_the_first() -> None:
    document, found = read_yaml(b"a: 1\nb:\n  c: 2\n  c: {d: 3}\na: 4\ne: 5\n", "x.yaml")
    assert [where(one) for one in found] == [("YML007", 4, 3), ("YML007", 5, 1)]
    assert "`c`" in found[0].message
    assert "line 3" in found[0].message
    assert found[0].related == (
        RelatedPlace(Place("x.yaml", 3, 3, 3, 4), Phrase("first given here")),
    )
    assert "`a`" in found[1].message
    assert "line 1" in found[1].message
    assert document is not None
    assert document.value == {"a": 1, "b": {"c": 2}, "e": 5}


@pytest.mark.parametrize("text", ["a: 1\na: &x 2", "a: 1\na: [", 'a: 1\na: "\\e"'])
def test_what_follows_a_key_given_twice_is_still_checked(text: str) -> None:
    document, found = read_yaml(text.encode(), "x.yaml")
    assert document is None
    assert len(found) == 2


def test_a_key_that_slipped_to_the_margin_is_told_once_and_where_it_stands() -> None:
    text = "a: 1\nb:\n  - c: 1\n    d: 2\na: 3\n    e: 4\n"
    found = fault(text)
    assert (found.code, where(found)[1:]) == ("YML001", (5, 1))
