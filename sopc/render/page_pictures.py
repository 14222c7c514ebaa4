"""The pages of a PDF as pictures for a screen."""

from collections.abc import Collection
from hashlib import sha256
from io import BytesIO

import pypdfium2

from sopc.render.page_picture import PagePicture

_LARGEST = 8_000
"""So many dots a side of a picture has at most."""


def page_pictures(pdf: bytes, width: int, known: Collection[str] = ()) -> list[PagePicture]:
    """All pages of a PDF, each ``width`` dots wide; of those whose digests are ``known`` no PNG."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_picture(page, width, known) for page in document]


def _picture(page: pypdfium2.PdfPage, width: int, known: Collection[str]) -> PagePicture:
    across, up = page.get_size()
    scale = min(width / across, _LARGEST / up)
    dots = page.render(scale=scale, rev_byteorder=True)
    size = f"{dots.width} {dots.height} ".encode("ascii")
    digest = sha256(size + bytes(dots.buffer)).hexdigest()[:32]
    png = None if digest in known else _png(dots)
    return PagePicture(digest, dots.width, dots.height, png)


def _png(dots: pypdfium2.PdfBitmap) -> bytes:
    """Soon made rather than small: it goes no further than to this machine's own browser."""
    picture = dots.to_pil()
    grey = picture.convert("L")
    if grey.convert(picture.mode).tobytes() == picture.tobytes():
        picture = grey
    target = BytesIO()
    picture.save(target, format="PNG", compress_level=1)
    return target.getvalue()
