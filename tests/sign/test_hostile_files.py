"""Files that a user names to sign and verify may be anything: each ends soon, in a sentence."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.limits import KEY, PDF
from sopc.publish.reopen import build_of
from sopc.sign.built import BuildEvidence
from sopc.sign.finished import BuildToSeal, FinishedBuild
from sopc.sign.safeguards import Safeguards
from sopc.sign.sealing import digests_now
from sopc.sign.trust.trusted import Trust
from tests.sign.desk import Desk
from tests.sign.office import SINGLE


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


KINDS: dict[str, Callable[[Path], object]] = {
    "device": lambda path: path.symlink_to("/dev/zero"),
    "pipe": os.mkfifo,
    "1 TiB": sparse,
}
NO_FILE = "this is no file but a folder, pipe or device"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_named_on_the_command_line(desk: Desk, kind: str) -> None:
    odd = desk.folder / "odd"
    KINDS[kind](odd)
    own, pem = desk.build / SINGLE, desk.root
    signing = ("sign", own, "--role", "penyusun", "--passphrase-env", "KATA_SANDI")
    for words, most in (
        (("verify", odd, "--trust", pem), PDF),
        (("verify", own, "--trust", odd), KEY),
        (("verify", own, "--trust", pem, "--manifest-key", odd), KEY),
        ((*signing, "--p12", odd), KEY),
        ((*signing, "--key", odd, "--cert", pem), KEY),
    ):
        result = desk.run(*words)
        reason = f"it is larger than {most >> 20} MiB" if kind == "1 TiB" else NO_FILE
        assert (result.exit_code, result.stderr) == (2, f"sopc: cannot read `{odd}`: {reason}\n")


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_in_the_place_of_a_built_file(desk: Desk, kind: str) -> None:
    (desk.build / SINGLE).unlink()
    KINDS[kind](desk.build / SINGLE)
    result = desk.sign("Penyusun")
    assert result.exit_code == 2
    assert f"`{desk.build / SINGLE}`" in result.stderr


def test_a_link_to_a_pdf_that_the_user_names_is_followed(desk: Desk) -> None:
    (desk.folder / "surat.pdf").symlink_to(desk.build / SINGLE)
    named, itself = desk.verify(desk.folder / "surat.pdf"), desk.verify()
    assert named.exit_code == itself.exit_code == 1  # nobody has signed yet
    assert "cannot read" not in named.stderr


@pytest.mark.parametrize("name", [SINGLE, "link/a.pdf", "../secret", "/dev/zero"])
def test_a_manifest_does_not_have_other_files_read(tmp_path: Path, name: str) -> None:
    """What lies behind links, or elsewhere, is neither signed nor told of by its digest."""
    root = tmp_path / "build"
    (root / "sop").mkdir(parents=True)
    (tmp_path / "secret").write_bytes(b"theirs")
    (tmp_path / "a.pdf").write_bytes(b"theirs")
    (root / "link").symlink_to(tmp_path)
    (root / SINGLE).symlink_to(tmp_path / "secret")
    build = BuildToSeal(
        FinishedBuild(root, {"outputs": {name: "0" * 64}}), BuildEvidence(), {name: ("0" * 64,)}
    )
    none = Safeguards((), Trust((), datetime.now(UTC)), None)
    if name == SINGLE:
        with pytest.raises(SopcError, match=r"cannot read .*: it is a link, no file, or larger"):
            digests_now(build, root, none)
    else:
        assert digests_now(build, root, none) == {}


@pytest.mark.parametrize("text", [b"[" * 100_000, b"{", b"\xff", b"[]", b""])
def test_a_manifest_that_is_none_makes_no_build(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(text)
    assert build_of(tmp_path / "a.pdf") is None
