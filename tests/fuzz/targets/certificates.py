"""Files with certificates, keys and signed manifests: what is in them, or one error.

The first byte says what the rest is taken for.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from sopc.catalogue.registry import Official
from sopc.diagnostics import SopcError
from sopc.sign.making.keys import from_pem, from_pkcs12, is_locked, public_key
from sopc.sign.manifest.envelope import unseal
from sopc.sign.trust.certificates import (
    common_name,
    is_of_bsre,
    issuer_name,
    nip_of,
    out_of_date,
    read_certificates,
)
from sopc.sign.trust.chains import chain_above
from sopc.sign.trust.people import of_official
from sopc.sign.trust.policy import of_signing_key
from tests.fuzz import kept_signature
from tests.fuzz.held import only

WORDS = (
    "-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n", "-----BEGIN PRIVATE KEY-----\n",
    "-----BEGIN PUBLIC KEY-----\n", '"payload"', '"signatures"', '"sig"', '"cert"', '"keyid"',
    "0\x82",
)  # fmt: skip
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def seeds() -> Iterator[bytes]:
    for kind in range(5):
        yield bytes([kind]) + kept_signature.certificate_pem()
        yield bytes([kind]) + kept_signature.certificate_der()
    yield b"\x03" + kept_signature.sealed()
    yield b"\x04" + kept_signature.key_file()


@cache
def _folder() -> Path:
    return Path(mkdtemp(prefix="fuzz-"))


def run(data: bytes) -> None:
    if not data:
        return
    file = _folder() / "x.pem"
    file.write_bytes(data[1:])
    with only(SopcError):
        _read(data[0] % 5, file)


def _read(kind: int, file: Path) -> None:
    official = kept_signature.official()
    if kind == 0:
        for each in read_certificates(file):
            assert common_name(each) is not None
            assert issuer_name(each) is not None
            assert len(nip_of(each) or "0" * 18) == 18
            is_of_bsre(each)
            of_official(each, official)
            assert len([*of_signing_key(each, [], NOW)]) < 9
            out_of_date(each, NOW)
            assert chain_above(each, read_certificates(file)).certificate is each
    elif kind == 1:
        public_key(file)
    elif kind == 2:
        is_locked(file)
        from_pkcs12(file, "x")
    elif kind == 3:
        _believes_none_but_the_signed(file.read_bytes(), official)
    else:
        from_pem(file, file, None)


def _believes_none_but_the_signed(data: bytes, official: Official) -> None:
    manifest = unseal(data, kept_signature.trust(), [official])
    if not manifest.findings:
        assert data == kept_signature.sealed()
