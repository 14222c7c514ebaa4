"""What ``sopc sign`` says that it did, a line for each file."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sopc.language import Phrase

if TYPE_CHECKING:
    from sopc.sign.sealing import SealedManifest
    from sopc.sign.session import PreparedFile, SignedFile

_NAMED = 5
"""So many documents are named; of more, how many there are."""


def told_of(done: "SignedFile | SealedManifest") -> Iterator[Phrase]:
    """That somebody signed a file, or a manifest: of that also what it lists, and what not."""
    from sopc.sign.sealing import SealedManifest

    if not isinstance(done, SealedManifest):
        yield Phrase("{part}: {file}", part=done.part.field, file=done.file)
        return
    yield Phrase(
        "{file}: lists {listed} files, {signed} of them signed",
        file=done.file,
        listed=done.listed,
        signed=done.signed,
    )
    if done.unsigned:
        yield Phrase("  not signed by anyone: {documents}", documents=_some(done.unsigned))
    if done.missing:
        yield Phrase("  not among them: {documents}", documents=_some(done.missing))


def told_of_prepared(prepared: "PreparedFile") -> Phrase:
    """That a file can be signed elsewhere now."""
    fields = ", ".join(part.field for part in prepared.parts)
    return Phrase("{file}: has empty fields for {fields}", file=prepared.file, fields=fields)


def _some(names: Sequence[str]) -> Phrase | str:
    first = ", ".join(names[:_NAMED])
    if len(names) <= _NAMED:
        return first
    return Phrase("{first} and {count} more", first=first, count=len(names) - _NAMED)
