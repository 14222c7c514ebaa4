"""Who may sign a part: by NIP or by a pin, in their term of office, and a former head before."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from sopc.catalogue.registry import Official
from sopc.catalogue.signatories import Signatory, former_of
from sopc.diagnostics import SopcError
from sopc.load.loader import load_catalogue
from sopc.sign import causes
from sopc.sign.findings import Cause, Grade
from sopc.sign.making.keys import from_pkcs12
from sopc.sign.making.signing import Terms, sign
from sopc.sign.trust.people import of_official, of_sealer, of_signer, pins_of
from sopc.sign.verifying import verify
from tests.catalogues import PEJABAT, write_catalogue
from tests.sign.office import Office, converted
from tests.sign.pki import NOW, PASSPHRASE, certificate_of

NIP = "197001011995031001"
OTHER_NIP = "197001011995031002"
_KINDS = {
    "CN": NameOID.COMMON_NAME, "SN": NameOID.SERIAL_NUMBER, "OU": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "O": NameOID.ORGANIZATION_NAME,
}  # fmt: skip
DAY = datetime(2021, 6, 1, 12, tzinfo=UTC)


def of(*parts: str) -> Certificate:
    """The certificate of a holder with a name of parts like ``CN=PEJABAT CONTOH``."""
    pairs = [part.split("=", 1) for part in parts]
    name = x509.Name([x509.NameAttribute(_KINDS[kind], value) for kind, value in pairs])
    return Certificate.load(certificate_of(name).public_bytes(Encoding.DER))


def official(name: str | None = "PEJABAT CONTOH", **more: object) -> Official:
    data = {"nama": name, "jabatan": "Camat", "nip": NIP, **more}
    return Official.model_validate({key: value for key, value in data.items() if value is not None})


def cause(certificate: Certificate, named: Official) -> Cause | None:
    found = of_official(certificate, named)
    return found.cause if found else None


def test_a_name_and_a_nip_that_agree_are_enough() -> None:
    assert cause(of("CN=Drs. Pejabat Contoh, S.E.", f"SN={NIP}"), official()) is None
    assert cause(of("CN=PEJABAT CONTOH", f"OU=NIP {NIP[:8]} {NIP[8:]}"), official()) is None
    # the same number twice is one number
    assert cause(of("CN=PEJABAT CONTOH", f"SN={NIP}", f"OU=NIP {NIP}"), official()) is None


@pytest.mark.parametrize(
    ("parts", "named", "expected", "words"),
    [
        (("CN=PEJABAT CONTOH",), official(), causes.IDENTITY_UNPROVABLE, "the certificate has no"),
        (("CN=PEJABAT CONTOH", "O=Dinas Lain"), official(), causes.IDENTITY_UNPROVABLE, "no NIP"),
        (
            ("CN=PEJABAT CONTOH", f"SN={NIP}"), official(nip=None),
            causes.IDENTITY_UNPROVABLE, "pejabat.yaml has no NIP",
        ),
        (
            ("CN=PEJABAT CONTOH",), official(nip=None, nrp="78010123"),
            causes.IDENTITY_UNPROVABLE, "no NIP",
        ),
        (
            ("CN=PEJABAT CONTOH", f"SN={OTHER_NIP}"), official(),
            causes.OTHER_SIGNER, f"NIP {OTHER_NIP} is not that of PEJABAT CONTOH, {NIP}",
        ),
        (("CN=ORANG LAIN", f"SN={NIP}"), official(), causes.OTHER_SIGNER, "of ORANG LAIN, not"),
        (("O=Kota Contoh", f"SN={NIP}"), official(), causes.OTHER_SIGNER, "is that of ?, not of"),
        (
            ("CN=ORANG LAIN", "CN=PEJABAT CONTOH", f"SN={NIP}"), official(),
            causes.SEVERAL_HOLDERS, "ORANG LAIN; PEJABAT CONTOH",
        ),
        (
            ("CN=PEJABAT CONTOH", f"SN={NIP}", f"OU={OTHER_NIP}"), official(),
            causes.SEVERAL_HOLDERS, OTHER_NIP,
        ),
        (
            ("CN=PEJ\u0410BAT CONTOH", f"SN={NIP}"), official(),
            causes.DISGUISED_NAME, "PEJ<U+0410>BAT",
        ),
        (
            ("CN=PEJABAT CONTOH\nfile: holds", f"SN={NIP}"), official(),
            causes.DISGUISED_NAME, "CONTOH<U+000A>file: holds",
        ),
        (
            ("CN=\u202ePEJABAT CONTOH", f"SN={NIP}"), official(),
            causes.DISGUISED_NAME, "<U+202E>PEJABAT",
        ),
        (("CN=PEJABAT",), official(None, nip=None), causes.OTHER_SIGNER, "who holds the office"),
    ],
)  # fmt: skip
def test_what_does_not_prove_a_person_has_its_cause(
    parts: tuple[str, ...], named: Official, expected: Cause, words: str
) -> None:
    found = of_official(of(*parts), named)
    assert found is not None
    assert found.cause is expected
    assert words in found.message


@pytest.mark.parametrize("kind", [0, 1])
def test_a_pin_decides_whatever_the_name(kind: int) -> None:
    own, other = of("CN=\u0410PA SAJA", "CN=DUA"), of("CN=PEJABAT CONTOH", f"SN={NIP}")
    named = official(sertifikat=pins_of(own)[kind])
    assert cause(own, named) is None
    assert cause(other, named) is causes.OTHER_CERTIFICATE
    assert cause(other, official(sertifikat=[pins_of(own)[kind], pins_of(other)[0]])) is None
    # the fingerprint of a certificate is not taken for one of a key
    crossed = ("sha256:" if kind else "kunci:") + pins_of(own)[kind].partition(":")[2]
    assert cause(own, official(sertifikat=crossed)) is causes.OTHER_CERTIFICATE


def test_a_pin_of_a_key_holds_for_its_next_certificate(office: Office) -> None:
    holder = office.holders["Pengesah"]
    subject = holder.certificate.subject
    made = certificate_of(subject, key=holder.key).public_bytes(Encoding.DER)
    named = official(sertifikat=pins_of(converted(holder))[1])
    assert cause(Certificate.load(made), named) is None


def openssl(*words: str, said: bytes = b"") -> bytes:
    """What the program prints, as docs/signing.md has it called."""
    return subprocess.run(["openssl", *words], input=said, capture_output=True, check=True).stdout


def test_what_openssl_prints_is_the_pin(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "c.pem"
    file.write_bytes(office.holders["Pengesah"].pem)
    of_it = ("x509", "-in", str(file), "-noout")
    key = openssl("pkey", "-pubin", "-outform", "DER", said=openssl(*of_it, "-pubkey"))
    said = (openssl(*of_it, "-fingerprint", "-sha256"), openssl("dgst", "-sha256", said=key))
    pins = official(sertifikat=[said[0].decode(), f"kunci:{said[1].decode()}"]).pins
    assert pins == pins_of(converted(office.holders["Pengesah"]))


def test_the_line_to_add_is_told_and_helps(office: Office, tmp_path: Path) -> None:
    document = office.document()
    holder = office.authority.issue("PENYUSUN CONTOH", elliptic=True)
    key = from_pkcs12(office.authority.p12(holder, tmp_path / "k.p12"), PASSPHRASE)
    first = document.signatories[0]
    with pytest.raises(SopcError, match="add to them in pejabat") as refused:
        sign(office.unsigned(), document, first, key, Terms(office.trust.now))
    line = refused.value.message.partition("`sertifikat: ")[2].partition("`")[0]
    assert first.official is not None
    pinned = replace(first, official=first.official.model_copy(update={"pins": (line,)}))
    there = replace(document, signatories=(pinned, *document.signatories[1:]))
    sign(office.unsigned(), there, pinned, key, Terms(office.trust.now))


@pytest.mark.parametrize(
    ("term", "at", "expected"),
    [
        ({"dari": "2021-06-01"}, DAY, None),
        ({"sampai": "2021-06-01"}, DAY, None),
        ({"dari": "2021-06-02"}, DAY, causes.NOT_IN_OFFICE),
        ({"sampai": "2021-05-31"}, DAY, causes.NOT_IN_OFFICE),
        # an authority's clock says Greenwich: in Jayapura it is nine hours later
        ({"dari": "2021-06-02"}, DAY.replace(hour=15), None),
        ({"dari": "2021-06-02"}, DAY.replace(hour=14, minute=59), causes.NOT_IN_OFFICE),
        ({"sampai": "2021-06-01"}, DAY.replace(hour=23), None),
        ({"sampai": "2021-06-01"}, DAY + timedelta(days=1), causes.NOT_IN_OFFICE),
        ({"dari": "2021-06-01"}, None, causes.OFFICE_UNPROVABLE),
        ({"sampai": "2021-06-01"}, datetime.max.replace(tzinfo=UTC), causes.NOT_IN_OFFICE),
        (None, None, None),
    ],
)
def test_a_signature_counts_within_the_term_of_office(
    term: dict[str, str] | None, at: datetime | None, expected: Cause | None
) -> None:
    part = Signatory("Pengesah", "pengesah", official(menjabat=term))
    found = of_signer(of("CN=PEJABAT CONTOH", f"SN={NIP}"), part, at)
    assert (found.cause if found else None) is expected


FORMER = official("KEPALA LAMA", nip=OTHER_NIP, menjabat={"sampai": "2023-06-30"})
HEAD = Signatory("Pengesah", "pengesah", official(menjabat={"dari": "2023-07-01"}), (FORMER,))
LAMA, STRANGER = of("CN=KEPALA LAMA", f"SN={OTHER_NIP}"), of("CN=ORANG LAIN", f"SN={NIP}")


@pytest.mark.parametrize(
    ("certificate", "at", "is_superseded", "expected"),
    [
        (LAMA, DAY, True, None),
        (LAMA, DAY, False, causes.OTHER_SIGNER),
        (LAMA, DAY.replace(year=2024), True, causes.NOT_IN_OFFICE),
        (of("CN=KEPALA LAMA"), DAY, True, causes.IDENTITY_UNPROVABLE),
        (of("CN=PEJABAT CONTOH", f"SN={NIP}"), DAY, True, causes.NOT_IN_OFFICE),
        (STRANGER, DAY, True, causes.OTHER_SIGNER),
    ],
)
def test_an_earlier_revision_may_be_a_former_head_s(
    certificate: Certificate, at: datetime, is_superseded: bool, expected: Cause | None
) -> None:
    found = of_signer(certificate, HEAD, at, is_superseded=is_superseded)
    assert (found.cause if found else None) is expected


def test_a_part_that_is_open_is_anybody_s() -> None:
    assert of_signer(STRANGER, Signatory("Pemeriksa", "pemeriksa", None), None) is None


def test_a_manifest_is_one_of_some_people_s() -> None:
    assert of_sealer(LAMA, [official(), FORMER], DAY) is None
    assert of_sealer(STRANGER, [], DAY) is not None
    found = of_sealer(of("CN=KEPALA LAMA"), [official(), FORMER], DAY)
    assert found is not None
    assert found.cause is causes.IDENTITY_UNPROVABLE


def test_the_same_office_is_held_at_times_that_are_said(tmp_path: Path) -> None:
    office = "jabatan: kepala  DINAS contoh"
    more = (
        f"dulu: {{nama: DULU, {office}, menjabat: {{sampai: 2019-02-28}}}}\n"
        f"tanpa: {{nama: TANPA, {office}}}\n"
        "lain: {nama: LAIN, jabatan: Sekretaris, menjabat: {sampai: 2019-02-28}}\n"
    )
    catalogue = load_catalogue(
        write_catalogue(tmp_path, {"pejabat.yaml": PEJABAT + more})
    ).catalogue
    assert catalogue is not None
    found = former_of(catalogue, catalogue.officials["kepala"])
    assert [each.name for each in found] == ["DULU"]


def test_a_new_head_makes_a_signed_file_older_and_not_forged(office: Office, signed: bytes) -> None:
    """The file was the present one; since then there is another head, and a new revision."""
    documents = {each.file: each for each in office.known}
    document = documents["sop/K.1.1.1.1.pdf"]
    code = replace(document.code, digest="0" * len(document.code.digest))
    *others, last = document.signatories
    old = last.official
    assert old is not None
    ends = f"{NOW:%Y-%m-%d}"
    past = Official.model_validate(
        {"nama": old.called, "nip": old.nip, "jabatan": old.office, "menjabat": {"sampai": ends}}
    )
    new = Official.model_validate({"nama": "KEPALA BARU", "nip": OTHER_NIP, "jabatan": old.office})
    for former, expected in (((past,), []), ((), ["TTE106"])):
        head = replace(last, official=new, former=former)
        then = replace(document, code=code, signatories=(*others, head))
        found = verify(signed, [then], office.trust).findings
        assert "TTE401" in [each.cause.code for each in found]
        assert [each.cause.code for each in found if each.cause.grade is Grade.CHANGED] == expected
