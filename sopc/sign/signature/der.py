"""DER, to the letter: one value has one encoding, so a changed byte is always a changed value.

Readers of ASN.1 forgive much. In the parts of a signature that nothing signs, what they forgive
could be changed unseen.
"""

_BOOLEAN, _INTEGER, _BITS, _NULL, _OBJECT = 0x01, 0x02, 0x03, 0x05, 0x06
_SEQUENCE, _SET = 0x30, 0x31
_SIMPLE = {_BOOLEAN, _INTEGER, _BITS, 0x04, _NULL, _OBJECT, 0x0A, *range(0x12, 0x1F), 0x0C}
"""The types that have no parts: those above, octets, enumerations, times and kinds of text."""
_CONSTRUCTED, _CLASS, _NUMBER = 0x20, 0xC0, 0x1F
_DEEPEST = 64
_UNTOLD, _CLOSE = b"\x80", b"\0\0"
_UNTOLD_KINDS = (_SEQUENCE, _SET, 0x24)
"""What may not tell its length: sequences, sets, and octets in pieces."""


def is_der(data: bytes) -> bool:
    """Whether bytes are exactly one value in DER."""
    return _end(data, 0, len(data), 0) == len(data)


def end_of(data: bytes, *, indefinite: bool) -> int | None:
    """Where the value that bytes begin with ends; None when it is not DER.

    ``indefinite``: values may also end where they say so instead of telling their length before,
    as programs write signatures piece by piece; but only within others that do.
    """
    return _end(data, 0, len(data), 0, indefinite=indefinite)


def _end(
    data: bytes, start: int, limit: int, depth: int, *, indefinite: bool = False
) -> int | None:
    """Where the value that begins at ``start`` ends; None when it is not DER."""
    if indefinite and data[start + 1 : start + 2] == _UNTOLD and data[start] & _CONSTRUCTED:
        return _end_of_untold(data, start, limit, depth)
    head = _header(data, start, limit)
    if head is None or depth > _DEEPEST:
        return None
    tag, begin, end = head
    if tag & _CONSTRUCTED:
        if not tag & _CLASS and tag not in (_SEQUENCE, _SET):
            return None
        parts, position = [], begin
        while position < end:
            after = _end(data, position, end, depth + 1)
            if after is None:
                return None
            if tag == _SET:
                parts.append(data[position:after])
            position = after
        return None if parts != sorted(parts) else end
    return end if tag & _CLASS or _is_plain(tag, data[begin:end]) else None


def _end_of_untold(data: bytes, start: int, limit: int, depth: int) -> int | None:
    """Where a value ends that does not tell its length: after two zeros."""
    if depth > _DEEPEST or not (data[start] & _CLASS or data[start] in _UNTOLD_KINDS):
        return None
    position: int | None = start + 2
    while position is not None and position < limit:
        if data[position : position + 2] == _CLOSE:
            return position + 2
        position = _end(data, position, limit, depth + 1, indefinite=True)
    return None


def _header(data: bytes, start: int, limit: int) -> tuple[int, int, int] | None:
    """A value's tag, and where its contents begin and end; None when the length is not minimal."""
    if start + 2 > limit or data[start] & _NUMBER == _NUMBER:
        return None
    begin, length = start + 2, data[start + 1]
    if length >= 0x80:
        size = length - 0x80
        written = data[begin : begin + size]
        length, begin = int.from_bytes(written, "big"), begin + size
        if not 1 <= size <= 4 or len(written) < size or not written[0] or length < 0x80:
            return None
    return (data[start], begin, begin + length) if begin + length <= limit else None


def _is_plain(tag: int, contents: bytes) -> bool:
    """Whether a simple value is written as DER wants it."""
    if tag not in _SIMPLE:
        return False
    if tag == _BOOLEAN:
        return contents in (b"\x00", b"\xff")
    if tag == _INTEGER:
        padded = len(contents) > 1 and (contents[0], contents[1] >> 7) in ((0, 0), (0xFF, 1))
        return bool(contents) and not padded
    if tag == _BITS:
        unused = contents[0] if contents else 8
        spare = contents[-1] & ((1 << unused) - 1) if len(contents) > 1 else unused
        return unused < 8 and not spare
    if tag == _OBJECT:
        ends = b"\x00" + bytes(byte >> 7 for byte in contents)
        starts = [byte for byte, before in zip(contents, ends, strict=False) if not before]
        return bool(contents) and contents[-1] < 0x80 and 0x80 not in starts
    return tag != _NULL or not contents
