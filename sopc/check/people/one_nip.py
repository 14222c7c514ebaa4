"""One person has one NIP, and a NIP one person.

An official under two keys signs with two numbers, and one of them is wrong. The same holds for an
NRP; an official with neither is not compared.

Bad::

    syahril: {nama: "SYAHRIL, SE, MM", nip: 19670710 199403 1 003, jabatan: Kepala UPTD}
    syahril-lama: {nama: "SYAHRIL, SE", nip: 19670110 199403 1 003, jabatan: Kepala Seksi}

Good::

    syahril: {nama: "SYAHRIL, SE, MM", nip: 19670710 199403 1 003, jabatan: Kepala UPTD}
"""

import re
from collections.abc import Iterator

from sopc.catalogue.organisation import OFFICIALS_FILE
from sopc.catalogue.registry import Official
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase
from sopc.markup.plain import plain

CODE = "PPL003"
SEVERITY = Severity.WARNING
_TITLES = re.compile(r"^((prof|dr|drs|dra|ir|h|hj|r)\b\.?\s*)+", re.IGNORECASE)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each official who has the number, or the name but not the number, of one before."""
    by_number: dict[tuple[str, str], str] = {}
    by_name: dict[tuple[str, str], str] = {}
    officials = context.catalogue.officials
    for key, official in officials.items():
        numbered = _number(official)
        if numbered is None:
            continue
        kind, _ = numbered
        person = _person(official.called)
        twin, namesake = by_number.get(numbered), by_name.get((kind, person))
        place = context.root_place(OFFICIALS_FILE, key, kind)
        if twin is not None and _person(officials[twin].called) != person:
            message = Phrase("`{other}` has the same {kind}", other=twin, kind=kind.upper())
            hint = Phrase("compare both with their decrees of appointment")
            first = context.root_place(OFFICIALS_FILE, twin, kind)
            related = RelatedPlace(first, Phrase("first given here"))
            yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))
        if namesake is not None and _number(officials[namesake]) != numbered:
            message = Phrase(
                "`{other}` has the same name, but another {kind}",
                other=namesake,
                kind=kind.upper(),
            )
            hint = Phrase(
                "correct the {kind}; if they are two persons, write their names in full",
                kind=kind.upper(),
            )
            other = context.root_place(OFFICIALS_FILE, namesake, kind)
            related = RelatedPlace(other, Phrase("the other {kind}", kind=kind.upper()))
            yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))
        by_number.setdefault(numbered, key)
        by_name.setdefault((kind, person), key)


def _number(official: Official) -> tuple[str, str] | None:
    """What tells an official from others: the kind of number, as its key is called, and itself."""
    if official.nip is not None:
        return "nip", official.nip
    return ("nrp", "".join(official.nrp.split())) if official.nrp is not None else None


def _person(name: str) -> str:
    """A name without the academic titles before and after it."""
    return plain(_TITLES.sub("", name.partition(",")[0].strip()))
