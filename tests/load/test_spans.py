"""From where to where values are written: cut out of the text, it is what was typed."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopc.diagnostics import KeyPath, Place, SourceMap
from sopc.load.yaml_reader import read_yaml
from sopc.report.text import write_text
from tests.load.reading import check, read


def cut(text: str, place: Place) -> str:
    """What stands at a place, by an editor's lines."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n|$)", text)
    starts = [len("".join(lines[:index])) for index in range(len(lines))]
    start = starts[place.line - 1] + place.column - 1
    return text[start : starts[place.end_line - 1] + place.end_column - 1]


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        (("plain",), "b c"),
        (("quoted",), "'it''s'"),
        (("wide",), '"a\n  b"'),
        (("long",), "a\n  b"),
        (("block",), "|2-\n    a\n\n   b"),
        (("folded",), "> # so\n  a"),
        (("flow",), "[a, {b: c}]"),
        (("flow", 1), "{b: c}"),
        (("flow", 1, "b"), "c"),
        (("open",), "[\n  a,\n]"),
        (("list",), "-"),
        (("list", 0), "a"),
        (("list", 1), "x"),  # a group of lines is its first key
        (("list", 1, "y"), "z"),
        (("loose",), "-"),
        (("group",), "'d e'"),
        (("none",), ""),
        (("empty",), "[]"),
        (("last",), "0x1F"),
        ((), "plain"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_place_ends_where_the_value_does(path: KeyPath, typed: str, end: str) -> None:
    text = """plain: b c   # note
quoted: 'it''s' # note
wide: "a\n  b" # note
long: a\n  b # note
block: |2-\n    a\n\n   b  \n \n
# note
folded: > # so\n  a\n\n
flow: [a, {b: c}] # note
open: [\n  a,\n]
list:
  - a
  - x:
      [1]
    y: z
loose:
- a
group:
  'd e': f
none: # note
empty: []
last: 0x1F""".replace("\n", end)
    document = read(text)
    found = document.place(*path)
    assert cut(text, found) == typed.replace("\n", end)
    assert SourceMap({"x.yaml": document.places({})}).place("x.yaml", *path) == found


def test_a_key_has_an_end_too() -> None:
    text = "a: {'b c' : 1}\n"
    assert cut(text, read(text).key_place("a", "b c")) == "'b c'"


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_is_reported_is_shown_in_its_line(tmp_path: Path, odd: str, end: str) -> None:
    lines = [
        "nomor: K.1.1.1.1",
        f"nama: 'Surat{odd}Masuk'",
        f"# {odd}",
        "pelaksana: [staf, direktur]",
        "langkah: {uraian: Kerja, pelaksana: staf}",
    ]
    found = check(tmp_path, {"sekretariat/umum/K.1.1.1.1.yaml": end.join(lines)})
    (wrong,) = (one for one in found if one.code == "LNK002")
    _, line, signs, _ = write_text([wrong])
    assert line == "  | pelaksana: [staf, direktur]"
    assert signs.index("^") == line.index("direktur")
    assert signs.count("^") == len("direktur")


WORDS = st.text(st.sampled_from("abé😀表0-:#'\u0301"), min_size=1, max_size=6)
PLAIN = WORDS.filter(lambda word: re.fullmatch(r"[abé😀表][^:#]*", word) is not None)
ODD = st.sampled_from(["\u2028", "\x85", "\u2029", "\t", " ", "\n   ", "\r\n   ", "\r   "])
SINGLE = st.lists(WORDS | ODD).map(lambda parts: f"""'{"".join(parts).replace("'", "''")}'""")
ESCAPES = st.sampled_from(["\\n", "\\u2028", '\\"', "\\\n   "])
DOUBLE = st.lists(WORDS | ODD | ESCAPES).map(lambda parts: f'"{"".join(parts)}"')
SOURCES = PLAIN | SINGLE | DOUBLE


@dataclass(frozen=True)
class Line:
    """An entry of a mapping: what is typed, and what stands around it."""

    sources: tuple[str, ...]
    before: str
    after: str

    def text(self, number: int) -> str:
        typed = ", ".join(self.sources)
        return f"k{number}:{self.before}[{typed}]{self.after}"


LINES = st.builds(
    Line,
    st.lists(SOURCES, max_size=3).map(tuple),
    st.sampled_from([" ", "  ", "\t"]),
    st.sampled_from(["", "  ", " # 😀 \t'"]).flatmap(
        lambda note: st.sampled_from([f"{note}\n", f"{note}\r\n", f"{note}\r", f"{note}\n\n"])
    ),
)


@settings(deadline=None)
@given(st.lists(LINES, max_size=5), st.booleans())
def test_whatever_is_typed_is_found_again_by_its_place(lines: list[Line], bom: bool) -> None:
    text = "".join(line.text(number) for number, line in enumerate(lines)) + "last: x"
    document, found = read_yaml(text.encode("utf-8-sig" if bom else "utf-8"), "x.yaml")
    assert document is not None, found
    for number, line in enumerate(lines):
        for index, source in enumerate(line.sources):
            assert cut(text, document.place(f"k{number}", index)) == source
        assert cut(text, document.key_place(f"k{number}")) == f"k{number}"
    assert cut(text, document.place("last")) == "x"
