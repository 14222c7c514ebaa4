"""A file is named by the number of its SOP.

Whoever looks for an SOP looks for its number; a file by another name is found by nobody.
Characters that a file name cannot hold, such as the slash, are written as hyphens.
Let stand, pages and outputs bear the number.

Bad::

    sops/…/V.26.1.1.4.yaml     nomor: V.26.1.1.3

Good::

    sops/…/V.26.1.1.3.yaml     nomor: V.26.1.1.3
"""

from collections.abc import Iterator

from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase

CODE = "NUM005"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each numbered SOP whose file has another name."""
    for entry in context.catalogue.entries:
        number = entry.sop.number
        if number is not None and entry.location.stem != number.file_stem:
            message = Phrase(
                "number {number} stands in a file named `{stem}.yaml`",
                number=number,
                stem=entry.location.stem,
            )
            hint = Phrase(
                "rename the file to `{stem}.yaml`, or correct the number", stem=number.file_stem
            )
            yield Diagnostic(CODE, message, context.place(entry, "nomor"), hint)
