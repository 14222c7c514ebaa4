"""The place of a signature in a file: one value in DER, zeros after it, and nothing else."""

from collections.abc import Sequence

import pytest
from asn1crypto import cms

from sopc.sign.signature.strict import contained, is_tight
from tests.sign.office import Office, converted
from tests.sign.samples import last_signature

BEFORE, AFTER = b"%PDF-", b"%%EOF"
VALUE = "30060C04AB696E69"


def held(digits: str, covered: Sequence[int] | None = None, *, ours: bool = True) -> bytes | None:
    """What a file's gap holds, of which a signature covers all but that."""
    pdf = BEFORE + b"<%s>" % digits.encode("ascii") + AFTER
    end = len(pdf) - len(AFTER)
    whole = [0, len(BEFORE), end, len(AFTER)] if covered is None else covered
    return contained(pdf, whole, ours=ours)


@pytest.mark.parametrize("padding", ["", "00", "0000"])
def test_the_value_is_found_before_its_padding(padding: str) -> None:
    assert held(VALUE + padding) == bytes.fromhex(VALUE)


@pytest.mark.parametrize(
    "digits",
    [
        "",
        "30",
        "3",
        "3080",
        "30820001",
        "3005",
        "0101AB",
        VALUE + "01",
        VALUE + "000",
        VALUE + " 00",
        VALUE + "<>",
        f"{VALUE[:5]}\n{VALUE[5:]}",
        "GG" + VALUE[2:],
        VALUE.replace("AB", "aB"),
    ],
)
def test_a_gap_with_anything_else_holds_none(digits: str) -> None:
    assert held(digits) is None
    assert held(digits, ours=False) is None


def test_small_letters_are_those_of_other_programs() -> None:
    assert held(VALUE.lower(), ours=False) == bytes.fromhex(VALUE)
    assert held(VALUE.lower(), ours=True) is None


@pytest.mark.parametrize(
    "covered",
    [
        [],
        [0, 5, 23],
        [0, 5, 23, 5, 0],
        [1, 5, 23, 5],
        [0, 0, 23, 5],
        [0, -5, 23, 5],
        [0, 23, 5, 5],
        [0, 23, 23, 5],
        [0, 4, 23, 5],
        [0, 5, 22, 5],
        [0, 6, 23, 5],
        [0, 5, 24, 5],
        [0, 50, 60, 5],
    ],
)
def test_a_range_that_does_not_leave_the_gap_alone_holds_none(covered: list[int]) -> None:
    assert held(VALUE, [0, 5, 23, 5]) == bytes.fromhex(VALUE)
    assert held(VALUE, covered) is None


def test_what_is_no_signed_data_is_not_tight(office: Office, signed: bytes) -> None:
    last = last_signature(signed)
    path = {converted(office.holders["Pengesah"]).dump(), converted(office.authority.middle).dump()}
    whole = cms.ContentInfo.load(last.held).dump()
    assert is_tight(whole, path, (), ours=True)
    plain = cms.ContentInfo({"content_type": "data", "content": b"isi"}).dump()
    assert not is_tight(plain, path, (), ours=True)
    assert not is_tight(plain, path, (), ours=False)
