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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sopc.check.rule import Context
from sopc.check.words.printed import printed
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase

CODE = "TXT001"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each wrong spelling in what is printed, once a text."""
    terms = context.catalogue.settings.terms
    if not terms:
        return
    spelling = _Spelling.of(terms)
    for found in printed(context):
        for wrong, right in spelling.slips(found.text).items():
            message = Phrase("`{wrong}` is spelt `{right}` here", wrong=wrong, right=right)
            hint = Phrase("write `{right}`", right=right)
            yield Diagnostic(CODE, message, found.place(context), hint, SEVERITY)


@dataclass(slots=True)
class _Spelling:
    """All terms as one pattern, so that a text is searched once however many there are."""

    pattern: re.Pattern[str]
    folded: dict[str, str] = field(default_factory=dict)
    exact: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, terms: Mapping[str, tuple[str, ...]]) -> "_Spelling":
        words = {word for right, wrongs in terms.items() for word in (right, *wrongs)}
        # the longest first: a wrong word inside a right one is no slip
        choices = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
        spelling = cls(re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE))
        for right, wrongs in terms.items():
            for wrong in wrongs:
                if wrong.casefold() == right.casefold():
                    spelling.exact[wrong] = right
                else:
                    spelling.folded[wrong.casefold()] = right
        return spelling

    def slips(self, text: str) -> dict[str, str]:
        """The wrong spellings in a text, each with the right one."""
        found: dict[str, str] = {}
        for match in self.pattern.finditer(text):
            word = match.group()
            right = self.exact.get(word) or self.folded.get(word.casefold())
            if right is not None and word != right:
                found.setdefault(word, right)
        return found
