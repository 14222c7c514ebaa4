"""The key, from where the user says it is."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.sign.making import keys
from sopc.sign.options import KeyPlace
from sopc.sign.trust.certificates import read_certificates


@contextmanager
def opened(
    place: KeyPlace, secret: Callable[[], str], roots: Sequence[Certificate] = ()
) -> Iterator[keys.SigningKey]:
    """The key, as long as it is needed; ``secret`` is asked when it is locked.

    Its certificate has to lead to one of ``roots``, where there are any. Raises SopcError.
    """
    if [place.p12, place.key, place.pkcs11].count(None) != 2:
        raise SopcError(Phrase("give the key by one of --p12, --key and --pkcs11"))
    others = tuple(read_certificates(place.chain)) if place.chain is not None else ()
    issuers = keys.Issuers(others, tuple(roots))
    if place.p12 is not None:
        yield keys.from_pkcs12(place.p12, secret(), issuers)
    elif place.key is not None:
        if place.cert is None:
            raise SopcError(Phrase("--key needs the certificate: give --cert"))
        words = secret() if keys.is_locked(place.key) else None
        yield keys.from_pem(place.key, place.cert, words, issuers)
    else:
        assert place.pkcs11 is not None  # one of the three is given
        if place.token is None:
            raise SopcError(Phrase("--pkcs11 needs the token's label: give --token"))
        try:
            from sopc.sign.making.token import TokenKey, from_token
        except ImportError:
            raise SopcError(
                Phrase("tokens need another package: pip install 'sopc[sign,pkcs11]'")
            ) from None
        named = TokenKey(place.pkcs11, place.token, place.key_label)
        with from_token(named, secret(), issuers) as key:
            yield key


def bare_key(place: KeyPlace, secret: Callable[[], str]) -> Ed25519PrivateKey | None:
    """The Ed25519 key of a PEM file without a certificate: it can sign a manifest, but no PDF.

    None when the user says that the key is elsewhere, or it is of another kind.
    """
    if place.key is None or place.cert is not None:
        return None
    return keys.bare(place.key, secret() if keys.is_locked(place.key) else None)
