"""Whether a picture can be printed. The only user of Pillow."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageFile


def is_whole(data: bytes) -> bool:
    """Whether a picture of points (PNG, JPEG) is undamaged, and no larger than a machine bears."""
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.verify()  # sums only; what follows decodes
        with _strictly(), Image.open(BytesIO(data)) as picture:
            picture.load()
    except Exception:  # Pillow has one for each format and each damage
        return False
    return True


@contextmanager
def _strictly() -> Iterator[None]:
    """The page engine has Pillow fill what is cut off with grey."""
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
