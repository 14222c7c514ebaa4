"""Put finished files where the user wants them: all of them, or none."""

import fcntl
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sopc.diagnostics import SopcError
from sopc.language import Phrase

MANIFEST = "manifest.json"
STORE = ".store"
"""The folder, below the outputs, of all that only serves the next build."""
_STAGING = ".new-"


@contextmanager
def workplace(out: Path) -> Iterator[Path]:
    """A folder below ``out`` to write files in before they are published; gone afterwards.

    Only one build at a time may have it; what a killed one left is cleared away. Raises SopcError
    when another build is at work, or ``out`` cannot be written.
    """
    try:
        store = out / STORE
        store.mkdir(parents=True, exist_ok=True)
        with (store / "lock").open("a", encoding="ascii") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise SopcError(
                    Phrase("another build is writing to `{out}`; wait until it is done", out=out)
                ) from None
            for left in out.glob(f"{_STAGING}*"):
                shutil.rmtree(left, ignore_errors=True)
            staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=out))
            try:
                yield staging
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise _unwritable(out, error) from None


def publish(out: Path, staging: Path, names: Collection[str], stale: Iterable[str]) -> None:
    """Move files (by their path in both folders) into place, and remove stale ones.

    The manifest comes last, so that it lists what may have to be removed until that is gone.
    Nothing outside ``out`` is ever touched, whatever links lie in it. Raises SopcError, before
    anything is moved, when something stands in the way.
    """
    ordered = sorted(set(names) - {MANIFEST})
    last = [MANIFEST] if MANIFEST in names else []
    try:
        for name in (*ordered, *last):
            _clear_way(out, name)
        for name in ordered:
            (staging / name).replace(out / name)
        for name in stale:
            _remove(out, name)
        for name in last:
            (staging / name).replace(out / name)
    except OSError as error:
        raise _unwritable(out, error) from None


def _clear_way(out: Path, name: str) -> None:
    if not _is_inside(out, name):
        raise SopcError(
            Phrase("`{path}` leads out of `{out}` by a link; remove it", path=out / name, out=out)
        )
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    if _is_folder(out / name):
        raise SopcError(Phrase("`{path}` is a folder; remove it", path=out / name))


def _remove(out: Path, name: str) -> None:
    """Remove what an earlier build put there; what stands there instead of it is left alone."""
    if _is_inside(out, name) and not _is_folder(out / name):
        (out / name).unlink(missing_ok=True)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_inside(out: Path, name: str) -> bool:
    """Whether a file of this name would lie below ``out``, all links followed."""
    try:
        folder = (out / name).parent.resolve()
    except RuntimeError:  # links that lead in a circle
        return False
    return ".." not in Path(name).parts and folder.is_relative_to(out.resolve())


def _unwritable(out: Path, error: OSError) -> SopcError:
    reason = error.strerror or str(error)
    return SopcError(Phrase("cannot write to `{out}`: {reason}", out=out, reason=reason))
