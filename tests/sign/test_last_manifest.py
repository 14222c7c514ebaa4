"""What a new manifest counts on from."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sopc.diagnostics import SopcError
from sopc.sign.manifest.envelope import ENVELOPE, seal
from sopc.sign.manifest.statement import MOST, Last, NotInFormError, statement_of
from sopc.sign.sealing import _last
from tests.sign.pki import NOW

KEY = Ed25519PrivateKey.generate()


@pytest.mark.parametrize("damaged", [b"", b"{}", b"\xff"])
def test_what_cannot_be_read_was_none(tmp_path: Path, damaged: bytes) -> None:
    assert _last(tmp_path) == Last()
    (tmp_path / ENVELOPE).write_bytes(damaged)
    assert _last(tmp_path) == Last()


def test_after_the_last_number_there_is_none(tmp_path: Path) -> None:
    """Which whoever may write there can bring about: it is said, and nothing raised."""
    for sequence in (MOST - 1, MOST):
        envelope = seal(statement_of({}, {}, NOW, Last(sequence - 1)), KEY)
        (tmp_path / ENVELOPE).write_bytes(envelope)
        if sequence < MOST:
            assert _last(tmp_path).sequence == sequence
    with pytest.raises(SopcError) as refused:
        _last(tmp_path)
    assert "has the last number there can be: remove it" in refused.value.message


def test_what_no_build_writes_is_no_statement() -> None:
    with pytest.raises(NotInFormError):
        statement_of({"outputs": {"a": "b"}}, {}, NOW, Last())
