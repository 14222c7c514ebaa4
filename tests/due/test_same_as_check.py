"""What is due and what is checked is one thing: neither says what the other does not."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import given
from hypothesis import strategies as st

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.dates import PartialDate
from sopc.check.people.days import first_day, last_day
from sopc.due.causes import CODES, ReviewCause
from sopc.due.listing import due_sops
from sopc.pipeline import Checked
from tests.catalogues import TODAY
from tests.due.offices import checked, offices
from tests.examples import at_most


@cache
def _root() -> Path:
    return Path(mkdtemp(prefix="due-")) / "sops"


def _of_check(found: Checked) -> set[tuple[str, str, str]]:
    """What check tells of SOPs that are written: code, file, and what is cited."""
    assert found.catalogue is not None
    written = {e.location.file for e in found.catalogue.entries if e.sop.is_written}
    told = set()
    for each in found.diagnostics:
        fields = getattr(each.message, "fields", {})
        subject = str(fields.get("number", fields.get("key", "")))
        is_planned = getattr(each.message, "template", "") == "{number} is not written yet"
        if each.code in CODES.values() and each.place.file in written and not is_planned:
            told.add((each.code, each.place.file, "" if each.code == "PPL005" else subject))
    return told


def _months(catalogue: Catalogue) -> int:
    assert catalogue.settings.review is not None
    return catalogue.settings.review.months


@at_most(40)
@given(offices())
def test_what_is_due_already_is_what_check_tells_each_once_per_cause(files: dict[str, str]) -> None:
    found = checked(_root(), files)
    assert found.catalogue is not None
    rows = due_sops(found.catalogue, TODAY, 0, _months(found.catalogue))
    identities = [(row.entry.location.file, row.cause, row.subject) for row in rows]
    assert len(set(identities)) == len(identities)
    # of a related SOP that was revised, check tells by git alone
    ours = {(file, cause, subject) for file, cause, subject in identities}
    told = {(CODES[c], file, s) for file, c, s in ours if c is not ReviewCause.REVISED_SOP}
    assert told == _of_check(found)


@at_most(20)
@given(offices(), st.integers(0, 2000), st.integers(0, 2000))
def test_more_days_only_add_and_what_presses_comes_first(
    files: dict[str, str], days: int, more: int
) -> None:
    catalogue = checked(_root(), files).catalogue
    assert catalogue is not None
    few = due_sops(catalogue, TODAY, days, _months(catalogue))
    many = due_sops(catalogue, TODAY, days + more, _months(catalogue))
    assert [row for row in many if row in few] == few
    for rows in (few, many):
        when = [row.day or TODAY for row in rows]
        assert when == sorted(when)
    assert all((row.day - TODAY).days < days for row in few if row.day)
    assert all(row.day and (row.day - TODAY).days >= days for row in many if row not in few)


@at_most(40)
@given(offices())
def test_a_cited_sop_is_told_when_it_was_surely_revised_after_every_look(
    files: dict[str, str],
) -> None:
    catalogue = checked(_root(), files).catalogue
    assert catalogue is not None
    rows = due_sops(catalogue, TODAY, 0, None)
    told = {(r.entry.location.file, r.subject) for r in rows if r.cause is ReviewCause.REVISED_SOP}
    wanted = {
        (entry.location.file, str(cited.sop.number))
        for entry in catalogue.entries
        for cited in catalogue.entries
        if entry.sop.is_written and _is_revised_since(entry, cited)
    }
    assert told == wanted
    assert not any(row.cause is ReviewCause.REVIEW for row in rows)


def _is_revised_since(entry: Entry, cited: Entry) -> bool:
    """By days: the earliest that the revision can mean, after the latest of each look."""
    related = [each for each in entry.sop.related if each.number == cited.sop.number]
    revised = cited.sop.revised
    if not related or revised is None or not cited.sop.is_written or first_day(revised) > TODAY:
        return False
    sop = entry.sop
    own = (sop.created, sop.enacted, sop.revised, sop.reviewed, related[0].confirmed)
    looks = [day for day in own if day is not None and _has_begun(day)]
    return bool(looks) and all(last_day(day) < first_day(revised) for day in looks)


def _has_begun(day: PartialDate) -> bool:
    return first_day(day) <= TODAY
