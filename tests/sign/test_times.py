"""When signatures were made: what cannot be so."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pyhanko.sign.signers.pdf_signer
import pytest
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper

from sopc.sign import causes
from sopc.sign.findings import Cause, Grade
from sopc.sign.making.signing import Terms, sign
from sopc.sign.options import Level
from sopc.sign.trust.times import APART, TOLERANCE, Moment, of_times
from sopc.sign.verifying import verify
from tests.sign.office import NAMES, Office, clock_of, converted
from tests.sign.pki import NOW, YEAR, Authority

MINUTE = timedelta(minutes=1)
When = datetime | None


@pytest.fixture(scope="module")
def certificate(office: Office) -> Certificate:
    """Somebody's, valid from a year ago for two."""
    return converted(office.holders["Penyusun"])


def told(certificate: Certificate, *times: tuple[When, When]) -> list[tuple[str, str]]:
    """What is found of signatures with these times, claimed and proven: in which, and why."""
    moments = [
        Moment(f"T{number}", certificate, *pair) for number, pair in enumerate(times, start=1)
    ]
    found = [(str(each.part), each.cause.code) for each in of_times(moments, NOW)]
    assert all(code.startswith("TTE2") for _, code in found)
    return found


def test_times_that_rise_are_sound(certificate: Certificate) -> None:
    early, late = NOW - 2 * MINUTE, NOW - MINUTE
    assert told(certificate, (early, None), (late, late), (None, NOW)) == []
    assert told(certificate, (late, None), (late - TOLERANCE, None)) == []
    assert told(certificate, (late, NOW), (early, NOW)) == []


def test_a_time_before_that_of_the_signature_below_is_found(certificate: Certificate) -> None:
    before, late = NOW - TOLERANCE - 2 * MINUTE, NOW - MINUTE
    falls = [("T2", causes.TIMES_FALL.code)]
    assert told(certificate, (late, None), (before, None)) == falls
    assert told(certificate, (None, late), (None, before)) == falls
    assert told(certificate, (before, late), (before, None)) == falls
    assert told(certificate, (late, None), (None, before), (NOW, None)) == falls


def test_a_proven_time_wins(certificate: Certificate) -> None:
    """The clocks of two offices differ by an hour: it is the authority's that counts."""
    hour = timedelta(hours=1)
    assert told(certificate, (NOW + hour, NOW - MINUTE), (NOW - hour, NOW)) == []


@pytest.mark.parametrize("year", [2001, 2099])
def test_a_clock_of_another_age_is_found_and_not_held_against_others(
    certificate: Certificate, year: int
) -> None:
    wrong = NOW.replace(year=year, month=1, day=1)
    cause = causes.FUTURE if year > NOW.year else causes.OUTSIDE_VALIDITY
    assert told(certificate, (wrong, None), (NOW, None)) == [("T1", cause.code)]
    assert told(certificate, (NOW, None), (wrong, None)) == [("T2", cause.code)]
    apart = [("T1", causes.TIMES_APART.code)]
    assert told(certificate, (wrong, NOW), (NOW, NOW)) == apart


def test_the_limits_are_as_they_are_named(certificate: Certificate) -> None:
    second = timedelta(seconds=1)
    ends = NOW + YEAR
    assert told(certificate, (NOW + TOLERANCE, None)) == []
    assert told(certificate, (NOW + TOLERANCE + second, None)) == [("T1", causes.FUTURE.code)]
    assert told(certificate, (NOW - YEAR - TOLERANCE, None)) == []
    outside = [("T1", causes.OUTSIDE_VALIDITY.code)]
    assert told(certificate, (NOW - YEAR - TOLERANCE - second, None)) == outside
    after = [*of_times([Moment("T1", certificate, ends + TOLERANCE + second, None)], ends + YEAR)]
    assert [each.cause for each in after] == [causes.OUTSIDE_VALIDITY]
    assert told(certificate, (NOW - APART, NOW)) == []
    apart = [("T1", causes.TIMES_APART.code)]
    assert told(certificate, (NOW - APART - second, NOW)) == apart
    assert told(certificate, (None, None)) == [("T1", causes.NO_TIME.code)]


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> dict[str, datetime]:
    """What the clock of whoever signs a part says; else the time it is."""
    said: dict[str, datetime] = {}

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            del tz
            return said["now"] if "now" in said else datetime.now(NOW.tzinfo)

    monkeypatch.setattr(pyhanko.sign.signers.pdf_signer, "datetime", Clock)
    return said


@pytest.mark.parametrize(
    ("year", "cause"), [(2001, causes.OUTSIDE_VALIDITY), (2099, causes.FUTURE)]
)
def test_a_file_with_a_wrong_clock_is_not_provable(
    office: Office, clocks: dict[str, datetime], year: int, cause: Cause
) -> None:
    pdf, document = office.unsigned(), office.document()
    for part in document.signatories:
        clocks.clear()
        if part.field == "Pemeriksa":
            clocks["now"] = NOW.replace(year=year)
        pdf = sign(pdf, document, part, office.keys[part.field], Terms(NOW))
    verdict = office.verdict(pdf)
    lowering = [(e.part, e.cause) for e in verdict.findings if e.lowers]
    assert lowering == [("Pemeriksa", cause)]
    assert verdict.grade is Grade.UNPROVABLE


def test_roots_for_time_stamps_may_be_apart(office: Office) -> None:
    other = Authority("CA Waktu")
    terms = Terms(NOW, Level.B_T, clock_of(other))
    pdf, document = office.unsigned(), office.document()
    for part in document.signatories:
        pdf = sign(pdf, document, part, office.keys[part.field], terms)
    root = [converted(other.root)]
    apart = replace(office.trust, clock_roots=root)
    assert verify(pdf, office.known, apart, office.built).holds
    assert all(one.is_proven for one in verify(pdf, office.known, apart, office.built).signatures)
    told = office.verdict(pdf)
    wrong = {each.cause for each in told.findings if each.lowers}
    assert (wrong, told.grade) == ({causes.STAMP_UNTRUSTED}, Grade.UNPROVABLE)
    assert not any(one.is_proven for one in told.signatures)
    # whoever vouches for time stamps vouches for no signer
    swapped = replace(office.trust, roots=root, clock_roots=root)
    causes_then = {e.cause for e in verify(pdf, office.known, swapped, office.built).findings}
    assert causes.UNTRUSTED in causes_then


def test_roots_of_signers_do_not_vouch_for_time_stamps_where_these_have_their_own(
    office: Office, stamped: bytes
) -> None:
    apart = replace(office.trust, clock_roots=[converted(Authority().root)])
    told = verify(stamped, office.known, apart, office.built)
    wrong = [(each.part, each.cause) for each in told.findings if each.lowers]
    assert wrong == [(part, causes.STAMP_UNTRUSTED) for part in NAMES]


def test_a_time_stamp_of_the_file_by_an_unknown_root_is_called_that(
    office: Office, signed: bytes
) -> None:
    stamper = PdfTimeStamper(clock_of(Authority()))
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    stamped = stamper.timestamp_pdf(writer, "sha256", output=BytesIO()).getvalue()
    lowering = [each.cause for each in office.verdict(stamped).findings if each.lowers]
    assert lowering == [causes.STAMP_UNTRUSTED]
