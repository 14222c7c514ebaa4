"""A seal holds for what was sealed, for its purpose, by who has the key; for nothing else."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sopc.transaction.seals import SEAL, Seals

OURS = Seals(b"k" * 32)


@given(st.binary(min_size=32, max_size=32), st.text(st.characters(codec="utf-8")), st.binary())
def test_what_was_sealed_holds(key: bytes, purpose: str, data: bytes) -> None:
    seal = Seals(key).seal(purpose, data)
    assert len(seal) == SEAL
    assert Seals(key).holds(seal, purpose, data)
    assert not Seals(bytes(reversed(key)) + b"x").holds(seal, purpose, data)


PIECES = st.text("a:1", max_size=3)


@given(PIECES, PIECES, PIECES, PIECES)
def test_no_seal_holds_for_another_purpose_or_other_data(
    purpose: str, data: str, other_purpose: str, other: str
) -> None:
    assume((purpose, data) != (other_purpose, other))
    seal = OURS.seal(purpose, data.encode())
    assert not OURS.holds(seal, other_purpose, other.encode())


@pytest.mark.parametrize("seal", ["", "0" * 64, "\ud800", "é" * 64, OURS.seal("a", b"b").upper()])
def test_other_text_is_no_seal(seal: str) -> None:
    assert OURS.holds(OURS.seal("a", b"b"), "a", b"b")
    assert not OURS.holds(seal, "a", b"b")


def test_it_is_the_one_that_others_compute() -> None:
    # printf '6:recorddata' | openssl dgst -sha256 -mac HMAC -macopt hexkey:6b6b…
    assert OURS.seal("record", b"data").startswith("a728eecf536b65ebd059b43a51659044")


def test_a_key_is_not_shown() -> None:
    assert "k" * 32 not in repr(OURS)
