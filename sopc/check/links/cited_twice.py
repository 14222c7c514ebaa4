"""A legal basis is cited once.

One regulation under two keys is one regulation. Cited as part of another item (*jo.*) it may stand
by itself, too.

Bad::

    dasar_hukum: [uu-23-2014, pp-96-2012, uu-23-2014]

Good::

    dasar_hukum: [uu-23-2014, pp-96-2012]
"""

from collections.abc import Iterator

from sopc.catalogue.registry import Regulation
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, KeyPath, RelatedPlace, Severity
from sopc.language import Phrase
from sopc.markup.plain import plain
from sopc.mends import removes

CODE = "LNK017"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each item of the legal basis whose regulations one before it has."""
    known = context.catalogue.regulations
    for entry in context.catalogue.entries:
        first: dict[tuple[object, ...], tuple[KeyPath, object]] = {}
        for path, citation in entry.own.citations():
            cited = tuple(_identity(key, known.get(key)) for key in citation.regulations)
            same, before = first.setdefault(cited, (path, citation))
            if same != path:
                message = Phrase("`{key}` is cited twice", key=", ".join(citation.regulations))
                hint = Phrase("remove one of them")
                related = RelatedPlace(context.place(entry, *same), Phrase("first cited here"))
                place = context.place(entry, *path)
                fix = None
                if citation == before:  # of two keys, or words, it is not told which is right
                    fix = removes(place.file, path, ", ".join(citation.regulations))
                yield Diagnostic(CODE, message, place, hint, SEVERITY, (related,), fix=fix)


def _identity(key: str, regulation: Regulation | None) -> object:
    """What tells a regulation from others, whatever its key."""
    if regulation is None:
        return key
    number = regulation.number if regulation.number is not None else regulation.subject
    return plain(regulation.kind), plain(str(number)), regulation.year
