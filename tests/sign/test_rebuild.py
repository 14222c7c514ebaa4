"""At the desk: what seals prove, what is printed again, and what nobody signs or believes."""

import base64
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from sopc.load.loader import load_catalogue
from sopc.publish.evidence import PROOF
from sopc.sign import causes, session
from sopc.sign.making.keys import from_pkcs12
from sopc.sign.making.signing import Terms, sign
from sopc.sign.options import Level
from tests.catalogues import FIRST
from tests.repositories import commit
from tests.running import build
from tests.sign.desk import SECRET, Desk
from tests.sign.office import NAMES, SINGLE, Office
from tests.sign.pki import PASSPHRASE, Authority
from tests.sign.updates import rotate, update

BOOK = "handbook.pdf"
COLLEAGUE = SECRET | {"SOPC_STORE_KEY": "a colleague's key, who did not build this"}
OWN = SECRET


def forged(pdf: bytes) -> bytes:
    """Another first page, in a file that is whole."""
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.pages[0].Rotate = 180
        document.save(target)
    return target.getvalue()


def put(folder: Path, data: bytes, file: str = SINGLE) -> None:
    """Put a file in its place, and mend the manifest there, as whoever gives the folder can."""
    (folder / file).write_bytes(data)
    manifest = folder / "manifest.json"
    said = json.loads(manifest.read_bytes())
    said["outputs"][file] = sha256(data).hexdigest()
    for subject in said["subject"]:
        subject["digest"]["sha256"] = said["outputs"][subject["name"]]
    manifest.write_text(json.dumps(said), encoding="utf-8")


def signed_by_all(office: Office, pdf: bytes, file: str = SINGLE, label: str = SINGLE) -> bytes:
    """Signed by all without any check, as by another program."""
    document = replace(office.document(file), code=office.document(label).code)
    terms = Terms(datetime.now().astimezone(), Level.B_B, office.clock, office.trust.roots)
    for part in document.signatories:
        pdf = sign(pdf, document, part, office.keys[part.field], terms)
    return pdf


def told(desk: Desk, *words: str | Path, env: dict[str, str] = OWN) -> tuple[int, set[str], str]:
    """The exit status, the codes of what is found, and what is said besides."""
    result = desk.run("verify", *words, "--trust", desk.root, "--json", env=env)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    codes = {f["code"] for each in json.loads(result.stdout) for f in each["findings"]}
    return result.exit_code, {code for code in codes if code < "TTE5"}, result.stderr


@pytest.fixture
def handed_over(desk: Desk, signed: bytes) -> Path:
    """A folder with a signed file and the manifest, as a colleague has it."""
    folder = desk.folder / "ttd"
    (folder / SINGLE).parent.mkdir(parents=True)
    shutil.copyfile(desk.build / "manifest.json", folder / "manifest.json")
    (folder / SINGLE).write_bytes(signed)
    return folder


def test_a_colleagues_folder_is_printed_again_and_current(desk: Desk, handed_over: Path) -> None:
    status, found, said = told(desk, handed_over / SINGLE, env=COLLEAGUE)
    assert (status, found) == (0, set())
    assert f"printing {SINGLE} again, to compare it" in said


def test_without_a_manifest_only_printing_again_tells(desk: Desk, handed_over: Path) -> None:
    (handed_over / "manifest.json").unlink()
    assert told(desk, handed_over / SINGLE) == (4, {causes.NOT_COMPARED.code}, "")
    hint = desk.verify(handed_over / SINGLE).stdout
    assert "`sopc verify --rebuild` prints the document again" in hint
    status, found, _ = told(desk, handed_over / SINGLE, "--rebuild")
    assert (status, found) == (0, set())


@pytest.mark.parametrize("env", [OWN, COLLEAGUE])
def test_a_forged_page_with_a_mended_manifest_is_nowhere_believed(
    desk: Desk, env: dict[str, str]
) -> None:
    page = forged(desk.office.unsigned())
    put(desk.build, page)
    key = ("--p12", desk.p12("Penyusun"), "--passphrase-env", "KATA_SANDI")
    for words in ((*key,), ("--prepare",)):
        refused = desk.run("sign", desk.build / SINGLE, *words, env=env)
        assert refused.exit_code == 2
        assert "its pages are not those that were built" in refused.stderr
        assert (desk.build / SINGLE).read_bytes() == page
    put(desk.build, page)
    (desk.build / SINGLE).write_bytes(signed_by_all(desk.office, page))
    sealer = ("--p12", desk.p12("Pengesah"), "--passphrase-env", "KATA_SANDI")
    refused = desk.run("sign", desk.build / "manifest.json", *sealer, env=env)
    assert refused.exit_code == 2
    assert f"{SINGLE}`: its pages are not those that were built" in refused.stderr
    assert not (desk.build / "manifest.dsse.json").exists()
    status, found, _ = told(desk, desk.build / SINGLE, env=env)
    assert (status, found) == (1, {causes.OTHER_PAGES.code})


@pytest.mark.parametrize("file", ["index.csv", BOOK])
def test_what_is_sealed_is_what_is_built(desk: Desk, file: str) -> None:
    put(desk.build, b"forged", file)
    refused = desk.sign("Pengesah", desk.build / "manifest.json")
    assert refused.exit_code == 2
    assert f"{file}`: it is " in refused.stderr


def test_what_was_built_by_another_is_printed_again_before_it_is_sealed(desk: Desk) -> None:
    said = json.loads((desk.build / "manifest.json").read_bytes())
    said["predicate"]["commit"], said["predicate"]["dirty"] = "f" * 40, False
    (desk.build / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
    key = ("--p12", desk.p12("Pengesah"), "--passphrase-env", "KATA_SANDI")
    done = desk.run("sign", desk.build / "manifest.json", *key, env=COLLEAGUE)
    assert done.exit_code == 0, done.stderr
    assert "others again, to compare them" in done.stderr
    assert f"lists {len(said['outputs'])} files, 0 of them signed" in done.stdout
    assert f"not signed by anyone: {BOOK}" in done.stdout
    envelope = json.loads((desk.build / "manifest.dsse.json").read_bytes())
    assert b"f" * 40 not in base64.b64decode(envelope["payload"])


def test_a_manifest_tells_what_it_does_not_list(desk: Desk) -> None:
    (desk.build / BOOK).unlink()
    done = desk.sign("Pengesah", desk.build / "manifest.json")
    assert done.exit_code == 0, done.stderr
    assert f"  not among them: {BOOK}\n" in done.stdout


def test_a_part_that_is_still_to_sign_is_no_reason_to_seal(desk: Desk) -> None:
    assert desk.sign("Penyusun").exit_code == 0
    refused = desk.sign("Pengesah", desk.build / "manifest.json")
    assert refused.exit_code == 2
    assert "Pemeriksa (Dra. PEMERIKSA CONTOH) has not signed" in refused.stderr


def test_pages_of_another_document_are_named(desk: Desk) -> None:
    """The handbook's pages, with an SOP's label."""
    pages = signed_by_all(desk.office, desk.office.unsigned(BOOK), BOOK, SINGLE)
    (desk.build / SINGLE).write_bytes(pages)
    said = desk.verify(desk.build / SINGLE).stdout
    assert f"its pages are those of {BOOK}, and not those of K.1.1.1.1 [TTE113]" in said


def test_where_signed_files_go_a_seal_says_what_was_built(desk: Desk) -> None:
    out = desk.folder / "ttd"
    for part in NAMES:
        source = desk.build if part == "Penyusun" else out
        done = desk.sign(part, source / SINGLE, "--out", out)
        assert done.exit_code == 0, done.stderr
        assert done.stderr == ""
    elsewhere = out.rename(desk.folder / "arsip")
    assert told(desk, elsewhere / SINGLE) == (0, set(), "")
    _, _, said = told(desk, elsewhere / SINGLE, env=COLLEAGUE)
    assert "again, to compare it" in said
    (elsewhere / "manifest.json").unlink()
    assert told(desk, elsewhere / SINGLE) == (0, set(), "")
    assert told(desk, elsewhere / SINGLE, env=COLLEAGUE)[0] == 4


def spoil(seal: Path) -> None:
    """Have another digest in it."""
    said = json.loads(seal.read_bytes())
    said["built"] = said["built"].replace('"sop/', '"lain/')
    seal.write_text(json.dumps(said), encoding="utf-8")


def test_a_damaged_seal_is_as_good_as_none(desk: Desk) -> None:
    out = desk.folder / "siap"
    assert desk.run("sign", desk.build / SINGLE, "--prepare", "--out", out).exit_code == 0
    (out / SINGLE).write_bytes(desk.office.signed())
    (out / "manifest.json").unlink()
    assert told(desk, out / SINGLE)[0] == 0
    for change in (spoil, lambda seal: seal.write_text("[" * 10_000), Path.unlink):
        change(out / PROOF)
        assert told(desk, out / SINGLE)[:2] == (4, {causes.NOT_COMPARED.code})


def test_what_is_prepared_is_told(desk: Desk) -> None:
    done = desk.run("sign", desk.build / SINGLE, "--prepare")
    fields = "Penyusun, Pemeriksa, Pengesah"
    assert done.stdout == f"{desk.build / SINGLE}: has empty fields for {fields}\n"


def test_what_earlier_signers_left_has_to_hold(desk: Desk) -> None:
    """Somebody signed in the drafter's place."""
    stranger = Authority()
    holder = stranger.issue("ORANG LAIN", "199001012015011001", elliptic=True)
    key = from_pkcs12(stranger.p12(holder, desk.folder / "lain.p12"), PASSPHRASE)
    document = desk.office.document()
    free = replace(
        document, signatories=tuple(replace(p, official=None) for p in document.signatories)
    )
    terms = Terms(datetime.now().astimezone(), Level.B_B, None, desk.office.trust.roots)
    pdf = sign(desk.office.unsigned(), free, free.signatories[0], key, terms)
    (desk.build / SINGLE).write_bytes(pdf)
    refused = desk.sign("Pemeriksa")
    assert refused.exit_code == 2
    assert "is not signed: Penyusun: " in refused.stderr
    assert (desk.build / SINGLE).read_bytes() == pdf


@pytest.mark.parametrize("change", [lambda pdf: update(pdf, rotate), lambda pdf: pdf[:-9]])
def test_what_does_not_hold_when_it_is_signed_is_not_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes]
) -> None:
    """Whatever went wrong in signing."""
    monkeypatch.setattr(session, "sign", lambda *words: change(sign(*words)))
    refused = desk.sign("Penyusun")
    assert refused.exit_code == 2
    assert f"`{SINGLE}` is not signed: " in refused.stderr
    assert (desk.build / SINGLE).read_bytes() == desk.office.unsigned()


@pytest.fixture(scope="module")
def revised(office: Office, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, bytes]:
    """A catalogue in git that was revised, what the SOP was before, and that signed."""
    folder = tmp_path_factory.mktemp("revised")
    sops = Path(shutil.copytree(office.sops, folder / "sops"))
    commit(folder)
    then = (build(sops, folder / "then", only=("K.1.1.1.1",)) / SINGLE).read_bytes()
    catalogue = load_catalogue(sops).catalogue
    assert catalogue is not None
    here = replace(office, catalogue=catalogue, build=folder / "then")
    pdf = signed_by_all(here, then)
    for file in ("sekretariat/umum/K.1.1.1.1.yaml", "pelaksana.yaml"):
        text = (sops / file).read_text(encoding="utf-8")
        new = text.replace("Memeriksa surat", "Membaca surat").replace(
            "staf: Staf", "staf: Petugas"
        )
        (sops / file).write_text(new, encoding="utf-8")
    commit(folder)
    return sops, folder, pdf


@pytest.mark.parametrize("is_forged", [False, True])
def test_an_earlier_revision_is_printed_again_from_git(
    desk: Desk, revised: tuple[Path, Path, bytes], is_forged: bool
) -> None:
    sops, _, pdf = revised
    if is_forged:
        pdf = signed_by_all(desk.office, forged(desk.office.unsigned()))
    file = desk.folder / "lama.pdf"
    file.write_bytes(pdf)

    def verified(*words: str) -> tuple[int, set[str]]:
        result = desk.run(
            "verify", file, "--trust", desk.root, "--json", *words, sops=sops, env=COLLEAGUE
        )
        (verdict,) = json.loads(result.stdout)
        found = {each["code"] for each in verdict["findings"]}
        return result.exit_code, {code for code in found if code < "TTE5"}

    superseded = causes.SUPERSEDED.code
    assert verified() == (4, {superseded, causes.NOT_COMPARED.code})
    if is_forged:
        assert verified("--rebuild") == (1, {superseded, causes.OTHER_PAGES.code})
    else:
        assert verified("--rebuild") == (3, {superseded})


def test_what_was_revoked_is_genuine_and_what_came_instead_is_named(
    desk: Desk, signed: bytes, tmp_path: Path
) -> None:
    sops = Path(shutil.copytree(desk.office.sops, tmp_path / "repo" / "sops"))
    commit(sops.parent)
    text = (sops / FIRST).read_text(encoding="utf-8")
    revoked = text + "status: dicabut\ndigantikan: K.1.1.1.2\n"
    (sops / FIRST).write_text(revoked, encoding="utf-8")
    new = text.replace("K.1.1.1.1", "K.1.1.1.2").replace("Menerima Surat", "Menerima Berkas")
    (sops / FIRST.replace("1.1.yaml", "1.2.yaml")).write_text(new, encoding="utf-8")
    file = desk.folder / "lama.pdf"
    file.write_bytes(signed)
    words = ("verify", file, "--trust", desk.root)
    result = desk.run(*words, "--rebuild", sops=sops)
    assert result.exit_code == 3, result.output
    assert "revoked: K.1.1.1.1 is in force no longer [TTE403]" in result.stdout
    assert "in its place there is K.1.1.1.2" in result.stdout
    assert desk.run(*words, sops=sops).exit_code == 4  # nobody has compared it


def test_an_error_elsewhere_keeps_nothing_from_being_printed_again(
    desk: Desk, handed_over: Path, tmp_path: Path
) -> None:
    sops = Path(shutil.copytree(desk.office.sops, tmp_path / "sops"))
    broken = (sops / FIRST).read_text(encoding="utf-8").replace("K.1.1.1.1", "K.1.1.1.2")
    text = broken.replace("pelaksana: [kepala, staf]", "pelaksana: [siapa]")
    (sops / FIRST.replace("1.1.yaml", "1.2.yaml")).write_text(text, encoding="utf-8")
    words = ("--trust", desk.root, "--rebuild")
    result = desk.run("verify", handed_over / SINGLE, *words, sops=sops, env=COLLEAGUE)
    assert result.exit_code == 0, result.output
    (handed_over / BOOK).write_bytes(desk.office.signed(file=BOOK))
    result = desk.run("verify", handed_over / BOOK, *words, sops=sops, env=COLLEAGUE)
    assert result.exit_code == 5, result.output
    assert "again" not in result.stderr


def test_what_other_versions_built_is_not_compared(desk: Desk) -> None:
    page = forged(desk.office.unsigned())
    put(desk.build, page)
    manifest = desk.build / "manifest.json"
    said = json.loads(manifest.read_bytes())
    said["versions"]["weasyprint"] = "1.0"
    manifest.write_text(json.dumps(said), encoding="utf-8")
    (desk.build / SINGLE).write_bytes(signed_by_all(desk.office, page))
    status, found, _ = told(desk, desk.build / SINGLE, env=COLLEAGUE)
    assert (status, found) == (4, {causes.OTHER_MAKERS.code})
