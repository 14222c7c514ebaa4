"""Which codes are told: a choice by codes, by how they begin, by groups of them."""

from collections.abc import Iterable, Sequence

from sopc.codes import GROUPS, MANUAL, OF_READING, codes_of
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.suggest import did_you_mean

_FAMILY = 3
"""The letters of a code that say its family, which is a name of its own."""


def told_codes(select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """The codes that are told: of two words that name a code, the longer, closer one counts.

    Without ``select`` all are selected; with it also, unless they are ignored, those of what keeps
    a file from being read: of that file nothing else can be said. A word may be several, with
    commas between. Raises SopcError for one that names nothing.
    """
    return _chosen(select, ignore, OF_READING)


def asked_codes(select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """The codes that were asked for, and no others: what may be changed because of them."""
    return _chosen(select, ignore, ())


def _chosen(
    select: Sequence[str], ignore: Sequence[str], in_any_case: Iterable[str]
) -> frozenset[str]:
    selected, ignored = _closeness(select), _closeness(ignore)
    default = dict.fromkeys(MANUAL if not selected else in_any_case, 0)
    wanted = default | selected
    return frozenset(code for code in wanted if wanted[code] > ignored.get(code, -1))


def _closeness(words: Sequence[str]) -> dict[str, int]:
    """Each code that some words name, and by how many letters of it."""
    found: dict[str, int] = {}
    for word in (part.strip() for listed in words for part in listed.split(",")):
        codes, letters = _named(word)
        for code in codes:
            found[code] = max(letters, found.get(code, 0))
    return found


def _named(word: str) -> tuple[frozenset[str], int]:
    if word.lower() in GROUPS:
        return frozenset(codes_of(word)), 1  # no code is named by so little
    begun = frozenset(code for code in MANUAL if code.startswith(word.upper()))
    if len(word) >= _FAMILY and begun:
        return begun, len(word)
    families = dict.fromkeys(code[:_FAMILY] for code in MANUAL)
    hint = did_you_mean(word, [*MANUAL, *families, *GROUPS])
    more = Phrase("`sopc rules` lists what is checked")
    raise SopcError(Phrase("nothing has the code `{code}`; {hint}", code=word, hint=hint or more))
