"""What is wrong with numbers, once all SOPs are known: titles in their place, another pattern."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.scalars import NOT_A_NUMBER
from sopc.diagnostics import CommonCause, Diagnostic, Edit, Fix
from sopc.language import Phrase

_MOST = 3
"""SOPs of one title that are named."""


def by_title(found: Iterable[Diagnostic], entries: Sequence[Entry]) -> list[Diagnostic]:
    """The findings; what is no number but the title of an SOP here with the number of that."""
    every = list(found)
    if not any(each.code == NOT_A_NUMBER.code for each in every):
        return every
    titles: dict[str, list[str]] = {}
    for entry in entries:
        if entry.sop.number is not None:
            titles.setdefault(_plain(entry.sop.title), []).append(str(entry.sop.number))
    return [_of_title(each, titles) if each.code == NOT_A_NUMBER.code else each for each in every]


def _of_title(found: Diagnostic, titles: dict[str, list[str]]) -> Diagnostic:
    numbers = titles.get(_plain(str(found.message.fields.get("text", ""))))
    if not numbers:
        return found
    shown = " / ".join(numbers[:_MOST]) + (" / …" if len(numbers) > _MOST else "")
    hint = Phrase("cite it by number: {numbers}", numbers=shown)
    fix = Fix(hint, (Edit(found.place, numbers[0]),)) if len(numbers) == 1 else None
    return replace(found, hint=hint, fix=fix)


def _plain(title: str) -> str:
    """A title without case, signs and the word SOP in front."""
    return re.sub(r"[\W_]+", " ", title.casefold()).strip().removeprefix("sop ")


def by_pattern(found: Iterable[Diagnostic], read: int) -> list[Diagnostic]:
    """The findings; those on numbers from one cause, if more SOPs have one than could be read."""
    every = list(found)
    wrong = {each.place.file for each in every if each.code == NOT_A_NUMBER.code}
    if len(wrong) <= max(read, 2):
        return every
    cause = CommonCause(
        "penomoran",
        Phrase("the numbers do not follow `penomoran` of katalog.yaml"),
        Phrase("compare the pattern there with the numbers"),
    )
    # the pattern may be what is wrong: then no number is to be mended
    return [replace(e, cause=cause, fix=None) if e.code == NOT_A_NUMBER.code else e for e in every]
