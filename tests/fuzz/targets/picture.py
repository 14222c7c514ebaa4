"""A picture that a catalogue names: it is fit to be printed, or it is told why it is not.

The first byte says what its name ends in.
"""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from sopc.pictures.examine import IMAGES, examined
from tests.fuzz.pieces import Pieces
from tests.pictures import png

LONGEST = 8192
_ENDINGS = tuple(sorted(IMAGES))
WORDS = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>", "</svg>", "<g>", "</g>", "/>",
    "<use href='#a'/>", "<style>", "</style>", "@import url(a);", "<image href='file:///a'/>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "<rect id='a' fill='url(#b)'/>", "<script/>", "<text>",
    "style='", "transform='", "matrix(1,0,0,1,0,0)", "clip-path", "<pattern id='b'>", "1e999", "%",
    "data:image/png;base64,", "IHDR", "IDAT", "IEND", "PLTE", "iCCP", "\x00\x00", "ÿ",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    drawing = (
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><defs><g id='a'>"
        b"<path d='M0 0h9v9z' style='fill:#111'/></g></defs><use href='#a'/></svg>"
    )
    target = BytesIO()
    Image.new("RGB", (4, 4)).save(target, "JPEG")
    for place in range(len(_ENDINGS)):
        yield bytes([place]) + drawing
        yield bytes([place]) + png()
        yield bytes([place]) + target.getvalue()


def run(data: bytes) -> None:
    pieces = Pieces(data)
    ending = _ENDINGS[pieces.number(len(_ENDINGS) - 1)]
    raw = pieces.rest()
    unfit, points = examined(ending, raw)
    assert points >= 0
    assert examined(ending, raw) == (unfit, points)
    if unfit is None and ending != ".svg":
        with Image.open(BytesIO(raw)) as picture:
            picture.load()
            assert picture.width * picture.height == points
