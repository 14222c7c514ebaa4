"""Words without what does not matter when they are compared: capitals, signs, spaces."""

import re

_SIGNS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """A text in small letters, its signs and spaces made single spaces."""
    return _SIGNS.sub(" ", text.casefold()).strip()


def plain_title(text: str) -> str:
    """A title as ``plain`` has it, without the word SOP in front."""
    return plain(text).removeprefix("sop ")
