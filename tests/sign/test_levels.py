"""The level of signatures: by what files bring, not by what they say of themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore

from sopc.diagnostics import SopcError
from sopc.sign import causes
from sopc.sign.making.keys import from_pkcs12
from sopc.sign.making.signing import Terms, sign
from sopc.sign.options import Level
from sopc.sign.verifying import verify
from tests.sign.office import NAMES, Office, clock_of, converted
from tests.sign.pki import NOW, PASSPHRASE, Authority
from tests.sign.revocations import DAY, Entry, read_list, revocation_list
from tests.sign.servers import Listening, listening

LEVELS = [*Level][1:]


@dataclass(frozen=True)
class Listed:
    """An authority whose lists can be fetched while somebody signs."""

    authority: Authority
    server: Listening


@pytest.fixture(scope="module")
def listed() -> Iterator[Listed]:
    with listening() as server:
        authority = Authority("CA Berdaftar", address=f"{server.address}root.crl")
        lists = {
            "/root.crl": revocation_list(authority.root),
            "/middle.crl": revocation_list(authority.middle),
        }
        server.answer = lambda path, _: (200, lists[path], {"Content-Type": "application/pkix-crl"})
        yield Listed(authority, server)


@pytest.fixture(scope="module")
def signed_once(
    office: Office, listed: Listed, tmp_path_factory: pytest.TempPathFactory
) -> dict[Level, bytes]:
    """The SOP with its first signature, at each level."""
    authority, address = listed.authority, f"{listed.server.address}middle.crl"
    holder = authority.issue(*NAMES["Penyusun"], elliptic=True, revocations=address)
    file = authority.p12(holder, tmp_path_factory.mktemp("k") / "k.p12")
    key = from_pkcs12(file, PASSPHRASE)
    clock = clock_of(authority, authority.issue("TSA", stamps_time=True, revocations=address))
    pdf, document = office.unsigned(), office.document()
    roots = [converted(authority.root)]
    return {
        level: sign(pdf, document, document.signatories[0], key, Terms(NOW, level, clock, roots))
        for level in Level
    }


def missing(office: Office, listed: Listed, pdf: bytes, required: Level) -> str | None:
    """What is said that is missing for a level."""
    trust = replace(office.trust, roots=[converted(listed.authority.root)], required=required)
    found = verify(pdf, office.known, trust, office.built).findings
    hits = [each for each in found if each.cause is causes.BELOW_LEVEL]
    assert all(each.part == "Penyusun" for each in hits)
    return str(hits[0].message) if hits else None


@pytest.mark.parametrize("level", Level)
def test_a_signature_has_the_level_it_was_made_at(
    office: Office, listed: Listed, signed_once: dict[Level, bytes], level: Level
) -> None:
    order = [*Level]
    for required in LEVELS:
        told = missing(office, listed, signed_once[level], required)
        assert (told is None) is (order.index(level) >= order.index(required)), required
        if told is not None:
            assert told.startswith(f"its level is {level}, less than {required}: ")


def test_what_is_missing_is_named(
    office: Office, listed: Listed, signed_once: dict[Level, bytes]
) -> None:
    told = [missing(office, listed, signed_once[level], Level.B_LTA) for level in Level]
    assert [str(each).partition(": ")[2] for each in told] == [
        "no time stamp that is trusted here proves when it was signed",
        "the file does not say whether the certificate of PENYUSUN CONTOH, S.Kom was revoked",
        "no time stamp of the whole file follows it",
        "",
    ]


@pytest.mark.parametrize("whose", ["signer", "time stamp"])
def test_why_nothing_lasting_can_be_signed_is_told(
    office: Office, listed: Listed, tmp_path: Path, whose: str
) -> None:
    authority, address = listed.authority, f"{listed.server.address}middle.crl"
    holder = authority.issue(*NAMES["Penyusun"], elliptic=True, revocations=address)
    key = from_pkcs12(authority.p12(holder, tmp_path / "k.p12"), PASSPHRASE)
    before, clock = listed.server.answer, clock_of(authority)
    told = "the certificate of the time stamp leads to no trusted root"
    if whose == "signer":
        told = f"a certificate behind it was revoked on {NOW - DAY:%Y-%m-%d %H:%M:%S}"
        said = revocation_list(authority.middle, Entry(holder, NOW - DAY))
        listed.server.answer = lambda *_: (200, said, {"Content-Type": "application/pkix-crl"})
    else:
        clock = clock_of(Authority("CA Lain"))
    document, roots = office.document(), [converted(authority.root)]
    terms = Terms(NOW, Level.B_LT, clock, roots)
    with pytest.raises(SopcError, match=told.replace("+", "[+]")):
        sign(office.unsigned(), document, document.signatories[0], key, terms)
    listed.server.answer = before


def test_a_later_time_stamp_of_the_whole_file_may_prove_the_time(
    office: Office, listed: Listed, signed_once: dict[Level, bytes]
) -> None:
    """Of a signature that brings none, as services make them."""
    address = f"{listed.server.address}middle.crl"
    clock = clock_of(
        listed.authority, listed.authority.issue("TSA 2", stamps_time=True, revocations=address)
    )
    output = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(signed_once[Level.B_B]))
    PdfTimeStamper(clock).timestamp_pdf(writer, "sha256", None, output=output)
    told = [missing(office, listed, output.getvalue(), level) for level in LEVELS]
    assert told[0] is None
    assert "b-t, less than b-lt: the file does not say whether" in str(told[1])
    lists = [revocation_list(each) for each in (listed.authority.root, listed.authority.middle)]
    DocumentSecurityStore.supply_dss_in_writer(
        writer := IncrementalPdfFileWriter(output), None, crls=[read_list(e) for e in lists]
    )
    writer.write_in_place()
    assert missing(office, listed, output.getvalue(), Level.B_LT) is None


def test_a_level_is_not_believed(office: Office, lasting: bytes) -> None:
    """It says b-lta, but its authorities have no lists that it could have brought."""
    told = verify(lasting, office.known, replace(office.trust, required=Level.B_LT), office.built)
    below = [each for each in told.findings if each.lowers]
    assert {each.cause for each in below} == {causes.BELOW_LEVEL}
    assert [each.part for each in below] == [*NAMES]
    assert "its level is b-t, less than b-lt" in below[0].message


def test_proofs_that_no_time_stamp_covers_are_not_of_the_highest_level(
    office: Office, listed: Listed, signed_once: dict[Level, bytes]
) -> None:
    """A file whose time stamp of the whole came before what proves it."""
    whole = signed_once[Level.B_LTA]
    bare = missing(office, listed, whole, Level.B_LTA)
    assert bare is None
    stamped = signed_once[Level.B_T]

    clock = clock_of(listed.authority)
    output = BytesIO()
    PdfTimeStamper(clock).timestamp_pdf(
        IncrementalPdfFileWriter(BytesIO(stamped)), "sha256", None, output=output
    )
    lists = [revocation_list(each) for each in (listed.authority.root, listed.authority.middle)]
    writer = IncrementalPdfFileWriter(output)
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=[converted(listed.authority.middle)],
        crls=[read_list(each) for each in lists],
    )
    writer.write_in_place()
    told = missing(office, listed, output.getvalue(), Level.B_LTA)
    assert told == (
        "its level is b-lt, less than b-lta: no time stamp of the whole file covers what proves it"
    )
