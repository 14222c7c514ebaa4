"""Who may come in: this user's own browser, by the address that ``sopc serve`` told; and what
a browser is told of what it may do with the pages."""

import secrets
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sopc.serve.peers import is_others


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
_READING = ("GET", "HEAD")


def new_token() -> str:
    """What nobody can guess."""
    return secrets.token_urlsafe(24)


class Gate:
    """Lets nobody in who does not know the token, is another user of this machine as far as the
    system tells, or comes from another site, or by another name of this machine."""

    def __init__(
        self,
        app: ASGIApp,
        token: str,
        hosts: Iterable[str],
        is_others: Callable[[int], bool] = is_others,
    ) -> None:
        self._app, self._token, self._hosts = app, token, frozenset(hosts)
        self._is_others = is_others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no page asks for anything else

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
        if headers.get("host", "") not in self._hosts:
            return False
        token = str(scope["path"]).split("/", 2)[1:2]
        if not token or not secrets.compare_digest(token[0].encode(), self._token.encode()):
            return False
        is_own = _is_own_page(scope["method"], headers) or _is_opened(scope["method"], headers)
        return is_own and not self._is_others((scope["client"] or ("", 0))[1])


def _is_own_page(method: str, headers: Headers) -> bool:
    """Whether one of the desk's own pages asks, or a program that is no browser; what changes
    something comes as JSON, which no form of another site can send."""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers["host"]:
        return False
    if method not in _READING:
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            return False
    return headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def _is_opened(method: str, headers: Headers) -> bool:
    """Whether a whole page is opened, from wherever: its address is known there."""
    return (
        method in _READING
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest") == "document"
    )


_REFUSAL = PlainTextResponse(
    "Open the address that `sopc serve` told in the terminal.\n"
    "Buka alamat yang ditulis `sopc serve` di terminal.\n",
    status_code=403,
)
