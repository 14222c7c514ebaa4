"""What ``sopc verify`` says of files: to people, and to scripts."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sopc.language import Phrase, Translate
from sopc.sign.findings import Finding, Grade

if TYPE_CHECKING:
    from sopc.sign.manifest.envelope import Manifest
    from sopc.sign.signature.examined import Examined
    from sopc.sign.verifying import Verdict

WORDS = {
    Grade.CURRENT: Phrase("holds"),
    Grade.SUPERSEDED: Phrase("no longer in force"),
    Grade.UNCOMPARED: Phrase("not compared"),
    Grade.UNPROVABLE: Phrase("not provable"),
    Grade.CHANGED: Phrase("FAILS"),
}
"""A verdict in a word or two, behind a file's name."""
_WORTH = {
    Grade.CURRENT: Phrase("genuine and current: these are the pages that the catalogue has today"),
    Grade.SUPERSEDED: Phrase("genuine, but superseded or revoked: rely on it no longer"),
    Grade.UNCOMPARED: Phrase("genuine, but nobody has compared its pages with the catalogue's"),
    Grade.UNPROVABLE: Phrase("whether it is genuine cannot be told by what is known here"),
    Grade.CHANGED: Phrase("changed, forged, or not signed as it has to be: do not rely on it"),
}

_TIME = "%Y-%m-%d %H:%M:%S %z"
_STAMPED, _CLAIMED = Phrase("time stamped"), Phrase("by the signer's own clock")


def lines_of(file: Path, verdict: "Verdict", say: Translate) -> Iterator[str]:
    """All that is to say of one file, in lines."""
    yield say(Phrase("{file}: {word}", file=file, word=WORDS[verdict.grade]))
    if verdict.manifest is not None and verdict.holds:
        yield from map(say, _manifest(verdict.manifest))
    else:
        yield f"  {say(_WORTH[verdict.grade])}"
    for one in verdict.signatures:
        yield say(_signature(one))
    if verdict.code is not None and verdict.document is not None:
        named = f"  {verdict.code.name} ({verdict.code.revision})"
        current = say(Phrase("current: the catalogue says the same"))
        yield f"{named}: {current}" if verdict.holds else named
    for finding in sorted(verdict.findings, key=lambda each: not each.lowers):
        yield f"  {'!' if finding.lowers else '-'} {say(finding.sentence)} [{finding.cause.code}]"
        if finding.hint:
            yield f"    {say(finding.hint)}"


def _signature(one: "Examined") -> Phrase:
    return Phrase(
        "  {part}: {holder}, {when} ({clock}); certificate by {issuer}",
        part=one.field,
        holder=one.holder,
        when=f"{one.signed_at:{_TIME}}" if one.signed_at else "?",
        clock=_STAMPED if one.is_proven else _CLAIMED,
        issuer=one.issuer,
    )


def _manifest(manifest: "Manifest") -> Iterator[Phrase]:
    """Which of its row a manifest is, what it lists, and who signed it when."""
    count = len(manifest.files)
    files = Phrase("1 file") if count == 1 else Phrase("{count} files", count=count)
    yield Phrase(
        "  genuine: the signed manifest number {number}, which lists {files}",
        number=manifest.sequence,
        files=files,
    )
    yield Phrase(
        "  signed by {holder}, {when} ({clock})",
        holder=manifest.holder or Phrase("the key that was given"),
        when=f"{manifest.sealed_at:{_TIME}}" if manifest.sealed_at else "?",
        clock=_STAMPED if manifest.is_proven else _CLAIMED,
    )


def data_of(file: Path, verdict: "Verdict", say: Translate) -> dict[str, object]:
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
        "old": code.is_old if code else None,
        "signatures": [_signature_data(one, say) for one in verdict.signatures],
        "findings": [_finding_data(finding, say) for finding in verdict.findings],
        "faults": [say(fault) for fault in verdict.faults],
        "manifest": _manifest_data(verdict.manifest) if verdict.manifest else None,
    }


def _manifest_data(manifest: "Manifest") -> dict[str, object]:
    return {
        "sequence": manifest.sequence,
        "files": len(manifest.files),
        "holder": manifest.holder,
        "time": manifest.sealed_at.isoformat() if manifest.sealed_at else None,
        "timestamped": manifest.is_proven,
    }


def _signature_data(one: "Examined", say: Translate) -> dict[str, object]:
    return {
        "part": one.field,
        "holder": one.holder,
        "nip": one.nip,
        "issuer": one.issuer,
        "serial": one.serial,
        "time": one.signed_at.isoformat() if one.signed_at else None,
        "timestamped": one.is_proven,
        "faults": [say(each.message) for each in one.findings if each.lowers],
    }


def _finding_data(finding: Finding, say: Translate) -> dict[str, object]:
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
