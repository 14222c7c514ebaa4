"""Clients that never end their questions, another desk, and files that are none."""

import json
import os
import socket
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from tests.catalogues import FIRST, write_catalogue
from tests.serve.conftest import Served
from tests.serve.test_gate import JSON, asked

_MANY = 200


def version(served: Served) -> str:
    """That of the first SOP's file."""
    answer: dict[str, str] = json.loads(asked(served, "GET", f"parts/{FIRST}")[2])
    return answer["version"]


def changed(served: Served, seen: str, key: str, old: str, new: str) -> int:
    """The status of a change of a text, by a page that has seen a version."""
    change = {"op": "set", "path": [key], "old": old, "new": new}
    body = json.dumps({"version": seen, "change": change})
    return asked(served, "POST", f"change/{FIRST}", JSON, body)[0]


def test_clients_that_never_end_their_question_keep_nobody_waiting(served: Served) -> None:
    parts = urlsplit(served.address)
    begun = f"POST {parts.path}change/{FIRST} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
    with ExitStack() as waiting:
        for number in range(_MANY):
            client = waiting.enter_context(socket.create_connection((parts.hostname, parts.port)))
            whole = f"{begun}Content-Type: application/json\r\nContent-Length: 9999\r\n\r\n{{"
            client.sendall((whole if number % 2 else begun).encode())
        assert asked(served, "GET", "")[0] == 200
        assert changed(served, version(served), "nama", "Menerima Surat", "Surat") == 200


def test_clients_that_never_read_what_happens_keep_nobody_waiting(served: Served) -> None:
    parts = urlsplit(served.address)
    question = f"GET {parts.path}events HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n"
    with ExitStack() as waiting:
        for _ in range(_MANY // 4):
            client = waiting.enter_context(socket.create_connection((parts.hostname, parts.port)))
            client.sendall(question.encode())
        title = "Menerima Surat"
        for number in range(10):
            assert changed(served, version(served), "nama", title, f"Surat {number}") == 200
            title = f"Surat {number}"


def test_a_question_that_is_too_long_is_refused(served: Served) -> None:
    before = served.text(FIRST)
    status = changed(served, version(served), "nama", "Menerima Surat", "x" * 30_000_000)
    assert status in (413, 422)
    assert served.text(FIRST) == before


def test_of_two_desks_none_goes_over_what_the_other_wrote(
    serve: Callable[[Path], Served], tmp_path: Path
) -> None:
    root = write_catalogue(tmp_path / "sops")
    one, other = serve(root), serve(root)
    seen = version(one)
    assert version(other) == seen
    assert changed(one, seen, "nama", "Menerima Surat", "Surat Satu") == 200
    assert changed(other, seen, "nama", "Menerima Surat", "Surat Dua") == 409
    assert changed(other, seen, "dibuat", "2025-01-02", "2025-01-03") == 200
    text = one.text(FIRST)
    assert "nama: Surat Satu" in text
    assert "dibuat: 2025-01-03" in text
    assert version(one) == version(other)


def test_what_is_no_file_is_waited_for_by_nobody(served: Served) -> None:
    folder = served.root / "sekretariat/umum"
    os.mkfifo(folder / "K.1.1.1.2.yaml")
    (folder / "K.1.1.1.3.yaml").mkdir()
    (folder / "K.1.1.1.4.yaml").symlink_to("/dev/zero")
    served.desk.touched()
    assert asked(served, "GET", "")[0] == 200
    for number in (2, 3, 4):
        assert asked(served, "GET", f"sop/sekretariat/umum/K.1.1.1.{number}.yaml")[0] in (200, 404)
    assert changed(served, version(served), "nama", "Menerima Surat", "Surat") == 200
    (served.root / FIRST).unlink()
    os.mkfifo(served.root / FIRST)
    served.desk.touched()
    assert asked(served, "GET", f"sop/{FIRST}")[0] in (200, 404)
    assert changed(served, "", "nama", "Surat", "Lain") in (404, 409, 422)


def test_the_other_kind_of_address_of_this_machine_leads_nowhere(served: Served) -> None:
    if socket.has_ipv6:
        with socket.socket(socket.AF_INET6) as other:
            assert other.connect_ex(("::1", urlsplit(served.address).port)) != 0
