"""Findings that an SOP's editor has looked at and lets stand, and severities the catalogue sets."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from sopc.catalogue.catalogue import Entry
from sopc.catalogue.organisation import SETTINGS_FILE, Settings
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, ManualPage, Severity
from sopc.language import Hint, Phrase
from sopc.mends import removes
from sopc.suggest import Suggest

WAIVED_FOR_NOTHING = ManualPage(
    "WVR001",
    """A waiver lets something stand.

``pengecualian`` names the code of a finding in the same file. When nothing is found any more, or
what is found cannot be printed, which ``sopc rules CODE`` tells, the waiver only hides what comes
next.

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
``error``, by its code or for the whole group in which ``sopc rules`` lists it; what is said of a
code goes before. What cannot be printed stays an error: two SOPs of one number, an arrow to no
step. ``sopc rules CODE`` tells of each error whether it is such a one, and why.

Bad::

    pemeriksaan: {NUM002: info, FLW999: off}

Good::

    pemeriksaan: {mutu: warning, MTB001: off, FLW003: info}""",
    Severity.WARNING,
)
WAIVING = (WAIVED_FOR_NOTHING, NOT_TO_BE_CHOSEN)

_Waivers: TypeAlias = dict[tuple[str, str], tuple[Entry, int]]
"""By file and code: the SOP, and which of its waivers it is."""


def settled(
    found: Iterable[Diagnostic],
    context: Context,
    manual: Mapping[str, ManualPage],
    idle: Collection[str],
) -> Iterator[Diagnostic]:
    """The findings that remain, with the catalogue's severities; waivers that no longer apply.

    ``manual`` has the pages of all codes; ``idle`` are the codes of the rules that were not asked.
    What a page calls binding stays as it is.
    """
    waivers = {
        (entry.location.file, waiver.code): (entry, index)
        for entry in context.catalogue.entries
        for index, waiver in enumerate(entry.sop.waivers)
    }
    settings = context.catalogue.settings
    unused = dict(waivers)
    own = chain(
        _waived_twice(context),
        _for_nothing(context, unused, manual, idle),
        _not_to_be_chosen(context, manual),
    )
    for diagnostic in chain(found, own):
        key = (diagnostic.place.file, diagnostic.code)
        level = chosen_level(settings, manual[diagnostic.code])
        if manual[diagnostic.code].binding:
            yield diagnostic
        elif key in waivers:
            unused.pop(key, None)
        elif level is None:
            yield diagnostic
        elif level != "off":
            yield replace(diagnostic, severity=Severity(level))


def chosen_level(settings: Settings, page: ManualPage) -> str | None:
    """How much the catalogue says that findings of a page matter: what it says of the code, or else
    of its group; None where it says nothing."""
    return settings.severities.get(page.code, settings.severities.get(page.group))


def _waived_twice(context: Context) -> Iterator[Diagnostic]:
    for entry in context.catalogue.entries:
        codes = [waiver.code for waiver in entry.sop.waivers]
        for index, code in enumerate(codes):
            if code in codes[:index]:
                place = context.place(entry, "pengecualian", index)
                message = Phrase("{code} is waived twice", code=code)
                hint = Phrase("remove one of them")
                same = entry.sop.waivers[index] in entry.sop.waivers[:index]
                path = ("pengecualian", index)
                fix = removes(entry.location.file, path, code) if same else None
                yield Diagnostic(
                    WAIVED_FOR_NOTHING.code, message, place, hint, Severity.WARNING, fix=fix
                )


def _for_nothing(
    context: Context,
    unused: _Waivers,
    manual: Mapping[str, ManualPage],
    idle: Collection[str],
) -> Iterator[Diagnostic]:
    """Waivers that are left over when all rules have been asked, which is when this begins."""
    # what refers to a file that cannot be read is not blamed: it may be what is waived
    hidden = context.unread.sops or context.unread.registries
    for (_, code), (entry, index) in list(unused.items()):
        if code != WAIVED_FOR_NOTHING.code and code not in idle:
            place = context.place(entry, "pengecualian", index)
            message = Phrase("there is no {code} here that may be waived", code=code)
            hint = Phrase("remove the waiver")
            if code in manual and manual[code].binding:
                message = Phrase("{code} cannot be waived", code=code)
                hint = Phrase("`sopc rules {code}` says why: remove the waiver", code=code)
            path = ("pengecualian", index)
            fix = None if hidden else removes(entry.location.file, path, code)
            yield Diagnostic(
                WAIVED_FOR_NOTHING.code, message, place, hint, Severity.WARNING, fix=fix
            )


def _not_to_be_chosen(context: Context, manual: Mapping[str, ManualPage]) -> Iterator[Diagnostic]:
    """Settings for codes and groups that do not exist, or are always errors."""
    choosable = {page.code for page in manual.values() if not page.binding}
    groups = {page.group for page in manual.values()}
    open_groups = {manual[code].group for code in choosable}
    suggest = Suggest(sorted(choosable | open_groups))
    for name, level in context.catalogue.settings.severities.items():
        is_known = name in manual or name in groups
        if name in choosable | open_groups or (is_known and level == "error"):
            continue
        path = ("pemeriksaan", name)
        place = context.key_place(SETTINGS_FILE, *path)
        message = Phrase("nothing has the code `{code}`", code=name)
        one_of = Phrase(
            "a code that `sopc rules` lists, or one of {groups}",
            groups=", ".join(sorted(open_groups)),
        )
        hint: Hint = suggest(name) or one_of
        if name in manual:
            message = Phrase("`{code}` is always an error", code=name)
            hint = Phrase("`sopc rules {code}` says why: remove it here", code=name)
        elif name in groups:
            message = Phrase("all codes of `{group}` are always errors", group=name)
            hint = Phrase("remove it here")
        fix = removes(place.file, path, name) if is_known else None
        yield Diagnostic(NOT_TO_BE_CHOSEN.code, message, place, hint, Severity.WARNING, fix=fix)
