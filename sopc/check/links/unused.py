"""What the registries define is used.

An actor, regulation or official that no SOP refers to is left over, or is the misspelt twin of one
that is. An official with a term of office (`menjabat`) may stay: who held an office signed for it.

Bad::

    # pelaksana.yaml
    kasubag-umum: Kasubag Umum           # every SOP says kasubbag-umum

Good::

    # pelaksana.yaml
    kasubbag-umum: Kasubbag Umum
"""

from collections.abc import Collection, Iterator

from sopc.catalogue.organisation import ACTORS_FILE, OFFICIALS_FILE, REGULATIONS_FILE
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, Severity, Unread
from sopc.language import Phrase

CODE = "LNK008"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each entry of a registry that nothing refers to."""
    if context.unread != Unread():  # what could not be read may well use it
        return
    catalogue = context.catalogue
    sops = [entry.sop for entry in catalogue.entries]
    actors = {key for sop in sops for key in sop.lanes}
    actors |= {
        key for sop in sops for row in sop.steps for each in row.parts for key in each.actors
    }
    regulations = {key for sop in sops for key in sop.regulations}
    regulations |= {key for each in catalogue.regulations.values() for key in each.changed_by}
    settings = catalogue.settings
    regulations |= {key for _, each, _ in settings.written_defaults() for key in each.regulations}
    officials = {settings.approver, settings.enacted_by, settings.sealer}
    officials |= {key for unit in settings.units for key in (unit.approver, unit.enacted_by)}
    officials |= {each.official for each in settings.signers}
    officials |= {key for sop in sops for _, key in sop.officials()}
    officials |= {key for key, each in catalogue.officials.items() if each.term is not None}
    yield from _unused(context, ACTORS_FILE, catalogue.actors, actors)
    yield from _unused(context, REGULATIONS_FILE, catalogue.regulations, regulations)
    yield from _unused(context, OFFICIALS_FILE, catalogue.officials, officials)


def _unused(
    context: Context, file: str, defined: Collection[str], used: set[str] | set[str | None]
) -> Iterator[Diagnostic]:
    known = set(defined)
    if not known.issuperset(filter(None, used)):
        return  # what is not known may be meant by it: of that its own rule tells
    for key in defined:
        if key not in used:
            place = context.root_place(file, key)
            message = Phrase("`{key}` is used by no SOP", key=key)
            hint = Phrase("remove it, or correct its key")
            yield Diagnostic(CODE, message, place, hint, SEVERITY)
