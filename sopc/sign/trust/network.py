"""Asking another machine: the one place where anything here does so, but for what pyHanko fetches
to put it into a signature.

By http and https alone, never a file, and without following redirects: what is asked is what the
user or an authority wrote, nothing that an answer names. Addresses within an office's own network
are as good as others, since its authority may be there.
"""

import ssl
from collections.abc import Callable
from http.client import HTTPException
from queue import Empty, Queue
from socket import gaierror
from threading import Thread
from time import monotonic
from typing import TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from sopc.language import Phrase
from sopc.limits import ANSWER, ANSWER_SECONDS
from sopc.reader import size_in_words
from sopc.refusals import reason_of

T = TypeVar("T")
_STEP = 1 << 16
_HANDLERS = (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPErrorProcessor, HTTPDefaultErrorHandler)


class UnansweredError(Exception):
    """Why there is no answer: ``reason`` is a clause after the name of whoever was asked."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason)
        self.reason = reason


def ask(
    address: str, body: bytes | None = None, kind: str = "", *, seconds: float = ANSWER_SECONDS
) -> bytes:
    """What is at an address, or what it answers to ``body``, which is of the media type ``kind``.

    Raises UnansweredError, also after so many ``seconds`` and where an answer has more than
    ``limits.ANSWER`` bytes.
    """
    scheme, host = _parts(address)
    if scheme not in ("http", "https") or not host:
        raise UnansweredError(Phrase("is not asked: its address is none of http or https"))
    request = Request(address, body, {"Content-Type": kind} if kind else {})
    ends = monotonic() + seconds
    return _within(seconds, lambda: _answer(request, ends))


def _parts(address: str) -> tuple[str, str | None]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", None
    return parts.scheme, parts.hostname


def _answer(request: Request, ends: float) -> bytes:
    """The answer's bytes, before the moment ``ends``."""
    opener = OpenerDirector()
    for handler in _HANDLERS:
        opener.add_handler(handler())
    answer = bytearray()
    with opener.open(request, timeout=max(0.1, ends - monotonic())) as stream:
        while part := stream.read1(_STEP):
            answer += part
            if len(answer) > ANSWER:
                size = size_in_words(ANSWER)
                raise UnansweredError(Phrase("answers with more than {size}", size=size))
            if monotonic() > ends:
                raise TimeoutError
        if stream.length:
            raise UnansweredError(Phrase("stops within its answer"))
    return bytes(answer)


def _within(seconds: float, work: Callable[[], T]) -> T:
    """What some work comes to, unless it takes longer: an answer may come byte by byte."""
    done: Queue[T | Exception] = Queue(1)

    def run() -> None:
        try:
            done.put(work())
        except (OSError, HTTPException, UnansweredError, ValueError) as error:
            done.put(error)

    Thread(target=run, daemon=True).start()
    try:
        result = done.get(timeout=seconds + 1)
    except Empty:
        raise UnansweredError(_late(seconds)) from None
    if isinstance(result, Exception):
        raise UnansweredError(_why(result, seconds)) from None
    return result


def _why(error: Exception, seconds: float) -> Phrase:
    if isinstance(error, UnansweredError):
        return error.reason
    if isinstance(error, HTTPError):
        said = f"{error.code} {error.reason}".strip()
        return Phrase("answers with the HTTP status {status}", status=said)
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return _late(seconds)
    if isinstance(cause, ConnectionRefusedError):
        return Phrase("refuses the connection")
    if isinstance(cause, gaierror):
        return Phrase("is not found: its name is unknown, or there is no network")
    if isinstance(cause, ssl.SSLError):
        reason = getattr(cause, "verify_message", "") or getattr(cause, "reason", "") or "TLS"
        return Phrase("does not prove who it is by TLS: {reason}", reason=reason)
    if isinstance(cause, OSError) and cause.strerror:
        return Phrase("cannot be reached: {reason}", reason=reason_of(cause))
    return Phrase("answers something that is not HTTP")


def _late(seconds: float) -> Phrase:
    return Phrase("does not answer within {seconds} seconds", seconds=f"{seconds:.0f}")
