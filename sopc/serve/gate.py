"""Who may come in: this user's own browser, by the address that ``sopc serve`` told; and what
a browser is told of what it may do with the pages."""

import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def policy(nonce: str = "") -> str:
    """What a page may do: what comes from here, no more. With a ``nonce`` also styles that a
    script puts in by it."""
    styles = f"style-src 'self' 'nonce-{nonce}'" if nonce else "style-src 'self'"
    return (
        f"default-src 'none'; script-src 'self'; {styles}; "
        "img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


_HEADERS = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def new_token() -> str:
    """What nobody can guess."""
    return secrets.token_urlsafe(24)


class Gate:
    """Lets nobody in who does not know the token, or comes from another site or name."""

    def __init__(self, app: ASGIApp, token: str, hosts: Iterable[str]) -> None:
        self._app, self._token, self._hosts = app, token, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        app = self._app if self._is_welcome(scope) else _REFUSAL
        await app(scope, receive, guarded)

    def _is_welcome(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self._hosts:
            return False
        if origin is not None and urlsplit(origin).netloc != host:
            return False
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return False
        token = str(scope["path"]).split("/", 2)[1]
        return secrets.compare_digest(token.encode(), self._token.encode())


_REFUSAL = PlainTextResponse(
    "Open the address that `sopc serve` told in the terminal.\n"
    "Buka alamat yang ditulis `sopc serve` di terminal.\n",
    status_code=403,
)
