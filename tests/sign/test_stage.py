"""Signing and verifying as stages of the pipeline: from plain data to plain data."""

import base64
import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sopc import pipeline
from sopc.catalogue.catalogue import Catalogue
from sopc.diagnostics import SopcError
from sopc.publish.executors import Workers
from sopc.publish.known_builds import PrintingAgain
from sopc.publish.options import BuildOptions
from sopc.sign import document, safeguards, verdicts
from sopc.sign.document import SignableDocument
from sopc.sign.history import Standing
from sopc.sign.options import KeyPlace, SigningOptions, VerifyingOptions
from sopc.sign.sealing import SealedManifest
from sopc.sign.session import SignedFile
from sopc.transaction.seals import Seals
from sopc.transaction.user_key import user_key
from tests.sign.desk import Desk
from tests.sign.office import SINGLE
from tests.sign.pki import PASSPHRASE

BOOK = "handbook.pdf"


def options(desk: Desk, part: str) -> SigningOptions:
    """Someone's wish to sign."""
    return SigningOptions(KeyPlace(p12=desk.p12(part)), lambda: PASSPHRASE, datetime.now(UTC))


@pytest.fixture
def again() -> PrintingAgain:
    """Printing again, in this process."""
    seals = Seals(user_key(os.environ, ()).data)
    return PrintingAgain(BuildOptions(Workers(), seals), lambda *_: None, lambda _: None)


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[Catalogue]:
    """The catalogues whose documents were listed since."""
    seen: list[Catalogue] = []
    really = document.documents

    def documents(catalogue: Catalogue) -> tuple[SignableDocument, ...]:
        seen.append(catalogue)
        return really(catalogue)

    for module in (document, safeguards, verdicts):
        monkeypatch.setattr(module, "documents", documents)
    return seen


def test_a_run_lists_the_catalogue_s_documents_once(
    desk: Desk, listed: list[Catalogue], again: PrintingAgain
) -> None:
    office, files = desk.office, [desk.build / SINGLE, desk.build / BOOK]
    wish = options(desk, "Penyusun")
    signed = [*pipeline.sign(office.catalogue, office.sops, files, wish, None, again)]
    done = [(one.part.field, one.file) for one in signed if isinstance(one, SignedFile)]
    assert done == [("Penyusun", file) for file in files]
    assert len(listed) == 1
    now, elsewhere = datetime.now(UTC), desk.folder / "siap"
    prepared = pipeline.prepare(office.catalogue, office.sops, files, now, elsewhere, again)
    assert [one.file for one in prepared] == [elsewhere / SINGLE, elsewhere / BOOK]
    assert len(listed) == 2
    checked = pipeline.check(office.sops, datetime.now(UTC).date())
    wanted = VerifyingOptions(datetime.now(UTC), (desk.root,))
    told = pipeline.verify(checked, office.sops, files, wanted, again)
    assert [file for file, _ in told] == files
    assert len(listed) == 3


def test_each_file_is_told_of_when_it_is_in_its_place(desk: Desk, again: PrintingAgain) -> None:
    office, files = desk.office, [desk.build / SINGLE, desk.build / BOOK]
    before = [file.read_bytes() for file in files]
    wish = options(desk, "Penyusun")
    run = pipeline.sign(office.catalogue, office.sops, files, wish, None, again)
    assert [file.read_bytes() for file in files] == before
    assert next(run).file == files[0]
    assert [len(file.read_bytes()) > len(old) for file, old in zip(files, before, strict=True)] == [
        True,
        False,
    ]


def test_nothing_is_signed_when_one_file_is_not_of_the_build(
    desk: Desk, again: PrintingAgain
) -> None:
    office, foreign = desk.office, desk.folder / "lain.pdf"
    files, wish = [desk.build / SINGLE, foreign], options(desk, "Penyusun")
    shutil.copyfile(desk.build / SINGLE, foreign)
    before = (desk.build / SINGLE).read_bytes()
    with pytest.raises(SopcError, match="is no PDF of this catalogue's build"):
        next(pipeline.sign(office.catalogue, office.sops, files, wish, None, again))
    assert (desk.build / SINGLE).read_bytes() == before


def test_a_manifest_is_signed_only_where_it_is_named(desk: Desk, again: PrintingAgain) -> None:
    office, sealed = desk.office, desk.build / "manifest.dsse.json"

    def sign(part: str, *files: Path) -> None:
        wish = options(desk, part)
        for one in pipeline.sign(office.catalogue, office.sops, files, wish, None, again):
            assert sealed.exists() is not isinstance(one, SignedFile)

    sign("Penyusun", desk.build / SINGLE)
    sign("Pemeriksa", desk.build / SINGLE)
    assert not sealed.exists()
    sign("Pengesah", desk.build / "manifest.json", desk.build / SINGLE)
    assert sealed.exists()


def test_a_manifest_that_lists_nothing_is_no_reason_to_break_down(
    desk: Desk, again: PrintingAgain
) -> None:
    office, manifest = desk.office, desk.build / "manifest.json"
    said = json.loads(manifest.read_bytes())
    del said["outputs"]
    manifest.write_text(json.dumps(said), encoding="utf-8")
    wish = options(desk, "Pengesah")
    (told,) = pipeline.sign(office.catalogue, office.sops, [manifest], wish, None, again)
    assert isinstance(told, SealedManifest)
    assert told.missing == (
        BOOK,
        *(f"volume/{each}.pdf" for each in ("sekretariat", "bidang")),
        SINGLE,
    )
    envelope = json.loads((desk.build / "manifest.dsse.json").read_bytes())
    assert json.loads(base64.b64decode(envelope["payload"]))["subject"] == []


def test_the_standing_of_a_code(desk: Desk) -> None:
    office = desk.office
    current = pipeline.standing(office.catalogue, office.sops, office.document().text)
    assert current.standing is Standing.CURRENT
    unknown = pipeline.standing(office.catalogue, office.sops, "bukan kode")
    assert unknown.standing is Standing.UNKNOWN
