"""The table in docs/signing.md: what is done to a file, and what sopc, pyHanko and pdfsig say."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.sign.attacks import ATTACKS, drawing, set_in_page
from tests.sign.foreign_forms import FORMS, Form, proven, stamped
from tests.sign.office import NAMES, Office
from tests.sign.other_validators import by_pdfsig, by_pyhanko
from tests.sign.updates import add_nothing, rotate, update

_SAID = r" +\| (holds|fails)"
_ROW = re.compile(rf"^\| ([^|]+?){_SAID}{_SAID}{_SAID} +\|")


def _flipped(pdf: bytes, _: Office) -> bytes:
    place = pdf.index(b"/MediaBox")
    return pdf[: place + 12] + bytes([pdf[place + 12] ^ 1]) + pdf[place + 13 :]


def _emptied(pdf: bytes, office: Office) -> bytes:
    def change(writer: object) -> None:
        set_in_page(writer, "Contents", writer.add_object(drawing()))  # type: ignore[arg-type, attr-defined]

    return update(FORMS["an elliptic key"](pdf, office), change)


def _after(name: str) -> Form:
    return lambda pdf, o: update(FORMS["an elliptic key"](pdf, o), ATTACKS[name])


def _covered(name: str) -> Form:
    return lambda pdf, o: stamped(_after(name)(pdf, o), o)


CASES: Mapping[str, Form] = {
    "signed by a service": FORMS["an elliptic key"],
    "signed in an older form (`adbe.pkcs7.detached`)": FORMS["before PAdES"],
    "signed, its lengths untold (BER)": FORMS["pieces of unknown length"],
    "a cross-signed certificate brought along": FORMS["a cross-signed authority"],
    "a time stamp of the file added": FORMS["a time stamp of the file"],
    "validation data added last, unsigned": FORMS["validation data that comes last"],
    "validation data added, then a time stamp": lambda pdf, o: stamped(
        update(FORMS["an elliptic key"](pdf, o), proven(o)), o
    ),
    "a byte of a page changed": lambda pdf, o: _flipped(FORMS["an elliptic key"](pdf, o), o),
    "an empty revision added": lambda pdf, o: update(FORMS["an elliptic key"](pdf, o), add_nothing),
    "a page turned": lambda pdf, o: update(FORMS["an elliptic key"](pdf, o), rotate),
    "a page turned, then a time stamp": lambda pdf, o: stamped(
        update(FORMS["an elliptic key"](pdf, o), rotate), o
    ),
    "a stamp laid on a page, then a time stamp": _covered("a stamp"),
    "another filter on a page's text, then a time stamp": _covered("another filter on a page"),
    "a page turned before the last signature": lambda pdf, o: FORMS["an elliptic key"](
        update(pdf, rotate), o
    ),
}


def table() -> dict[str, tuple[str, str, str]]:
    """The rows of the table, by what was done."""
    text = (REPOSITORY / "docs" / "signing.md").read_text(encoding="utf-8")
    rows = (_ROW.match(line) for line in text.splitlines())
    return {row[1]: (row[2], row[3], row[4]) for row in rows if row}


@pytest.mark.sampled(8)
@pytest.mark.parametrize("done", CASES)
def test_the_table_says_what_programs_say(office: Office, tmp_path: Path, done: str) -> None:
    pdf = CASES[done](office.signed((*NAMES,)[:2]), office)
    said = (office.verdict(pdf).holds, by_pyhanko(pdf, office), by_pdfsig(pdf, tmp_path))
    words = tuple("holds" if each else "fails" for each in said)
    assert table()[done] == words


def test_the_table_has_all_rows() -> None:
    assert {*table()} == {*CASES}
