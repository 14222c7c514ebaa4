"""Findings that come from one cause, told as one: an unknown actor in 52 SOPs is one mistake."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from sopc.diagnostics import Diagnostic, Fix, Place, RelatedPlace
from sopc.language import Phrase

HERE_TOO = Phrase("here too")
"""What is at the places of the findings that are told with another."""


def merged(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings in their order; of those of one code and cause the first, which has the places
    of the others among its related ones."""
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for each in found:
        groups.setdefault(_kind(each), []).append(each)
    return [_as_one(alike) for alike in groups.values()]


def _kind(found: Diagnostic) -> tuple[object, ...]:
    if found.cause is None:
        return (id(found),)
    return found.code, found.severity, found.cause


def _as_one(alike: Sequence[Diagnostic]) -> Diagnostic:
    first, *others = alike
    if not others or first.cause is None:
        return first
    own = tuple(other for other in first.related if other.label != HERE_TOO)
    every = chain.from_iterable((each.place, *_too(each)) for each in alike)
    places = [place for place in dict.fromkeys(every) if place != first.place]
    return replace(
        first,
        message=first.cause.message or first.message,
        hint=first.cause.hint or first.hint,
        related=(*own, *(RelatedPlace(place, HERE_TOO) for place in places)),
        fix=_all_mends([each.fix for each in alike]),
    )


def _too(found: Diagnostic) -> Iterator[Place]:
    return (other.place for other in found.related if other.label == HERE_TOO)


def _all_mends(fixes: Sequence[Fix | None]) -> Fix | None:
    """One mend that does all of some; nothing where one is lacking."""
    every = [fix for fix in fixes if fix is not None]
    if len(every) < len(fixes):
        return None
    return Fix(
        every[0].label,
        tuple(dict.fromkeys(chain.from_iterable(fix.edits for fix in every))),
        tuple(dict.fromkeys(chain.from_iterable(fix.changes for fix in every))),
        tuple(dict.fromkeys(chain.from_iterable(fix.renames for fix in every))),
    )
