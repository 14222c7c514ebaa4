"""Diagnostics for people: place, message, source line, caret, hint, and nothing that misleads."""

from pathlib import Path

import pytest

from sopc.diagnostics import Diagnostic, Place, RelatedPlace, Severity
from sopc.language import Phrase, translator
from sopc.limits import YAML
from sopc.report.merged import HERE_TOO
from sopc.report.text import summary, write_text

WRONG = "\N{REPLACEMENT CHARACTER}"
WORDS = Phrase("no good")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "x.yaml"


def report(source: Path, text: str, line: int, column: int) -> list[str]:
    """The report of one finding, below its first line."""
    source.write_text(text, encoding="utf-8")
    found = Diagnostic("ABC001", WORDS, Place(str(source), line, column))
    return list(write_text([found]))[1:]


def under_caret(excerpt: list[str]) -> str:
    """The character of the shown line under which the caret stands."""
    shown, caret = excerpt
    return shown[caret.index("^")]


def test_a_finding_is_told_in_full(source: Path) -> None:
    source.write_text("nomor: 1\nnama: X\n", encoding="utf-8")
    found = Diagnostic("ABC001", Phrase("no good"), Place(str(source), 2, 7), Phrase("try `Y`"))
    assert list(write_text([found])) == [
        f"{source}:2:7: error ABC001: no good",
        "  | nama: X",
        "  |       ^",
        "  hint: try `Y`",
    ]


def test_findings_follow_one_another_each_with_its_own_source(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(f"in {name}\n", encoding="utf-8")
    found = [Diagnostic("ABC001", WORDS, Place(str(tmp_path / n))) for n in ("a.yaml", "b.yaml")]
    assert [line for line in write_text(found) if "  | in" in line] == [
        "  | in a.yaml",
        "  | in b.yaml",
    ]


@pytest.mark.parametrize("severity", Severity)
def test_the_severity_is_named(severity: Severity) -> None:
    found = Diagnostic("ABC001", WORDS, Place("nowhere.yaml", 3, 4), severity=severity)
    assert list(write_text([found], verbose=True)) == [
        f"nowhere.yaml:3:4: {severity} ABC001: no good"
    ]


def test_what_is_for_information_is_counted_unless_asked_for() -> None:
    infos = [
        Diagnostic("ABC001", WORDS, Place(f"{file}.yaml", line), severity=Severity.INFO)
        for file in "ab"
        for line in (1, 2)
    ]
    wrong = Diagnostic("DEF001", WORDS, Place("c.yaml", 9, 9))
    assert list(write_text([*infos, wrong])) == [
        "c.yaml:9:9: error DEF001: no good",
        "info ABC001: 4 in 2 files; --verbose lists them, `sopc rules ABC001` explains",
    ]


@pytest.mark.parametrize(
    ("text", "column", "character"),
    [
        ("abcdef", 1, "a"),
        ("abcdef", 6, "f"),
        ("é±😀x", 4, "x"),
        ("a\tb\tc", 5, "c"),
        ("\ufeffabc", 3, "c"),
        ("x" * 89 + "!" + "y" * 200, 90, "!"),
        ("x" * 90 + "!" + "y" * 200, 91, "!"),
        ("x" * 91 + "!" + "y" * 200, 92, "!"),
        ("x" * 130 + "!", 131, "!"),
        ("x" * 5000 + "!" + "y" * 5000, 5001, "!"),
    ],
)
def test_the_caret_stands_under_the_column(
    source: Path, text: str, column: int, character: str
) -> None:
    assert under_caret(report(source, text, 1, column)) == character


def test_a_long_line_is_shown_in_part_with_dots_where_it_goes_on(source: Path) -> None:
    middle, _ = report(source, "x" * 500 + "!" + "y" * 500, 1, 501)
    start, _ = report(source, "!" + "y" * 500, 1, 1)
    assert len(middle) < 130
    assert middle.startswith("  | …x")
    assert middle.endswith("y…")
    assert start.startswith("  | !y")
    assert start.endswith("y…")


def test_a_line_that_fits_is_shown_whole(source: Path) -> None:
    assert report(source, "x" * 120, 1, 1)[0] == "  | " + "x" * 120


def test_a_place_after_the_last_line_has_no_excerpt(source: Path) -> None:
    assert report(source, "nama: [\n", 2, 1) == []


def test_a_place_after_the_end_of_a_line_still_has_a_caret(source: Path) -> None:
    assert report(source, "nama:\n", 1, 6) == ["  | nama:", "  |      ^"]


def spanned(source: Path, text: str, *span: int) -> str:
    """What stands below the line of a finding with an end."""
    source.write_text(text, encoding="utf-8", newline="")
    _, _, signs = write_text([Diagnostic("ABC001", WORDS, Place(str(source), *span))])
    return signs.removeprefix("  | ")


@pytest.mark.parametrize(
    ("text", "span", "signs"),
    [
        ("nama: Surat", (1, 7, 1, 12), "      ^^^^^"),
        ("nama:", (1, 6, 1, 6), "     ^"),  # nothing is there: one caret
        ("nama: 'Surat\n  masuk'", (1, 7, 2, 9), "      ^^^^^^"),  # its first line
        ("a: |  \n  b\n", (1, 4, 2, 4), "   ^"),
        ("a: b", (1, 4, 1, 99), "   ^"),  # clipped at the line's end
        ("\t\tx", (1, 3, 1, 4), "  ^"),
        ("x" * 100 + "!" * 300, (1, 101, 1, 401), " " * 41 + "^" * 81),  # and the dots
        ("é: 😀 表x", (1, 4, 1, 5), "   ^^"),
        ("😀表x", (1, 3, 1, 4), "\u3000\u3000^"),
        ("e\u0301e\u0301x", (1, 5, 1, 6), "  ^"),
        ("ne\u0301e\u0301x", (1, 2, 1, 6), " ^^"),
        ("\u0301x", (1, 1, 1, 2), "^"),
    ],
)
def test_all_of_what_is_meant_is_underlined_as_wide_as_it_is_shown(
    source: Path, text: str, span: tuple[int, ...], signs: str
) -> None:
    assert spanned(source, text, *span) == signs


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("odd", ["\x0b", "\x0c", "\x1c", "\x1e", "\x85", "\u2028", "\u2029"])
def test_lines_are_those_of_an_editor(source: Path, end: str, odd: str) -> None:
    source.write_text(f"a{odd}b{end}c{end}", encoding="utf-8", newline="")
    found = [Diagnostic("ABC001", WORDS, Place(str(source), line)) for line in (1, 2, 3)]
    assert [line for line in write_text(found) if line.startswith("  | ") and "^" not in line] == [
        f"  | a{WRONG}b",
        "  | c",
    ]


def test_another_place_is_shown_with_its_label_after_the_hint(tmp_path: Path) -> None:
    one, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    one.write_text("nama: Surat\nnomor: K.1\n", encoding="utf-8")
    other.write_text("nomor: K.1\n", encoding="utf-8")
    related = RelatedPlace(Place(str(one), 2, 8, 2, 11), Phrase("first used here"))
    place = Place(str(other), 1, 8, 1, 11)
    found = Diagnostic("NUM002", Phrase("no good"), place, Phrase("count on"), related=(related,))
    assert list(write_text([found])) == [
        f"{other}:1:8: error NUM002: no good",
        "  | nomor: K.1",
        "  |        ^^^",
        "  hint: count on",
        f"  {one}:2:8: first used here",
        "  | nomor: K.1",
        "  |        ---",
    ]


def test_another_place_in_the_file_is_named_by_its_line(source: Path) -> None:
    source.write_text("a: 1\nb: 2\na: 3\n", encoding="utf-8")
    related = RelatedPlace(Place(str(source), 1, 1, 1, 2), WORDS)
    found = Diagnostic("ABC001", WORDS, Place(str(source), 3, 1, 3, 2), related=(related,))
    assert list(write_text([found]))[3:] == ["  line 1: no good", "  | a: 1", "  | -"]
    assert "  baris 1: no good" in write_text([found], say=translator("id"))


@pytest.mark.parametrize(
    ("other", "lines"),
    [
        ((1, 4, 1, 8), ["  |    ----  ^^^^", "  line 1: no good"]),
        ((1, 16, 1, 18), ["  |          ^^^^  --", "  line 1: no good"]),
        (
            (1, 150, 1, 154),  # beyond what is shown
            [
                "  |          ^^^^",
                "  line 1: no good",
                "  | …" + "x" * 40 + "!!!!",
                "  |  " + " " * 40 + "----",
            ],
        ),
    ],
)
def test_another_place_in_the_line_is_underlined_beside(
    source: Path, other: tuple[int, ...], lines: list[str]
) -> None:
    source.write_text("a: staf, staf, ab, " + "x" * 130 + "!!!!", encoding="utf-8")
    related = RelatedPlace(Place(str(source), *other), WORDS)
    found = Diagnostic("ABC001", WORDS, Place(str(source), 1, 10, 1, 14), related=(related,))
    assert list(write_text([found]))[2:] == lines


def test_another_place_that_cannot_be_read_is_named_all_the_same(source: Path) -> None:
    related = RelatedPlace(Place("gone\x1b.yaml", 3, 4), Phrase("a\x1bb"))
    found = Diagnostic("ABC001", WORDS, Place(str(source)), related=(related,))
    assert list(write_text([found]))[1:] == [f"  gone{WRONG}.yaml:3:4: a{WRONG}b"]


DECEPTIVE = ["\x01", "\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u200f", "\u2028"]


@pytest.mark.parametrize("character", DECEPTIVE)
def test_no_character_that_steers_a_terminal_is_emitted(character: str) -> None:
    text = f"a{character}]0;b"
    found = Diagnostic("ABC001", Phrase("{t}", t=text), Place(text), hint=Phrase("{t}", t=text))
    written = "\n".join(write_text([found]))
    assert character not in written
    assert written.count(f"a{WRONG}]0;b") == 3


@pytest.mark.parametrize("character", [c for c in DECEPTIVE if c != "\u2028"])
def test_no_such_character_of_a_source_line_is_emitted_and_the_caret_stays(
    source: Path, character: str
) -> None:
    excerpt = report(source, f"nama: {character}!", 1, 8)
    assert excerpt[0] == f"  | nama: {WRONG}!"
    assert under_caret(excerpt) == "!"


def test_a_message_stays_on_one_line() -> None:
    found = Diagnostic("ABC001", Phrase("a\nb\rc"), Place("x"), hint=Phrase("d\ne"))
    assert len(list(write_text([found]))) == 2


def test_a_source_that_is_not_utf_8_is_shown_as_far_as_it_can_be(source: Path) -> None:
    source.write_bytes(b"nama: caf\xe9\n")
    found = Diagnostic("YML003", WORDS, Place(str(source), 1, 1))
    assert list(write_text([found]))[1] == f"  | nama: caf{WRONG}"


def test_colour_marks_the_text_and_changes_nothing_else(source: Path) -> None:
    source.write_text("nama: X\n", encoding="utf-8")
    found = [Diagnostic("ABC001", WORDS, Place(str(source)), WORDS)]
    coloured = "\n".join(write_text(found, colour=True))
    plain = "\n".join(write_text(found))
    assert "\x1b[1;31merror ABC001\x1b[0m" in coloured
    for code in ("1;31", "1;32", "1", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == plain


@pytest.mark.parametrize(
    ("severities", "line"),
    [
        ("", "no findings"),
        ("e", "1 error"),
        ("ee", "2 errors"),
        ("wewi", "1 error, 2 warnings, 1 info"),
        ("ii", "2 info"),
    ],
)
def test_the_summary_counts_by_severity(severities: str, line: str) -> None:
    by_letter = {severity[0]: severity for severity in Severity}
    found = [Diagnostic("A", WORDS, Place("x"), severity=by_letter[s]) for s in severities]
    assert summary(found) == line


def test_of_a_huge_file_only_the_beginning_is_read(source: Path) -> None:
    lines = YAML // 4
    assert report(source, "abc\n" * lines + "def\n", lines, 1)[0] == "  | abc"
    assert report(source, "abc\n" * lines + "def\n", lines + 1, 1) == []


def test_a_report_is_said_in_the_user_s_language(source: Path) -> None:
    source.write_text("nma: X\n", encoding="utf-8")
    place = Place(str(source))
    hint = Phrase("did you mean `{word}`?", word="nama")
    found = [
        Diagnostic("SKM001", Phrase("unknown key `{key}`", key="nma"), place, hint),
        *[Diagnostic("SRC001", WORDS, Place("x"), severity=Severity.INFO)] * 2,
    ]
    say = translator("id")
    assert list(write_text(found, say=say)) == [
        f"{source}:1:1: error SKM001: kunci `nma` tidak dikenal",
        "  | nma: X",
        "  | ^",
        "  saran: mungkin maksudnya `nama`?",
        "info SRC001: 2 dalam 1 berkas; --verbose menampilkan semuanya, "
        "`sopc rules SRC001` menjelaskannya",
    ]
    assert summary(found, say) == "1 error, 2 info"
    assert summary([], say) == "tidak ada temuan"


def test_where_the_same_is_found_too_is_told_in_a_line(source: Path) -> None:
    places = [Place(str(source), 3, 4), *(Place(f"{name}.yaml", 5, 6) for name in "abcd")]
    related = tuple(RelatedPlace(place, HERE_TOO) for place in places)
    found = Diagnostic("ABC001", WORDS, Place(str(source), 1), related=related)
    assert list(write_text([found]))[-1] == "  also: line 3, a.yaml:5:6, b.yaml:5:6 and 2 more"
    few = Diagnostic("ABC001", WORDS, Place(str(source), 1), related=related[1:3])
    assert list(write_text([few]))[-1] == "  also: a.yaml:5:6, b.yaml:5:6"


@pytest.mark.parametrize(
    ("every", "line"),
    [
        (0, "no findings"),
        (1, "no findings; 1 other not told"),
        (2, "no findings; 2 others not told"),
    ],
)
def test_the_summary_counts_what_was_not_asked_for(every: int, line: str) -> None:
    assert summary([], every=every) == line
