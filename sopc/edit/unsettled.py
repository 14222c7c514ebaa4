"""What is told of a change that was begun and cannot be ended: why, and where the files are."""

from sopc.diagnostics import SopcError
from sopc.folder import OutputFolder
from sopc.language import Phrase
from sopc.transaction.exchange import Staging


class Unsettled(SopcError):
    """Files of a catalogue are in part as they were and in part as they were to be."""


def neither(staging: Staging, files: list[str]) -> Unsettled:
    """That some files were changed since, so that there is no way on and none back."""
    return Unsettled(
        Phrase(
            "a command was ended while it changed `{root}`, and that can be neither finished nor "
            "undone, for these files were changed since: {files}. What files were is below "
            "`{old}`, what they were to be below `{new}`, as far as it is not in its place: put "
            "right by hand what there is to put right, then remove `{staging}`",
            root=staging.out.path,
            files=", ".join(f"`{name}`" for name in files),
            old=staging.old.path,
            new=staging.new.path,
            staging=staging.folder.path,
        )
    )


def unsettled(out: OutputFolder, reason: str) -> Unsettled:
    """That the system refuses both for now."""
    return Unsettled(
        Phrase(
            "a command was ended while it changed `{root}`, and that cannot be finished or undone "
            "now: {reason}",
            root=out.path,
            reason=reason,
        )
    )


def foreign(staging: Staging) -> Phrase:
    """That what was left has no seal of ours."""
    return Phrase(
        "`{staging}` was not left by you on this machine, or your key was lost: nothing in it is "
        "believed. If a command was ended there while it changed `{root}`, what files were is "
        "below `old`, what they were to be below `new`: look, then remove it",
        staging=staging.folder.path,
        root=staging.out.path,
    )
