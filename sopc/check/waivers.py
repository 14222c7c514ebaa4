"""Findings that an SOP's editor has looked at and lets stand, and severities the catalogue sets."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity, did_you_mean

WAIVED_FOR_NOTHING = "WVR001"
NOT_TO_BE_CHOSEN = "WVR002"


def settled(
    found: Iterable[Diagnostic],
    context: Context,
    severities: Mapping[str, Severity],
    idle: Collection[str] = (),
) -> Iterator[Diagnostic]:
    """The findings that remain, with the catalogue's severities; waivers that no longer apply.

    ``severities`` are the rules' own, by code; ``idle`` are the codes of those that did not run.
    An error stays one: what it tells of cannot be printed.
    """
    waivers = {
        (entry.location.file, waiver.code): (entry, index)
        for entry in context.catalogue.entries
        for index, waiver in enumerate(entry.sop.waivers)
    }
    chosen = context.catalogue.settings.severities
    unused = dict(waivers)
    for diagnostic in found:
        key = (diagnostic.place.file, diagnostic.code)
        level = chosen.get(diagnostic.code)
        if diagnostic.severity is Severity.ERROR:
            yield diagnostic
        elif key in waivers:
            unused.pop(key, None)
        elif level is None:
            yield diagnostic
        elif level != "off":
            yield replace(diagnostic, severity=Severity(level))
    for (_, code), (entry, index) in unused.items():
        if code in idle:
            continue
        place = context.place(entry, "pengecualian", index)
        message = f"there is no {code} here that may be waived"
        yield Diagnostic(WAIVED_FOR_NOTHING, message, place, "remove it", Severity.WARNING)
    yield from _not_to_be_chosen(context, severities)


def _not_to_be_chosen(context: Context, severities: Mapping[str, Severity]) -> Iterator[Diagnostic]:
    """Settings for codes that are no rule's, or always errors."""
    lenient = sorted(code for code, level in severities.items() if level is not Severity.ERROR)
    for code, level in context.catalogue.settings.severities.items():
        if code not in lenient and level != "error":
            place = context.root_place(SETTINGS_FILE, "pemeriksaan", code)
            why = "is always an error" if code in severities else "is no rule's code"
            hint = did_you_mean(code, lenient) or f"one of {', '.join(lenient)}"
            message = f"`{code}` {why}"
            yield Diagnostic(NOT_TO_BE_CHOSEN, message, place, hint, Severity.WARNING)
