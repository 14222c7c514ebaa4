"""What leads up from a certificate, and what is said where that has gaps."""

from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from sopc.diagnostics import SopcError
from sopc.sign.trust.certificates import common_name
from sopc.sign.trust.chains import chain_above, complete_chain
from tests.sign.desk import Desk
from tests.sign.office import SINGLE, converted
from tests.sign.pki import PASSPHRASE, Authority, Holder

MISSING = (
    "the certificate of CA Contoh, Kota Contoh, which issued that of PENYUSUN CONTOH, S.Kom, is"
    " missing: give --chain FILE"
)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def own(authority: Authority) -> Certificate:
    return converted(authority.issue("P", elliptic=True))


def names(*certificates: Certificate) -> list[str]:
    return [common_name(each) for each in certificates]


def test_a_chain_leads_up_as_far_as_it_is_known(authority: Authority, own: Certificate) -> None:
    root, middle = converted(authority.root), converted(authority.middle)
    whole = chain_above(own, [root, own, middle])
    assert (names(*whole.above), whole.root) == (["CA Contoh"], root)
    cut = chain_above(own, [middle])
    assert (names(*cut.above), cut.root, common_name(cut.top)) == (["CA Contoh"], None, "CA Contoh")
    assert chain_above(own, [root]).above == ()
    assert chain_above(root, []).root == root


def test_of_several_issuers_of_one_name_the_one_that_signed_is_taken(
    authority: Authority, own: Certificate
) -> None:
    others = [converted(each) for a in (Authority(), authority) for each in (a.root, a.middle)]
    chain = chain_above(own, others)
    assert (*chain.above, chain.root) == (others[3], others[2])


def test_a_chain_ends_at_the_root_that_is_trusted(authority: Authority, own: Certificate) -> None:
    root, middle = converted(authority.root), converted(authority.middle)
    assert chain_above(own, [middle], [root]).root == root
    assert chain_above(own, [root], [middle]).root == middle  # a root is who is trusted
    foreign = converted(Authority("CA Lain").root)
    assert chain_above(own, [middle, root], [foreign]).root is None
    with pytest.raises(SopcError, match="leads to CA Contoh Induk, which is none of the --trust"):
        complete_chain(own, [middle, root], [foreign])
    with pytest.raises(SopcError, match=r"of CA Contoh, Kota Contoh, which issued that of P, is"):
        complete_chain(own, [], [root])


def test_chains_of_authorities_that_vouch_for_each_other_end() -> None:
    one, other = Authority("satu"), Authority("dua")
    crossed = [
        converted(Holder(below.root.key, below.certified_by(above.root)))
        for below, above in ((one, other), (other, one))
    ]
    own = converted(one.issue("P", elliptic=True))
    chain = chain_above(own, [converted(one.middle), *crossed])
    assert (names(*chain.above), chain.root) == (["satu", "satu Induk", "dua Induk"], None)


def bundle(desk: Desk, part: str, *others: Holder) -> Path:
    """A person's PKCS#12 file with some certificates."""
    file, holder = desk.folder / "k.p12", desk.office.holders[part]
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    brought = [each.certificate for each in others]
    args = (b"uji", holder.key, holder.certificate, brought or None, lock)
    file.write_bytes(serialize_key_and_certificates(*args))
    return file


def signed_by(desk: Desk, file: Path, *words: str | Path) -> tuple[int, str, bool]:
    """How signing ends, what it says, and whether it wrote."""
    before = (desk.build / SINGLE).read_bytes()
    done = desk.run(
        "sign", desk.build / SINGLE, "--p12", file, "--passphrase-env", "KATA_SANDI", *words
    )
    return done.exit_code, done.stderr, (desk.build / SINGLE).read_bytes() != before


def test_a_bundle_of_a_certificate_alone_signs_and_says_what_is_missing(desk: Desk) -> None:
    status, said, wrote = signed_by(desk, bundle(desk, "Penyusun"))
    assert (status, said, wrote) == (0, f"sopc: {MISSING}\n", True)


@pytest.mark.parametrize("has_root", [True, False])
def test_a_bundle_that_brings_issuers_brings_all_of_them(desk: Desk, *, has_root: bool) -> None:
    above = desk.office.authority
    brought = (above.middle, above.root) if has_root else (above.middle,)
    status, said, wrote = signed_by(desk, bundle(desk, "Penyusun", *brought))
    assert (status, wrote) == ((0, True) if has_root else (2, False))
    assert ("which issued that of CA Contoh, is missing" in said) is not has_root


def test_what_a_bundle_lacks_comes_from_chain_and_trust(desk: Desk) -> None:
    file, chain = bundle(desk, "Penyusun"), desk.folder / "ca.pem"
    chain.write_bytes(desk.office.authority.middle.pem)
    assert signed_by(desk, file, "--trust", desk.root) == (2, f"sopc: {MISSING}\n", False)
    assert signed_by(desk, file, "--trust", desk.root, "--chain", chain) == (0, "", True)
    for part in ("Pemeriksa", "Pengesah"):
        assert desk.sign(part).exit_code == 0
    assert desk.verify().exit_code == 0


def test_who_signs_by_another_authority_than_the_trusted_writes_nothing(desk: Desk) -> None:
    root = desk.folder / "lain.pem"
    root.write_bytes(Authority("CA Lain").root.pem)
    status, said, wrote = signed_by(desk, desk.p12("Penyusun"), "--trust", root)
    assert (status, wrote) == (2, False)
    assert "leads to CA Contoh Induk, which is none of the --trust roots" in said


def test_a_pem_key_without_its_chain_is_refused(desk: Desk) -> None:
    key, own = desk.folder / "k.pem", desk.folder / "c.pem"
    holder = desk.office.holders["Penyusun"]
    key.write_bytes(holder.key_pem)
    own.write_bytes(holder.certificate.public_bytes(Encoding.PEM))
    before = (desk.build / SINGLE).read_bytes()
    done = desk.run("sign", desk.build / SINGLE, "--key", key, "--cert", own)
    assert (done.exit_code, done.stderr) == (2, f"sopc: {MISSING}\n")
    assert (desk.build / SINGLE).read_bytes() == before


def test_what_an_earlier_signature_lacks_comes_from_the_chain_too(desk: Desk) -> None:
    assert signed_by(desk, bundle(desk, "Penyusun"))[0] == 0
    file, chain = desk.p12("Pemeriksa"), desk.folder / "ca.pem"
    chain.write_bytes(desk.office.authority.middle.pem)
    status, said, wrote = signed_by(desk, file, "--trust", desk.root)
    assert (status, MISSING in said, wrote) == (2, True, False)
    status, said, wrote = signed_by(desk, file, "--trust", desk.root, "--chain", chain)
    assert (status, said, wrote) == (0, "", True)
