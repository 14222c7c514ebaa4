"""Times that an authority proves, and why it does not."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from asn1crypto import tsp

from sopc.sign.making.clock import Clock, ClockError, StampAnswer
from sopc.sign.trust.network import UnansweredError, ask
from tests.sign.desk import Desk
from tests.sign.office import NAMES, SINGLE, Office, clock_of
from tests.sign.servers import Listening, listening

Asked = tsp.TimeStampReq


@pytest.fixture(scope="module")
def authority() -> Iterator[Listening]:
    """A time stamping authority."""
    with listening() as server:
        yield server


@pytest.fixture
def clock(office: Office, authority: Listening) -> Listening:
    """The same; it does what it should."""
    proper = clock_of(office.authority)
    authority.answer = lambda _, asked: (
        200,
        proper.request_tsa_response(Asked.load(asked)).dump(),
        {"Content-Type": "application/timestamp-reply"},
    )
    return authority


@pytest.mark.parametrize("level", ["b-t", "b-lt", "b-lta"])
def test_times_of_an_authority_are_proven(desk: Desk, clock: Listening, level: str) -> None:
    for part in NAMES:
        words = ("--tsa", clock.address, "--level", level, "--trust", desk.root)
        result = desk.sign(part, desk.build / SINGLE, *words)
        assert result.exit_code == 0, result.output
    result = desk.verify()
    assert result.exit_code == 0, result.output
    assert result.stdout.count("(time stamped)") == 3


def test_why_there_is_no_time_stamp_is_told_and_nothing_written(desk: Desk) -> None:
    before = (desk.build / SINGLE).read_bytes()
    result = desk.sign("Penyusun", desk.build / SINGLE, "--tsa", "http://127.0.0.1:9/tsa")
    assert result.exit_code == 2
    told = "the time stamping authority http://127.0.0.1:9/tsa refuses the connection"
    assert told in result.stderr
    assert (desk.build / SINGLE).read_bytes() == before


def reason(server: Listening) -> str:
    """Why an authority gives no time stamp."""
    with pytest.raises(ClockError) as told:
        asyncio.run(Clock(server.address).async_timestamp(b"\1" * 32, "sha256"))
    start = f"the time stamping authority {server.address} "
    assert told.value.sentence.startswith(start)
    return str(told.value.sentence).removeprefix(start)


def rejected(_: StampAnswer) -> StampAnswer:
    return StampAnswer(
        {
            "status": {
                "status": "rejection",
                "status_string": ["kebijakan lain"],
                "fail_info": {"unaccepted_policy"},
            }
        }
    )


def without_token(answer: StampAnswer) -> StampAnswer:
    return StampAnswer({"status": answer["status"]})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (rejected, "refuses: kebijakan lain; unaccepted policy"),
        (without_token, "answers without a time stamp"),
    ],
)
def test_a_refusal_is_told_in_the_authority_s_words(
    clock: Listening,
    change: Callable[[StampAnswer], StampAnswer],
    words: str,
) -> None:
    proper = clock.answer

    def answer(path: str, asked: bytes) -> tuple[int, bytes, dict[str, str]]:
        status, told, headers = proper(path, asked)
        return status, change(StampAnswer.load(told)).dump(), headers

    clock.answer = answer
    assert reason(clock) == words


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("nonce", "answers another request than ours (its nonce is another)"),
        ("message_imprint", "gives the time stamp of other data than ours"),
    ],
)
def test_an_answer_to_another_request_is_no_time_stamp(
    office: Office, clock: Listening, part: str, words: str
) -> None:
    proper = clock_of(office.authority)

    def answer(_: str, asked: bytes) -> tuple[int, bytes, dict[str, str]]:
        request = Asked.load(asked)
        other: dict[str, object] = {
            "nonce": 7,
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": b"\2" * 32,
            },
        }
        request[part] = other[part]
        return 200, proper.request_tsa_response(request).dump(), {}

    clock.answer = answer
    assert reason(clock) == words


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((200, b"<html>", {}), "answers something that is no time stamp response"),
        ((200, b"", {}), "answers something that is no time stamp response"),
        ((503, b"", {}), "answers with the HTTP status 503 Service Unavailable"),
        ((302, b"", {"Location": "/lain"}), "answers with the HTTP status 302 Found"),
    ],
)
def test_what_answers_otherwise_is_told(
    authority: Listening, answer: tuple[int, bytes, dict[str, str]], words: str
) -> None:
    authority.answer = lambda *_: answer
    authority.asked.clear()
    assert reason(authority) == words
    assert len(authority.asked) == 1  # a redirect is not followed


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x", "http://", "http://[x", "x"]
)
def test_only_http_is_asked(address: str) -> None:
    with pytest.raises(UnansweredError, match="is none of http or https"):
        ask(address)


def test_an_answer_without_an_end_is_cut_off(
    authority: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sopc.sign.trust.network.ANSWER", 1000)
    authority.answer = lambda *_: (200, b"x" * 1000, {})
    assert len(ask(authority.address)) == 1000
    authority.answer = lambda *_: (200, b"x" * 1001, {})
    with pytest.raises(UnansweredError, match="answers with more than"):
        ask(authority.address)


def speaking(words: bytes) -> str:
    """The address of somebody who takes one connection, and says this."""
    server = socket.create_server(("127.0.0.1", 0))

    def speak() -> None:
        connection, _ = server.accept()
        with server, connection:
            connection.sendall(words)
            connection.recv(1 << 16)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1 << 16)

    threading.Thread(target=speak, daemon=True).start()
    return f"http://127.0.0.1:{server.getsockname()[1]}/"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (b"SSH-2.0-OpenSSH\r\n\r\n", "answers something that is not HTTP"),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\nx", "stops within its answer"),
    ],
)
def test_what_is_no_whole_answer_is_told(words: bytes, told: str) -> None:
    with pytest.raises(UnansweredError, match=told):
        ask(speaking(words))


def test_who_says_nothing_is_not_waited_for() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    with server, pytest.raises(UnansweredError, match="does not answer within 0 seconds"):
        ask(f"http://127.0.0.1:{server.getsockname()[1]}/", seconds=0.05)


def test_who_does_not_prove_itself_by_tls_is_told() -> None:
    with listening() as server, pytest.raises(UnansweredError, match="does not prove who it is by"):
        ask(server.address.replace("http:", "https:"))


def test_a_name_that_nobody_has_is_told() -> None:
    with pytest.raises(UnansweredError, match="is not found"):
        ask("http://tidak-ada.invalid/")
