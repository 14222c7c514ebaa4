"""Each call to the system, made to fail while files are signed and verified."""

import errno

from tests.faults.failing import Calls, watched
from tests.sign.desk import Desk
from tests.sign.office import SINGLE

_ERRORS = (errno.EIO, errno.EACCES, errno.EMFILE, errno.ENOSPC, errno.ENOENT)
_SAMPLE = 12


def _steps(made: int, exhaustive: bool) -> range:
    return range(0, made, 1 if exhaustive else 1 + made // _SAMPLE)


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
        if result.exit_code == 0:
            assert file.read_bytes().startswith(before), told
            assert len(file.read_bytes()) > len(before), told
        else:
            assert file.read_bytes() == before, told
            assert result.stderr.startswith(("sopc: ", "Usage: ")) or "YML009" in result.stderr, (
                told
            )
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
        assert result.exit_code in (0, 1, 2, 4), told  # 4: the manifest could not be read
        if result.exit_code == 0:
            # what cannot be read of a build is printed again, and that is said beside it
            assert result.stdout == undisturbed.stdout, told
        else:
            assert result.output.strip(), told
