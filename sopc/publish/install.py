"""Put finished files where the user wants them, each of them whole.

What stands in the way is found before any is moved; a build that is killed between two leaves new
files beside old ones, which the next one puts right.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sopc.diagnostics import SopcError
from sopc.folder import UNFINISHED, OutputFolder
from sopc.language import Phrase

MANIFEST = "manifest.json"
STORE = ".store"
"""The folder, below the outputs, of all that only serves the next build."""


@contextmanager
def staging_folder(out: Path) -> Iterator[OutputFolder]:
    """A folder below ``out`` to write files in before they are published; gone afterwards.

    Only one build at a time may have it; what a killed one left is cleared away. Raises SopcError
    when another build is at work, or ``out`` cannot be written.
    """
    from sopc.publish.lock import lock  # it is not needed where there is nothing to do

    folder = OutputFolder(out)
    try:
        folder.below(STORE).make()
        with lock(folder, STORE):
            folder.remove_unfinished()
            folder.below(STORE).remove_unfinished()
            staging = folder.make_unfinished()
            try:
                yield staging
            finally:
                staging.remove_all()
    except OSError as error:
        raise _unwritable(out, error) from None


def clear_away(out: OutputFolder) -> None:
    """Remove what a killed build left, where there is nothing else to do; a living one's stays."""
    with suppress(OSError, SopcError):
        if any(name.startswith(UNFINISHED) for name, _ in out.entries()):
            from sopc.publish.lock import lock

            with lock(out, STORE):
                out.remove_unfinished()


def install(
    out: OutputFolder, staging: OutputFolder, names: Collection[str], stale: Iterable[str]
) -> None:
    """Move files (by their name in both folders) into place, and remove stale ones.

    The manifest comes last, so that it lists what may have to be removed until that is gone.
    Nothing outside ``out`` is ever touched, whatever links lie in it. Raises SopcError, before
    anything is moved, when something stands in the way.
    """
    ordered = sorted(set(names) - {MANIFEST})
    last = [MANIFEST] if MANIFEST in names else []
    try:
        for name in (*ordered, *last):
            out.clear_way(name)
        for name in ordered:
            staging.move(name, out)
        for name in stale:
            out.remove(name)
        for name in last:
            staging.move(name, out)
    except OSError as error:
        raise _unwritable(out.path, error) from None


def _unwritable(out: Path, error: OSError) -> SopcError:
    reason = error.strerror or str(error)
    return SopcError(Phrase("cannot write to `{out}`: {reason}", out=out, reason=reason))
