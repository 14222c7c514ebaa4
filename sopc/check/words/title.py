"""An SOP that a text names has that title.

A title with one word misspelt sends the reader to an SOP that does not exist. Only a slip in a
single word is reported: other words may well mean another SOP. Titles of more than 40 words, and
words of more than 60 letters, are not compared.

Bad::

    - {uraian: Mencatat menurut SOP Pengelolan Surat Masuk, pelaksana: staf}

Good::

    - {uraian: Mencatat menurut SOP Pengelolaan Surat Masuk, pelaksana: staf}
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from sopc.check.rule import Context
from sopc.check.words.printed import Printed, printed
from sopc.check.words.sequences import Sequences
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase
from sopc.markup.plain import plain, plain_title

CODE = "TXT002"
SEVERITY = Severity.WARNING
_SOP = re.compile(r"\bSOP\s+([^.;:()]+)")
_ALIKE = 0.75
_LONGEST, _LONGEST_WORD = 40, 60
"""Of how many words a title is looked for, and how many letters a word with a slip has."""
_MOST_ALIKE = 50
"""How many titles that differ in the same word are compared with a name."""
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
    """Titles by all their words but one: finding a slip takes no look at each title.

    What stands before a word, and what behind it, are numbers: a title of many words is kept, and a
    name looked up, in as many steps.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self._begins = Sequences()
        self._ends = Sequences()
        self._right: set[int] = set()
        self._without: dict[tuple[int, int], list[tuple[str, str]]] = {}
        lengths: set[int] = set()
        for title in titles:
            words = plain_title(title).split()
            if 0 < len(words) <= _LONGEST:
                lengths.add(len(words))
                self._keep(words, title)
        self._lengths = sorted(lengths, reverse=True)

    def _keep(self, words: Sequence[str], title: str) -> None:
        begins, ends = self._begins.add(words), self._ends.add(words[::-1])
        if begins[-1] not in self._right and len(words) > 1:
            for index, word in enumerate(words):
                key = (begins[index], ends[len(words) - 1 - index])
                self._without.setdefault(key, []).append((word, title))
        self._right.add(begins[-1])

    def meant(self, named: _Words) -> str:
        """The title that words begin with but for a slip; nothing when they begin with a title."""
        named = named[:_LONGEST]
        begins = list(self._begins.follow(named))
        if any(begin in self._right for begin in begins[1:]):
            return ""
        for length in self._lengths:
            if length <= len(named):
                ends = list(self._ends.follow(named[length - 1 :: -1]))
                for index in range(max(0, length - len(ends)), min(length, len(begins))):
                    key = (begins[index], ends[length - 1 - index])
                    title = self._slip(named[index], key)
                    if title:
                        return title
        return ""

    def _slip(self, word: str, key: tuple[int, int]) -> str:
        for right, title in self._without.get(key, ())[:_MOST_ALIKE]:
            if _is_slip(word, right):
                return title
        return ""


def _is_slip(word: str, right: str) -> bool:
    if max(len(word), len(right)) > _LONGEST_WORD:
        return False
    digits = any(letter.isdigit() for letter in word + right)  # another number is another thing
    return not digits and SequenceMatcher(None, word, right).ratio() >= _ALIKE
