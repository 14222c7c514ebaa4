"""What a page sends along with what it asks, read as far as it may be."""

from typing import Final

from starlette.requests import Request

from sopc.limits import YAML

MOST: Final = 2 * YAML
"""So many bytes may a page ask with: more than any file of a catalogue may have."""


async def read_body(request: Request) -> bytes:
    """What was sent; of what is more than ``MOST``, the beginning, longer than that."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            break
    return bytes(body)
