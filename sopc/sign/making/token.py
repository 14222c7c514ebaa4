"""Keys that sign without leaving their token: smart cards, USB keys, by PKCS#11."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pkcs11
from asn1crypto.x509 import Certificate
from pkcs11 import Attribute, ObjectClass, PKCS11Error, Session, Token, exceptions
from pyhanko.sign.pkcs11 import PKCS11Signer

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.sign.making.keys import Issuers, SigningKey, signing_key

_MOST = 10
"""How many tokens or keys are listed."""
_GONE = (
    exceptions.TokenNotPresent,
    exceptions.DeviceRemoved,
    exceptions.SessionHandleInvalid,
    exceptions.SessionClosed,
)


@dataclass(frozen=True, slots=True)
class TokenKey:
    """Where a key is: by which library, on the token of which label; without its own label, it is
    the token's only key."""

    library: Path
    token: str
    label: str | None = None


@contextmanager
def from_token(place: TokenKey, pin: str, issuers: Issuers) -> Iterator[SigningKey]:
    """A key on a token, as long as its session is open. Raises SopcError with what is wrong."""
    found = _token(place)
    try:
        with found.open(user_pin=pin) as session:
            yield _key(session, place, issuers)
    except PKCS11Error as error:
        raise SopcError(refusal(place.token, error)) from None


def refusal(token: str, error: PKCS11Error) -> Phrase:
    """Why a token does not sign. Nothing secret is in it."""
    if isinstance(error, exceptions.PinLocked):
        return Phrase(
            "the token {token} is locked, after too many wrong PINs: who issued it unlocks it",
            token=token,
        )
    if isinstance(error, exceptions.PinIncorrect | exceptions.PinInvalid | exceptions.PinLenRange):
        return Phrase(
            "the PIN of the token {token} is wrong; after a few wrong ones it locks itself",
            token=token,
        )
    if isinstance(error, exceptions.PinExpired):
        return Phrase("the PIN of the token {token} has expired: set another one", token=token)
    if isinstance(error, exceptions.UserPinNotInitialized):
        return Phrase("the token {token} has no PIN yet: set one first", token=token)
    if isinstance(error, _GONE):
        return Phrase("the token {token} was removed: insert it again", token=token)
    # of others, the name says what there is to say (MechanismInvalid, DeviceError)
    reason = str(error) or type(error).__name__
    return Phrase("the token {token} cannot be used: {reason}", token=token, reason=reason)


def _token(place: TokenKey) -> Token:
    """The token of that label. Raises SopcError, which lists those that there are."""
    try:
        tokens = list(pkcs11.lib(str(place.library)).get_tokens())
    except PKCS11Error as error:
        reason = str(error).rpartition(f"{place.library}: ")[2] or type(error).__name__
        raise SopcError(
            Phrase(
                "the library `{file}` cannot be loaded: {reason}", file=place.library, reason=reason
            )
        ) from None
    named = [token for token in tokens if token.label == place.token]
    if len(named) == 1:
        return named[0]
    if named:
        raise SopcError(
            Phrase(
                "{count} tokens have the label {token}: leave only one of them inserted",
                count=len(named),
                token=place.token,
            )
        )
    labels = [token.label for token in tokens if token.label]
    if not labels:
        raise SopcError(
            Phrase("there is no token of the label {token}, nor any other", token=place.token)
        )
    raise SopcError(
        Phrase(
            "there is no token of the label {token}, but there are: {labels}",
            token=place.token,
            labels=_listed(labels),
        )
    )


def _key(session: Session, place: TokenKey, issuers: Issuers) -> SigningKey:
    keys = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY}))
    labels = [str(key[Attribute.LABEL]) for key in keys]
    wanted = [key for key, label in zip(keys, labels, strict=True) if place.label in (None, label)]
    if len(wanted) != 1:
        raise SopcError(_which_key(place, labels, len(wanted)))
    identity = wanted[0][Attribute.ID]
    held = [
        (found[Attribute.ID], Certificate.load(found[Attribute.VALUE]))
        for found in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    ]
    own = next((certificate for key_id, certificate in held if key_id == identity), None)
    if own is None:
        raise SopcError(
            Phrase("the token {token} holds no certificate of the key", token=place.token)
        )
    # many tokens sign digests with elliptic keys, but do not make the digest themselves
    raw = own.public_key.algorithm == "ec"
    keeper = PKCS11Signer(session, signing_cert=own, key_id=identity, use_raw_mechanism=raw)
    others = [certificate for key_id, certificate in held if key_id != identity]
    return signing_key(keeper, own, others, issuers)


def _which_key(place: TokenKey, labels: list[str], count: int) -> Phrase:
    if not labels:
        return Phrase("the token {token} holds no key that signs", token=place.token)
    if count == 0:
        return Phrase(
            "the token {token} holds no key of the label {label}, but these: {labels}",
            token=place.token,
            label=place.label or "",
            labels=_listed(labels),
        )
    return Phrase(
        "the token {token} holds several keys: say which by --key-label: {labels}",
        token=place.token,
        labels=_listed(labels),
    )


def _listed(labels: Iterable[str]) -> str:
    found = sorted({label.strip() or "?" for label in labels})
    return ", ".join(found[:_MOST]) + (", …" if len(found) > _MOST else "")
