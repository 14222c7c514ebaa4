"""What signing adds to a file: as little of it as a build asks for, and by nobody in particular."""

import hashlib

_LENGTH = 400  # digits


def signature(
    pdf: bytes,
    kind: str = "sha256",
    form: bytes = b"/Contents %b /ByteRange %b",
    *,
    first: int = 0,
    short: int = 0,
) -> bytes:
    """A file with a signature added: the digest of all else, where a signature would be.

    ``first`` is where it says that it begins to cover, ``short`` how many bytes it says it leaves.
    """
    empty, room = b"<" + b"0" * _LENGTH + b">", b"[0 999999999 999999999 999999999]"
    pieces = (room, empty) if form.startswith(b"/ByteRange") else (empty, room)
    body = b"\n9 0 obj\n<< /Type /Sig " + form % pieces + b" >>\nendobj\nstartxref\n7\n%%EOF\n"
    start = len(pdf) + body.index(empty)
    end, length = start + len(empty), len(pdf + body)
    whole = pdf + body.replace(
        room, b"[%d %9d %9d %9d]" % (first, start, end, length - end - short)
    )
    held = b"\x30" + hashlib.new(kind, whole[:start] + whole[end:]).digest()
    return whole[: start + 1] + held.hex().encode().ljust(_LENGTH, b"0") + whole[end - 1 :]
