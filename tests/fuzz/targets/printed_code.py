"""What a reader of QR codes gives → the code of a page, or none; and codes as they are printed."""

from collections.abc import Iterator
from urllib.parse import quote

from sopc.render.qr import Code, code_operators, read_code, why_no_code

WORDS = (
    "SOPC1*",
    "SOPC2*",
    "*",
    "sop=",
    "?",
    "&",
    "%2A",
    "%",
    "2020-10-01",
    "0123456789ABCDEF",
    "ß",
    "ı",
    "ﬁ",
)


def seeds() -> Iterator[bytes]:
    yield b"SOPC1*K.1.1.1.1*2025-01*0123456789ABCDEF"
    yield b"https://tte.example.org/?a=b&sop=SOPC1*k.1.1.1.1*2025-01*0123456789abcdef"
    yield b"SOPC2*K.1.1.1.1*2025-01*0123456789ABCDEF0123456789ABCDEF"
    yield b"SOPC2*K%00*2025*0123456789ABCDEF0123456789ABCDEF"
    yield b"SOPC1*A*B*2025-01*0123456789ABCDEF"
    yield b"SOPC1*A%2FB*-*0123456789ABCDEF"


def run(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    code = read_code(text)
    if code is None:
        assert str(why_no_code(text)).isprintable()
        return
    assert code == Code(code.name, code.revision, code.digest)
    assert len(code.digest) == (16 if code.is_old else 32)
    assert code.name.isprintable()
    assert "*" not in code.name + code.revision
    printed = str(code)
    again = read_code(f"https://a.example/?b=c&sop={quote(printed, safe='*/.-')}")
    assert again == read_code(quote(printed, safe="*/.-")), printed
    assert again is not None
    assert str(again) == printed
    if len(printed.encode()) < 200:
        assert code_operators(printed, 0, 0, 60).startswith(b"q 1 g ")
