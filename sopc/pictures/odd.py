"""What the styles of a drawing must not say: they lead elsewhere, or hide that they do."""

import re

from sopc.language import Phrase

_URL = re.compile(r"url\(", re.IGNORECASE)
_OWN_URL = re.compile(r"url\(\s*[\"']?#", re.IGNORECASE)
_ELSEWHERE = re.compile(r"url\(\s*[\"']?([^#\s\"')][^\"')]*)", re.IGNORECASE)
_OTHER_STYLES = re.compile(r"@(?!media|charset|namespace|page)", re.IGNORECASE)
_MOST_BRACKETS = 50


def odd_value(value: str) -> Phrase | None:
    """What is wrong with an attribute; None where nothing is."""
    if len(_URL.findall(value)) == len(_OWN_URL.findall(value)):
        return None
    found = _ELSEWHERE.search(value)
    return asks_for(found[1] if found else "")


def odd_style(value: str) -> Phrase | None:
    """What is wrong with the styles of an element; None where nothing is."""
    if "\\" in value or sum(map(value.count, "{[(")) > _MOST_BRACKETS:
        return Phrase("its styles have signs that drawings do not need")
    return odd_value(value)


def odd_sheet(text: str) -> Phrase | None:
    """What is wrong with a style sheet; None where nothing is."""
    if "\\" in text:
        return Phrase("its styles have signs that drawings do not need")
    if _OTHER_STYLES.search(text):
        return Phrase("its styles ask for other styles or fonts")
    return odd_value(text)


def asks_for(where: str) -> Phrase:
    """That a drawing asks for something that is not in it."""
    return Phrase("it asks for `{url}`, which is not in it", url=where.strip())
