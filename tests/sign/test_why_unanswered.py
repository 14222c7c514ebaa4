"""Why another machine gave no answer, in a sentence."""

import socket
import ssl
from email.message import Message
from urllib.error import HTTPError, URLError

import pytest

from sopc.sign.trust.network import UnansweredError, _why

CASES: dict[str, tuple[Exception, str]] = {
    "no name": (URLError(socket.gaierror(-2, "x")), "is not found: its name is unknown"),
    "no TLS": (URLError(ssl.SSLError(1, "x")), "does not prove who it is by TLS"),
    "no way": (URLError(OSError(113, "No route to host")), "cannot be reached: No route to host"),
    "refused": (URLError(ConnectionRefusedError()), "refuses the connection"),
    "late": (TimeoutError(), "does not answer within"),
    "a status": (HTTPError("http://a", 503, "Busy", Message(), None), "HTTP status 503 Busy"),
    "no HTTP": (ValueError("x"), "answers something that is not HTTP"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_cause_is_told(case: str) -> None:
    error, words = CASES[case]
    assert words in _why(error, 5)


def test_what_is_told_already_is_said_as_it_is() -> None:
    said = _why(ValueError("x"), 5)
    assert _why(UnansweredError(said), 5) == said
