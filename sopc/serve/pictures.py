"""Pictures of pages, by the digests of their dots: what is the same is kept and sent once."""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from sopc.render.page_picture import PagePicture

_MOST = 96 << 20
"""So many bytes of pictures are kept; the oldest go first."""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page: the digest of its picture, and the picture's width and height in dots."""

    digest: str
    width: int
    height: int


class Pictures:
    """The pictures that pages may ask for. Any thread may."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}
        self._lock = Lock()

    @property
    def known(self) -> frozenset[str]:
        """The digests of all that are kept."""
        with self._lock:
            return frozenset(self._kept)

    def get(self, digest: str) -> bytes | None:
        """A picture as PNG."""
        with self._lock:
            return self._kept.get(digest)

    def has(self, pages: Iterable[ShownPage]) -> bool:
        """Whether the pictures of some pages are all kept."""
        with self._lock:
            return all(page.digest in self._kept for page in pages)

    def keep(self, pages: Iterable[PagePicture]) -> tuple[ShownPage, ...]:
        """Keep what is new of an SOP's pages, as the newest of all."""
        shown = []
        with self._lock:
            for page in pages:
                png = page.png or self._kept.pop(page.digest, None)
                if png is not None:
                    self._kept.pop(page.digest, None)
                    self._kept[page.digest] = png
                shown.append(ShownPage(page.digest, page.width, page.height))
            size = sum(map(len, self._kept.values()))
            for digest in list(self._kept)[: -len(shown) or None]:
                if size <= _MOST:
                    break
                size -= len(self._kept.pop(digest))
        return tuple(shown)
