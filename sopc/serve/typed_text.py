"""A file's text as a browser has it: lines end in one sign, and places are counted as browsers do,
in units of UTF-16."""

from codecs import BOM_UTF8

from sopc.diagnostics import Place
from sopc.edit.text_edits import offsets_of
from sopc.lines import Lines


def shown_text(raw: bytes) -> str:
    """What a page shows of a file's bytes."""
    text = raw.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def bytes_of(text: str, like: bytes) -> bytes:
    """A text that a page sends as a file's bytes: with the ends of lines, and the mark at its
    beginning, that the file had. Raises ValueError for what UTF-8 cannot hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if b"\r\n" in like and like.count(b"\r\n") == like.count(b"\n"):
        text = text.replace("\n", "\r\n")
    return (BOM_UTF8 if like.startswith(BOM_UTF8) else b"") + text.encode("utf-8")


def units(text: str, offset: int) -> int:
    """The place of a character, from 0, as browsers count."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def offset_at(text: str, place: int) -> int:
    """The character at a place as browsers count: within one, its start; beyond all, the end."""
    return len(text.encode("utf-16-le", "surrogatepass")[: place * 2].decode("utf-16-le", "ignore"))


def stretch(text: str, lines: Lines, place: Place) -> tuple[int, int]:
    """From where to where in a text a place is, as browsers count; its end for one beyond it."""
    try:
        start, end = offsets_of(lines, place)
    except IndexError:
        start = end = len(text)
    return units(text, start), units(text, end)
