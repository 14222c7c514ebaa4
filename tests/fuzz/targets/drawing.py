"""Words of an SOP in a drawing: they stand in it as words, and change nothing else of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.load.loader import load_catalogue
from sopc.markup.words import as_words, one_line
from sopc.render.dot import write_dot
from sopc.render.plain_table import draw_on_plain_table
from tests.catalogues import write_catalogue
from tests.fuzz.pieces import Pieces

WORDS = (
    '"', "\\", '\\"', "\\n", "\\N", "<b>", "</svg>", "<", ">", "&", "&amp;", "&#", "]]>", "<!--",
    "-->",
    "{", "}", "->", "[label=", "];", "//", "#", "/*", "'", "*", "=", "+", "-", "@", "\u202e",
    "表", "\u0301",
)  # fmt: skip
SECONDS = 2.0
_SVG = "{http://www.w3.org/2000/svg}"
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"\[\]{};=,]+', re.DOTALL)


def seeds() -> Iterator[bytes]:
    yield b'Menerima "Surat" <b>\\N\nKepala & Staf\nMemeriksa \\\nya]]>'
    yield '表é\u0301 [label=x]; } // a\n-->\n</svg>\n"'.encode()


@cache
def _sound() -> Catalogue:
    with TemporaryDirectory() as folder:
        catalogue = load_catalogue(write_catalogue(Path(folder))).catalogue
    assert catalogue is not None
    return catalogue


def run(data: bytes) -> None:
    pieces = Pieces(data)
    words = [_word(pieces.words()) for _ in range(4)]
    catalogue = _saying(*words)
    (entry,) = catalogue.entries
    dot, harmless = write_dot(entry, catalogue), _saying("a b", "a b", "a b", "a b")
    assert _skeleton(dot) == _skeleton(write_dot(harmless.entries[0], harmless))
    root = ElementTree.fromstring(draw_on_plain_table(entry, catalogue))
    tags = {each.tag.removeprefix(_SVG) for each in root.iter()}
    assert tags <= {
        "svg", "title", "desc", "style", "g", "text", "tspan", "line", "rect", "polyline",
        "polygon", "path", "circle", "ellipse",
    }, tags  # fmt: skip
    title = root.findtext(f"{_SVG}title") or ""
    assert " ".join(as_words(words[0]).split()) in " ".join(title.split())


def _word(text: str) -> str:
    """What the reader of files would let pass, and never nothing."""
    return "".join(sign for sign in text if sign.isprintable()).strip() or "x"


def _saying(title: str, actor: str, activity: str, exit: str) -> Catalogue:
    sound = _sound()
    (entry,) = sound.entries
    first, second, *others = entry.sop.steps
    exits = {as_words(exit): "arsip", as_words(f"{exit} "): "menerima"}
    steps = (
        first.model_copy(update={"activity": as_words(activity)}),
        second.model_copy(update={"decision": exits}),
        *others,
    )
    sop = entry.sop.model_copy(update={"title": as_words(title), "steps": steps})
    actors = {k: a.model_copy(update={"name": as_words(actor)}) for k, a in sound.actors.items()}
    return replace(sound, entries=(Entry(entry.location, sop),), actors=actors)


def _skeleton(dot: str) -> str:
    """A graph without its words, quoted or not; the comment above it is a line."""
    comment, _, graph = dot.partition("\n")
    assert comment.startswith("//")
    assert one_line(graph)
    return _QUOTED.sub("_", graph)
