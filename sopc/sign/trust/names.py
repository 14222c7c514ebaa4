"""Whether two names may be one person's, by the rule of docs/signing.md ("How names are compared").

A name alone never proves who somebody is: the rule says whether the name in a certificate speaks
against its holder's being the person whom the catalogue names.
"""

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass

from sopc.sign.trust.titles import (
    BEFORE,
    BRANCHES,
    DEGREES,
    MEN,
    MOST_INITIALS,
    RANKS,
    WOMEN,
    TitleKind,
)

_APOSTROPHES = "'`\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}"
_SPACE = "\N{NO-BREAK SPACE}"
_BETWEEN = re.compile(rf"[\s.{re.escape(_HYPHENS)}]+")
"""What stands between the words of a name."""
_LATIN = ((0x00C0, 0x024F), (0x1E00, 0x1EFF))
"""Where the Latin letters stand that are not ASCII's."""
_LONGEST_DEGREE = 5
"""Of how many pieces a degree may consist: *M.P.S.D.M.*"""
_LONGEST = 500
"""More letters than a name and its titles have: certificates have 64, mostly."""
Titles = Set[tuple[TitleKind, str]]


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in comparable form: its words, and its titles with the kind of each."""

    words: tuple[str, ...]
    titles: Titles


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: symmetric, and true of a readable name and itself.

    The words have to be the same. Of each kind of title, one of the two has all that the other has:
    who writes fewer says nothing of the rest. A name without words, of more than 500 letters, or
    with signs that do not belong into one, is nobody's.
    """
    if max(len(one), len(other)) > _LONGEST or odd_signs(one) or odd_signs(other):
        return False
    mine, yours = read_name(one), read_name(other)
    if not mine.words or mine.words != yours.words:
        return False
    return mine.titles == yours.titles or _agree(mine.titles, yours.titles)


def _agree(mine: Titles, yours: Titles) -> bool:
    held = {title for _, title in (*mine, *yours)}
    if held & MEN and held & WOMEN:
        return False
    for kind in TitleKind:
        own, theirs = ({each for each in titles if each[0] is kind} for titles in (mine, yours))
        if not (own <= theirs or theirs <= own):
            return False
    return True


def odd_signs(name: str) -> str:
    """What does not belong into a name, each sign once: letters that are not Latin, which may only
    look so, accents without their letter, controls, and what directs or hides text."""
    # as written, since composing makes a K of the sign for kelvin; accents, as they are composed
    signs = [sign for sign in name if not unicodedata.combining(sign)]
    composed = unicodedata.normalize("NFC", name)
    signs += [sign for sign in composed if unicodedata.combining(sign)]
    return "".join(dict.fromkeys(sign for sign in signs if not _belongs(sign)))


def shown(name: str) -> str:
    """A name from a file as it may be shown: what does not belong into a name by its number, as in
    ``<U+202E>``, so that it neither steers a terminal, nor begins a line, nor hides as another."""
    plain = "".join(
        sign if _belongs(sign) or unicodedata.combining(sign) else _number(sign) for sign in name
    )
    composed = unicodedata.normalize("NFC", plain)
    return "".join(sign if _belongs(sign) else _number(sign) for sign in composed)


def _number(sign: str) -> str:
    return f"<U+{ord(sign):04X}>"


def _belongs(sign: str) -> bool:
    if sign.isascii():
        return sign.isprintable()
    if sign in _HYPHENS or sign in _APOSTROPHES or sign == _SPACE:
        return True
    return sign.isalpha() and any(first <= ord(sign) <= last for first, last in _LATIN)


def read_name(name: str) -> PersonName:
    """A name in comparable form; what follows a comma and is no degree is a word of it."""
    first, *rest = _plain(name).split(",")
    words, titles = _without_titles(first)
    for segment in rest:
        pieces = _pieces(segment)
        degrees = _degrees(pieces)
        if degrees is None:
            words = (*words, ",", *pieces)
        else:
            titles = titles | degrees
    return PersonName(_with_initials_joined(words), titles)


def _plain(name: str) -> str:
    """Small letters without accents and apostrophes; a letter that is none with an accent stays."""
    bare = "".join(sign for sign in name if sign not in _APOSTROPHES)
    apart = unicodedata.normalize("NFKD", bare.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _pieces(text: str) -> tuple[str, ...]:
    return tuple(piece for piece in _BETWEEN.split(text) if piece)


def _without_titles(text: str) -> tuple[tuple[str, ...], Titles]:
    """The words of a name up to its first comma, and the titles before and behind them.

    Behind, without a comma, only what is written with dots is a degree. A name is never all titles.
    """
    pieces, titles = _pieces(text), set[tuple[TitleKind, str]]()
    while (taken := _title_length(pieces)) and taken < len(pieces):
        titles |= {*BEFORE["".join(pieces[:taken])]}
        is_rank, pieces = pieces[0] in RANKS, pieces[taken:]
        while is_rank and len(pieces) > 1 and pieces[0] in BRANCHES:
            pieces = pieces[1:]
    dotted = _dotted_at_end(text.split())
    for begin in range(len(dotted)):
        behind = _pieces(" ".join(dotted[begin:]))
        degrees = _degrees(behind)
        if degrees and len(behind) < len(pieces):
            return pieces[: -len(behind)], titles | degrees
    return pieces, titles


def _title_length(pieces: Sequence[str]) -> int:
    """Of how many pieces the title consists that a name begins with: one, or some initials."""
    initials = next((n for n, each in enumerate(pieces) if len(each) > 1), len(pieces))
    for length in range(min(initials, MOST_INITIALS), 1, -1):
        if "".join(pieces[:length]) in BEFORE:
            return length
    return int(bool(pieces) and pieces[0] in BEFORE)


def _dotted_at_end(words: Sequence[str]) -> Sequence[str]:
    """The words at the end that have a dot."""
    plain = next((n for n, word in enumerate(reversed(words)) if "." not in word), len(words))
    return words[len(words) - plain :]


def _degrees(pieces: Sequence[str]) -> Titles | None:
    """The degrees that pieces consist of, the longest first; None when there is more in them."""
    found: list[Titles | None] = [None] * len(pieces) + [frozenset()]
    for begin in range(len(pieces) - 1, -1, -1):
        for end in range(min(begin + _LONGEST_DEGREE, len(pieces)), begin, -1):
            degree = re.sub(r"[()]", "", "".join(pieces[begin:end]))
            others = found[end]
            if degree in DEGREES and others is not None:
                found[begin] = others | {_behind(degree)}
                break
    return found[0]


def _behind(degree: str) -> tuple[TitleKind, str]:
    """A title that stands behind a name; of those that others write before it, the kind it has."""
    return BEFORE.get(degree, ((TitleKind.DEGREE, degree),))[0]


def _with_initials_joined(words: Sequence[str]) -> tuple[str, ...]:
    """*A.R. Hakim*, *A. R. Hakim* and *AR Hakim* have the same words."""
    found: list[str] = []
    before = ""
    for word in words:
        is_initial = len(word) == 1 and word.isalpha()
        if is_initial and before:
            found[-1] += word
        else:
            found.append(word)
        before = word if is_initial else ""
    return tuple(found)
