"""Places as a client counts them: astral letters, ends of lines, places that are gone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from sopc.diagnostics import Place
from sopc.lsp import positions as module
from sopc.lsp.positions import Positions
from tests.catalogues import SOP
from tests.examples import at_most
from tests.lsp.client import ABLE, Editor, editor

TEXT = "nama: 📄 é\r\nnomor: K\rstatus: 𝔸x\n"
ENCODINGS = ("utf-8", "utf-16", "utf-32")


@pytest.mark.parametrize(("encoding", "character"), [("utf-8", 11), ("utf-16", 9), ("utf-32", 8)])
def test_letters_are_counted_as_agreed(encoding: str, character: int) -> None:
    positions = Positions(TEXT, encoding)
    at = TEXT.index("é")
    assert positions.position(at) == types.Position(0, character)
    assert positions.offset(types.Position(0, character)) == at


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_lines_end_as_in_editors(encoding: str) -> None:
    text = "a\x0cb\u2028c\x85d\re\r\nf\n"
    positions = Positions(text, encoding)
    assert [positions.position(text.index(sign)).line for sign in "abcdef"] == [0, 0, 0, 0, 1, 2]
    assert positions.position(len(text)).line == 3


def test_what_lies_outside_is_at_the_end() -> None:
    positions = Positions("a: 1\r\nb: 22\r\n", "utf-16")
    assert positions.offset(types.Position(0, 99)) == 4  # not within the end of the line
    assert positions.offset(types.Position(99, 0)) == 13
    assert positions.range_of(Place("x", 1, 3, 1, 99)).end == types.Position(0, 4)
    assert positions.range_of(Place("x", 99)).start == types.Position(2, 0)
    assert positions.range_of(Place("x", 2, 4, 1, 1)).end == types.Position(1, 3)


def test_half_of_a_letter_is_its_start() -> None:
    assert Positions("📄x", "utf-16").offset(types.Position(0, 1)) == 0
    assert Positions("📄x", "utf-8").offset(types.Position(0, 3)) == 0


def test_a_long_line_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may be one line, with a name at every word."""
    counted: list[str] = []

    def count(text: str, encoding: str) -> int:
        counted.append(encoding)
        return len(text)

    monkeypatch.setattr(module, "units", count)
    positions = Positions("é " * 1000, "utf-16")
    places = [positions.position(offset) for offset in range(2000)]
    assert [positions.offset(place) for place in places] == [*range(2000)]
    assert len(counted) == 2000


@at_most(50)
@given(st.text(alphabet="a é\r\n📄\u2028:"), st.sampled_from(ENCODINGS), st.data())
def test_every_character_is_found_again(text: str, encoding: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    if text[offset - 1 : offset + 1] == "\r\n" or text[offset : offset + 1] == "\n":
        return  # within or at the end of a line: the line's end is the same place
    positions = Positions(text, encoding)
    assert positions.offset(positions.position(offset)) == offset


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_editor_is_led_to_the_letter(root: Path, first: Path, encoding: str) -> None:
    text = SOP.replace("nama: Menerima Surat", "nama: 📄 Surat").replace("\n", "\r\n")
    text = text.replace("{uraian: Menerima surat, pelaksana: staf", "{uraian: 📄é, pelaksana: stap")
    assert root
    with editor(ABLE, [encoding]) as client:
        assert client.capabilities["positionEncoding"] == encoding
        client.open(first, text)
        (found,) = [each for each in client.wait(first) if each["code"] == "LNK002"]
        line = text.split("\r\n")[found["range"]["start"]["line"]]
        counted = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
        size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
        start, end = (found["range"][each]["character"] * size for each in ("start", "end"))
        assert line.encode(counted)[start:end].decode(counted) == "stap"


def test_names_behind_astral_letters_are_found(client: Editor, first: Path) -> None:
    client.open(first, SOP.replace("uraian: Menerima surat", "uraian: 📄 surat"))
    found = client.at("hover", first, "📄 surat, pelaksana: st|af")
    assert found["contents"]["value"] == "**Staf**"
