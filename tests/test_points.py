"""Pictures of points: usual ones pass, huge and damaged ones are refused before they are drawn."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile, PngImagePlugin

from sopc.limits import PIXELS, PIXELS_A_SIDE
from sopc.pictures.examine import examined
from tests.pictures import PNG, png

HEAD = b"\x89PNG\r\n\x1a\n"
END = b"\0\0\0\0IEND\xaeB`\x82"


def saved(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    file = BytesIO()
    Image.new(mode, size).save(file, kind, **more)
    return file.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_chunks(*chunks: bytes) -> bytes:
    """The small picture, with more after its head."""
    return PNG[:33] + b"".join(chunks) + PNG[33:]


def with_texts() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Judul", "Lambang " * 1000, zip=True)
    return saved("PNG", pnginfo=texts, icc_profile=bytes(3000), dpi=(300, 300))


def repeated_scans(times: int) -> bytes:
    """A progressive JPEG that goes over its points again and again."""
    data = saved("JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * times + data[-2:]


def wrong(suffix: str, data: bytes) -> str:
    found, points = examined(suffix, data)
    if found is None:
        assert points > 0
        return ""
    return found.reason


USUAL = {
    "small": (".png", PNG),
    "16 bits": (".png", saved("PNG", "I;16")),
    "grey, see-through": (".png", saved("PNG", "LA")),
    "palette": (".png", saved("PNG", "P")),
    "black and white": (".png", saved("PNG", "1")),
    "texts and profile": (".png", with_texts()),
    "a photograph": (".jpg", saved("JPEG", size=(4000, 3000))),
    "progressive": (".jpeg", saved("JPEG", progressive=True)),
    "printer's colours": (".jpg", saved("JPEG", "CMYK")),
    "grey": (".jpg", saved("JPEG", "L", comment=b"Dinas", icc_profile=bytes(200_000))),
}


@pytest.mark.parametrize("name", USUAL)
def test_what_usual_programs_save_is_printed(name: str) -> None:
    assert wrong(*USUAL[name]) == ""


DAMAGED = "it is damaged"
PARTS = "it has more parts than pictures have"
BOMB = zlib.compress(bytes(50_000_000))
REFUSED = {
    "a wrong sum": (".png", png(sum_off=1), DAMAGED),
    "too little data": (".png", png(size=3), DAMAGED),
    "no data": (".png", PNG[:33] + END, DAMAGED),
    "only a begin": (".png", HEAD, DAMAGED),
    "cut off": (".png", PNG[:-20], DAMAGED),
    "a cut off photograph": (".jpg", saved("JPEG", size=(400, 400))[:-50], DAMAGED),
    "no photograph": (".jpg", b"\xff\xd8\xff\xe0" + bytes(20) + b"\xff\xd9", DAMAGED),
    "a profile that swells": (".png", with_chunks(chunk(b"iCCP", b"a\0\0" + BOMB)), DAMAGED),
    "a text that swells": (".png", with_chunks(chunk(b"zTXt", b"a\0\0" + BOMB)), DAMAGED),
    "empty": (".png", b"", "it is no PNG file, as its name says"),
    "another kind": (".png", saved("JPEG"), "it is no PNG file, as its name says"),
    "another kind still": (".jpeg", PNG, "it is no JPEG file, as its name says"),
    "a drawing": (".jpg", b"<svg/>", "it is no JPEG file, as its name says"),
    "animated": (".png", with_chunks(chunk(b"acTL", bytes(8))), "it is animated"),
    "chunks": (".png", with_chunks(chunk(b"tEXt", b"a\0b") * 10_000), PARTS),
    "segments": (".jpg", b"\xff\xd8" + b"\xff\xfe\x00\x02" * 10_001, PARTS),
    "scans": (".jpg", repeated_scans(101), PARTS),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_printed_is_refused(name: str) -> None:
    suffix, data, reason = REFUSED[name]
    assert wrong(suffix, data) == reason


@pytest.mark.parametrize(
    ("width", "height"), [(12_000, 12_000), (5001, 5000), (PIXELS_A_SIDE + 1, 1), (2**31 - 1, 1)]
)
def test_too_many_points_are_not_decoded(
    width: int, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(_picture: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", decode)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    data = HEAD + head + chunk(b"IDAT", zlib.compress(b"")) + END
    said = f"it has {width} × {height} pixels; it may have 25 million, and 12000 a side"
    assert wrong(".png", data) == said


def test_as_many_points_as_allowed_are_decoded() -> None:
    found, points = examined(".png", saved("PNG", "1", (5000, 5000)))
    assert (found, points) == (None, PIXELS)


def test_what_the_page_engine_left_to_pillow_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert wrong(".png", PNG[:33] + END) == DAMAGED
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@given(
    st.sampled_from([picture for name, picture in USUAL.items() if name != "a photograph"]),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=4)), min_size=1, max_size=4),
)
def test_whatever_is_damaged_is_told(
    picture: tuple[str, bytes], changes: list[tuple[int, bytes]]
) -> None:
    """Nothing that Pillow raises gets out."""
    suffix, data = picture
    for place, other in changes:
        at = place % len(data)
        data = data[:at] + other + data[at + len(other) :]
    examined(suffix, data)
