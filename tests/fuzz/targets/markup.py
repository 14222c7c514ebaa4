"""Marked texts: what they say, in words, in HTML, and escaped."""

from collections.abc import Iterator
from xml.etree import ElementTree

from sopc.markup.blocks import blocks
from sopc.markup.spans import spans
from sopc.markup.words import as_words, escape, joined, marked, one_line, said_in, words_in
from sopc.render.marked import block_html, line_html, title_html

LONGEST = 16_384
WORDS = (
    "*", "\\*", "\\", "- ", "1. ", "  - ", "\n", "[a](https://b.c)", "[", "](", ")", "https://",
    "<https://a.b>", "mailto:a@b.c", "http://", "\\https://", "&", "<b>", "]]>", '"',
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    yield b"<mailto:a@b.example> mailto:a@b.example [c](mailto:a@b.example) http://a.b <https://a.b>"
    yield b"Unggah *upload* ke https://a.example/b, lihat [ini *itu*](https://c.example)"
    yield b"Syarat:\n- satu\n  1. dua\n  2. tiga *x*\n- empat\n\nmailto:a@b.example <https://d.e>"


def run(data: bytes) -> None:
    # what the reader of files does not let pass is no text of a catalogue
    text = "".join(c for c in data.decode("utf-8", "replace") if c.isprintable() or c == "\n")
    held = as_words(text)
    assert marked(held) == text
    assert str(held) == words_in(text)
    assert words_in(escape(text)) == text
    assert "\n" not in one_line(held)
    assert said_in(text) is not None
    assert str(joined(held, " ", held)).startswith(words_in(text)[:0])
    for line in text.split("\n"):
        assert "".join(_words(spans(line))) is not None
    blocks(text)
    for html in (block_html(text), line_html(text), title_html(text)):
        ElementTree.fromstring(f"<p>{html}</p>".replace("<br>", "<br/>"))


def _words(found: object) -> Iterator[str]:
    for each in found if isinstance(found, tuple) else ():
        assert each != ""
        yield from [each] if isinstance(each, str) else _words(each.spans)
