"""An SOP that a text names has that title.

A title with one word misspelt sends the reader to an SOP that does not exist. Only a slip in a
single word is reported: other words may well mean another SOP.

Bad::

    - {uraian: Mencatat menurut SOP Pengelolan Surat Masuk, pelaksana: staf}

Good::

    - {uraian: Mencatat menurut SOP Pengelolaan Surat Masuk, pelaksana: staf}
"""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from sopc.check.rule import Context
from sopc.check.words.plain import plain, plain_title
from sopc.check.words.printed import Printed, printed
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "TXT002"
SEVERITY = Severity.WARNING
_SOP = re.compile(r"\bSOP\s+([^.;:()]+)")
_ALIKE = 0.75
_Words = tuple[str, ...]


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each name of an SOP that is some SOP's title but for a slip in one word."""
    entries = context.catalogue.entries
    titles = _Titles(entry.sop.title for entry in entries)
    called = {entry.sop.title: entry for entry in reversed(entries)}
    for found in printed(context):
        for name in _named(found):
            right = titles.meant(name)
            if right:
                message = Phrase("no SOP has this name; one is called `{title}`", title=right)
                hint = Phrase("write `{title}`, or cite it by number", title=right)
                there = context.place(called[right], "nama")
                related = RelatedPlace(there, Phrase("it is called so here"))
                place = found.place(context)
                yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))


def _named(found: Printed) -> Iterable[_Words]:
    """The words after each SOP in a text; in *keterkaitan* the whole text is a name."""
    if found.path[0] == "keterkaitan":
        return (tuple(plain_title(found.text).split()),)
    if "SOP" in found.text and found.path != ("nama",):
        return [tuple(plain(match.group(1)).split()) for match in _SOP.finditer(found.text)]
    return ()


class _Titles:
    """Titles by all their words but one: finding a slip takes no look at each title."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._right: set[_Words] = set()
        self._without: dict[tuple[int, _Words], list[tuple[str, str]]] = {}
        for title in titles:
            words = tuple(plain_title(title).split())
            if words not in self._right and len(words) > 1:
                for index, word in enumerate(words):
                    key = (index, words[:index] + words[index + 1 :])
                    self._without.setdefault(key, []).append((word, title))
            self._right.add(words)
        self._longest = max(map(len, self._right), default=0)

    def meant(self, named: _Words) -> str:
        """The title that words begin with but for a slip; nothing when they begin with a title."""
        starts = [named[:count] for count in range(min(len(named), self._longest), 0, -1)]
        if any(start in self._right for start in starts):
            return ""
        found = (self._slip(start, index) for start in starts for index in range(len(start)))
        return next(filter(None, found), "")

    def _slip(self, words: _Words, index: int) -> str:
        key = (index, words[:index] + words[index + 1 :])
        for right, title in self._without.get(key, ()):
            if _is_slip(words[index], right):
                return title
        return ""


def _is_slip(word: str, right: str) -> bool:
    digits = any(letter.isdigit() for letter in word + right)  # another number is another thing
    return not digits and SequenceMatcher(None, word, right).ratio() >= _ALIKE
