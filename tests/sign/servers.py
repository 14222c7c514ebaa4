"""Authorities that listen on this machine."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer


@dataclass
class Listening:
    """A server: where, what was asked (the path and the body), and what it answers to it.

    ``answer`` gives the status, the bytes, and other headers.
    """

    address: str
    answer: Callable[[str, bytes], tuple[int, bytes, dict[str, str]]]
    asked: list[tuple[str, bytes]] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Listening]:
    """A server, until it is no longer needed."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            server.asked.append((self.path, body))
            status, told, headers = server.answer(self.path, body)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(told)

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listener = HTTPServer(("127.0.0.1", 0), Answer)
    server = Listening(f"http://127.0.0.1:{listener.server_port}/", lambda *_: (404, b"", {}))
    threading.Thread(target=listener.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
