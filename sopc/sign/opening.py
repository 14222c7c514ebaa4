"""The key, from where the user says it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.sign import keys
from sopc.sign.options import KeyPlace


@contextmanager
def opened(place: KeyPlace, secret: Callable[[], str]) -> Iterator[keys.SigningKey]:
    """The key, as long as it is needed; ``secret`` is asked when it is locked. Raises SopcError."""
    if [place.p12, place.key, place.pkcs11].count(None) != 2:
        raise SopcError(Phrase("give the key by one of --p12, --key and --pkcs11"))
    if place.p12 is not None:
        yield keys.from_pkcs12(place.p12, secret())
    elif place.key is not None:
        if place.cert is None:
            raise SopcError(Phrase("--key needs the certificate: give --cert"))
        words = secret() if keys.is_locked(place.key) else None
        yield keys.from_pem(place.key, place.cert, place.chain, words)
    else:
        assert place.pkcs11 is not None  # one of the three is given
        if place.token is None:
            raise SopcError(Phrase("--pkcs11 needs the token's label: give --token"))
        try:
            from sopc.sign.token import from_token
        except ImportError:
            raise SopcError(
                Phrase("tokens need another package: pip install 'sopc[sign,pkcs11]'")
            ) from None
        label, chain = place.key_label, place.chain
        with from_token(place.pkcs11, place.token, label, chain, secret()) as key:
            yield key


def bare_key(place: KeyPlace, secret: Callable[[], str]) -> Ed25519PrivateKey | None:
    """The Ed25519 key of a PEM file without a certificate: it can sign a manifest, but no PDF.

    None when the user says that the key is elsewhere, or it is of another kind.
    """
    if place.key is None or place.cert is not None:
        return None
    return keys.bare(place.key, secret() if keys.is_locked(place.key) else None)
