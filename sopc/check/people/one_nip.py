"""One person has one NIP, and a NIP one person.

An official under two keys signs with two numbers, and one of them is wrong.

Bad::

    syahril: {nama: "SYAHRIL, SE, MM", nip: 19670710 199403 1 003, jabatan: Kepala UPTD}
    syahril-lama: {nama: "SYAHRIL, SE", nip: 19670110 199403 1 003, jabatan: Kepala Seksi}

Good::

    syahril: {nama: "SYAHRIL, SE, MM", nip: 19670710 199403 1 003, jabatan: Kepala UPTD}
"""

import re
from collections.abc import Iterator

from sopc.catalogue.organisation import OFFICIALS_FILE
from sopc.check.rule import Context
from sopc.check.words.plain import plain
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase

CODE = "PPL003"
SEVERITY = Severity.WARNING
_TITLES = re.compile(r"^((prof|dr|drs|dra|ir|h|hj|r)\b\.?\s*)+", re.IGNORECASE)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each official who has the NIP, or the name but not the NIP, of one before him."""
    by_nip: dict[str, str] = {}
    by_name: dict[str, str] = {}
    officials = context.catalogue.officials
    for key, official in officials.items():
        person = _person(official.name)
        twin, namesake = by_nip.get(official.nip), by_name.get(person)
        if twin is not None and _person(officials[twin].name) != person:
            message = Phrase("`{other}` has the same NIP", other=twin)
            hint = Phrase("compare both with their decrees of appointment")
            place = context.root_place(OFFICIALS_FILE, key, "nip")
            related = RelatedPlace(
                context.root_place(OFFICIALS_FILE, twin, "nip"), Phrase("first given here")
            )
            yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))
        if namesake is not None and officials[namesake].nip != official.nip:
            message = Phrase("`{other}` has the same name, but another NIP", other=namesake)
            hint = Phrase("correct the NIP; if they are two persons, write their names in full")
            place = context.root_place(OFFICIALS_FILE, key, "nip")
            related = RelatedPlace(
                context.root_place(OFFICIALS_FILE, namesake, "nip"), Phrase("the other NIP")
            )
            yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,))
        by_nip.setdefault(official.nip, key)
        by_name.setdefault(person, key)


def _person(name: str) -> str:
    """A name without the academic titles before and after it."""
    return plain(_TITLES.sub("", name.partition(",")[0].strip()))
