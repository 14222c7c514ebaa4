"""The options that say by what signatures are to be proven."""

from collections.abc import Callable
from dataclasses import fields
from functools import reduce, wraps

import click

from sopc.cli.common import FILE
from sopc.sign.options import Level, Proving

_OPTIONS = (
    click.option(
        "--tsa-trust",
        type=FILE,
        multiple=True,
        help="The roots to trust for time stamps, where --trust is not for them.",
    ),
    click.option(
        "--chain", type=FILE, multiple=True, help="Certificates that lead up to the roots."
    ),
    click.option(
        "--require",
        type=click.Choice([level.value for level in Level][1:]),
        help="The level that signatures must have at least.",
    ),
    click.option(
        "--crl", type=FILE, multiple=True, help="Lists of revoked certificates, PEM or DER."
    ),
    click.option("--ocsp", type=FILE, multiple=True, help="Answers of authorities, DER."),
    click.option(
        "--online", is_flag=True, help="Ask the authorities whether certificates were revoked."
    ),
    click.option(
        "--require-revocation",
        is_flag=True,
        help="Not provable, where nobody knows whether a certificate was revoked.",
    ),
)


def proving_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options, as one argument ``proving``."""

    @wraps(command)
    def run(*args: object, **options: object) -> None:
        level = options.pop("require")
        names = [each.name for each in fields(Proving) if each.name != "require"]
        said = {name: options.pop(name) for name in names}
        require = Level(str(level)) if level else Level.B_B
        command(*args, proving=Proving(**said, require=require), **options)  # type: ignore[arg-type]  # click has checked their types

    return reduce(lambda made, option: option(made), reversed(_OPTIONS), run)
