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
from sopc.sign.findings import gravest
from sopc.sign.options import VerifyingOptions

if TYPE_CHECKING:
    from sopc.sign.findings import Finding
    from sopc.sign.history import Found
    from sopc.sign.verifying import Verdict

_STANDINGS = {
    "current": Phrase("current: the catalogue says the same"),
    "superseded": Phrase("superseded: the catalogue has another revision"),
    "unknown": Phrase("unknown: neither the catalogue nor its history has this page"),
}
_WORDS = {
    "current": Phrase("holds"),
    "superseded": Phrase("no longer in force"),
    "uncompared": Phrase("not compared"),
    "unprovable": Phrase("not provable"),
    "changed": Phrase("FAILS"),
}
_WORTH = {
    "current": Phrase("genuine and current: these are the pages that the catalogue has today"),
    "superseded": Phrase("genuine, but superseded or revoked: rely on it no longer"),
    "uncompared": Phrase("genuine, but nobody has compared its pages with the catalogue's"),
    "unprovable": Phrase("whether it is genuine cannot be told by what is known here"),
    "changed": Phrase("changed, forged, or not signed as it has to be: do not rely on it"),
}
_STATUS = {"current": 0, "changed": 1, "superseded": 3, "uncompared": 4, "unprovable": 5}


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
    options = VerifyingOptions(datetime.now(UTC), trust, manifest_key)
    verdicts = pipeline.verify(catalogue, files, options) if files else []
    if as_json and files:
        tell_whole(safe_json([_data(f, v, say) for f, v in verdicts]))
    else:
        for file, verdict in verdicts:
            _show(say, file, verdict)
    status = _STATUS[gravest(verdict.grade for _, verdict in verdicts)] if good else FAULTY
    if status:
        sys.exit(status)


def _show(say: Translate, file: Path, verdict: "Verdict") -> None:
    tell(say(Phrase("{file}: {word}", file=file, word=_WORDS[verdict.grade])))
    tell(f"  {say(_WORTH[verdict.grade])}")
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
    if verdict.code is not None and verdict.document is not None:
        named = f"  {verdict.code.name} ({verdict.code.revision})"
        tell(f"{named}: {say(_STANDINGS['current'])}" if verdict.holds else named)
    for finding in verdict.findings:
        mark = "!" if finding.lowers else "-"
        tell(f"  {mark} {say(finding.sentence)} [{finding.cause.code}]")
        if finding.hint:
            tell(f"    {say(finding.hint)}")


def _data(file: Path, verdict: "Verdict", say: Translate) -> dict[str, object]:
    """A verdict as the JSON that scripts read."""
    code, document = verdict.code, verdict.document
    return {
        "file": str(file),
        "verdict": verdict.grade.value,
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
                "faults": [say(each.message) for each in one.findings if each.lowers],
            }
            for one in verdict.signatures
        ],
        "findings": [_finding(finding, say) for finding in verdict.findings],
        "faults": [say(fault) for fault in verdict.faults],
    }


def _finding(finding: "Finding", say: Translate) -> dict[str, object]:
    """A finding, with the keys that those of ``check`` have, and the verdict it leads to."""
    grade = finding.cause.grade
    return {
        "code": finding.cause.code,
        "severity": "error" if finding.lowers else "info",
        "verdict": grade.value if grade else None,
        "part": finding.part,
        "message": say(finding.sentence),
        "hint": say(finding.hint),
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
