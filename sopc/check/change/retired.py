"""A retired number stays retired, under the name it had.

A tombstone tells those who hold an old page what it was, by the name on that page. Used again, its
number would stand on pages of two procedures. One that ``nomor_batal`` in katalog.yaml names is on
no page, and free.
Found with ``sopc check --since``.

Bad::

    nomor: V.26.1.1.4
    status: berlaku            # at the revision that is compared with: dicabut

Good::

    nomor: V.26.1.1.4
    status: dicabut
"""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Entry
from sopc.check.change.comparison import at_once, is_void
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase

CODE = "CHG003"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each tombstone that came back to life, or has not the name that its SOP had."""
    together = {str(pair.number) for pair in at_once(context)}
    for then in context.compared.then.entries if context.compared else ():
        number = then.sop.number
        now = context.catalogue.by_number.get(number) if number else None
        if now is None or str(number) in together or is_void(context, str(number)):
            continue
        if then.sop.status == "dicabut" != now.sop.status:
            yield _revived(context, now)
        was_known = then.sop.status in ("dicabut", "berlaku")
        if now.sop.status == "dicabut" and was_known and now.sop.title != then.sop.title:
            yield _renamed(context, then, now)


def _revived(context: Context, now: Entry) -> Diagnostic:
    key = "status" if "status" in now.sop.model_fields_set else "nomor"
    message = Phrase("{number} is retired, and in use again", number=now.sop.number)
    hint = Phrase("write `status: dicabut` again; an SOP takes the next free number")
    return Diagnostic(CODE, message, context.place(now, key), hint)


def _renamed(context: Context, then: Entry, now: Entry) -> Diagnostic:
    message = Phrase("the retired {number} has another name", number=now.sop.number)
    hint = Phrase("it was `{title}`", title=then.sop.title)
    return Diagnostic(CODE, message, context.place(now, "nama"), hint)
