"""The numbered SOPs, and by which pattern each is numbered."""

from collections.abc import Iterator

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.number import NumberScheme, SopNumber
from sopc.check.rule import Context


def numbered(catalogue: Catalogue) -> Iterator[tuple[Entry, NumberScheme, dict[str, int]]]:
    """Each SOP with a number, in index order: its pattern, and the placeholders' values."""
    for entry in catalogue.entries:
        text = str(entry.sop.number or "")
        scheme = catalogue.numbering.in_folder(entry.location.unit.folder).scheme_of(text)
        values = scheme.values(text) if scheme else None
        if scheme is not None and values is not None:
            yield entry, scheme, values


def folder_values(entry: Entry) -> dict[str, int]:
    """The numbers of the unit and the section of an SOP's folder."""
    unit, section = entry.location.unit, entry.location.section
    return {"unit": unit.number} | ({"seksi": section.number} if section is not None else {})


def by_file_name(catalogue: Catalogue, entry: Entry) -> str:
    """The number by which an SOP's file is named, where it says another that nothing else has: of
    the unit and section of its folder, so that it is the number within that is wrong."""
    stem = entry.location.stem
    if entry.sop.number is None or entry.is_named_by_number:
        return ""
    numbering = catalogue.numbering.in_folder(entry.location.unit.folder)
    named = numbering.respelt(stem)
    values = numbering.values(named)
    if values is None or SopNumber((), named).file_stem != stem or named in catalogue.by_name:
        return ""
    fits = all(values.get(key, value) == value for key, value in folder_values(entry).items())
    return named if fits else ""


def missed(context: Context) -> frozenset[str]:
    """By which names of files numbers are not there that are only unread, or given otherwise in the
    file that is named so: who refers to them is not blamed."""
    entries = context.catalogue.entries
    other = {each.location.stem for each in entries if by_file_name(context.catalogue, each)}
    return context.unread.sops | other
