"""Times that an authority proves."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from asn1crypto import tsp

from tests.sign.desk import Desk
from tests.sign.office import NAMES, SINGLE, Office, clock_of


@pytest.fixture
def clock_address(office: Office) -> Iterator[str]:
    """A time stamping authority that listens on this machine."""
    clock = clock_of(office.authority)

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            told = clock.request_tsa_response(tsp.TimeStampReq.load(asked)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.mark.parametrize("level", ["b-t", "b-lt", "b-lta"])
def test_times_of_an_authority_are_proven(desk: Desk, clock_address: str, level: str) -> None:
    for part in NAMES:
        words = ("--tsa", clock_address, "--level", level, "--trust", desk.root)
        result = desk.sign(part, desk.build / SINGLE, *words)
        assert result.exit_code == 0, result.output
    result = desk.verify()
    assert result.exit_code == 0, result.output
    assert result.stdout.count("(time stamped)") == 3


def test_an_authority_that_does_not_answer_is_told(desk: Desk) -> None:
    result = desk.sign("Penyusun", desk.build / SINGLE, "--tsa", "http://127.0.0.1:9/")
    assert result.exit_code == 2
    assert "the time stamping authority does not answer" in result.stderr
