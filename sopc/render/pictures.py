"""Whether a picture can be printed. The only user of Pillow."""

from io import BytesIO

from PIL import Image


def is_whole(data: bytes) -> bool:
    """Whether a picture of points (PNG, JPEG) is undamaged, and no larger than a machine bears."""
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.verify()  # sums only; what follows decodes
        with Image.open(BytesIO(data)) as picture:
            picture.load()
    except Exception:  # Pillow has one for each format and each damage
        return False
    return True
