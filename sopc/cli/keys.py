"""The options that say where a signer's key is, and the key itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import reduce, wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopc.cli.secrets import passphrase
from sopc.diagnostics import SopcError
from sopc.language import Phrase, Translate

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sopc.sign.keys import SigningKey

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where the user says their key is."""

    p12: Path | None
    key: Path | None
    cert: Path | None
    chain: Path | None
    pkcs11: Path | None
    token: str | None
    key_label: str | None
    passphrase_env: str | None
    passphrase_fd: int | None


_OPTIONS = (
    click.option("--p12", type=FILE, help="The key: a PKCS#12 file (.p12, .pfx)."),
    click.option("--key", type=FILE, help="The key: a PEM file."),
    click.option("--cert", type=FILE, help="The certificate of --key."),
    click.option("--chain", type=FILE, help="Certificates that lead up from it."),
    click.option("--pkcs11", type=FILE, metavar="LIB", help="The key: on a token, by its library."),
    click.option("--token", metavar="LABEL", help="The token's label."),
    click.option("--key-label", metavar="LABEL", help="The key's label, if it holds several."),
    click.option("--passphrase-env", metavar="VAR", help="The variable with the passphrase."),
    click.option("--passphrase-fd", type=int, metavar="N", help="The open file it is read from."),
)


def key_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a key, as one argument ``place``."""

    @wraps(command)
    def run(*args: object, **options: object) -> None:
        place = KeyPlace(*[options.pop(field.name) for field in fields(KeyPlace)])  # type: ignore[arg-type]  # click has checked their types
        command(*args, place=place, **options)

    return reduce(lambda made, option: option(made), reversed(_OPTIONS), run)


@contextmanager
def opened(place: KeyPlace, say: Translate) -> "Iterator[SigningKey]":
    """The key, as long as it is needed. Raises SopcError."""
    from sopc.sign import keys

    def secret() -> str:
        return passphrase(say, place.passphrase_env, place.passphrase_fd)

    if [place.p12, place.key, place.pkcs11].count(None) != 2:
        raise SopcError(Phrase("give the key by one of --p12, --key and --pkcs11"))
    if place.p12 is not None:
        yield keys.from_pkcs12(place.p12, secret())
    elif place.key is not None:
        if place.cert is None:
            raise SopcError(Phrase("--key needs the certificate: give --cert"))
        words = secret() if keys.is_locked(place.key) else None
        yield keys.from_pem(place.key, place.cert, place.chain, words)
    elif place.pkcs11 is not None:
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


def bare_key(place: KeyPlace, say: Translate) -> "Ed25519PrivateKey | None":
    """The Ed25519 key of a PEM file without a certificate: it can sign a manifest, but no PDF."""
    from sopc.sign import keys

    if place.key is None or place.cert is not None:
        return None
    locked = keys.is_locked(place.key)
    words = passphrase(say, place.passphrase_env, place.passphrase_fd) if locked else None
    return keys.bare(place.key, words)
