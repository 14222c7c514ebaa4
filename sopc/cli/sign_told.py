"""What ``sopc sign`` says that it did, a line for each file."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sopc.language import Phrase, Translate

if TYPE_CHECKING:
    from sopc.sign.finished import LeftFile
    from sopc.sign.sealing import SealedManifest
    from sopc.sign.session import PreparedFile, SignedFile

_NAMED = 5
"""So many documents are named; of more, how many there are."""


def told_of(done: "SignedFile | PreparedFile | SealedManifest") -> Iterator[Phrase]:
    """That somebody signed a file, or can sign it elsewhere now, or signed a manifest: of that also
    what it lists, and what not."""
    from sopc.sign.sealing import SealedManifest
    from sopc.sign.session import PreparedFile

    if isinstance(done, PreparedFile):
        fields = ", ".join(part.field for part in done.parts)
        yield Phrase("{file}: has empty fields for {fields}", file=done.file, fields=fields)
        return
    if not isinstance(done, SealedManifest):
        yield Phrase("{part}: {file}", part=done.part.field, file=done.file)
        return
    listed, signed = done.listed, done.signed
    files = Phrase("1 file") if listed == 1 else Phrase("{count} files", count=listed)
    yield Phrase(
        "{file}: lists {files}, {signed} of them signed", file=done.file, files=files, signed=signed
    )
    if done.unsigned:
        yield Phrase("  not signed by anyone: {documents}", documents=_some(done.unsigned))
    if done.missing:
        yield Phrase("  not among them: {documents}", documents=_some(done.missing))


def told_of_left(left: "Sequence[LeftFile]", say: Translate) -> Iterator[Phrase]:
    """Which files of folders were not signed, a line for each reason."""
    by_reason: dict[str, list[str]] = {}
    for one in left:
        by_reason.setdefault(say(one.reason), []).append(one.file.name)
    for reason, names in by_reason.items():
        yield Phrase("not signed: {reason}: {files}", reason=reason, files=_some(names))


def _some(names: Sequence[str]) -> Phrase | str:
    first = ", ".join(names[:_NAMED])
    if len(names) <= _NAMED:
        return first
    return Phrase("{first} and {count} more", first=first, count=len(names) - _NAMED)
