"""Every note in full, as rows of a table."""

from collections.abc import Iterator
from pathlib import PurePath

from sopc.catalogue.catalogue import Catalogue, Location
from sopc.catalogue.findings import PlacedNote, findings
from sopc.markup.words import one_line

NOTE_COLUMNS = (
    "nomor",
    "nama",
    "berkas",
    "sop",
    "bagian",
    "jenis",
    "tercetak",
    "diambil",
    "pilihan",
    "alasan",
    "diputuskan_oleh",
    "tanggal_keputusan",
    "keputusan",
)


def note_rows(catalogue: Catalogue) -> Iterator[dict[str, str]]:
    """The notes in the order of ``findings``, by the names that they have in the YAML files.

    A note of a root file has no number, and is called by what it is on; ``sop`` are the SOPs that
    it concerns. These and choices are separated by ``|``.
    """
    for finding in findings(catalogue):
        note, decision = finding.note, finding.note.decision
        yield {
            **_subject(finding),
            "sop": " | ".join(map(one_line, note.concerned)),
            "bagian": note.part,
            "jenis": note.kind,
            "tercetak": one_line(note.printed or ""),
            "diambil": one_line(note.taken or ""),
            "pilihan": " | ".join(map(one_line, note.choices)),
            "alasan": one_line(note.reason),
            "diputuskan_oleh": one_line(decision.by) if decision else "",
            "tanggal_keputusan": str(decision.date) if decision else "",
            "keputusan": one_line(decision.decided) if decision else "",
        }


def _subject(finding: PlacedNote) -> dict[str, str]:
    entry = finding.entry
    if entry is None:
        return {"nomor": "", "nama": one_line(finding.subject), "berkas": finding.file}
    number = str(entry.sop.number) if entry.sop.number else ""
    title, file = one_line(entry.sop.title), file_in_catalogue(entry.location)
    return {"nomor": number, "nama": title, "berkas": file}


def file_in_catalogue(location: Location) -> str:
    """An SOP's file as its catalogue has it, wherever that lies."""
    folders = [location.unit.folder, location.section.folder if location.section else ""]
    return "/".join(filter(None, (*folders, PurePath(location.file).name)))
