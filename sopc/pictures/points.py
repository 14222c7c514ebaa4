"""Pictures of points, PNG and JPEG: measured by their heads, and decoded if they are small enough.

The only user of Pillow.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageFile

from sopc.language import Phrase
from sopc.limits import PARTS, PIXELS, PIXELS_A_SIDE, SCANS
from sopc.pictures.unfit import UnfitPicture

_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)
"""What Pillow raises for a file that is not what it should be: its manual has the first three, the
others come out of reading what is cut off."""
_PNG = b"\x89PNG\r\n\x1a\n"
_SEGMENT = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
_START_OF_SCAN = b"\xff\xda"


def examine_png(data: bytes) -> int:
    """How many points a PNG has. Raises UnfitPicture when it cannot be printed."""
    if not data.startswith(_PNG):
        raise UnfitPicture(
            Phrase("it is no {kind} file, as its name says", kind="PNG"), _named_as_it_is(data)
        )
    place, parts = len(_PNG), 0
    while place + 8 <= len(data):
        parts += 1
        _hold_parts(parts)
        if data[place + 4 : place + 8] == b"acTL":
            raise UnfitPicture(
                Phrase("it is animated"), Phrase("save one picture of it as a PNG file")
            )
        place += 12 + int.from_bytes(data[place : place + 4], "big")
    return _examine(data, "PNG")


def examine_jpeg(data: bytes) -> int:
    """How many points a JPEG has. Raises UnfitPicture when it cannot be printed."""
    if not data.startswith(b"\xff\xd8\xff"):
        raise UnfitPicture(
            Phrase("it is no {kind} file, as its name says", kind="JPEG"), _named_as_it_is(data)
        )
    place, parts = 2, 0
    while (found := _SEGMENT.match(data, place)) and found[1] != _START_OF_SCAN[1:]:
        parts += 1
        _hold_parts(parts)
        place = found.end() + int.from_bytes(data[found.end() : found.end() + 2], "big")
    # within a scan, 0xff is never followed by another part's mark
    if data.count(_START_OF_SCAN, place) > SCANS:
        raise _too_many_parts()
    return _examine(data, "JPEG")


def _named_as_it_is(data: bytes) -> Phrase:
    if data.startswith(_PNG):
        return Phrase("name it `.png`, or save it anew")
    if data.startswith(b"\xff\xd8\xff"):
        return Phrase("name it `.jpg`, or save it anew")
    return Phrase("save it anew")


def _hold_parts(parts: int) -> None:
    if parts > PARTS:
        raise _too_many_parts()


def _too_many_parts() -> UnfitPicture:
    return UnfitPicture(Phrase("it has more parts than pictures have"), Phrase("save it anew"))


def _examine(data: bytes, kind: str) -> int:
    try:
        with _strictly():
            with Image.open(BytesIO(data), formats=[kind]) as picture:
                _hold_size(*picture.size)
                picture.verify()  # sums only; what follows decodes
            with Image.open(BytesIO(data), formats=[kind]) as picture:
                picture.load()
                return picture.width * picture.height
    except _DAMAGE:
        raise UnfitPicture(Phrase("it is damaged"), Phrase("save it anew")) from None


def _hold_size(width: int, height: int) -> None:
    if max(width, height) > PIXELS_A_SIDE or width * height > PIXELS:
        raise UnfitPicture(
            Phrase(
                "it has {width} × {height} pixels; it may have {most} million, and {side} a side",
                width=width,
                height=height,
                most=PIXELS // 10**6,
                side=PIXELS_A_SIDE,
            ),
            Phrase("make it smaller: a page of A4 at 300 dpi has 2,480 × 3,508"),
        )


@contextmanager
def _strictly() -> Iterator[None]:
    """The page engine has Pillow fill what is cut off with grey; and how many points there may be
    is said here, not by Pillow."""
    lenient, most = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = False, None
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = lenient, most
