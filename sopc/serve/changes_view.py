"""What the files of a catalogue say differently than at the last commit, SOP by SOP, in words."""

from collections.abc import Sequence
from hashlib import sha256

from sopc.compare.told_values import BothNames
from sopc.load.history import History
from sopc.serve.checking import DeskSnapshot
from sopc.versions import changed_files as versions
from sopc.versions.changed_files import ChangedFile
from sopc.versions.printed_names import named_by
from sopc.versions.sides import differing_files


def changed_files(snapshot: DeskSnapshot, commit: str) -> tuple[ChangedFile, ...]:
    """What is not as at a commit; of an empty one, everything. Raises SopcError."""
    root = snapshot.root
    files = {each.path.relative_to(root).as_posix(): each.raw for each in snapshot.files.values()}
    then, now = differing_files(History.of(root), commit, files, root) if commit else ({}, files)
    named = named_by(snapshot.names)
    return versions.changed_files(then, now, BothNames(named, named))


def version_of_changes(changes: Sequence[ChangedFile], commit: str) -> str:
    """The same for the same changes since the same commit."""
    known = sha256(commit.encode())
    for each in changes:
        for said in (each.was, each.file):
            known.update(said.encode("utf-8", "surrogateescape") + b"\0")
        known.update(sha256(each.now or b"").digest())
    return known.hexdigest()[:32]
