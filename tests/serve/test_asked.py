"""What a page asks for may be anything: it is answered in a sentence, and never breaks the desk."""

import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.diagnostics import SopcError
from sopc.serve.asked import SetValue, as_typed, request_of
from tests.catalogues import FIRST
from tests.examples import at_most
from tests.serve.conftest import Served

DEEP = b"[" * 100_000
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
CHANGES: list[dict[str, Any]] = [
    {"op": "set", "path": ["langkah", 0, "uraian"], "old": None, "new": None},
    {"op": "insert", "path": ["peralatan"], "at": 0, "value": None},
    {"op": "remove", "path": ["nama"], "old": None},
    {"op": "move", "path": ["langkah"], "from": 0, "to": 0},
    {"op": "step.insert", "after": 0, "actors": ["staf"], "text": ""},
    {"op": "step.remove", "step": 1, "lead_to": None},
    {"op": "step.move", "step": 1, "after": 0},
    {"op": "step.place", "step": 1, "part": None, "actor": "staf", "on": True, "only": False},
    {"op": "step.kind", "step": 1, "part": None, "kind": "proses"},
    {"op": "step.arrow", "step": 1, "part": None, "label": "ya", "old": None, "to": 1},
    {"op": "step.word", "step": 1, "part": None, "label": "ya", "new": "tidak"},
    {"op": "step.split", "step": 1},
    {"op": "step.join", "step": 1},
    {"op": "lane.insert", "actor": "staf", "at": 0},
    {"op": "lane.remove", "actor": "staf"},
    {"op": "lane.move", "actor": "staf", "to": 0},
]
HOSTILE = [
    b"",
    b"null",
    b"\xff\xfe",
    DEEP,
    b'{"a":' * 100_000,
    b'{"version":"","change":{"op":"eval","path":["nama"]}}',
    b'{"version":"","change":{"op":"set","path":["nama"],"new":NaN}}',
    b'{"version":"","change":{"op":"set","path":["nama"],"new":1e999}}',
    b'{"version":"","change":{"op":"set","path":["nama"],"new":' + b"9" * 5000 + b"}}",
    b'{"version":"","change":{"op":"set","path":["nama"],"new":"\\ud800"}}',
    b'{"version":"","change":{"op":"set","path":[],"new":"x"}}',
    b'{"version":"","change":{"op":"set","path":["langkah",-1,"uraian"],"new":"x"}}',
    b'{"version":"","change":{"op":"set","path":["nama"],"new":' + b"[" * 60 + b"]" * 60 + b"}}",
    b"x" * 3_000_000,
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_what_no_page_asks_for_is_refused_in_a_sentence(body: bytes) -> None:
    with pytest.raises(SopcError, match=r"^(the page asks|this is too much)"):
        request_of(body)


def test_a_text_that_was_pasted_is_held_without_what_nobody_sees() -> None:
    assert as_typed("Surat\u00a0masuk\u200b\r\ndua\x0btiga\u2028empat\u00ad\x00") == (
        "Surat masuk\ndua\ntiga\nempat"
    )
    asked = request_of(
        b'{"version":"","change":{"op":"set","path":["nama"],"new":["a\\u00a0b",{"c\\u200b":1}]}}'
    )
    assert isinstance(asked.change, SetValue)
    assert asked.change.new == ["a b", {"c": 1}]


def post(served: Served, way: str, body: bytes) -> tuple[int, dict[str, Any]]:
    address = urlsplit(served.address)
    connection = HTTPConnection(address.netloc, timeout=30)
    headers = {"Content-Type": "application/json"}
    connection.request("POST", f"{address.path}{way}", body, headers)
    answer = connection.getresponse()
    raw = answer.read()
    connection.close()
    return answer.status, json.loads(raw) if raw[:1] == b"{" else {}


def test_the_desk_answers_whatever_is_asked(served: Served) -> None:
    before = served.text(FIRST)

    @at_most(40)
    @given(st.sampled_from(CHANGES), st.data())
    def answered(change: dict[str, Any], data: st.DataObject) -> None:
        key = data.draw(st.sampled_from([key for key in change if key != "op"]))
        asked = {**change, key: data.draw(VALUES)}
        body = json.dumps({"version": "", "change": asked}).encode("utf-8", "surrogatepass")
        status, answer = post(served, f"change/{FIRST}", body)
        assert status in (200, 409, 422)
        assert answer["said"] or status == 200

    answered()
    for body in (HOSTILE[0], HOSTILE[3], HOSTILE[-1]):
        status, answer = post(served, f"change/{FIRST}", body)
        assert status == 422
        assert answer["said"]
    assert post(served, "change/tidak-ada.yaml", b"{}")[0] == 404
    while post(served, "undo", b"")[0] == 200:
        pass
    assert served.text(FIRST) == before
    status, answer = post(served, "undo", b"")
    assert (status, answer["said"]) == (422, "tidak ada yang dapat dibatalkan")


def test_a_change_is_taken_back_in_words(served: Served) -> None:
    before = served.text(FIRST)
    change = {"op": "set", "path": ["nama"], "old": "Menerima Surat", "new": "Surat Masuk"}
    body = json.dumps({"version": "", "change": change}).encode()
    assert post(served, f"change/{FIRST}", body)[0] == 200
    done = served.text(FIRST)
    assert post(served, "undo", b"") == (
        200,
        {"said": "dibatalkan di K.1.1.1.1: nama diubah", "file": FIRST},
    )
    assert served.text(FIRST) == before
    assert post(served, "redo", b"") == (
        200,
        {"said": "diulangi di K.1.1.1.1: nama diubah", "file": FIRST},
    )
    assert served.text(FIRST) == done
    other = json.dumps({"version": "", "change": {**change, "new": "Lain"}}).encode()
    status, answer = post(served, f"change/{FIRST}", other)
    assert (status, answer["said"]) == (
        409,
        "bagian ini sementara itu diubah orang lain menjadi “Surat Masuk”",
    )
    assert served.text(FIRST) == done
