"""``sopc verify``."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopc import pipeline
from sopc.cli.begun import settled_files
from sopc.cli.common import BUILT, FAULTY, FILE, sops_option, sound, speaking
from sopc.cli.streams import tell, tell_whole
from sopc.diagnostics import SopcError
from sopc.language import Phrase, Translate
from sopc.safe import safe_json
from sopc.sign.engine import load_engine

if TYPE_CHECKING:
    from sopc.sign.history import Found
    from sopc.sign.verifying import Verdict

_STANDINGS = {
    "current": Phrase("current: the catalogue says the same"),
    "superseded": Phrase("superseded: the catalogue has another revision"),
    "unknown": Phrase("unknown: neither the catalogue nor its history has this page"),
}


@click.command()
@click.argument("files", nargs=-1, type=BUILT)
@sops_option
@click.option("--trust", type=FILE, multiple=True, help="The roots to trust: certificates.")
@click.option("--manifest-key", type=FILE, help="The Ed25519 key, public, of signed manifests.")
@click.option("--code", metavar="TEXT", help="What a printed page's QR code says.")
@click.option("--json", "as_json", is_flag=True, help="The verdicts as JSON.")
@speaking
def verify(
    say: Translate,
    files: tuple[Path, ...],
    sops: Path,
    trust: tuple[Path, ...],
    manifest_key: Path | None,
    code: str | None,
    as_json: bool,
) -> None:
    """Tell who signed PDFs, and fail when anything is wrong with a signature or changed since."""
    files = settled_files(files, sops)
    if files:
        load_engine()  # which a printed page's code does not need
    if not files and code is None:
        raise click.UsageError(say(Phrase("give files to verify, or --code")))
    if files and not trust:
        raise SopcError(
            Phrase("whom to trust? Give the authority's root certificate: --trust FILE")
        )
    catalogue = sound(sops, say).catalogue
    assert catalogue is not None
    good = True
    if code is not None:
        found = pipeline.standing(catalogue, sops, code)
        good = found.is_current
        _show_standing(say, code, found, as_json=as_json)
    now = datetime.now(UTC)
    verdicts = pipeline.verify(catalogue, files, trust, manifest_key, now) if files else []
    if as_json and files:
        tell_whole(safe_json([_data(f, v, say) for f, v in verdicts]))
    else:
        for file, verdict in verdicts:
            _show(say, file, verdict)
    if not good or not all(verdict.holds for _, verdict in verdicts):
        sys.exit(FAULTY)


def _show(say: Translate, file: Path, verdict: "Verdict") -> None:
    head = (
        Phrase("{file}: holds", file=file) if verdict.holds else Phrase("{file}: FAILS", file=file)
    )
    tell(say(head))
    for one in verdict.signatures:
        when = f"{one.signed_at:%Y-%m-%d %H:%M:%S %z}" if one.signed_at else "?"
        clock = Phrase("time stamped") if one.is_proven else Phrase("by the signer's own clock")
        line = Phrase(
            "  {part}: {holder}, {when} ({clock}); certificate by {issuer}",
            part=one.field,
            holder=one.holder,
            when=when,
            clock=clock,
            issuer=one.issuer,
        )
        tell(say(line))
    if verdict.code is not None:
        code = verdict.code
        current = say(_STANDINGS["current" if verdict.is_current else "superseded"])
        if verdict.document is not None:
            tell(f"  {code.name} ({code.revision}): {current}")
    for fault in verdict.faults:
        tell(f"  ! {say(fault)}")


def _data(file: Path, verdict: "Verdict", say: Translate) -> dict[str, object]:
    """A verdict as the JSON that scripts read."""
    code, document = verdict.code, verdict.document
    return {
        "file": str(file),
        "holds": verdict.holds,
        "document": document.file if document else None,
        "name": code.name if code else None,
        "revision": code.revision if code else None,
        "current": verdict.is_current,
        "signatures": [
            {
                "part": one.field,
                "holder": one.holder,
                "nip": one.nip,
                "issuer": one.issuer,
                "serial": one.serial,
                "time": one.signed_at.isoformat() if one.signed_at else None,
                "timestamped": one.is_proven,
                "faults": [say(fault) for fault in one.faults],
            }
            for one in verdict.signatures
        ],
        "faults": [say(fault) for fault in verdict.faults],
    }


def _show_standing(say: Translate, text: str, found: "Found", *, as_json: bool) -> None:
    """Say what a printed page is worth."""
    if as_json:
        now = found.now.revision if found.now else None
        data = {"code": text, "standing": found.standing, "revision": now, "commit": found.commit}
        tell_whole(safe_json(data))
        return
    tell(say(_STANDINGS[found.standing]))
    if found.now is not None and not found.is_current:
        tell(say(Phrase("the catalogue now has: {code}", code=found.now)))
