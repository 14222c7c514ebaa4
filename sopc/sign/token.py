"""Keys that sign without leaving their token: smart cards, USB keys, by PKCS#11."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asn1crypto.x509 import Certificate
from pkcs11 import Attribute, ObjectClass, PKCS11Error, Session
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.sign.certificates import chain_of, read_certificates
from sopc.sign.keys import SigningKey
from sopc.sign.signer import OfficeSigner


@contextmanager
def from_token(
    library: Path, token: str, label: str | None, chain_file: Path | None, pin: str
) -> Iterator[SigningKey]:
    """A key on a token, as long as its session is open. Raises SopcError.

    Without a ``label``, the token's only key.
    """
    try:
        criteria = TokenCriteria(label=token)
        with open_pkcs11_session(str(library), token_criteria=criteria, user_pin=pin) as session:
            yield _key(session, token, label, chain_file)
    except PKCS11Error as error:
        # the reason's name says enough (PinIncorrect, TokenNotPresent), and nothing secret
        reason = type(error).__name__
        raise SopcError(
            Phrase("the token {token} cannot be used: {reason}", token=token, reason=reason)
        ) from None


def _key(session: Session, token: str, label: str | None, chain_file: Path | None) -> SigningKey:
    named = {Attribute.LABEL: label} if label is not None else {}
    keys = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, **named}))
    if len(keys) != 1:
        raise SopcError(
            Phrase(
                "the token {token} holds {count} keys of that name: say which by --key-label",
                token=token,
                count=len(keys),
            )
        )
    identity = keys[0][Attribute.ID]
    held = [
        (found[Attribute.ID], Certificate.load(found[Attribute.VALUE]))
        for found in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    ]
    own = next((certificate for key_id, certificate in held if key_id == identity), None)
    if own is None:
        raise SopcError(Phrase("the token {token} holds no certificate of the key", token=token))
    others = [certificate for key_id, certificate in held if key_id != identity]
    chain = tuple(chain_of(own, others + (read_certificates(chain_file) if chain_file else [])))
    # many tokens sign digests with elliptic keys, but do not make the digest themselves
    raw = own.public_key.algorithm == "ec"
    keeper = PKCS11Signer(session, signing_cert=own, key_id=identity, use_raw_mechanism=raw)
    return SigningKey(OfficeSigner(keeper, own, chain), own, chain)
