"""DER: one value, one encoding."""

import pytest

from sopc.sign.signature.der import is_der


@pytest.mark.parametrize(
    "data",
    [
        "020101",
        "0500",
        "0101ff",
        "30060201010201ff",
        "3106020101020102",
        "030200ff",
        "06032a8648",
        "a003020101",
        "0481" + "80" + "00" * 128,
    ],
)
def test_the_one_encoding_is_accepted(data: str) -> None:
    assert is_der(bytes.fromhex(data))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "nothing"),
        ("02", "no length"),
        ("0201", "too short"),
        ("02010100", "something after it"),
        ("0202007f", "a padded number"),
        ("0202ff80", "a padded negative number"),
        ("0200", "an empty number"),
        ("050100", "a null with contents"),
        ("010101", "a truth that is neither 0 nor 255"),
        ("02810101", "a long length that could be short"),
        ("3080020101" + "0000", "an indefinite length"),
        ("3106020102020101", "a set out of order"),
        ("0302010f", "spare bits that are not 0"),
        ("030108", "more spare bits than there are"),
        ("06028001", "a padded object identifier"),
        ("060186", "an unfinished object identifier"),
        ("24030401" + "00", "octets in parts"),
        ("30040500" + "0000", "an end of contents"),
        ("1003020101", "a sequence that says it has no parts"),
        ("1f0101", "a tag of many bytes"),
    ],
)
def test_any_other_is_refused(data: str, why: str) -> None:

    assert not is_der(bytes.fromhex(data)), why
