"""Words are spelt as the catalogue spells them.

``istilah`` in katalog.yaml lists, for a right spelling, the wrong ones that crept in. Without it
nothing is reported. Capitals do not matter, unless they are all that is wrong.

Bad::

    - {uraian: Kabid memeriksa konsep, pelaksana: kepala-bidang}

Good::

    # katalog.yaml: istilah: {Kepala Bidang: [Kabid]}
    - {uraian: Kepala Bidang memeriksa konsep, pelaksana: kepala-bidang}
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from sopc.check.rule import Context
from sopc.check.words.printed import printed
from sopc.check.words.sequences import Sequences
from sopc.diagnostics import CommonCause, Diagnostic, Severity
from sopc.language import Phrase
from sopc.mends import respells

CODE = "TXT001"
SEVERITY = Severity.WARNING
_TOKEN = re.compile(r"\w+|\W")


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each wrong spelling in what is printed, once a text."""
    terms = context.catalogue.settings.terms
    if not terms:
        return
    spelling = _Spelling(terms)
    for found in printed(context):
        for wrong, right in spelling.slips(found.text).items():
            message = Phrase("`{wrong}` is spelt `{right}` here", wrong=wrong, right=right)
            hint = Phrase("write `{right}`", right=right)
            place, fix = found.place(context), None
            if "keputusan" not in found.path:  # a label is a key, with the way to what it leads to
                fix = respells(place.file, found.path, wrong, right)
            cause = CommonCause(f"{wrong.casefold()} {right}")
            yield Diagnostic(CODE, message, place, hint, SEVERITY, fix=fix, cause=cause)


class _Spelling:
    """All terms by their words and signs: a text is read once however many there are."""

    def __init__(self, terms: Mapping[str, tuple[str, ...]]) -> None:
        self._terms = Sequences()
        self._first: set[str] = set()
        self._ends: set[int] = set()
        self._folded: dict[str, str] = {}
        self._exact: dict[str, str] = {}
        for right, wrongs in terms.items():
            for word in (right, *wrongs):
                tokens = [token.lower() for token in _TOKEN.findall(word)]
                self._first.update(tokens[:1])
                self._ends.add(self._terms.add(tokens)[-1])
            for wrong in wrongs:
                if wrong.casefold() == right.casefold():
                    self._exact[wrong] = right
                else:
                    self._folded[wrong.casefold()] = right

    def slips(self, text: str) -> dict[str, str]:
        """The wrong spellings in a text, each with the right one."""
        found: dict[str, str] = {}
        tokens = _TOKEN.findall(text)
        lowered = [token.lower() for token in tokens]
        beyond = 0
        for first, token in enumerate(lowered):
            if first < beyond or token not in self._first:
                continue
            beyond = self._end(lowered, first)
            word = "".join(tokens[first:beyond])
            right = self._exact.get(word) or self._folded.get(word.casefold())
            if right is not None and word != right:
                found.setdefault(word, right)
        return found

    def _end(self, tokens: Sequence[str], first: int) -> int:
        """Where the longest term ends that begins at a token; ``first`` for no term.

        The longest, for a wrong word inside a right one is no slip.
        """
        if _is_word(tokens, first - 1):
            return first
        rest = map(tokens.__getitem__, range(first, len(tokens)))
        numbers = enumerate(self._terms.follow(rest), first)
        ends = (end for end, number in numbers if number in self._ends)
        return max((end for end in ends if not _is_word(tokens, end)), default=first)


def _is_word(tokens: Sequence[str], index: int) -> bool:
    """Whether there is a word at a place, where a sign beside it would be part of no term."""
    return 0 <= index < len(tokens) and (tokens[index][0].isalnum() or tokens[index][0] == "_")
