"""A folder of outputs that others had: nothing in it is believed that we did not make."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from sopc.folder import OutputFolder
from sopc.publish.foreign import Foreign, foreign_files
from sopc.publish.record import RECORD, read_record
from sopc.transaction.seals import SEAL, Seals
from sopc.transaction.user_key import GIVEN, user_key
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.publish.signatures import signature
from tests.running import digests, files, run_build

BOOK, MANIFEST = "handbook.pdf", "manifest.json"
EVIL = b"%PDF-1.4 EVIL\n%%EOF\n"
THEIRS = Seals(b"t" * 32)
UNBELIEVED = "nothing of it was believed"


@pytest.fixture
def place(small_build: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The small catalogue and a copy of what was built of it."""
    shutil.copytree(small_build, tmp_path / "out")
    return write_catalogue(tmp_path / "sops"), tmp_path / "out"


def sha(data: bytes) -> str:
    return sha256(data).hexdigest()


def mend_manifest(out: Path, listed: dict[str, str]) -> None:
    """Have the manifest list digests as its own."""
    text = (out / MANIFEST).read_text(encoding="utf-8")
    statement = json.loads(text)
    statement["outputs"] |= listed
    statement["subject"] = [
        {"name": name, "digest": {"sha256": value}} for name, value in statement["outputs"].items()
    ]
    (out / MANIFEST).write_text(json.dumps(statement, indent=1), encoding="utf-8")


def mended(out: Path) -> tuple[str, str]:
    """The seal of our record, and the record's text as it would be of what is there now."""
    outer = json.loads((out / ".store" / RECORD).read_text(encoding="utf-8"))
    record = json.loads(outer["record"])
    record["outputs"] = {name: sha((out / name).read_bytes()) for name in record["outputs"]}
    return outer["seal"], json.dumps(record)


def with_our_seal(out: Path) -> object:
    seal, text = mended(out)
    return {"seal": seal, "record": text}


def with_their_seal(out: Path) -> object:
    _, text = mended(out)
    return {"seal": THEIRS.seal("record", text.encode("ascii")), "record": text}


def with_a_digest_for_a_seal(out: Path) -> object:
    _, text = mended(out)
    return {"seal": sha(text.encode("ascii")), "record": text}


def as_an_older_version_wrote_it(out: Path) -> object:
    return json.loads(mended(out)[1])


FORGERIES = (
    with_our_seal, with_their_seal, with_a_digest_for_a_seal, as_an_older_version_wrote_it,
)  # fmt: skip


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forged_book_is_made_anew_however_the_digests_were_mended(
    place: tuple[Path, Path], small_build: Path, forge: Callable[[Path], object]
) -> None:
    root, out = place
    (out / BOOK).write_bytes(EVIL)
    mend_manifest(out, {BOOK: sha(EVIL)})
    (out / ".store" / RECORD).write_text(json.dumps(forge(out)), encoding="ascii")
    result = run_build(root, out)
    assert result.exit_code == 0
    assert UNBELIEVED in result.stderr
    assert digests(out) == digests(small_build)
    assert "nothing has changed" in run_build(root, out).stderr


FOOLED = {
    "another book": EVIL,
    "junk": b"\n%% /ByteRange [0 1 2 3]\n%%EOF\n",
    "a revision": b"\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n",
}


@pytest.mark.parametrize("added", [*FOOLED, "junk behind a signature"])
def test_a_book_that_is_not_ours_is_made_anew_and_that_is_said(
    place: tuple[Path, Path], small_build: Path, added: str
) -> None:
    root, out = place
    built = (out / BOOK).read_bytes()
    (out / BOOK).write_bytes(built + FOOLED.get(added, signature(built)[len(built) :] + b"\n%%EOF"))
    result = run_build(root, out)
    said = result.stderr.splitlines()
    assert f"{BOOK} was not what the last build made, and was made anew" in said
    if "ByteRange" in added or "signature" in added:
        assert f"{BOOK} was signed as it was before: it has to be signed again" in said
    assert digests(out) == digests(small_build)


def forge_entries(out: Path, seal: Callable[[str, bytes], bytes]) -> int:
    """Have each entry of the store hold what it held, but with another drawing."""
    count = 0
    for path in (out / ".store").glob("??/*"):
        data = path.read_bytes()[SEAL:]
        count += b"<svg" in data
        evil = data.replace(b"<svg", b"<evl")
        path.write_bytes(seal(f"store {path.parent.name}{path.name}", evil) + evil)
    return count


SEALERS: dict[str, Callable[[str, bytes], bytes]] = {
    "digests": lambda purpose, data: sha(purpose.split()[1].encode() + data).encode(),
    "seals of theirs": lambda purpose, data: THEIRS.seal(purpose, data).encode(),
}


@pytest.mark.parametrize("sealer", SEALERS)
def test_a_forged_store_is_none(place: tuple[Path, Path], small_build: Path, sealer: str) -> None:
    root, out = place
    assert forge_entries(out, SEALERS[sealer]) > 0
    (out / "flowchart" / "K.1.1.1.1.svg").unlink()
    result = run_build(root, out, "--explain")
    assert result.stdout == "K.1.1.1.1: its pages were no longer in the store\n"
    assert digests(out) == digests(small_build)


def test_an_older_record_beside_older_files_is_believed_of_no_other_inputs(
    place: tuple[Path, Path], small_build: Path
) -> None:
    root, out = place
    (root / FIRST).write_text(SOP.replace("Menerima", "Mencatat"), encoding="utf-8")
    run_build(root, out)
    now = digests(out)
    shutil.rmtree(out)
    shutil.copytree(small_build, out)  # all of it, sealed by us: it was so once
    assert "nothing has changed" not in run_build(root, out).stderr
    assert digests(out) == now
    # the older record alone: no file is what it says
    shutil.copy(small_build / ".store" / RECORD, out / ".store" / RECORD)
    run_build(root, out)
    assert digests(out) == now


def test_part_of_a_build_makes_nothing_of_theirs_ours(
    place: tuple[Path, Path], small_build: Path
) -> None:
    root, out = place
    (out / BOOK).write_bytes(EVIL)
    mend_manifest(out, {BOOK: sha(EVIL)})
    result = run_build(root, out, "--only", "K.1.1.1.1")
    assert f"{BOOK} is not what the last build made: build all to mend it" in result.stderr
    listed = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["outputs"]
    assert listed[BOOK] == digests(small_build)[BOOK]  # whoever looks sees that it is another
    run_build(root, out)
    assert digests(out) == digests(small_build)


def test_part_of_a_build_in_another_s_folder_lists_only_what_it_made(
    place: tuple[Path, Path],
) -> None:
    root, out = place
    shutil.rmtree(out / ".store")
    before = files(out)
    assert UNBELIEVED in run_build(root, out, "--only", "K.1.1.1.1").stderr
    after = files(out)
    assert {n for n in before if after.get(n) != before[n]} == {MANIFEST}
    made = {"sop/K.1.1.1.1.pdf", "flowchart/K.1.1.1.1.svg"}
    assert set(json.loads(after[MANIFEST])["outputs"]) == made


def with_key(monkeypatch: pytest.MonkeyPatch, state: Path | None) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(state or "relatif"))
    monkeypatch.delenv("HOME") if state is None else None


def test_who_loses_the_key_loses_no_signature(
    place: tuple[Path, Path], small_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, out = place
    signed = signature((out / BOOK).read_bytes())
    (out / BOOK).write_bytes(signed)
    assert "nothing has changed" in run_build(root, out).stderr
    with_key(monkeypatch, tmp_path / "baru")
    result = run_build(root, out, "--explain")
    assert result.stdout == "K.1.1.1.1: it was not built before\n"
    assert result.stderr.splitlines()[-2:] == [
        f"what was in `{out}` was not built by you on this machine, or its key was lost: "
        "nothing of it was believed",
        f"8 files in {out}, 0 written",
    ]
    assert (out / BOOK).read_bytes() == signed
    assert {**digests(out), BOOK: ""} == {**digests(small_build), BOOK: ""}
    assert "nothing has changed" in run_build(root, out).stderr


def test_without_a_place_for_a_key_all_is_made_anew_each_time(
    place: tuple[Path, Path], small_build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, out = place
    with_key(monkeypatch, None)
    result = run_build(root, out, "--explain")
    assert result.exit_code == 0
    assert result.stdout == "K.1.1.1.1: it was not built before\n"
    assert "there is no home folder to keep the store's key in" in result.stderr.splitlines()
    assert digests(out) == digests(small_build)


@pytest.mark.parametrize("below", ["out", "sops"])
def test_a_key_that_came_with_the_folders_is_not_used(
    place: tuple[Path, Path],
    small_build: Path,
    tmp_path: Path,
    seals: Seals,
    below: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root, out = place
    theirs = tmp_path / below / "keadaan"
    record = read_record(OutputFolder(out / ".store"), seals)
    assert record is not None
    (out / BOOK).write_bytes(EVIL)
    forged = replace(record, outputs={**record.outputs, BOOK: sha(EVIL)})
    forged.write(
        OutputFolder(out / ".store"), Seals(user_key({"XDG_STATE_HOME": str(theirs)}, ()).data)
    )
    with_key(monkeypatch, theirs)
    result = run_build(root, out)
    assert "would lie among inputs or outputs" in result.stderr
    shutil.rmtree(theirs) if below == "out" else None
    assert digests(out) == digests(small_build)


def test_a_key_that_is_given_is_the_same_wherever_it_is_used(
    place: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, out = place
    monkeypatch.setenv(GIVEN, "0123456789abcdef" * 4)
    run_build(root, out)
    with_key(monkeypatch, tmp_path / "mesin-lain")
    assert "nothing has changed" in run_build(root, out).stderr
    monkeypatch.setenv(GIVEN, "pendek")
    result = run_build(root, out)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "`SOPC_STORE_KEY` has fewer than 32 letters" in result.stderr


USERS_OWN = {
    "catatan.txt": b"x", "sop/catatan.txt": b"x", "sop/dalam/a.pdf": b"x", "a.pdf": b"x",
    "volume/a.svg": b"x", ".store/a.pdf": b"x", "handbook.pdf.bak": b"x", "index.txt": b"x",
}  # fmt: skip
MADE = {
    "sop/lama.pdf": b"1", "volume/lama.pdf": b"2", "flowchart/lama.svg": b"3",
    "relations.svg": b"4", "catatan.csv": b"5",
}  # fmt: skip


def test_of_what_another_s_manifest_lists_only_what_a_build_made_is_removed(
    place: tuple[Path, Path], small_build: Path
) -> None:
    root, out = place
    shutil.rmtree(out / ".store")
    built = b"%PDF\n%%EOF\n"
    there = USERS_OWN | MADE | {
        "sop/lain.pdf": b"changed since", "sop/ditandatangani.pdf": signature(built),
    }  # fmt: skip
    for name, data in there.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
    (out / "sop" / "map.pdf").mkdir()
    listed = {name: sha(data) for name, data in there.items()}
    others = {"sop/lain.pdf": sha(b"x"), "sop/ditandatangani.pdf": sha(built), "sop/map.pdf": "0"}
    mend_manifest(out, listed | others | {"../korban.pdf": "0", "sop/hilang.pdf": sha(b"")})
    result = run_build(root, out)
    assert result.exit_code == 0
    assert "sop/ditandatangani.pdf was signed, and is left" in result.stderr
    assert "sop/lain.pdf" not in result.stderr
    left = there.keys() - MADE.keys() - {".store/a.pdf"}
    assert files(out).keys() == files(small_build).keys() | left
    assert (out / "sop" / "map.pdf").is_dir()
    assert (out / ".store" / "a.pdf").read_bytes() == b"x"
    manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    assert set(manifest["outputs"]) == files(small_build).keys() - {MANIFEST}


def test_nothing_goes_that_answers_to_another_spelling_of_what_is_made(tmp_path: Path) -> None:
    out = OutputFolder(tmp_path)
    for name in ("sop/K.1.pdf", "sop/k.1.pdf", "sop/U\u0308.pdf", "sop/b.pdf"):
        out.write(name, b"x")
    listed = {name: sha(b"x") for name in ("sop/k.1.pdf", "sop/U\u0308.pdf", "sop/b.pdf")}
    out.write(MANIFEST, json.dumps({"outputs": listed}).encode())
    assert foreign_files(out, ["sop/K.1.pdf", "sop/\u00fc.pdf"]) == Foreign(("sop/b.pdf",))


def test_what_a_manifest_beside_our_record_lists_is_never_removed(
    place: tuple[Path, Path], small_build: Path
) -> None:
    root, out = place
    (out / "sop" / "lama.pdf").write_bytes(b"1")
    mend_manifest(out, {"sop/lama.pdf": sha(b"1")})
    run_build(root, out)
    assert files(out).keys() == files(small_build).keys() | {"sop/lama.pdf"}
