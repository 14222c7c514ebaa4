"""The calendar is one by RFC 5545, whatever an SOP is called, and stays the same."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sopc.catalogue.catalogue import Catalogue
from sopc.due.calendar import calendar_of
from sopc.due.listing import due_sops
from sopc.language import english, translator
from tests.catalogues import TODAY
from tests.due.ics import Component, read_calendar
from tests.due.offices import FILES, REGULATIONS, checked, offices
from tests.examples import at_most

_NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120)


@cache
def _root() -> Path:
    return Path(mkdtemp(prefix="due-")) / "sops"


def _office(files: dict[str, str]) -> Catalogue:
    catalogue = checked(_root(), {"dasar-hukum.yaml": REGULATIONS} | files).catalogue
    assert catalogue is not None
    return catalogue


def _calendar(catalogue: Catalogue, today: date = TODAY, days: int = 30) -> Component:
    rows = due_sops(catalogue, today, days, 12)
    return read_calendar(calendar_of(rows, catalogue, today, english).encode())


def _sop(number: str, *lines: str) -> dict[str, str]:
    return {FILES[number]: "\n".join([f"nomor: {number}", f"nama: Contoh {number}", *lines, ""])}


def test_a_review_is_an_event_of_its_day() -> None:
    event = _calendar(_office(_sop("K.1.1.1.1", "disahkan: 2025-01-20"))).parts[0]
    assert event.kind == "VEVENT"
    assert event.properties["DTSTART"] == (";VALUE=DATE", "20260120")
    assert event.properties["DTEND"] == (";VALUE=DATE", "20260121")
    assert event["DTSTAMP"] == f"{TODAY:%Y%m%d}T000000Z"
    assert event["SUMMARY"] == "Review of K.1.1.1.1 Contoh K.1.1.1.1"
    assert "Sekretariat, Sub Bagian Umum" in event["DESCRIPTION"]
    assert "enacted by PEJABAT CONTOH, SE" in event["DESCRIPTION"]
    assert event["TRANSP"] == "TRANSPARENT"


def test_what_has_changed_already_is_one_event_of_today() -> None:
    cites = "dasar_hukum: [uu-2-2019, uu-3-2018]"
    catalogue = _office(_sop("K.1.1.1.1", "disahkan: 2025-12", cites))
    (event,) = _calendar(catalogue).parts
    assert event["DTSTART"] == f"{TODAY:%Y%m%d}"
    assert event["SUMMARY"] == "K.1.1.1.1 Contoh K.1.1.1.1 cites what has changed"
    assert "`uu-2-2019` has been amended; see uu-1-2020\n" in event["DESCRIPTION"]
    assert "`uu-3-2018` has been revoked\n" in event["DESCRIPTION"]


def test_an_event_keeps_its_name_while_it_is_the_same() -> None:
    both = _sop("K.1.1.1.1", "disahkan: 2025-01-20", "dasar_hukum: uu-3-2018")
    today = _calendar(_office(both)).parts
    tomorrow = _calendar(_office(both), TODAY + timedelta(1)).parts
    assert [each["UID"] for each in today] == [each["UID"] for each in tomorrow]
    assert [each["DTSTART"] for each in today] == ["20260115", "20260120"]
    assert [each["DTSTART"] for each in tomorrow] == ["20260116", "20260120"]
    moved = _sop("K.1.1.1.1", "disahkan: 2025-01-21", "dasar_hukum: uu-3-2018")
    later = _calendar(_office(moved)).parts
    assert later[0]["UID"] == today[0]["UID"]
    assert later[1]["UID"] != today[1]["UID"]


def test_a_calendar_of_nothing_is_one_too() -> None:
    assert [each.kind for each in _calendar(_office({})).parts] == ["VTIMEZONE"]


@at_most(20)
@given(offices())
def test_every_row_is_in_an_event_and_each_event_has_a_name_of_its_own(
    files: dict[str, str],
) -> None:
    catalogue = checked(_root(), files).catalogue
    assert catalogue is not None
    rows = due_sops(catalogue, TODAY, 400, 12)
    text = calendar_of(rows, catalogue, TODAY, english)
    assert text == calendar_of(rows, catalogue, TODAY, english)
    events = [each for each in read_calendar(text.encode()).parts if each.kind == "VEVENT"]
    told = "\n".join(each["DESCRIPTION"] for each in events)
    assert all(row.said in told for row in rows)
    files_of_cited = {row.entry.location.file for row in rows if not row.day}
    assert len(events) == sum(1 for row in rows if row.day) + len(files_of_cited)
    assert len({each["UID"] for each in events}) == len(events)


@at_most(30)
@given(_NAMES, _NAMES)
@example("BEGIN:VEVENT", "a\\nEND:VCALENDAR;,\\")
@example("é" * 60, "\N{FAMILY}" * 40)
@example("\u202egnirts", "\u2028\u2029")
def test_whatever_an_sop_and_its_unit_are_called(title: str, unit: str) -> None:
    sop = yaml.safe_dump({"nomor": "K.1.2.1.1", "nama": title, "disahkan": "2020-01"})
    settings = yaml.safe_dump(
        {
            "instansi": {"nama": "Dinas Contoh"},
            "tahun": 2025,
            "penomoran": "K.1.{unit}.1.{urut}",
            "pengesah": "kepala",
            "unit": {"nomor": 2, "folder": "bidang", "nama": unit},
        }
    )
    catalogue = checked(_root(), {"katalog.yaml": settings, "bidang/K.1.2.1.1.yaml": sop}).catalogue
    if catalogue is None or not catalogue.entries:
        return  # a name that no catalogue may have
    rows = due_sops(catalogue, TODAY, 0, 12)
    text = calendar_of(rows, catalogue, TODAY, translator("id"))
    (event,) = read_calendar(text.encode()).parts
    assert event["SUMMARY"].startswith("Peninjauan K.1.2.1.1 ")
    assert text.replace("\r\n", "").isprintable()
