"""What is read otherwise than it is mostly meant, and what it should be."""

import pytest

from sopc.diagnostics import DoubtKind
from sopc.load.doubts import doubts
from tests.load.reading import read


def mended(text: str) -> list[tuple[DoubtKind, str]]:
    document = read(text)
    return [
        (doubt.kind, text[: doubt.replaced[0]] + doubt.mend + text[doubt.replaced[1] :])
        for doubt in doubts(text, document.values.values())
        if doubt.mend
    ]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("a: Menunggu #2 hari\n", 'a: "Menunggu #2 hari"\n'),
        ('a: Surat "lama" #2\r\nb: 1\r\n', 'a: "Surat \\"lama\\" #2"\r\nb: 1\r\n'),
        ("a: Menunggu #2 # cek\n", 'a: "Menunggu #2" # cek\n'),
        ("a:\n  - Menunggu \t#2", 'a:\n  - "Menunggu \\t#2"'),
    ],
)
def test_a_text_that_is_cut_off_gets_quotes(text: str, right: str) -> None:
    assert mended(text) == [(DoubtKind.COMMENT, right)]


@pytest.mark.parametrize(
    "text",
    [
        "a: Menunggu # 2\n",
        "#a\na: 1\n",
        "a: Menunggu#2\n",
        "a: 'x #2'\n",
        "a: {b: c} #d\n",
        "a: |\n  x #2\n",
        "a: #!x\n  b\n",
        "a: b ##c\n",
        "a: #x\n  - b\n",
    ],
)
def test_other_comments_are_comments(text: str) -> None:
    assert mended(text) == []


def test_a_cut_text_of_several_lines_has_no_mend() -> None:
    text = "a: Menunggu\n  paling lama #2 hari\n"
    (doubt,) = doubts(text, read(text).values.values())
    assert (doubt.kind, doubt.said, doubt.mend) == (DoubtKind.COMMENT, "#2 hari", "")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("a:\n  • b\n  • c\n", "a:\n  - b\n  - c\n"),
        ("a:\r\n  -b\r\n  –  c, d\r\n", 'a:\r\n  - b\r\n  - "c, d"\r\n'),
    ],
)
def test_a_typed_list_gets_dashes(text: str, right: str) -> None:
    assert mended(text) == [(DoubtKind.LIST, right)]


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  1. b\n  2. c\n",  # whether the numbers are to be printed is not known
        "a: • b\n  • c\n",
        "a:\n  • b\n  lagi\n  • c\n",
        "a:\n  • b\n    • c\n",
    ],
)
def test_a_typed_list_that_may_be_meant_otherwise_has_no_mend(text: str) -> None:
    (doubt,) = doubts(text, read(text).values.values())
    assert (doubt.kind, doubt.mend) == (DoubtKind.LIST, "")


@pytest.mark.parametrize("text", ["a:\n  • b\n  c\n", "a:\n  b\n  • c\n", 'a: "• b\n  • c"\n'])
def test_a_text_of_several_lines_is_no_list(text: str) -> None:
    assert not list(doubts(text, read(text).values.values()))


def test_curly_quotes_around_a_text_go() -> None:
    assert mended("a: “Surat”\nb: [„Surat: x“, 'x']\n") == [
        (DoubtKind.CURLY_QUOTES, "a: Surat\nb: [„Surat: x“, 'x']\n"),
        (DoubtKind.CURLY_QUOTES, "a: “Surat”\nb: [\"Surat: x\", 'x']\n"),
    ]
    assert mended("a: Surat “lama”\nb: “a” dan “b”\nc: '“d”'\n") == []
