"""Files whose fields were prepared here and signed by another program, as a service would."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from sopc.sign.making.fields import prepare
from tests.sign.foreign import serve
from tests.sign.office import NAMES, Office
from tests.sign.samples import changes_of_a_byte, last_signature


def served(office: Office, *, pss: bool = False, brings: int = 2) -> bytes:
    """An SOP that a service has signed for all."""
    pdf = prepare(office.unsigned(), office.document())
    for part, who in NAMES.items():
        holder = office.authority.issue(*who, elliptic=not pss)
        pdf = serve(pdf, office, part, holder, pss=pss, brings=brings)
    return pdf


@pytest.mark.parametrize("pss", [False, True])
@pytest.mark.parametrize("brings", [1, 2])
def test_what_a_service_signed_holds(office: Office, pss: bool, brings: int) -> None:
    verdict = office.verdict(served(office, pss=pss, brings=brings))
    assert verdict.faults == ()
    assert [one.holder for one in verdict.signatures] == [name for name, _ in NAMES.values()]
    assert verdict.is_current


def test_a_service_that_signs_the_wrong_field_is_noticed(office: Office) -> None:
    pdf = prepare(office.unsigned(), office.document())
    holder = office.authority.issue(*NAMES["Penyusun"], elliptic=True)
    pdf = serve(pdf, office, "Pemeriksa", holder)
    faults = office.verdict(pdf).faults
    assert "Penyusun (PENYUSUN CONTOH, S.Kom) has not signed" in faults
    assert any(fault.startswith("Pemeriksa: the certificate is that of") for fault in faults)


@pytest.fixture(scope="session")
def service_signed(office: Office) -> bytes:
    return served(office, pss=True)


def test_no_byte_of_a_services_signature_can_be_changed(
    office: Office, service_signed: bytes, exhaustive: bool
) -> None:
    """But for those of the root, which it need not bring, and which nobody believes for that."""
    last = last_signature(service_signed)
    brought = office.authority.root.certificate.public_bytes(Encoding.DER)
    root = range(last.held.index(brought), last.held.index(brought) + len(brought))
    for position, change in changes_of_a_byte(last, 14, 22, exhaustive):
        if position not in root:
            altered = last.changed(position, change)
            assert not office.verdict(altered).holds, (position, change)
