"""The numbered SOPs, and by which pattern each is numbered."""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.number import NumberScheme


def numbered(catalogue: Catalogue) -> Iterator[tuple[Entry, NumberScheme, dict[str, int]]]:
    """Each SOP with a number, in index order: its pattern, and the placeholders' values."""
    for entry in catalogue.entries:
        text = str(entry.sop.number or "")
        scheme = catalogue.numbering.in_folder(entry.location.unit.folder).scheme_of(text)
        values = scheme.values(text) if scheme else None
        if scheme is not None and values is not None:
            yield entry, scheme, values
