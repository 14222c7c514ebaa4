"""Pictures for logos, small and whole."""

import struct
import zlib

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    b'<circle cx="20" cy="20" r="18" fill="#c00"/></svg>'
)


def png(points: bytes = bytes([200, 30, 30]) * 4, *, size: int = 2, sum_off: int = 0) -> bytes:
    """A square RGB picture; with ``sum_off`` its data's checksum is wrong."""
    rows = b"".join(
        b"\0" + points[start : start + 3 * size] for start in range(0, len(points), 3 * size)
    )
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", head),
            _chunk(b"IDAT", zlib.compress(rows), sum_off),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(kind: bytes, data: bytes, sum_off: int = 0) -> bytes:
    checksum = zlib.crc32(kind + data) ^ sum_off
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


PNG = png()
