"""What a signed file says of itself steers nobody's eyes: it has no line of its own."""

import json
from io import BytesIO

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from sopc.sign.trust.names import shown
from tests.sign.desk import Desk
from tests.sign.foreign import serve
from tests.sign.office import NAMES, SINGLE
from tests.sign.pki import Authority, Means

FORGED = "PEJABAT CONTOH, SE\na,pdf: holds\n  ok\u202e\u200b\x1b[2K\r"


def subject(name: str) -> x509.Name:
    parts = {NameOID.COMMON_NAME: name, NameOID.SERIAL_NUMBER: NAMES["Pengesah"][1]}
    return x509.Name([x509.NameAttribute(*part) for part in parts.items()])


def told(desk: Desk, pdf: bytes, status: int) -> tuple[list[str], dict[str, object]]:
    """What verifying says on the screen, and to scripts."""
    file = desk.build / SINGLE
    file.write_bytes(pdf)
    screen = desk.verify()
    assert screen.exit_code == status
    (data,) = json.loads(desk.verify(file, "--json").stdout)
    return screen.stdout.splitlines(), data


def texts(data: object) -> list[str]:
    """All texts in a value of JSON."""
    if isinstance(data, dict):
        return [text for value in data.values() for text in texts(value)]
    if isinstance(data, list):
        return [text for value in data for text in texts(value)]
    return [data] if isinstance(data, str) else []


@pytest.mark.parametrize(
    ("place", "status", "word"),
    [("holder", 1, "FAILS"), ("field", 1, "FAILS"), ("issuer", 5, "not provable")],
)
def test_no_name_makes_a_line_of_its_own(desk: Desk, place: str, status: int, word: str) -> None:
    office = desk.office
    pdf, part = office.signed(("Penyusun", "Pemeriksa")), "Pengesah"
    authority = office.authority
    if place == "field":
        part = FORGED
        writer, target = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
        append_signature_field(writer, SigFieldSpec(part))
        writer.write(target)
        pdf = target.getvalue()
    if place == "issuer":
        authority = Authority(FORGED)
    means = Means(subject=subject(FORGED)) if place == "holder" else Means()
    holder = authority.issue(*NAMES["Pengesah"], elliptic=True, means=means)
    lines, data = told(desk, serve(pdf, office, part, holder), status)
    assert [line for line in lines if not line.startswith("  ")] == [lines[0]]
    assert lines[0] == f"{desk.build / SINGLE}: {word}"
    assert all(line.isprintable() for line in lines)
    assert any("<U+000A>" in line for line in lines)
    assert [text for text in texts(data) if not text.isprintable()] == []


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Zoë Ma’ruf, S.E.", "Zoë Ma’ruf, S.E."),
        ("Zoe\u0308", "Zoë"),
        ("a\u202eb\nc\u200bd", "a<U+202E>b<U+000A>c<U+200B>d"),
        ("P\u0410\u0421", "P<U+0410><U+0421>"),
        ("\u0391\u0392", "<U+0391><U+0392>"),
        ("\uff21\U0001d400", "<U+FF21><U+1D400>"),
        ("a\u0336", "a<U+0336>"),
        ("\u212a", "<U+212A>"),
        ("", ""),
    ],
)
def test_what_misleads_is_shown_by_its_number(name: str, seen: str) -> None:
    assert shown(name) == seen
    assert shown(seen) == seen
