"""``sopc verify``."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopc import pipeline
from sopc.cli.again import printing_again
from sopc.cli.begun import settled_files
from sopc.cli.common import BUILT, FAULTY, FILE, readable, sops_option, speaking
from sopc.cli.printed_pages import STANDING_STATUS, show_standing
from sopc.cli.proving import proving_options
from sopc.cli.spoken import Command
from sopc.cli.streams import tell, tell_whole
from sopc.cli.verdict_summary import LINES, summary_of
from sopc.cli.verdict_text import data_of, lines_of
from sopc.diagnostics import SopcError
from sopc.language import Phrase, Translate
from sopc.safe import safe_json
from sopc.sign.engine import load_engine
from sopc.sign.findings import STATUS, Grade, gravest
from sopc.sign.options import Proving, VerifyingOptions

if TYPE_CHECKING:
    from sopc.sign.verifying import Verdict

_GRAVITY = [STATUS[grade] for grade in Grade]
"""From the best to the gravest."""


@click.command(
    cls=Command,
    examples=[
        ("sopc verify build --trust akar.pem", "all files below a folder"),
        ("sopc verify surat.pdf --trust akar.pem --json", "one file, for a program"),
        ("sopc verify --code 'SOPC2 …'", "what the QR code of a printed page says"),
    ],
    statuses=[
        (0, "all hold"),
        (1, "changed, forged or unsigned"),
        (2, "the command was used wrongly"),
        (3, "genuine, but superseded or revoked"),
        (4, "genuine, but not compared"),
        (5, "not provable"),
    ],
    more="Read more: docs/verdicts.md, and `sopc rules CODE` for what a code means.",
)
@click.argument("files", nargs=-1, type=BUILT)
@sops_option
@click.option("--trust", type=FILE, multiple=True, help="The roots to trust: certificates.")
@proving_options
@click.option("--manifest-key", type=FILE, help="The Ed25519 key, public, of signed manifests.")
@click.option("--require-manifest", is_flag=True, help="Fail without a signed manifest.")
@click.option(
    "--sequence", type=click.IntRange(min=1), metavar="N", help="The least number of the manifest."
)
@click.option("--code", metavar="TEXT", help="What a printed page's QR code says.")
@click.option("--verbose", is_flag=True, help="Of a folder, say of each file all that is known.")
@click.option(
    "--rebuild", is_flag=True, help="Print documents again to compare them, whatever lies beside."
)
@click.option("--json", "as_json", is_flag=True, help="The verdicts as JSON.")
@speaking
def verify(
    say: Translate,
    files: tuple[Path, ...],
    sops: Path,
    trust: tuple[Path, ...],
    proving: Proving,
    manifest_key: Path | None,
    require_manifest: bool,
    sequence: int | None,
    code: str | None,
    verbose: bool,
    rebuild: bool,
    as_json: bool,
) -> None:
    """Tell who signed PDFs, and whether they are what the catalogue has.

    FILES are PDFs, or folders of them. Of several files the exit status is that of the gravest:
    1, 5, 4, 3, 0.
    """
    has_folder = any(file.is_dir() for file in files)
    files = settled_files(files, sops, or_folders=True)
    if files:
        load_engine()  # which a printed page's code does not need
    if not files and code is None:
        raise click.UsageError(say(Phrase("give files to verify, or --code")))
    if files and not trust:
        raise SopcError(
            Phrase("whom to trust? Give the authority's root certificate: --trust FILE")
        )
    # what the files have to be is not known then, which does not say that they were changed
    checked = readable(sops, say, STATUS[Grade.UNPROVABLE] if files else FAULTY)
    catalogue = checked.catalogue
    assert catalogue is not None
    statuses = [0]
    if code is not None:
        found = pipeline.standing(catalogue, sops, code)
        statuses.append(STANDING_STATUS[found.standing])
        show_standing(say, code, found, as_json=as_json)
    options = VerifyingOptions(
        datetime.now(UTC),
        trust,
        manifest_key,
        require_manifest,
        sequence or 0,
        proving,
        rebuild=rebuild,
    )
    verdicts = []
    if files:
        with printing_again(say, sops, files) as again:
            verdicts = pipeline.verify(checked, sops, files, options, again)
    roots = pipeline.trusted_roots(options) if files else []
    if as_json and files:
        told = {"roots": [{"name": name, "sha256": sha256} for name, sha256 in roots]}
        tell_whole(safe_json([data_of(file, verdict, say) | told for file, verdict in verdicts]))
    elif files:
        _tell_verdicts(verdicts, say, in_full=verbose or not has_folder)
        for name, sha256 in roots if verbose or has_folder else ():
            tell(say(Phrase("trusted: {name}, SHA-256 {sha256}", name=name, sha256=sha256)))
    statuses.append(STATUS[gravest(verdict.grade for _, verdict in verdicts)])
    status = max(statuses, key=_GRAVITY.index)
    if status:
        sys.exit(status)


def _tell_verdicts(
    verdicts: "Sequence[tuple[Path, Verdict]]", say: Translate, *, in_full: bool
) -> None:
    """Say of each file what is known of it, and of several what they come to."""
    if in_full or len(verdicts) == 1:
        for file, verdict in verdicts:
            for line in lines_of(file, verdict, say):
                tell(line)
    if len(verdicts) > 1:
        lines = [*summary_of(verdicts, say)]
        for line in lines:
            tell(line)
        if not in_full and len(lines) < LINES:
            tell(say(Phrase("each file in full: --verbose, or give its name")))
