"""The application served on this machine alone."""

import socket
import sys
from contextlib import suppress

import uvicorn

from sopc.serve.app import application
from sopc.serve.desk import Desk
from sopc.serve.gate import new_token

LOOPBACK = "127.0.0.1"
_TURN = 0.0005
"""For so many seconds a thread may go on while another waits. By default it is ten times as long;
an answer that reads a thousand files waits as often while all rules are run."""


class _Server(uvicorn.Server):
    """Ends at once: pages that wait for events are not waited for."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self._desk = desk

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._desk.events.end()
        await super().shutdown(sockets)


class DeskServer:
    """Serves a desk at a port, 0 for any that is free. Raises OSError for one that is taken."""

    def __init__(self, desk: Desk, port: int = 0) -> None:
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind((LOOPBACK, port))
        self._socket.listen()  # a browser may call before all is loaded
        host = f"{LOOPBACK}:{self._socket.getsockname()[1]}"
        token = new_token()
        app = application(desk, token, [host, host.replace(LOOPBACK, "localhost")])
        config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1)
        self._server = _Server(config, desk)
        self.address = f"http://{host}/{token}/"

    def run(self) -> None:
        """Serve until Ctrl-C, or until it is stopped."""
        sys.setswitchinterval(_TURN)
        with self._socket, suppress(KeyboardInterrupt):  # it was waited for already
            self._server.run([self._socket])

    def stop(self) -> None:
        """End it, from another thread."""
        self._server.should_exit = True
