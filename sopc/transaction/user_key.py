"""The key of this user on this machine, by which a build knows again what it made.

It lies in the user's own folder for the state of programs, never where outputs or the catalogue
are: those come from others. Losing it costs one build from the start, no more.
"""

import os
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.refusals import reason_of

GIVEN = "SOPC_STORE_KEY"
"""The variable that may give the key instead, where no folder is kept from run to run."""
_LEAST = 32  # letters of a given key: as many as 16 bytes have in hexadecimal
_LENGTH = 32  # bytes of a key
_FILE = "key"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_ITSELF = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class UserKey:
    """A key; ``problem`` says why it is for this run only, and None that it is kept."""

    data: bytes = field(repr=False)
    problem: Phrase | None = None


class _Unfit(Exception):
    """The key's file is there, and must not be used."""


def user_key(
    environment: Mapping[str, str], apart_from: Iterable[Path], system: str = sys.platform
) -> UserKey:
    """The key that the environment gives, or that is kept for this user; made if there is none.

    One for this run only where none can be kept, or its place is within a folder of
    ``apart_from`` or the repository that this is in. Raises SopcError for a given one that is
    easily guessed.
    """
    given = environment.get(GIVEN, "")
    if given:
        return UserKey(_given(given))
    folder = state_folder(environment, system)
    if folder is None:
        return _for_now(Phrase("there is no home folder to keep the store's key in"))
    if _is_within(folder, apart_from):
        return _for_now(
            Phrase(
                "the store's key would lie among inputs or outputs, or in their repository: "
                "`{path}`",
                path=folder,
            )
        )
    path = folder / _FILE
    try:
        return UserKey(_read(path) or _made(path))
    except _Unfit:
        return _for_now(
            Phrase(
                "`{path}` is not used as the store's key: it is no file of {length} bytes, yours, "
                "that nobody else may read",
                path=path,
                length=_LENGTH,
            )
        )
    except OSError as error:
        reason = reason_of(error)
        return _for_now(
            Phrase("the store's key `{path}` cannot be kept: {reason}", path=path, reason=reason)
        )


def state_folder(environment: Mapping[str, str], system: str) -> Path | None:
    """Where this user's programs keep their state, by the customs of a system (``sys.platform``).

    None where the environment names no folder for it. A relative one is none: it would be another
    in each folder that a program is started in.
    """
    if system == "win32":
        places = [(environment.get("LOCALAPPDATA", ""), "")]
    elif system == "darwin":
        places = [(environment.get("HOME", ""), "Library/Application Support")]
    else:
        state, home = environment.get("XDG_STATE_HOME", ""), environment.get("HOME", "")
        places = [(state, ""), (home, ".local/state")]
    for root, below in places:
        if root and Path(root).is_absolute():
            return Path(root, below, "sopc")
    return None


def kept_apart(
    environment: Mapping[str, str], apart_from: Iterable[Path], system: str = sys.platform
) -> Path | None:
    """The folder for this user's state, as ``state_folder`` finds it; None if there is none, or it
    is within a folder of ``apart_from`` or the repository that this is in: all there may be from
    others."""
    folder = state_folder(environment, system)
    return None if folder is None or _is_within(folder, apart_from) else folder


def _for_now(problem: Phrase) -> UserKey:
    return UserKey(os.urandom(_LENGTH), problem)


def _given(text: str) -> bytes:
    if len(text) < _LEAST:
        raise SopcError(
            Phrase(
                "`{name}` has fewer than {least} letters, and could be guessed; make one with "
                "`openssl rand -hex 32`",
                name=GIVEN,
                least=_LEAST,
            )
        )
    return sha256(os.fsencode(text)).digest()


def _is_within(folder: Path, others: Iterable[Path]) -> bool:
    """Whether a folder is in one of others or its repository, by whatever links."""
    place = Path(os.path.realpath(folder))
    return any(place.is_relative_to(_with_repository(other)) for other in others)


def _with_repository(folder: Path) -> Path:
    """The working tree that a folder is in: all of it came from others. Or else the folder."""
    place = Path(os.path.realpath(folder))
    trees = (above for above in (place, *place.parents) if (above / ".git").exists())
    return next(trees, place)


def _read(path: Path) -> bytes | None:
    """The key in a file; None if there is no file. Raises _Unfit for a file that holds none."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise _Unfit
        handle = os.open(path, os.O_RDONLY | _ITSELF)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        # Windows knows neither: a user's own folder is closed to others there
        owner = os.geteuid() if hasattr(os, "geteuid") else status.st_uid
        mode = status.st_mode & _OTHERS if hasattr(os, "geteuid") else 0
        if not stat.S_ISREG(status.st_mode) or status.st_uid != owner or mode:
            raise _Unfit
        data = file.read(_LENGTH + 1)
    if len(data) != _LENGTH:
        raise _Unfit
    return data


def _made(path: Path) -> bytes:
    """A new key, kept in a file; of several made at once, the same one for all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    data = os.urandom(_LENGTH)
    whole = path.with_name(f".new-{os.urandom(8).hex()}")
    handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _ITSELF, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        try:
            os.link(whole, path)
        except FileExistsError:
            pass  # another was first
        except OSError:  # where a file has one name only, the last counts
            whole.replace(path)
    finally:
        with suppress(OSError):
            whole.unlink()
    return _read(path) or data
