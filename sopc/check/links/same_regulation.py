"""A regulation is defined once.

Two keys for one regulation drift apart: one is marked as revoked, the other is still cited.

Bad::

    pp-96-2012: {jenis: Peraturan Pemerintah, nomor: 96, tahun: 2012, tentang: Pelayanan Publik}
    pp-96: {jenis: Peraturan Pemerintah, nomor: 96, tahun: 2012, tentang: Pelayanan publik}

Good::

    pp-96-2012: {jenis: Peraturan Pemerintah, nomor: 96, tahun: 2012, tentang: Pelayanan Publik}
"""

from collections.abc import Iterator

from sopc.catalogue.organisation import REGULATIONS_FILE
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic, RelatedPlace, Severity
from sopc.language import Phrase
from sopc.markup.plain import plain

CODE = "LNK013"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each regulation whose kind, number and year one before it has.

    What has no number is told from others by what it is about.
    """
    first: dict[tuple[str, str, int | None], str] = {}
    for key, regulation in context.catalogue.regulations.items():
        number = regulation.number if regulation.number is not None else regulation.subject
        identity = (plain(regulation.kind), plain(str(number)), regulation.year)
        other = first.setdefault(identity, key)
        if other != key:
            message = Phrase("`{key}` is the regulation `{other}` again", key=key, other=other)
            hint = Phrase("cite `{other}` instead, and remove this one", other=other)
            place = context.root_place(REGULATIONS_FILE, key)
            there = context.root_place(REGULATIONS_FILE, other)
            defined = RelatedPlace(there, Phrase("first given here"))
            yield Diagnostic(CODE, message, place, hint, SEVERITY, (defined,))
