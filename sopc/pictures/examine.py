"""A picture's bytes → what keeps it from being printed."""

from collections.abc import Callable, Mapping

from sopc.pictures.unfit import Unfit, UnfitPicture


def examined(suffix: str, data: bytes) -> tuple[Unfit | None, int]:
    """What is wrong with a picture whose name ends so, and how many points it has.

    None when it can be printed; drawings, and what is no picture at all, have no points. Raises
    ValueError for an ending that no picture has (``IMAGES``).
    """
    if suffix not in _EXAMINED:
        raise ValueError(suffix)
    try:
        return None, _EXAMINED[suffix](data)
    except UnfitPicture as error:
        return error.fault, 0


def _drawing(data: bytes) -> int:
    from sopc.pictures.drawing import examine

    examine(data)
    return 0


def _png(data: bytes) -> int:
    from sopc.pictures.points import examine_png  # with what decodes, which is seldom needed

    return examine_png(data)


def _jpeg(data: bytes) -> int:
    from sopc.pictures.points import examine_jpeg

    return examine_jpeg(data)


_EXAMINED: Mapping[str, Callable[[bytes], int]] = {
    ".png": _png,
    ".jpg": _jpeg,
    ".jpeg": _jpeg,
    ".svg": _drawing,
}
IMAGES = tuple(_EXAMINED)
"""How the names of pictures end, whatever the size of their letters."""
