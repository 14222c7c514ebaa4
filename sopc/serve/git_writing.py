"""Running git where something is written to the user's own repository.

What only reads runs nothing that a repository names (``load.git``). A commit that the user asks for
is made as git makes it: with the hooks, filters and signatures that the office has set up, which
may be what keeps faults out. It is never asked anything in a terminal, and ends after some time.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.limits import GIT_ANSWER, GIT_SECONDS
from sopc.programs import Bounds, ProgramEnded, ProgramFailed, ProgramMissing, run_program

_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_QUIET: Final = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_EDITOR": "true",
    "GIT_PAGER": "cat",
    "GIT_MERGE_AUTOEDIT": "no",
}


def write_git(
    folder: Path,
    *words: str,
    input: bytes = b"",
    environment: Mapping[str, str] = _NONE,
    seconds: float = GIT_SECONDS,
) -> bytes:
    """What git prints. Raises ProgramFailed."""
    command = ["git", "--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false"]
    own = {key: text for key, text in os.environ.items() if not key.startswith("GIT_")}
    return run_program(
        [*command, "-C", str(folder), *words],
        Bounds(seconds, GIT_ANSWER),
        input=input,
        environment={**own, **_QUIET, **environment},
    )[0]


def told_failure(error: ProgramFailed) -> SopcError:
    """Why git did not do it, in a sentence that says what to do."""
    said = error.beside or str(error.reason)
    if isinstance(error, ProgramMissing):
        return SopcError(
            Phrase("`git` is not installed: without it, versions cannot be kept in this folder")
        )
    if isinstance(error, ProgramEnded):
        return SopcError(Phrase("git was ended: {reason}", reason=error.reason))
    if "dubious ownership" in said:
        return SopcError(
            Phrase(
                "this folder belongs to another user of this machine, and git does nothing in it: "
                "ask who looks after the machine"
            )
        )
    if "bare repository" in said:
        return SopcError(
            Phrase("this is the inside of a git repository, not a folder that is worked in")
        )
    if "index.lock" in said:
        return SopcError(
            Phrase("another program is at work in this repository: try again when it has ended")
        )
    if "not a git repository" in said:
        return SopcError(Phrase("this folder is no git repository: no versions are kept in it"))
    if "gpg failed" in said or ("sign" in said and "failed" in said):
        return SopcError(
            Phrase(
                "versions are to be signed here, and the signature could not be made: {reason}",
                reason=_last(said),
            )
        )
    return SopcError(Phrase("git did not do it: {reason}", reason=_last(said)))


def told_refusal(error: ProgramFailed) -> SopcError:
    """Why a server took nothing, and what to do instead."""
    said = (error.beside or str(error.reason)).casefold()
    instead = Phrase("make a branch of its own, or save a patch file and send it by mail")
    if isinstance(error, ProgramEnded):
        why = Phrase("the server does not answer in time")
    elif any(each in said for each in ("fetch first", "non-fast-forward", "stale info")):
        why = Phrase("somebody else has sent versions to the server that are not here yet")
    elif any(
        each in said
        for each in (
            "could not read username",
            "authentication failed",
            "publickey",
            "terminal prompts",
        )
    ):
        why = Phrase("the server does not know you: this machine has no right to send to it")
    elif any(
        each in said
        for each in ("remote rejected", "protected", "declined", "denied", "403", "permission")
    ):
        why = Phrase("the server does not take this from you")
    elif any(
        each in said
        for each in (
            "could not resolve",
            "unable to access",
            "could not read from remote",
            "not appear",
        )
    ):
        why = Phrase("the server cannot be reached")
    else:
        why = Phrase("the server took nothing: {reason}", reason=_last(error.beside))
    return SopcError(Phrase("{why}: {instead}", why=why, instead=instead))


def _last(said: str) -> str:
    """What matters of what git says: what it calls fatal or an error, or a hook's last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for mark in ("fatal: ", "error: "):
        for line in lines:
            if line.startswith(mark):
                return line.removeprefix(mark)[:300]
    return (lines or ["?"])[-1][:300]
