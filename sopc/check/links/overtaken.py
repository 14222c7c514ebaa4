"""What an SOP cites and is no longer as it was: revoked, amended, or of after its last date.

What ``sopc check`` finds of it and what ``sopc due`` lists is reckoned here, once.
"""

from collections.abc import Container, Mapping
from typing import NamedTuple

from sopc.catalogue.number import SopNumber
from sopc.catalogue.registry import Regulation
from sopc.catalogue.sop import Sop
from sopc.language import Hint, Phrase


class Overtaken(NamedTuple):
    """What is said of something cited, what to do about it, and what came in its place, as far as
    the catalogue has it."""

    message: Phrase
    hint: Hint
    newer: tuple[str, ...] = ()


def revoked(cited: Sop, known: Container[SopNumber]) -> Overtaken | None:
    """Of a related SOP that is revoked; its successor, if the catalogue has it."""
    if cited.status != "dicabut":
        return None
    message = Phrase("{number} is revoked", number=cited.number)
    successor = cited.replaced_by
    if successor is None or successor not in known:
        return Overtaken(message, "")
    hint = Phrase("its successor is {number}", number=successor)
    return Overtaken(message, hint, (str(successor),))


def changed(
    key: str, known: Mapping[str, Regulation], together: Container[str]
) -> Overtaken | None:
    """Of a regulation that was amended or revoked, by the keys that are cited together with it.

    One that is cited together with all that amends it is no matter.
    """
    regulation = known.get(key)
    if regulation is None or regulation.status == "berlaku":
        return None
    newer = [each for each in regulation.changed_by if each not in together]
    there = tuple(each for each in newer if each in known)
    hint: Hint = Phrase("see {keys}", keys=", ".join(there)) if there else ""
    if regulation.status == "dicabut":
        return Overtaken(Phrase("regulation `{key}` has been revoked", key=key), hint, there)
    if regulation.changed_by and not newer:
        return None
    return Overtaken(Phrase("regulation `{key}` has been amended", key=key), hint, there)


def younger(key: str, known: Mapping[str, Regulation], sop: Sop) -> Overtaken | None:
    """Of a regulation of a year after that of an SOP's last date."""
    days = (sop.created, sop.revised, sop.enacted, sop.effective, sop.reviewed)
    last = max((day.year for day in days if day is not None), default=None)
    year = known[key].year if key in known else None
    if last is None or year is None or year <= last:
        return None
    message = Phrase(
        "`{key}` is of {year}, but the last date of this SOP is of {last}",
        key=key,
        year=year,
        last=last,
    )
    return Overtaken(message, Phrase("correct the regulation or the date, or write `direvisi`"), ())
