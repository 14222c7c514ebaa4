"""Findings that an SOP's editor has looked at and lets stand, and severities the catalogue sets."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, ManualPage, Severity, did_you_mean
from sopc.language import Phrase

WAIVED_FOR_NOTHING = ManualPage(
    "WVR001",
    """A waiver lets something stand.

``pengecualian`` names the code of a finding in the same file. When nothing is found any more, or
what is found is an error, which cannot be waived, the waiver only hides what comes next.

Bad::

    pelaksana: [staf]
    langkah: [{uraian: Menerima surat, pelaksana: staf}]
    pengecualian: {kode: FLW006, alasan: Lajur kosong seperti dalam naskah.}    # none is empty

Good::

    pelaksana: [kepala-dinas, staf]
    langkah: [{uraian: Menerima surat, pelaksana: staf}]
    pengecualian: {kode: FLW006, alasan: Lajur kosong seperti dalam naskah.}""",
    Severity.WARNING,
)
NOT_TO_BE_CHOSEN = ManualPage(
    "WVR002",
    """A catalogue chooses only what is left to it.

``pemeriksaan`` in katalog.yaml sets how much a finding matters: ``off``, ``info``, ``warning`` or
``error``. An error stays one, since what it tells of cannot be printed.

Bad::

    pemeriksaan: {NUM002: info, FLW999: off}

Good::

    pemeriksaan: {FLW006: info, MTB001: off}""",
    Severity.WARNING,
)
WAIVING = (WAIVED_FOR_NOTHING, NOT_TO_BE_CHOSEN)

_Waivers: TypeAlias = dict[tuple[str, str], tuple[Entry, int]]
"""By file and code: the SOP, and which of its waivers it is."""


def settled(
    found: Iterable[Diagnostic],
    context: Context,
    severities: Mapping[str, Severity],
    idle: Collection[str],
) -> Iterator[Diagnostic]:
    """The findings that remain, with the catalogue's severities; waivers that no longer apply.

    ``severities`` are every code's own; ``idle`` are the codes of the rules that were not asked.
    An error stays one: what it tells of cannot be printed.
    """
    waivers = {
        (entry.location.file, waiver.code): (entry, index)
        for entry in context.catalogue.entries
        for index, waiver in enumerate(entry.sop.waivers)
    }
    chosen = context.catalogue.settings.severities
    unused = dict(waivers)
    own = chain(_for_nothing(context, unused, idle), _not_to_be_chosen(context, severities))
    for diagnostic in chain(found, own):
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


def _for_nothing(context: Context, unused: _Waivers, idle: Collection[str]) -> Iterator[Diagnostic]:
    """Waivers that are left over when all rules have been asked, which is when this begins."""
    for (_, code), (entry, index) in list(unused.items()):
        if code != WAIVED_FOR_NOTHING.code and code not in idle:
            place = context.place(entry, "pengecualian", index)
            message = Phrase("there is no {code} here that may be waived", code=code)
            hint = Phrase("remove the waiver")
            yield Diagnostic(WAIVED_FOR_NOTHING.code, message, place, hint, Severity.WARNING)


def _not_to_be_chosen(context: Context, severities: Mapping[str, Severity]) -> Iterator[Diagnostic]:
    """Settings for codes that do not exist, or are always errors."""
    lenient = sorted(code for code, level in severities.items() if level is not Severity.ERROR)
    for code, level in context.catalogue.settings.severities.items():
        if code not in lenient and level != "error":
            place = context.root_place(SETTINGS_FILE, "pemeriksaan", code)
            message = Phrase("nothing has the code `{code}`", code=code)
            if code in severities:
                message = Phrase("`{code}` is always an error", code=code)
            hint = did_you_mean(code, lenient) or Phrase("one of {codes}", codes=", ".join(lenient))
            yield Diagnostic(NOT_TO_BE_CHOSEN.code, message, place, hint, Severity.WARNING)
