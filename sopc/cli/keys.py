"""The options that say where a signer's key is."""

from collections.abc import Callable
from dataclasses import fields
from functools import reduce, wraps

import click

from sopc.cli.common import FILE
from sopc.sign.options import KeyPlace

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
    """Give a command the options of a key: where it is as one argument ``place``."""

    @wraps(command)
    def run(*args: object, **options: object) -> None:
        place = KeyPlace(*[options.pop(field.name) for field in fields(KeyPlace)])  # type: ignore[arg-type]  # click has checked their types
        command(*args, place=place, **options)

    return reduce(lambda made, option: option(made), reversed(_OPTIONS), run)
