"""The signed manifest: it knows every file as a whole."""

import base64
import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from sopc.sign.manifest.dsse import read_envelope
from sopc.sign.manifest.envelope import ENVELOPE, seal
from sopc.sign.manifest.statement import read_statement
from tests.sign.desk import Desk
from tests.sign.office import NAMES, SINGLE, Office
from tests.sign.pki import NOW, YEAR

BOOKS = ("handbook.pdf", "volume/sekretariat.pdf", "volume/bidang.pdf")


@pytest.fixture(scope="module")
def sealed_build(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build with an SOP that all have signed, and the manifest signed after it."""
    desk = Desk(office, tmp_path_factory.mktemp("sealed"))
    seal_build(desk)
    return desk.build


def seal_build(desk: Desk) -> None:
    """Have all sign the SOP, and the last of them the manifest after it."""
    for part in NAMES:
        assert desk.sign(part).exit_code == 0
    result = desk.sign("Pengesah", desk.build / "manifest.json")
    assert result.exit_code == 0, result.output


def sealed(desk: Desk, sealed_build: Path) -> Path:
    """Have all of that at a desk; returns the signed manifest."""
    shutil.copytree(sealed_build, desk.build, dirs_exist_ok=True)
    return desk.build / "manifest.dsse.json"


def test_the_signed_manifest_lists_the_signed_files(desk: Desk, sealed_build: Path) -> None:
    sealed(desk, sealed_build)
    assert desk.verify().exit_code == 0


def test_an_earlier_signed_file_that_holds_is_noticed_by_the_manifest(
    desk: Desk, sealed_build: Path
) -> None:
    (desk.folder / "dulu").mkdir()
    earlier = Desk(desk.office, desk.folder / "dulu")
    for part in NAMES:
        earlier.sign(part)
    sealed(desk, sealed_build)
    shutil.copyfile(earlier.build / SINGLE, desk.build / SINGLE)
    result = desk.verify()
    assert result.exit_code == 1
    assert "it is not the file that the signed manifest lists" in result.stdout


def test_an_altered_manifest_fails_the_files_it_lists(desk: Desk, sealed_build: Path) -> None:
    envelope = sealed(desk, sealed_build)
    whole = envelope.read_bytes()
    for position in range(9, len(whole), len(whole) // 3):  # all others: see test_envelope
        altered = bytearray(whole)
        altered[position] ^= 1
        envelope.write_bytes(bytes(altered))
        assert desk.verify().exit_code == 1, position


def test_a_manifest_of_an_ed25519_key(desk: Desk) -> None:
    key = Ed25519PrivateKey.generate()
    private, public = desk.folder / "m.pem", desk.folder / "m.pub"
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    for part in NAMES:
        desk.sign(part)
    assert desk.run("sign", desk.build / "manifest.json", "--key", private).exit_code == 0
    assert desk.verify(desk.build / SINGLE, "--manifest-key", public).exit_code == 0
    assert desk.verify().exit_code == 5


def told(desk: Desk, *words: str | Path, status: int = 0) -> dict[str, list[str]]:
    """Verdict and codes of findings, notes too but that of revocation, by file."""
    result = desk.verify(*words, "--json")
    assert result.exit_code == status, result.output
    return {
        Path(each["file"]).name: [
            each["verdict"],
            *(one["code"] for one in each["findings"] if one["code"] != "TTE521"),
        ]
        for each in json.loads(result.stdout)
    }


def statement(envelope: Path) -> dict[str, Any]:
    """What a signed manifest says, read without the program."""
    payload = base64.b64decode(json.loads(envelope.read_bytes())["payload"])
    said: dict[str, Any] = json.loads(payload)
    return said


def test_a_manifest_can_be_required(desk: Desk, sealed_build: Path) -> None:
    for part in NAMES:
        desk.sign(part)
    file = desk.build / SINGLE
    assert told(desk, file, "--require-manifest", status=5)[file.name][1:] == ["TTE240"]
    sealed(Desk(desk.office, fresh(desk)), sealed_build)
    assert told(desk, desk.folder / "baru/build" / SINGLE, "--require-manifest")[file.name] == [
        "current"
    ]


def fresh(desk: Desk) -> Path:
    folder = desk.folder / "baru"
    folder.mkdir()
    return folder


def test_numbers_of_manifests_rise_and_name_the_one_before(desk: Desk, sealed_build: Path) -> None:
    envelope = sealed(desk, sealed_build)
    first = envelope.read_bytes()
    assert statement(envelope)["predicate"]["sequence"] == 1
    desk.sign("Pengesah", desk.build / "manifest.json")
    predicate = statement(envelope)["predicate"]
    assert predicate["sequence"] == 2
    assert predicate["previous"] == sha256(first).hexdigest()
    assert desk.verify(desk.build / SINGLE, "--sequence", "2").exit_code == 0
    envelope.write_bytes(first)  # as whoever has it may do
    assert desk.verify(desk.build / SINGLE).exit_code == 0
    codes = told(desk, desk.build / SINGLE, "--sequence", "2", status=5)
    assert codes[Path(SINGLE).name] == ["unprovable", "TTE241"]


def test_the_drafter_does_not_seal(desk: Desk, sealed_build: Path) -> None:
    sealed(desk, sealed_build)
    envelope = desk.build / ENVELOPE
    before = envelope.read_bytes()
    refused = desk.sign("Penyusun", desk.build / "manifest.json")
    assert refused.exit_code == 2
    assert "the manifest is not signed: the certificate is that of PENYUSUN" in refused.stderr
    assert envelope.read_bytes() == before
    statement = read_statement(read_envelope(before).payload)
    envelope.write_bytes(seal(statement, desk.office.keys["Penyusun"]))  # by another program
    codes = told(desk, desk.build / SINGLE, status=1)
    assert codes[Path(SINGLE).name] == ["changed", "TTE116"]


def test_who_seals_is_named_by_the_catalogue(desk: Desk, sealed_build: Path) -> None:
    sealed(desk, sealed_build)
    sops = desk.folder / "sops"
    shutil.copytree(desk.office.sops, sops)
    settings = sops / "katalog.yaml"
    named = settings.read_text(encoding="utf-8") + "penyegel: penyusun\n"
    settings.write_text(named, encoding="utf-8")
    result = desk.run("verify", desk.build / SINGLE, "--trust", desk.root, sops=sops)
    assert result.exit_code == 1
    assert "the signed manifest is not by PENYUSUN CONTOH, S.Kom" in result.stdout


def test_a_former_head_s_manifest_still_counts(desk: Desk, sealed_build: Path) -> None:
    sealed(desk, sealed_build)
    sops = desk.folder / "sops"
    shutil.copytree(desk.office.sops, sops)
    officials = sops / "pejabat.yaml"
    head = "nama: PEJABAT CONTOH, SE"
    text = officials.read_text(encoding="utf-8")
    assert head in text
    new = "baru: {nama: PEJABAT BARU, nip: 198001012006011009, jabatan: Kepala Contoh}\n"
    office = yaml.safe_load(text)["kepala"]["jabatan"]
    officials.write_text(text + new.replace("Kepala Contoh", office), encoding="utf-8")
    settings = (sops / "katalog.yaml").read_text(encoding="utf-8")
    (sops / "katalog.yaml").write_text(settings + "penyegel: baru\n", encoding="utf-8")

    def verdict() -> int:
        return desk.run("verify", desk.build / SINGLE, "--trust", desk.root, sops=sops).exit_code

    assert verdict() == 1  # nothing says when whoever sealed it was in office
    in_office = text.replace(head, f"menjabat: {{sampai: {NOW + YEAR:%Y-%m-%d}}}\n  {head}")
    officials.write_text(in_office + new.replace("Kepala Contoh", office), encoding="utf-8")
    assert verdict() == 0


def test_a_folder_holds_all_that_its_manifest_lists(desk: Desk) -> None:
    for file in (SINGLE, *BOOKS):
        for part in NAMES:
            assert desk.sign(part, desk.build / file).exit_code == 0
    assert desk.sign("Pengesah", desk.build / "manifest.json").exit_code == 0
    whole = told(desk, desk.build)
    assert whole["manifest.dsse.json"] == ["current"]
    assert {verdict for verdict, *_ in whole.values()} == {"current"}
    (desk.build / BOOKS[0]).unlink()
    lacking = told(desk, desk.build, status=1)
    assert lacking["manifest.dsse.json"] == ["changed", "TTE140"]
    assert told(desk, desk.build / "sop")["manifest.dsse.json"] == ["current"]


def test_what_nobody_has_signed_need_not_be_in_the_folder_of_signed_files(desk: Desk) -> None:
    signed = desk.folder / "ttd"
    for part in NAMES:
        file = (signed if (signed / SINGLE).exists() else desk.build) / SINGLE
        assert desk.sign(part, file, "--out", signed).exit_code == 0
    assert desk.sign("Pengesah", desk.build / "manifest.json", "--out", signed).exit_code == 0
    assert told(desk, signed)["manifest.dsse.json"][0] == "current"
    (signed / SINGLE).rename(signed / "sop/K.1.1.1.2.pdf")
    lacking = told(desk, signed, status=1)
    assert lacking["manifest.dsse.json"] == ["changed", "TTE140"]


def test_a_link_in_the_place_of_a_listed_file_is_none(desk: Desk, sealed_build: Path) -> None:
    sealed(desk, sealed_build)
    file = desk.build / SINGLE
    other = desk.folder / "elsewhere.pdf"
    file.rename(other)
    file.symlink_to(other)
    assert told(desk, desk.build, status=1)["manifest.dsse.json"][:2] == ["changed", "TTE140"]


def test_a_manifest_is_called_as_its_folder_was(
    desk: Desk, sealed_build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed(desk, sealed_build)
    monkeypatch.chdir(desk.build)
    for folder, shown in ((".", ENVELOPE), ("sop", ENVELOPE), (f"../{desk.build.name}", None)):
        files = [each["file"] for each in json.loads(desk.verify(folder, "--json").stdout)]
        assert (shown or f"../{desk.build.name}/{ENVELOPE}") in files
    assert str(desk.build / ENVELOPE) in [
        each["file"] for each in json.loads(desk.verify(desk.build, "--json").stdout)
    ]


def test_documents_that_a_manifest_does_not_list_are_told(desk: Desk) -> None:
    (desk.build / BOOKS[0]).unlink()
    seal_build(desk)
    codes = told(desk, desk.build, status=1)  # nobody has signed the volumes
    assert codes["manifest.dsse.json"] == ["current", "TTE540"]
