"""``sopc sign``."""

import gc
import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopc.cli.common import sops_option, sound, speaking
from sopc.cli.keys import FILE, KeyPlace, bare_key, key_options, opened
from sopc.diagnostics import SopcError
from sopc.language import Phrase, Translate

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sopc.catalogue.catalogue import Catalogue
    from sopc.catalogue.signatories import Signatory
    from sopc.cli.built import BuildFolder, FileToSign
    from sopc.sign.keys import SigningKey
    from sopc.sign.signing import Terms

_ROLES = ("penyusun", "pemeriksa", "pengesah")
_OBJECTS = 200_000
"""How many new objects call for a collection of garbage: a book has as many, and all are needed."""
_LEVELS = ("b-b", "b-t", "b-lt", "b-lta")


def require_extra() -> None:
    """Raises SopcError when what signs is not installed; keeps its log off the screen."""
    try:
        import pyhanko  # noqa: F401
    except ImportError:
        raise SopcError(Phrase("signing needs more packages: pip install 'sopc[sign]'")) from None
    gc.set_threshold(_OBJECTS)
    for library in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@sops_option
@click.option("--role", type=click.Choice(_ROLES), help="The part to sign in.")
@click.option("--official", metavar="KEY", help="Sign for this official of pejabat.yaml.")
@key_options
@click.option("--tsa", metavar="URL", help="A time stamping authority.")
@click.option("--level", type=click.Choice(_LEVELS), help="By default b-t with a --tsa, else b-b.")
@click.option("--trust", type=FILE, multiple=True, help="Root certificates, for b-lt and b-lta.")
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
    tsa: str | None,
    level: str | None,
    trust: tuple[Path, ...],
    prepare: bool,
    out: Path | None,
) -> None:
    """Sign built PDFs in the catalogue's order of signatories, and last their manifest.json."""
    require_extra()
    from sopc.cli.built import open_work, require_current, write
    from sopc.publish.install import MANIFEST
    from sopc.sign import fields, signing
    from sopc.sign.document import documents

    catalogue = sound(sops, say).catalogue
    assert catalogue is not None
    pages = [file for file in files if file.name != MANIFEST]
    works = [open_work(file, documents(catalogue)) for file in pages]
    seals = len(pages) < len(files)
    builds = require_current([*files], sops)
    _take_along(builds, out)
    if prepare:
        for work in works:
            write(_target(work, out), fields.prepare(work.pdf, work.document))
        return
    bare = bare_key(place, say) if not works else None
    if bare is not None:
        _seal(builds, bare, out)
        return
    terms = _terms(tsa, level, trust)
    with opened(place, say) as key:
        for work in works:
            part = _part(work, catalogue, key, role, official)
            write(_target(work, out), signing.sign(work.pdf, work.document, part, key, terms))
            click.echo(say(Phrase("{part}: {file}", part=part.field, file=_target(work, out))))
        if seals:
            _seal(builds, key, out)


def _take_along(builds: "Sequence[BuildFolder]", out: Path | None) -> None:
    """Copy the manifest to where signed files go: the next signer's will be compared with it."""
    from sopc.cli.built import read, write
    from sopc.publish.install import MANIFEST

    for built in builds:
        if out is not None and out.resolve() != built.folder:
            write(out / MANIFEST, read(built.folder / MANIFEST))


def _part(
    work: "FileToSign",
    catalogue: "Catalogue",
    key: "SigningKey",
    role: str | None,
    official: str | None,
) -> "Signatory":
    """The part to sign in: the next one that fits what the user says, or else the certificate."""
    from sopc.sign.certificates import mismatch
    from sopc.sign.fields import signed_fields

    if official is not None and official not in catalogue.officials:
        raise SopcError(Phrase("pejabat.yaml has no official {key}", key=official))
    wanted = catalogue.officials[official] if official else None
    open_parts = [
        part
        for part in work.document.signatories
        if part.field not in signed_fields(work.pdf, work.document)
        and (role is None or part.role == role)
        and (wanted is None or part.official in (None, wanted))
    ]
    if not open_parts:
        raise SopcError(
            Phrase("`{file}` has no such part that is still to sign", file=work.document.file)
        )
    if role is None and official is None:
        fitting = [
            p for p in open_parts if p.official and not mismatch(key.certificate, p.official)
        ]
        return (fitting or open_parts)[0]
    return open_parts[0]


def _terms(tsa: str | None, level: str | None, trust: Sequence[Path]) -> "Terms":
    from sopc.sign.certificates import read_certificates
    from sopc.sign.signing import Level, Terms, clock_at

    chosen = Level(level) if level else Level.B_T if tsa else Level.B_B
    if chosen is not Level.B_B and tsa is None:
        raise SopcError(Phrase("level {level} needs a time stamping authority: --tsa", level=level))
    if chosen in (Level.B_LT, Level.B_LTA) and not trust:
        raise SopcError(Phrase("level {level} needs root certificates: --trust", level=level))
    roots = [certificate for file in trust for certificate in read_certificates(file)]
    clock = clock_at(tsa) if tsa else None
    return Terms(datetime.now().astimezone(), chosen, clock, roots)


def _seal(
    builds: "Sequence[BuildFolder]", key: "SigningKey | Ed25519PrivateKey", out: Path | None
) -> None:
    """Sign the manifests: of the files as they are now, signed."""
    from sopc.cli.built import digests_now, write
    from sopc.sign.envelope import ENVELOPE, seal, signed_statement

    for built in builds:
        folder = out or built.folder
        statement = signed_statement(built.statement, digests_now(built, folder))
        write(folder / ENVELOPE, seal(statement, key))


def _target(work: "FileToSign", out: Path | None) -> Path:
    return (out or work.built.folder) / work.document.file
