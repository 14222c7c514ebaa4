"""Genuine files that others signed or extended hold, and other validators judge the same."""

import asyncio
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from sopc.render.qr import read_code
from sopc.sign import causes
from sopc.sign.findings import Grade
from sopc.sign.verifying import verify
from tests.sign.attacks import HONEST
from tests.sign.foreign_forms import FORMS, proven
from tests.sign.office import NAMES, Office
from tests.sign.other_validators import by_pdfsig, by_pyhanko
from tests.sign.sign_by_pdfbox import can_sign, kept, sign_anew
from tests.sign.updates import update


@pytest.fixture(scope="module")
def begun(office: Office) -> bytes:
    """A file that two have signed by this program."""
    return office.signed((*NAMES,)[:2])


@pytest.mark.sampled(20)
@pytest.mark.parametrize("name", FORMS)
def test_a_genuine_file_of_another_program_holds(office: Office, begun: bytes, name: str) -> None:
    verdict = office.verdict(FORMS[name](begun, office))
    assert verdict.holds, verdict.faults


@pytest.mark.sampled(10)
@pytest.mark.parametrize("name", FORMS)
def test_other_validators_accept_it_too(
    office: Office, begun: bytes, name: str, tmp_path: Path
) -> None:
    """So it is genuine, and not only accepted here."""
    pdf = FORMS[name](begun, office)
    assert by_pyhanko(pdf, office)
    assert by_pdfsig(pdf, tmp_path)


def test_what_pdfbox_signed_holds(office: Office, tmp_path: Path, exhaustive: bool) -> None:
    """Java, and openssl for the signature itself; signed once, and kept."""
    files = [kept()]
    if exhaustive and can_sign():
        sign_anew(office, tmp_path)
        files.append(kept(tmp_path))
    for held in files:
        code = read_code(held.code)
        assert code is not None
        document = replace(office.document(), code=code)
        verdict = verify(held.pdf, [document], held.trust)
        assert [one.field for one in verdict.signatures] == [*NAMES]
        assert not [each for each in verdict.findings if each.cause.grade is Grade.CHANGED]
        trust = ValidationContext(
            trust_roots=[*held.trust.roots],
            moment=held.trust.now,
            allow_fetching=False,
            revocation_mode="soft-fail",
        )
        for one in PdfFileReader(BytesIO(held.pdf)).embedded_signatures:
            assert asyncio.run(async_validate_pdf_signature(one, trust)).bottom_line


@pytest.mark.parametrize(
    "name", ["nothing", "an extension", "a version", "an object written again as it was"]
)
def test_nothing_but_validation_data_comes_last(office: Office, signed: bytes, name: str) -> None:
    """Though signing may bring it, and pyHanko minds none of it."""
    pdf = update(signed, HONEST[name])
    causes_found = [finding.cause for finding in office.verdict(pdf).findings]
    assert causes.ADDED_AFTER in causes_found
    assert causes.UNSIGNED_PROOFS not in causes_found
    proven_too = office.verdict(update(pdf, proven(office)))
    assert causes.ADDED_AFTER in [finding.cause for finding in proven_too.findings]


def test_forty_forms_are_tried() -> None:
    assert len(FORMS) >= 40
