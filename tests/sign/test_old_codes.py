"""Files that were signed when codes had 64 bits: they are understood, and said to be old."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from sopc.render.qr import Code
from sopc.sign import causes
from sopc.sign.built import BuildEvidence
from sopc.sign.comparison import Comparison
from sopc.sign.making.signing import Terms, sign
from sopc.sign.options import Level
from sopc.sign.verifying import Verdict, verify
from tests.sign.desk import Desk
from tests.sign.office import NAMES, SINGLE, Office


def signed_as(office: Office, code: Code, file: str = SINGLE) -> bytes:
    """A document whose signatures' labels have a code."""
    pdf, document = office.unsigned(file), replace(office.document(file), code=code)
    terms = Terms(datetime.now().astimezone(), Level.B_B, office.clock, office.trust.roots)
    for part in document.signatories:
        pdf = sign(pdf, document, part, office.keys[part.field], terms)
    return pdf


def verdict(office: Office, pdf: bytes, built: dict[str, str] | None = None) -> Verdict:
    evidence = BuildEvidence(claimed=built or {}, is_claimed_of_now=True)
    return verify(pdf, office.known, office.trust, Comparison(evidence))


def codes_of(found: Verdict) -> set[str]:
    return {finding.cause.code for finding in found.findings}


@pytest.fixture(scope="module")
def old(office: Office) -> Verdict:
    """Of a file that was signed then, and is not compared."""
    code = office.document().old_code
    assert code is not None
    return verdict(office, signed_as(office, code))


def test_a_file_with_an_old_label_is_of_the_present_revision_and_said_to_be_old(
    old: Verdict,
) -> None:
    assert old.code is not None
    assert str(old.code).startswith("SOPC1*K.1.1.1.1*")
    assert [one.field for one in old.signatures] == [*NAMES]
    assert old.is_current
    assert {each.cause for each in old.findings if each.lowers} == {causes.NOT_COMPARED}
    assert causes.OLD_CODE.code in codes_of(old)
    assert "it is an old code" in " ".join(str(each.sentence) for each in old.findings)


def test_scripts_are_told_that_it_is_old(desk: Desk, signed: bytes) -> None:
    code, file = desk.office.document().old_code, desk.folder / "lama.pdf"
    assert code is not None
    for pdf, is_old in ((signed_as(desk.office, code), True), (signed, False)):
        file.write_bytes(pdf)
        (found,) = json.loads(desk.verify(file, "--json").stdout)
        assert found["old"] is is_old


def test_pages_with_an_old_code_are_not_those_of_today_and_not_called_changed(
    office: Office,
) -> None:
    code = office.document().old_code
    assert code is not None
    found = verdict(office, signed_as(office, code), {SINGLE: "0" * 64})
    assert {each.cause for each in found.findings if each.lowers} == {causes.NOT_COMPARED}
    assert causes.OLD_CODE.code in codes_of(found)


@pytest.mark.parametrize("is_old", [True, False])
def test_a_label_of_another_date_is_no_label_of_the_catalogue(office: Office, is_old: bool) -> None:
    document = office.document()
    code = document.old_code if is_old else document.code
    assert code is not None
    found = verdict(office, signed_as(office, replace(code, revision="2030-01")))
    assert causes.OTHER_DATE.code in codes_of(found)
    assert not found.is_current
    assert not found.holds


def test_a_book_with_an_old_label_is_known(office: Office) -> None:
    code = office.document("handbook.pdf").old_code
    assert code is not None
    found = verdict(office, signed_as(office, code, "handbook.pdf"))
    assert found.is_current
    assert causes.OLD_CODE.code in codes_of(found)
