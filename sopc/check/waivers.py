"""Findings that an SOP's editor has looked at and lets stand, and severities the catalogue sets."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity

WAIVED_FOR_NOTHING = "WVR001"


def settled(found: Iterable[Diagnostic], context: Context) -> Iterator[Diagnostic]:
    """The findings that remain, with the catalogue's severities; waivers that no longer apply."""
    waivers = {
        (entry.location.file, waiver.code): (entry, index)
        for entry in context.catalogue.entries
        for index, waiver in enumerate(entry.sop.waivers)
    }
    unused = dict(waivers)
    for diagnostic in found:
        key = (diagnostic.place.file, diagnostic.code)
        if key in waivers and diagnostic.severity is not Severity.INFO:
            unused.pop(key, None)
            continue
        chosen = context.catalogue.settings.severities.get(diagnostic.code)
        if chosen is None:
            yield diagnostic
        elif chosen != "off":
            yield replace(diagnostic, severity=Severity(chosen))
    for (_, code), (entry, index) in unused.items():
        place = context.place(entry, "pengecualian", index)
        message = f"there is no {code} here to be waived"
        yield Diagnostic(WAIVED_FOR_NOTHING, message, place, "remove it", Severity.WARNING)
