"""What is listed, as data: a row for each SOP and cause, for JSON and for a spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.registry import Official
from sopc.catalogue.signatories import parts_of
from sopc.due.causes import CODES, Due
from sopc.language import Phrase, Translate
from sopc.markup.words import one_line
from sopc.publish.tables import BYTE_ORDER_MARK, csv_table
from sopc.safe import safe_json

COLUMNS = (
    "nomor", "nama", "unit", "seksi", "status", "jatuh_tempo", "hari", "alasan", "kode", "rujukan",
    "pengganti", "terakhir", "penyusun", "pemeriksa", "pengesah", "keterangan", "saran", "berkas",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for an SOP, by their names, or their offices where nobody is named."""

    drafters: tuple[str, ...]
    reviewers: tuple[str, ...]
    approver: str | None


def responsible(catalogue: Catalogue, entry: Entry) -> Responsible:
    """Who drafted and reviewed an SOP, by the catalogue or its own file, and who enacts it."""
    parts = parts_of(catalogue, entry)

    def who(role: str, keys: Sequence[str]) -> tuple[str, ...]:
        signing = [part.official for part in parts if part.role == role and part.official]
        named = [catalogue.officials[key] for key in keys if key in catalogue.officials]
        return tuple(dict.fromkeys(map(_called, (*signing, *named))))

    approver = catalogue.approver(entry)
    drafters, reviewers = (
        who("penyusun", entry.sop.drafters),
        who("pemeriksa", entry.sop.reviewers),
    )
    return Responsible(drafters, reviewers, _called(approver) if approver else None)


def people_said(people: Responsible, say: Translate) -> list[str]:
    """Who answers for an SOP, in words."""
    parts = []
    if people.drafters:
        parts.append(Phrase("drafted by {names}", names=", ".join(people.drafters)))
    if people.reviewers:
        parts.append(Phrase("reviewed by {names}", names=", ".join(people.reviewers)))
    if people.approver:
        parts.append(Phrase("enacted by {names}", names=people.approver))
    return [say(part) for part in parts]


def json_of(listed: Iterable[Due], catalogue: Catalogue, today: date, say: Translate) -> str:
    """One array with an object for each SOP and cause."""
    return safe_json([*_rows(listed, catalogue, today, say)])


def csv_of(listed: Iterable[Due], catalogue: Catalogue, today: date, say: Translate) -> str:
    """The same as a table for spreadsheets; of several names, one cell."""
    rows = (
        {key: "; ".join(value) if isinstance(value, list) else value for key, value in row.items()}
        for row in _rows(listed, catalogue, today, say)
    )
    return BYTE_ORDER_MARK + csv_table(COLUMNS, rows)


def _rows(
    listed: Iterable[Due], catalogue: Catalogue, today: date, say: Translate
) -> Iterator[dict[str, object]]:
    for row in listed:
        sop, place = row.entry.sop, row.entry.location
        people = responsible(catalogue, row.entry)
        yield {
            "nomor": str(sop.number) if sop.number else None,
            "nama": one_line(sop.title),
            "unit": one_line(place.unit.name),
            "seksi": one_line(place.section.name) if place.section else None,
            "status": sop.status,
            "jatuh_tempo": row.day.isoformat() if row.day else None,
            "hari": (row.day - today).days if row.day else None,
            "alasan": str(row.cause),
            "kode": CODES.get(row.cause),
            "rujukan": row.subject or None,
            "pengganti": [*row.newer],
            "terakhir": row.last.day.iso if row.last else None,
            "penyusun": [*people.drafters],
            "pemeriksa": [*people.reviewers],
            "pengesah": people.approver,
            "keterangan": say(row.said),
            "saran": say(row.advice) or None,
            "berkas": place.file,
        }


def _called(official: Official) -> str:
    return one_line(official.called)
