"""Each call to the system, made to fail while files are signed and verified."""

import errno
from pathlib import Path

from tests.faults.failing import Calls, watched
from tests.sign.desk import Desk
from tests.sign.office import SINGLE

_ERRORS = (errno.EIO, errno.EACCES, errno.EMFILE, errno.ENOSPC, errno.ENOENT)
_SAMPLE = 12


def _steps(made: int, exhaustive: bool) -> range:
    return range(0, made, 1 if exhaustive else 1 + made // _SAMPLE)


def _says_why(stderr: str) -> bool:
    """What could not be done, or which file of the catalogue cannot be read or is not there."""
    return stderr.startswith(("sopc: ", "Usage: ")) or ": error " in stderr


def _is_signed(file: Path, before: bytes, told: str) -> bool:
    now = file.read_bytes()
    assert now.startswith(before), told
    assert len(now) > len(before), told
    assert now.rstrip().endswith(b"%%EOF"), told
    return True


def test_a_file_is_signed_or_left_as_it_was(desk: Desk, exhaustive: bool) -> None:
    file = desk.build / SINGLE
    before = file.read_bytes()
    count = Calls()
    with watched(count):
        assert desk.sign("Penyusun").exit_code == 0
    for number in _steps(len(count.made), exhaustive):
        file.write_bytes(before)
        error = _ERRORS[number % len(_ERRORS)]
        with watched(Calls(number, error)):
            result = desk.sign("Penyusun")
        told = f"call {number}, {count.made[number]}: {errno.errorcode[error]}"
        assert result.exception is None or isinstance(result.exception, SystemExit), told
        if result.exit_code == 0 or f"Penyusun: {file}" in result.stdout:
            _is_signed(file, before, told)
        else:  # what fails behind the exchange of the files is told of a file that is signed
            assert file.read_bytes() == before or _is_signed(file, before, told), told
        assert result.exit_code == 0 or _says_why(result.stderr), told
        assert not list(desk.build.glob("**/.new-*")), told


def test_nothing_is_called_signed_that_could_not_be_read(
    desk: Desk, signed: bytes, exhaustive: bool
) -> None:
    (desk.build / SINGLE).write_bytes(signed)
    count = Calls()
    with watched(count):
        undisturbed = desk.verify()
    assert undisturbed.exit_code == 0
    for number in _steps(len(count.made), exhaustive):
        error = _ERRORS[number % len(_ERRORS)]
        with watched(Calls(number, error)):
            result = desk.verify()
        told = f"call {number}, {count.made[number]}: {errno.errorcode[error]}"
        assert result.exception is None or isinstance(result.exception, SystemExit), told
        assert result.exit_code in (0, 1, 2, 4, 5), (
            told
        )  # 4, 5: what it is held against was not read
        if result.exit_code == 0:
            # what cannot be read of a build is printed again, and that is said beside it
            assert result.stdout == undisturbed.stdout, told
        else:
            assert result.output.strip(), told
