"""``sopc sign``."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopc import pipeline
from sopc.cli.again import printing_again
from sopc.cli.begun import settle_outputs, settled_files
from sopc.cli.common import BUILT, FILE, sops_option, sound, speaking
from sopc.cli.keys import key_options
from sopc.cli.secrets import passphrase
from sopc.cli.sign_told import told_of, told_of_left
from sopc.cli.spoken import Command
from sopc.cli.streams import tell
from sopc.diagnostics import SopcError
from sopc.language import Phrase, Translate
from sopc.publish.reopen import kept_from_builds, pdfs_in
from sopc.sign.engine import load_engine
from sopc.sign.options import KeyPlace, Level, SigningOptions

if TYPE_CHECKING:
    from sopc.sign.finished import LeftFile
    from sopc.sign.sealing import SealedManifest
    from sopc.sign.session import PreparedFile, SignedFile

_ROLES = ("penyusun", "pemeriksa", "pengesah")
_LEVELS = [level.value for level in Level]


@click.command(
    cls=Command,
    examples=[
        ("sopc sign build --p12 ka.p12", "all that this key is to sign now"),
        (
            "sopc sign build/handbook.pdf --p12 kepala.p12 --out ttd",
            "one file, into another folder",
        ),
        (
            "sopc sign build --prepare --out kosong",
            "empty fields, for another program to sign",
        ),
    ],
    statuses=[
        (0, "signed"),
        (1, "the catalogue has errors"),
        (2, "nothing was signed, and why"),
    ],
    more="Read more: docs/signing.md.",
)
@click.argument("files", nargs=-1, required=True, type=BUILT)
@sops_option
@click.option("--role", type=click.Choice(_ROLES), help="The part to sign in.")
@click.option("--official", metavar="KEY", help="Sign for this official of pejabat.yaml.")
@key_options
@click.option("--tsa", metavar="URL", help="A time stamping authority.")
@click.option("--level", type=click.Choice(_LEVELS), help="By default b-t with a --tsa, else b-b.")
@click.option(
    "--trust",
    type=FILE,
    multiple=True,
    help="Root certificates, to verify what was signed; b-lt and b-lta need them.",
)
@click.option("--prepare", is_flag=True, help="Only add the empty fields, for signing elsewhere.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where signed files go; by default in the place of the unsigned.",
)
@speaking
def sign(
    say: Translate,
    files: tuple[Path, ...],
    sops: Path,
    role: str | None,
    official: str | None,
    place: KeyPlace,
    passphrase_env: str | None,
    passphrase_fd: int | None,
    tsa: str | None,
    level: str | None,
    trust: tuple[Path, ...],
    prepare: bool,
    out: Path | None,
) -> None:
    """Sign built PDFs in the catalogue's order of signatories, and last their manifest.json.

    FILES are PDFs that `sopc build` made, or folders of them: of a folder, all that this key is to
    sign now.
    """
    secret = passphrase(say, passphrase_env, passphrase_fd)  # before any process is started
    files = settled_files(files, sops, or_folders=True)
    inside = pdfs_in(files)
    if out is not None:
        settle_outputs(out, sops)
    load_engine()
    catalogue = sound(sops, say, errors_only=True).catalogue
    assert catalogue is not None
    now = datetime.now().astimezone()
    if prepare:
        with kept_from_builds(inside, out), printing_again(say, sops, inside) as again:
            _tell(pipeline.prepare(catalogue, sops, files, now, out, again), say)
        return
    options = SigningOptions(
        place,
        secret,
        now,
        role,
        official,
        tsa,
        Level(level) if level else None,
        trust,
        lambda warning: tell(f"sopc: {say(warning)}", err=True),
    )
    with kept_from_builds(inside, out), printing_again(say, sops, inside) as again:
        _tell(pipeline.sign(catalogue, sops, files, options, out, again), say)


def _tell(
    done: "Iterable[SignedFile | PreparedFile | LeftFile | SealedManifest]", say: Translate
) -> None:
    """Say what was done, and last what of folders was not. Raises SopcError if that is all."""
    from sopc.sign.finished import LeftFile

    left: list[LeftFile] = []
    is_idle = True
    for one in done:
        if isinstance(one, LeftFile):
            left.append(one)
            continue
        is_idle = False
        for phrase in told_of(one):
            tell(say(phrase))
    for phrase in told_of_left(left, say):
        tell(say(phrase), err=True)
    if is_idle:
        raise SopcError(Phrase("nothing was signed"))
