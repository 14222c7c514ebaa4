"""Who is let in: by real sockets, as no browser would ask."""

import os
import socket
import stat
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from sopc.serve.gate import Gate
from sopc.serve.opening import leading_to
from sopc.serve.peers import is_others
from tests.catalogues import FIRST
from tests.serve.conftest import Served

JSON = {"Content-Type": "application/json"}


def asked(
    served: Served, method: str, way: str, headers: dict[str, str] | None = None, body: str = ""
) -> tuple[int, dict[str, str], str]:
    """A status, headers and words; ``way`` is below the address, or from the root with a slash."""
    parts = urlsplit(served.address)
    connection = HTTPConnection(str(parts.netloc), timeout=20)
    path = way if way.startswith("/") else parts.path + way
    connection.request(method, path, body or None, headers or {})
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, text


def test_the_address_alone_lets_in(served: Served) -> None:
    assert asked(served, "GET", "")[0] == 200
    for way in (
        "/",
        "/sop/",
        f"/{'x' * 32}/",
        "/static/desk.js",
        "//",
        f"/x{urlsplit(served.address).path}",
    ):
        assert asked(served, "GET", way)[0] == 403, way


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "example.com"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://example.com"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    ],
)
def test_other_sites_and_other_names_are_refused(served: Served, headers: dict[str, str]) -> None:
    before = served.text(FIRST)
    assert asked(served, "GET", "", headers)[0] == 403
    body = '{"version": "", "change": {"op": "set", "path": ["nama"], "new": "X"}}'
    assert asked(served, "POST", f"change/{FIRST}", JSON | headers, body)[0] == 403
    assert served.text(FIRST) == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_a_form_of_another_site_could_send_changes_nothing(served: Served, kind: str) -> None:
    before = served.text(FIRST)
    body = '{"version": "", "change": {"op": "set", "path": ["nama"], "new": "X"}}'
    assert asked(served, "POST", f"change/{FIRST}", {"Content-Type": kind}, body)[0] == 403
    assert asked(served, "POST", "undo", {"Content-Type": kind}, "{}")[0] == 403
    assert served.text(FIRST) == before


@pytest.mark.parametrize(
    "way", ["", "static/desk.js", "nichts", "sop/hilang.yaml", "/", f"parts/{FIRST}"]
)
def test_every_answer_says_what_a_page_may_do(served: Served, way: str) -> None:
    _, headers, _ = asked(served, "GET", way)
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


OUTSIDE = [
    "sop/../../x.yaml",
    "sop/..%2f..%2fx.yaml",
    "sop//etc/passwd",
    "sop/%2e%2e/x.yaml",
    "sop/sekretariat/umum/lain.yaml",
    "parts/katalog.yaml%00",
    "static/../app.py",
    "static/..%2fapp.py",
    "static//etc/passwd",
    "sop/a%0d%0aSet-Cookie:x",
]


@pytest.mark.parametrize("way", OUTSIDE)
def test_no_way_leads_out_of_the_catalogue(served: Served, way: str) -> None:
    (served.root.parent / "x.yaml").write_text("nama: rahasia\n", "utf-8")
    (served.root / "sekretariat/umum/lain.yaml").symlink_to(served.root.parent / "x.yaml")
    status, headers, text = asked(served, "GET", way)
    assert status in (400, 403, 404), text
    assert "rahasia" not in text
    assert "root:" not in text
    assert "import" not in text
    assert "set-cookie" not in headers
    body = '{"version": "", "change": {"op": "set", "path": ["nama"], "new": "X"}}'
    status, _, _ = asked(served, "POST", way.replace("sop/", "change/"), JSON, body)
    assert status in (400, 403, 404, 405, 422)
    assert (served.root.parent / "x.yaml").read_text("utf-8") == "nama: rahasia\n"


def test_a_page_that_is_not_there_says_so(served: Served) -> None:
    status, _, text = asked(served, "GET", "sop/hilang.yaml", {"Accept": "text/html"})
    assert (status, "tidak ada" in text) == (404, True)
    assert "Traceback" not in text
    assert asked(served, "GET", "sop/hilang.yaml")[2].startswith('{"said":')


def test_it_listens_on_this_machine_alone(served: Served) -> None:
    port = urlsplit(served.address).port
    for host in {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port)}:
        if str(host).startswith("127."):
            continue
        with socket.socket(socket.AF_INET6 if ":" in str(host) else socket.AF_INET) as other:
            assert other.connect_ex((str(host), port)) != 0


def test_another_user_of_the_machine_is_known_by_the_connection() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        port = client.getsockname()[1]
        assert not is_others(port)
        mine = os.getuid()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "getuid", lambda: mine + 1)
            assert is_others(port) == Path("/proc/net/tcp").exists()
    assert not is_others(1)


@pytest.mark.parametrize("others", [True, False])
def test_another_user_is_refused_who_knows_the_address(others: bool) -> None:
    reached: list[str] = []

    async def app(*_: object) -> None:
        reached.append("app")

    def refuse(port: int) -> bool:
        assert port == 4711
        return others

    gate = Gate(app, "t", ["127.0.0.1:1"], refuse)
    scope = {
        "type": "http", "method": "GET", "path": "/t/", "client": ("127.0.0.1", 4711),
        "headers": [(b"host", b"127.0.0.1:1")], "query_string": b"", "root_path": "",
    }  # fmt: skip

    async def send(message: object) -> None:
        del message

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b""}

    import anyio

    anyio.run(gate, scope, receive, send)
    assert reached == ([] if others else ["app"])


def test_the_browser_is_led_by_a_file_of_this_user_alone(served: Served, page: Page) -> None:
    with leading_to(served.address) as file:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        page.goto(file.as_uri())
        expect(page.locator("#main")).to_be_visible()
        assert page.url == served.address
    assert not file.exists()


def test_no_token_stands_in_a_page_beside_addresses(served: Served) -> None:
    token = urlsplit(served.address).path.strip("/")
    text = asked(served, "GET", f"sop/{FIRST}")[2]
    assert token not in text.partition("<body>")[0].partition("<title>")[2].partition("</title>")[0]


def test_a_bug_is_a_sentence(
    serve: Callable[[Path], Served], served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    del serve

    def broken(*_: object) -> None:
        raise RuntimeError("rahasia")

    monkeypatch.setattr("sopc.serve.sop_desk.parts", broken)
    status, headers, text = asked(served, "GET", f"sop/{FIRST}", {"Accept": "text/html"})
    assert status == 500
    assert "rahasia" not in text
    assert "content-security-policy" in headers
