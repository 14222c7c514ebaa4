"""Asking authorities whether certificates were revoked: here they listen on this machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import ocsp, pem
from cryptography.hazmat.primitives.serialization import Encoding

from sopc.sign.making.fields import prepare
from sopc.sign.trust.chains import Chain
from sopc.sign.trust.online import Online
from sopc.sign.trust.revocation import Statements
from tests.sign.desk import Desk
from tests.sign.foreign import serve
from tests.sign.office import NAMES, SINGLE, Office, converted
from tests.sign.pki import NOW, Authority, Holder
from tests.sign.revocations import Entry, answer, revocation_list
from tests.sign.servers import Listening, listening

HOUR = timedelta(hours=1)
BEFORE = NOW - 2 * HOUR


@dataclass(frozen=True)
class Asked:
    """An authority that is asked, and one of its people with each kind of address."""

    authority: Authority
    server: Listening
    listed: Holder
    answered: Holder

    def says(self, **answers: bytes) -> None:
        """Let the server answer by path; anything else is not found."""
        self.server.asked.clear()
        self.server.answer = lambda path, _: (
            (200, answers[path[1:]], {}) if path[1:] in answers else (404, b"", {})
        )

    @property
    def paths(self) -> list[str]:
        """What the server was asked for."""
        return [path for path, _ in self.server.asked]

    def ask(self, holder: Holder, online: Online | None = None) -> tuple[Statements, Online]:
        """Ask about somebody."""
        asking = online or Online()
        chain = Chain(
            converted(holder), (converted(self.authority.middle),), converted(self.authority.root)
        )
        return asking(chain), asking


@pytest.fixture(scope="module")
def asked() -> Iterator[Asked]:
    with listening() as server:
        at = server.address
        authority = Authority("CA Daring", address=f"{at}root")
        who = NAMES["Penyusun"]
        listed = authority.issue(*who, elliptic=True, revocations=f"{at}middle")
        answered = authority.issue(
            *who, elliptic=True, revocations=f"{at}middle", responder=f"{at}ocsp"
        )
        yield Asked(authority, server, listed, answered)


def test_a_list_is_fetched_once(asked: Asked) -> None:
    asked.says(middle=revocation_list(asked.authority.middle))
    said, online = asked.ask(asked.listed)
    assert (len(said.lists), len(said.answers)) == (1, 0)
    assert asked.ask(asked.listed, online)[0] == said
    assert (asked.paths, online.reasons) == (["/middle"], [])


def test_an_answer_is_asked_for_by_the_certificate_s_number_alone(asked: Asked) -> None:
    asked.says(ocsp=answer(asked.answered, asked.authority.middle))
    said, online = asked.ask(asked.answered)
    assert (len(said.lists), len(said.answers)) == (0, 1)
    assert asked.ask(asked.answered, online)[0] == said
    ((path, body),) = asked.server.asked  # once
    request = ocsp.OCSPRequest.load(body)
    (about,) = request["tbs_request"]["request_list"]
    number = asked.answered.certificate.serial_number
    assert (path, about["req_cert"]["serial_number"].native) == ("/ocsp", number)
    assert asked.answered.certificate.public_bytes(Encoding.DER) not in body
    assert online.reasons == []


@pytest.mark.parametrize("told", [b"<html>", b"", b"0\x03\n\x01\x03"])
def test_where_there_is_no_answer_the_list_is_fetched(asked: Asked, told: bytes) -> None:
    asked.says(ocsp=told, middle=revocation_list(asked.authority.middle))
    said, online = asked.ask(asked.answered)
    assert (len(said.lists), len(said.answers)) == (1, 0)
    assert asked.paths == ["/ocsp", "/middle"]
    address = f"{asked.server.address}ocsp"
    assert online.reasons == [f"{address} answers something that is no answer to the question"]


def test_why_nothing_is_known_is_told(asked: Asked) -> None:
    asked.says(ocsp=b"", middle=b"bukan daftar")
    _, online = asked.ask(asked.listed)
    assert online.reasons == [f"{asked.server.address}middle answers something that is no list"]
    asked.says()
    _, online = asked.ask(asked.listed)
    status = "answers with the HTTP status 404 Not Found"
    assert online.reasons == [f"{asked.server.address}middle {status}"]
    asked.says()
    _, online = asked.ask(asked.authority.issue("P", elliptic=True))
    assert online.reasons == ["the certificate of P gives no address"]
    assert asked.paths == []


def test_nobody_is_asked_without_end(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sopc.sign.trust.online._REQUESTS", 0)
    asked.says(middle=revocation_list(asked.authority.middle))
    _, online = asked.ask(asked.listed)
    assert "there were too many questions" in online.reasons[0]
    assert asked.paths == []


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ldap://x/y"])
def test_addresses_that_are_not_http_are_not_asked(asked: Asked, address: str) -> None:
    holder = asked.authority.issue("P", elliptic=True, revocations=address, responder=address)
    said, online = asked.ask(holder)
    assert said == Statements()
    assert online.reasons == ["the certificate of P gives no address"]


@pytest.fixture(scope="module")
def served(office: Office, asked: Asked) -> bytes:
    """An SOP with a first signature by that authority's drafter."""
    pdf = prepare(office.unsigned(), office.document())
    others = Office(**{**vars(office), "authority": asked.authority})
    return serve(pdf, others, "Penyusun", asked.answered)


def verified(desk: Desk, pdf: bytes, root: bytes, *words: str) -> str:
    """What verifying says."""
    (desk.build / SINGLE).write_bytes(pdf)
    desk.root.write_bytes(root)
    return desk.verify(desk.build / SINGLE, *words).stdout


def test_only_when_told_to_and_only_trusted_authorities_are_asked(
    desk: Desk, asked: Asked, served: bytes
) -> None:
    entry = Entry(asked.authority.middle, BEFORE)
    good = {
        "ocsp": answer(asked.answered, asked.authority.middle),
        "root": revocation_list(asked.authority.root),
    }
    asked.says(**good)
    root = asked.authority.root.pem
    assert "was not checked: CA Daring, PENYUSUN" in verified(desk, served, root)
    verified(desk, served, Authority().root.pem, "--online")
    assert asked.paths == []
    assert "was not checked" not in verified(desk, served, root, "--online")
    assert asked.paths == ["/ocsp", "/root"]
    asked.says(**good | {"root": revocation_list(asked.authority.root, entry)})
    told = verified(desk, served, root, "--online")
    assert "the certificate of CA Daring was revoked on" in told
    asked.says(ocsp=answer(asked.answered, asked.authority.middle, revoked=BEFORE))
    told = verified(desk, served, root, "--online")
    assert "the certificate of PENYUSUN CONTOH, S.Kom was revoked on" in told
    assert f"Asked: {asked.server.address}root answers with the HTTP status 404" in told


def test_files_say_it_without_a_network(desk: Desk, asked: Asked, served: bytes) -> None:
    asked.says()
    answered, listed = desk.folder / "a.der", desk.folder / "l.pem"
    answered.write_bytes(answer(asked.answered, asked.authority.middle))
    of_root = revocation_list(asked.authority.root)
    listed.write_bytes(pem.armor("X509 CRL", of_root))
    root = asked.authority.root.pem
    words = ("--ocsp", str(answered), "--crl", str(listed))
    assert "was not checked" not in verified(desk, served, root, *words)
    told = verified(desk, served, root, *words[:2], "--require-revocation")
    assert "! whether the certificates were revoked was not checked: CA Daring [TTE231]" in told
    assert asked.paths == []


@pytest.mark.parametrize(
    ("option", "data", "words"),
    [
        ("--crl", b"bukan", "holds no list of revoked certificates"),
        ("--ocsp", b"bukan", "holds no authority's answer (OCSP)"),
        ("--ocsp", b"0\x03\n\x01\x03", "holds no authority's answer (OCSP)"),
    ],
)
def test_a_file_that_says_nothing_is_refused(
    desk: Desk, signed: bytes, option: str, data: bytes, words: str
) -> None:
    (desk.build / SINGLE).write_bytes(signed)
    file: Path = desk.folder / "x"
    file.write_bytes(data)
    done = desk.verify(desk.build / SINGLE, option, file)
    assert (done.exit_code, f"`{file}` {words}" in done.stderr) == (2, True)
