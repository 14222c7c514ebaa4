"""Which certificates, keys and digests signatures may be made with: the table of docs/signing.md.

What does not keep to it proves nothing, whoever it comes from. Each way has a cause of its own.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeAlias

from asn1crypto.algos import SignedDigestAlgorithm
from asn1crypto.cms import SignedData, SignerInfo
from asn1crypto.keys import PublicKeyInfo
from asn1crypto.x509 import Certificate

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.findings import Cause
from sopc.sign.trust.certificates import common_name
from sopc.sign.trust.chains import Chain, chain_above

Found: TypeAlias = tuple[Cause, Phrase]
_UNNAMED = frozenset({"rsassa_pkcs1v15", "ecdsa", "dsa", "ed25519", "ed448"})
"""Ways of signing that name no digest: another field does, or there is but one."""
_SHA3_RSA = {
    "2.16.840.1.101.3.4.3.14": "sha3_256",
    "2.16.840.1.101.3.4.3.15": "sha3_384",
    "2.16.840.1.101.3.4.3.16": "sha3_512",
}
_TOKEN = "signature_time_stamp_token"

USAGE = "non_repudiation"
"""What a signer's certificate says that its key is for: to stand by what was signed. One for
*digital signature* alone proves who is there, and other validators do not accept it either."""
PURPOSES = frozenset(
    {
        "1.3.6.1.5.5.7.3.36",  # document signing, RFC 9336
        "1.3.6.1.5.5.7.3.4",  # e-mail
        "1.2.840.113583.1.1.5",  # Adobe: authentic documents
        "1.3.6.1.4.1.311.10.3.12",  # Microsoft: document signing
        "2.5.29.37.0",  # any
    }
)
"""Of these a signer's certificate has one, where it says what it was issued for."""
DIGESTS = frozenset({"sha256", "sha384", "sha512"})
"""By which files are signed: other validators in use know no others."""
CERTIFICATE_DIGESTS = frozenset({"sha256", "sha384", "sha512", "shake256"})
"""By which certificates are signed: no validator of paths that is in use knows SHA-3 there."""
CURVES = frozenset({"secp256r1", "secp384r1", "secp521r1"})
EDWARDS = frozenset({"ed25519", "ed448"})
"""What authorities may have, and who signs manifests; in files, other validators do not know it."""
LEAST_RSA = 2048
"""The shortest RSA key, in bits."""


def of_signing_key(
    certificate: Certificate, others: Iterable[Certificate], now: datetime
) -> Iterator[Found]:
    """What speaks against signing a file with a key: what verifying would say of it at once."""
    yield from of_signer(certificate, known=frozenset())
    yield from of_chain(chain_above(certificate, others, ()), now)


def of_sealer(
    certificate: Certificate,
    others: Iterable[Certificate],
    roots: Collection[Certificate],
    moment: datetime,
) -> Iterator[Found]:
    """What speaks against who signed a manifest, whose digest is always SHA-256."""
    yield from of_signer(certificate)
    yield from of_chain(chain_above(certificate, others, roots), moment)


def of_signature(
    signer: SignerInfo, certificate: Certificate, chain: Chain, moment: datetime
) -> list[Found]:
    """What speaks against a file's signature, but for its time stamp.

    ``chain`` leads up from its certificate, and ``moment`` is when all of these have to be valid.
    What the validator cannot verify, because it is not accepted, it only calls untrusted.
    """
    own = of_signer(certificate, known=frozenset())
    return [*of_signed(signer), *own, *of_chain(chain, moment)]


def stamp_of(signer: SignerInfo) -> SignedData:
    """A signature's time stamp. Raises IndexError when there is none."""
    tokens = [a for a in signer["unsigned_attrs"] if a["type"].native == _TOKEN]
    return tokens[0]["values"][0]["content"]


def of_stamp(signed: SignedData, authority: Chain) -> list[Found]:
    """What speaks against the means of a time stamp; what its authority is worth is not asked."""
    imprint = signed["encap_content_info"]["content"].parsed["message_imprint"]
    found = [*_of_digest(imprint["hash_algorithm"]["algorithm"].native)]
    found += [*of_key(authority.certificate), *of_means(authority)]
    for signer in signed["signer_infos"]:
        found += of_signed(signer)
    return [
        (causes.STAMP_WEAK, Phrase("its time stamp: {fault}", fault=told))
        for told in dict.fromkeys(told for _, told in found)
    ]


def of_signed(signer: SignerInfo) -> Iterator[Found]:
    """What speaks against the digests of a signature."""
    digest = signer["digest_algorithm"]["algorithm"].native
    yield from _of_digest(digest)
    own = _digest_of(signer["signature_algorithm"])
    if own != digest:
        yield from _of_digest(own)


def of_signer(certificate: Certificate, *, known: Collection[str] = EDWARDS) -> Iterator[Found]:
    """What speaks against a certificate as a signer's, whoever issued it. ``known`` are the kinds
    of keys besides RSA's and elliptic ones that are accepted."""
    usage = certificate.key_usage_value
    if certificate.ca:
        yield causes.AUTHORITY_SIGNS, Phrase("an authority's own certificate signs no documents")
    elif usage is None:
        yield causes.KEY_USAGE, Phrase("the certificate does not say what its key is used for")
    elif USAGE not in usage.native:
        message = Phrase(
            "the certificate's key is not for signing ({usages})", usages=_listed(usage.native)
        )
        yield causes.KEY_USAGE, message
    purposes = certificate.extended_key_usage_value
    if purposes is not None and not PURPOSES & {each.dotted for each in purposes}:
        message = Phrase(
            "the certificate was issued for something else than signing documents ({purposes})",
            purposes=_listed(each.native for each in purposes),
        )
        yield causes.OTHER_PURPOSE, message
    yield from of_key(certificate, known=known)


def of_chain(chain: Chain, moment: datetime) -> Iterator[Found]:
    """What speaks against the certificates above one, at a moment."""
    yield from of_means(chain)
    for each in _authorities(chain):
        if not each.not_valid_before <= moment <= each.not_valid_after:
            message = Phrase(
                "the authority's certificate, of {holder}, was valid from {begins} to {ends} only",
                holder=common_name(each),
                begins=f"{each.not_valid_before:%Y-%m-%d}",
                ends=f"{each.not_valid_after:%Y-%m-%d}",
            )
            yield causes.AUTHORITY_EXPIRED, message


def of_means(chain: Chain) -> Iterator[Found]:
    """What speaks against the digests and keys of a chain; a root's own signature does not
    matter."""
    for each in (chain.certificate, *chain.above):
        digest = _digest_of(each["signature_algorithm"])
        if digest is not None and digest not in CERTIFICATE_DIGESTS:
            message = Phrase(
                "the certificate of {holder} is signed by way of {digest}, which is not accepted",
                holder=common_name(each),
                digest=digest.upper(),
            )
            yield causes.WEAK_CERTIFICATE, message
    for each in _authorities(chain):
        yield from of_key(each)


def _authorities(chain: Chain) -> Sequence[Certificate]:
    return (*chain.above, *([chain.root] if chain.root else []))


def of_key(certificate: Certificate, *, known: Collection[str] = EDWARDS) -> Iterator[Found]:
    """What speaks against the kind of a certificate's key, or its length."""
    kind = _kind_of(certificate.public_key, known)
    if kind is not None:
        message = Phrase(
            "the key of {holder} is not accepted: {kind}",
            holder=common_name(certificate),
            kind=kind,
        )
        yield causes.WEAK_KEY, message


def _kind_of(key: PublicKeyInfo, known: Collection[str]) -> str | None:
    """What a key is that is not accepted; None for one that is."""
    algorithm: str = key.algorithm
    if algorithm in ("rsa", "rsassa_pss"):
        return None if key.bit_size >= LEAST_RSA else f"RSA {key.bit_size}"
    if algorithm == "ec":
        name = key.curve[1] if key.curve[0] == "named" else key.curve[0]
        return None if name in CURVES else f"EC {name}"
    return None if algorithm in known else algorithm.upper()


def _of_digest(digest: str | None) -> Iterator[Found]:
    if digest is not None and digest not in DIGESTS:
        message = Phrase(
            "it is signed by way of {digest}, which is not accepted", digest=digest.upper()
        )
        yield causes.WEAK_DIGEST, message


def _digest_of(algorithm: SignedDigestAlgorithm) -> str | None:
    """The digest that a way of signing names; None where it goes without saying."""
    name: str = algorithm["algorithm"].native
    if name == "rsassa_pss":
        named = algorithm["parameters"]["hash_algorithm"]["algorithm"]
        return str(named.native)
    if name in _UNNAMED:
        return None
    return _SHA3_RSA.get(name) or re.sub("_(rsa|dsa|ecdsa)$", "", name)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(str(word).replace("_", " ") for word in words))
