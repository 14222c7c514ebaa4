"""Certificates that were revoked: by what files bring, by what the user brings."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from cryptography import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore

from sopc.sign import causes
from sopc.sign.findings import Grade
from sopc.sign.making.signing import Terms, sign
from sopc.sign.trust.revocation import Register, Statements
from sopc.sign.verifying import Verdict, verify
from tests.sign.office import Office, clock_of
from tests.sign.pki import NOW, Authority, Holder
from tests.sign.revocations import DAY, Entry, answer, read_answer, read_list, revocation_list

HOUR = timedelta(hours=1)
BEFORE, AFTER = NOW - 2 * HOUR, NOW + HOUR
LATER = NOW + 2 * DAY
"""When somebody verifies."""
UNKNOWN = "whether the certificates were revoked was not checked"
KEY_STOLEN = x509.ReasonFlags.key_compromise
HOLD = x509.ReasonFlags.certificate_hold
SUPERSEDED = x509.ReasonFlags.superseded


def verdict(
    office: Office,
    pdf: bytes,
    *said: bytes,
    answers: tuple[bytes, ...] = (),
    now: datetime = LATER,
    required: bool = False,
) -> Verdict:
    """What verifying says when authorities said this."""
    lists = tuple(read_list(each) for each in said)
    register = Register(Statements(lists, tuple(read_answer(each) for each in answers)))
    trust = replace(office.trust, now=now, register=register, needs_revocation=required)
    return verify(pdf, office.known, trust, office.built)


def by_middle(
    office: Office, *entries: Entry, since: datetime = NOW + 2 * HOUR, **said: object
) -> bytes:
    """What the signers' authority says."""
    return revocation_list(office.authority.middle, *entries, since=since, **said)  # type: ignore[arg-type]


def found(told: Verdict) -> list[tuple[str | None, str]]:
    """What lowers a verdict: where, and by which cause."""
    return [(each.part, each.cause.code) for each in told.findings if each.lowers]


@pytest.fixture
def drafter(office: Office) -> Holder:
    return office.holders["Penyusun"]


@pytest.mark.parametrize("age", [timedelta(0), timedelta(days=365)])
def test_who_was_revoked_before_does_not_sign(
    office: Office, signed: bytes, drafter: Holder, age: timedelta
) -> None:
    """However old the list is, and though the certificate names none."""
    entry = Entry(drafter, BEFORE - age, KEY_STOLEN)
    said = by_middle(office, entry, since=NOW - HOUR - age, until=NOW - HOUR - age + DAY)
    told = verdict(office, signed, said)
    assert found(told) == [("Penyusun", causes.REVOKED.code)]
    assert told.grade is Grade.CHANGED
    date = f"{BEFORE - age:%Y-%m-%d %H:%M:%S} +0000"
    sentence = "Penyusun: the certificate of PENYUSUN CONTOH, S.Kom was revoked on"
    assert told.faults == (f"{sentence} {date}, before it signed",)


def test_who_was_revoked_after_signed_only_where_that_is_proven(
    office: Office, signed: bytes, stamped: bytes, drafter: Holder
) -> None:
    said = by_middle(office, Entry(drafter, AFTER, KEY_STOLEN))
    told = verdict(office, signed, said)
    assert found(told) == [("Penyusun", causes.REVOKED_SINCE.code)]
    assert told.grade is Grade.UNPROVABLE
    told = verdict(office, stamped, said)
    assert told.holds
    (note,) = [each for each in told.findings if each.cause is causes.REVOKED_LATER]
    assert note.part == "Penyusun"


@pytest.mark.parametrize("apart", [False, True])
def test_a_list_in_the_file_counts_too(office: Office, *, apart: bool) -> None:
    """Also where the file has an object of its own for all lists, as other programs write it."""
    writer = IncrementalPdfFileWriter(BytesIO(office.unsigned()))
    entry = Entry(office.holders["Pengesah"], BEFORE)
    crls = [read_list(by_middle(office, entry, since=NOW - HOUR))]
    DocumentSecurityStore.supply_dss_in_writer(writer, sig_contents=None, crls=crls)
    store = writer.root["/DSS"]
    if apart:
        store["/CRLs"] = writer.add_object(store["/CRLs"])
    target = BytesIO()
    writer.write(target)
    pdf, document = target.getvalue(), office.document()
    for part in document.signatories:
        pdf = sign(pdf, document, part, office.keys[part.field], Terms(NOW))
    assert ("Pengesah", causes.REVOKED.code) in found(office.verdict(pdf))


def test_a_suspended_certificate_proves_nothing_until_it_is_good_again(
    office: Office, signed: bytes, stamped: bytes, drafter: Holder
) -> None:
    held = by_middle(office, Entry(drafter, BEFORE, HOLD), since=NOW + HOUR)
    assert found(verdict(office, signed, held)) == [("Penyusun", causes.ON_HOLD.code)]
    later = by_middle(office, Entry(drafter, AFTER, HOLD))
    assert found(verdict(office, stamped, later)) == []
    lifted = by_middle(office, since=NOW + 3 * HOUR)
    assert found(verdict(office, signed, held, lifted)) == []
    again = by_middle(office, Entry(drafter, BEFORE, HOLD), since=NOW + 4 * HOUR)
    assert found(verdict(office, signed, held, lifted, again)) == [
        ("Penyusun", causes.ON_HOLD.code)
    ]


def test_a_list_of_changes_counts_and_may_take_somebody_off(
    office: Office, signed: bytes, drafter: Holder
) -> None:
    freshest = x509.FreshestCRL(
        [x509.DistributionPoint([x509.UniformResourceIdentifier("http://x/d")], None, None, None)]
    )
    number = x509.CRLNumber(1)
    whole = by_middle(office, Entry(drafter, BEFORE, HOLD), extensions=(number, freshest))
    assert found(verdict(office, signed, whole)) == [("Penyusun", causes.ON_HOLD.code)]
    off = Entry(drafter, BEFORE, x509.ReasonFlags.remove_from_crl)
    change = (x509.DeltaCRLIndicator(1),)
    assert found(verdict(office, signed, whole, by_middle(office, off, extensions=change))) == []
    clean = by_middle(office, extensions=(number, freshest))
    on = by_middle(office, Entry(drafter, BEFORE, KEY_STOLEN), extensions=change)
    assert found(verdict(office, signed, clean)) == []
    assert found(verdict(office, signed, clean, on)) == [("Penyusun", causes.REVOKED.code)]


def test_a_revoked_authority_is_no_authority(office: Office, signed: bytes) -> None:
    authority = office.authority
    said = revocation_list(authority.root, Entry(authority.middle, BEFORE, KEY_STOLEN))
    told = verdict(office, signed, said)
    parts = ("Penyusun", "Pemeriksa", "Pengesah")
    assert found(told) == [(part, causes.REVOKED.code) for part in parts]
    assert "the certificate of CA Contoh was revoked on" in told.faults[0]


def test_what_others_say_counts_nothing(office: Office, signed: bytes, drafter: Holder) -> None:
    """By other authorities, of other keys, of other scope, by who may not say it."""
    entry, other = Entry(drafter, BEFORE), Authority()
    authority = office.authority
    name = authority.middle.certificate.subject
    of_authorities = x509.IssuingDistributionPoint(None, None, False, True, None, False, False)
    said = [
        revocation_list(other.middle, entry),
        revocation_list(authority.root, entry),
        revocation_list(other.middle, entry, name=name),
        revocation_list(office.holders["Pengesah"], entry, name=name),
        by_middle(office, entry, extensions=(of_authorities,)),
    ]
    told = verdict(office, signed, *said)
    assert found(told) == []
    assert any(each.message.startswith(UNKNOWN) for each in told.findings)


def test_an_authority_s_answer_is_as_good_as_a_list(
    office: Office, signed: bytes, drafter: Holder
) -> None:
    middle = office.authority.middle
    delegate = office.authority.issue("Penjawab", elliptic=True, answers=True)
    for by in (None, delegate):
        ages = (NOW - HOUR, NOW - HOUR + timedelta(seconds=1)), (NOW - HOUR, None)
        for since, until in ages:
            said = answer(drafter, middle, revoked=BEFORE, by=by, since=since, until=until)
            assert found(verdict(office, signed, answers=(said,))) == [
                ("Penyusun", causes.REVOKED.code)
            ]
    strangers = (
        office.authority.issue("Bukan penjawab", elliptic=True),
        Authority().issue("Penjawab", elliptic=True, answers=True),
    )
    for by in strangers:
        said = answer(drafter, middle, revoked=BEFORE, by=by)
        assert found(verdict(office, signed, answers=(said,))) == []


def everything(office: Office, **said: object) -> tuple[bytes, bytes]:
    """The lists of all of the office's authorities, on which there is nobody."""
    return by_middle(office, **said), revocation_list(office.authority.root, **said)  # type: ignore[arg-type]


def unknown(told: Verdict) -> str:
    """The names of those of whom nobody knows."""
    hits = [e for e in told.findings if e.cause.code in ("TTE231", "TTE521")]
    return str(hits[0].message).partition(": ")[2] if hits else ""


def test_that_it_was_not_checked_is_said(office: Office, signed: bytes) -> None:
    told = verdict(office, signed)
    assert told.holds
    (note,) = told.findings
    assert note.cause is causes.REVOCATION_UNCHECKED
    assert note.message.startswith(UNKNOWN)
    assert "--online" in str(note.hint)
    told = verdict(office, signed, required=True)
    assert (found(told), told.grade) == ([(None, "TTE231")], Grade.UNPROVABLE)


def test_it_was_checked_only_with_word_on_each_certificate(office: Office, signed: bytes) -> None:
    of_persons, of_authorities = everything(office)
    assert verdict(office, signed, of_persons, of_authorities, required=True).findings == ()
    assert unknown(verdict(office, signed, of_persons)) == "CA Contoh"
    names = "Dra. PEMERIKSA CONTOH, PEJABAT CONTOH, SE, PENYUSUN CONTOH, S.Kom"
    assert unknown(verdict(office, signed, of_authorities)) == names
    good = answer(office.holders["Penyusun"], office.authority.middle, until=NOW + 30 * DAY)
    told = verdict(office, signed, of_authorities, answers=(good,))
    assert "PENYUSUN" not in unknown(told)


@pytest.mark.parametrize(
    ("since", "until", "speaks"),
    [
        (NOW - HOUR, NOW + 30 * DAY, True),
        (NOW - 3 * DAY, LATER - HOUR, False),
        (NOW - 3 * DAY, LATER - timedelta(minutes=1), True),  # clocks differ
        (LATER + HOUR, LATER + DAY, False),
    ],
)
def test_what_was_said_holds_for_its_time(
    office: Office, signed: bytes, since: datetime, until: datetime, *, speaks: bool
) -> None:
    said = everything(office, since=since, until=until)
    told = verdict(office, signed, *said)
    assert (unknown(told) == "") is speaks
    hints = [str(each.hint) for each in told.findings]
    is_old = until < LATER - timedelta(minutes=5)
    old = f" held until {until:%Y-%m-%d %H:%M:%S} +0000 only: get what they say now."
    assert any(hint.endswith(old) for hint in hints) is is_old


def test_of_a_proven_time_speaks_what_was_said_then_or_later(
    office: Office, stamped: bytes
) -> None:
    for since, until, speaks in (
        (NOW - HOUR, NOW + HOUR, True),  # the time stamps' certificates have to be good now
        (NOW - 3 * DAY, NOW - HOUR, False),
    ):
        told = verdict(office, stamped, *everything(office, since=since, until=until))
        assert ("PENYUSUN" not in unknown(told)) is speaks
        assert "TSA Contoh" in unknown(told)


def test_a_time_stamp_of_a_stolen_key_proves_nothing(office: Office, stamped: bytes) -> None:
    clock = office.clock_holder
    told = verdict(office, stamped, by_middle(office, Entry(clock, AFTER, KEY_STOLEN)))
    parts = ("Penyusun", "Pemeriksa", "Pengesah")
    assert found(told) == [(part, causes.STAMP_REVOKED.code) for part in parts]
    assert not any(one.is_proven for one in told.signatures)
    told = verdict(office, stamped, by_middle(office, Entry(clock, AFTER, SUPERSEDED)))
    assert found(told) == []
    told = verdict(office, stamped, by_middle(office, Entry(clock, BEFORE, SUPERSEDED)))
    assert len(found(told)) == 3


def test_a_later_time_stamp_keeps_an_earlier_one_good(office: Office, lasting: bytes) -> None:
    """The last one, of the same authority, is not kept by anything."""
    entry = Entry(office.clock_holder, AFTER, KEY_STOLEN)
    told = verdict(office, lasting, by_middle(office, entry))
    assert ("Pengesah-waktu", causes.STAMP_REVOKED.code) in found(told)
    assert not any(one.is_proven for one in told.signatures)


def test_a_time_stamp_that_existed_before_its_key_was_stolen_proves_what_it_says(
    office: Office, stamped: bytes
) -> None:
    output = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(stamped))
    PdfTimeStamper(clock_of(office.authority)).timestamp_pdf(writer, "sha256", None, output=output)
    entry = Entry(office.clock_holder, AFTER, KEY_STOLEN)
    told = verdict(office, output.getvalue(), by_middle(office, entry))
    stamps = [e for e in told.findings if e.cause is causes.STAMP_REVOKED]
    assert (stamps, [one.is_proven for one in told.signatures]) == ([], [True] * 3)
