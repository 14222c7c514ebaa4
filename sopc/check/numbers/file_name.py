"""A file is named by the number of its SOP.

Whoever looks for an SOP looks for its number; a file by another name is found by nobody.
Characters that a file name cannot hold, such as the slash, are written as hyphens.
Let stand, pages and outputs bear the number.

Bad::

    sops/…/V.26.1.1.4.yaml     nomor: V.26.1.1.3

Good::

    sops/…/V.26.1.1.3.yaml     nomor: V.26.1.1.3
"""

from collections import Counter
from collections.abc import Iterator

from sopc.check.numbers.of_entries import by_file_name, folder_values, numbered
from sopc.check.rule import Context
from sopc.diagnostics import Diagnostic
from sopc.language import Phrase
from sopc.mends import renames_file

CODE = "NUM005"


def check(context: Context) -> Iterator[Diagnostic]:
    """Report each numbered SOP whose file has another name.

    Where another SOP has the number, and the file of that name, the number is wrong, not the file:
    NUM002 and NUM009 say so. Where the file has the name that NUM003 asks for, that rule says so.
    """
    entries = [entry for entry in context.catalogue.entries if entry.sop.number is not None]
    taken = {entry.sop.number for entry in entries if entry.is_named_by_number}
    counts = Counter(entry.sop.number for entry in entries)
    misplaced = {
        entry.sop.number
        for entry, _, values in numbered(context.catalogue)
        if any(values.get(key, value) != value for key, value in folder_values(entry).items())
    }
    for entry in entries:
        number = entry.sop.number
        if number is not None and not entry.is_named_by_number and number not in taken:
            named = by_file_name(context.catalogue, entry)
            if named and number in misplaced:
                continue
            message = Phrase(
                "number {number} stands in a file named `{stem}.yaml`",
                number=number,
                stem=entry.location.stem,
            )
            hint = Phrase(
                "rename the file to `{stem}.yaml`, or correct the number", stem=number.file_stem
            )
            if named:
                hint = Phrase(
                    "write `{number}`, as the file is called, or rename the file to `{stem}.yaml`",
                    number=named,
                    stem=number.file_stem,
                )
            place, name = context.place(entry, "nomor"), f"{number.file_stem}.yaml"
            alone = counts[number] == 1 and not named
            fix = renames_file(entry.location.file, name) if alone else None
            yield Diagnostic(CODE, message, place, hint, fix=fix)
