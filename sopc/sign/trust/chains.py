"""What leads up from a certificate: who issued it, who issued that, and so on to a root."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from asn1crypto.x509 import Certificate
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509 import load_der_x509_certificate
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.sign.trust.certificates import common_name, issuer_name

_LONGEST = 10
"""How many certificates a chain may have; real ones have three or four."""
_NAMESAKES = 20
"""How many certificates of one name are tried: an authority renews its own every few years."""
_UNKNOWN = (ValueError, TypeError, AssertionError, UnsupportedAlgorithm)
"""What is raised over keys and digests of no known kind."""
_REMEMBERED = 4096
"""Of how many pairs it is remembered whether one signed the other: authorities are the same."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The certificates above one, nearest first, without ``root``; None where none was reached."""

    certificate: Certificate
    above: tuple[Certificate, ...]
    root: Certificate | None

    @property
    def top(self) -> Certificate:
        """The highest of them."""
        return self.root or [self.certificate, *self.above][-1]


def chain_above(
    certificate: Certificate, others: Iterable[Certificate], roots: Collection[Certificate] = ()
) -> Chain:
    """The chain that leads up from a certificate through ``others``, to one of ``roots`` if it can.

    Without ``roots``, to a certificate that issued itself. Each has to have signed the one below
    it. It is the shortest; where nothing leads to a root, the one that was followed the longest.
    """
    trusted = {root.dump() for root in roots}
    pool = {each.dump(): each for each in [*roots, *others]}
    ways = [Chain(certificate, (), None)]
    pool.pop(certificate.dump(), None)
    for way in ways:  # which grows as others are found above it
        if way.top.dump() in trusted or (not roots and way.top.self_issued):
            return Chain(certificate, way.above[:-1], way.top)
        for issuer in _issuers(way.top, pool) if len(way.above) < _LONGEST else []:
            del pool[issuer.dump()]  # whoever was reached once need not be reached again
            ways.append(Chain(certificate, (*way.above, issuer), None))
    return ways[-1]


class CertificateVerifier(DefaultSignatureValidator):
    """Verifies signatures of certificates; one of a kind that the library does not know proves
    nothing, like one that is false. What is not accepted about it is told by ``policy``."""

    def validate_signature(self, *what: Any, **more: Any) -> None:
        """Raises InvalidSignature."""
        try:
            super().validate_signature(*what, **more)
        except (AttributeError, *_UNKNOWN):
            raise InvalidSignature from None


def complete_chain(
    certificate: Certificate, others: Iterable[Certificate], roots: Collection[Certificate]
) -> Chain:
    """The same, for signing with it: raises SopcError when it does not lead to a root."""
    chain = chain_above(certificate, others, roots)
    if chain.root is not None:
        return chain
    if chain.top.self_issued:
        raise SopcError(
            Phrase(
                "the certificate of {holder} leads to {root}, which is none of the --trust roots",
                holder=common_name(certificate),
                root=common_name(chain.top),
            )
        )
    raise SopcError(missing_issuer(chain))


def missing_issuer(chain: Chain) -> Phrase:
    """What is said of a chain that ends before it reaches a root."""
    return Phrase(
        "the certificate of {issuer}, which issued that of {holder}, is missing: give --chain FILE",
        issuer=issuer_name(chain.top),
        holder=common_name(chain.top),
    )


def _issuers(certificate: Certificate, pool: Mapping[bytes, Certificate]) -> list[Certificate]:
    """Those of a pool that issued a certificate: by their name, and by their signature."""
    named = [each for each in pool.values() if each.subject == certificate.issuer]
    der = certificate.dump()
    return [each for each in named[:_NAMESAKES] if _has_signed(each.dump(), der)]


@lru_cache(_REMEMBERED)
def _has_signed(issuer: bytes, certificate: bytes) -> bool:
    try:
        load_der_x509_certificate(certificate).verify_directly_issued_by(
            load_der_x509_certificate(issuer)
        )
    except InvalidSignature:
        return False
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return _has_signed_by_old_means(issuer, certificate)
    return True


def _has_signed_by_old_means(issuer: bytes, certificate: bytes) -> bool:
    """The same by whatever digest, so that one can be told which is not accepted."""
    below = Certificate.load(certificate)
    try:
        DefaultSignatureValidator().validate_signature(
            below["signature_value"].native,
            below["tbs_certificate"].dump(),
            Certificate.load(issuer).public_key,
            below["signature_algorithm"],
        )
    except (InvalidSignature, *_UNKNOWN):
        return False
    return True
