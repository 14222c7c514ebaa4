"""Outputs appear whole or not at all."""

import json
import os
from pathlib import Path

import pytest

from sopc.build.publish import publish, sha256
from sopc.diagnostics import SopcError


def manifest(*names: str) -> bytes:
    return json.dumps({"outputs": dict.fromkeys(names, "")}).encode()


def files(out: Path) -> set[str]:
    return {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}


def test_files_land_in_their_folders(tmp_path: Path) -> None:
    publish(tmp_path / "out", {"a.pdf": b"1", "sop/b.pdf": b"2"}, complete=True)
    assert files(tmp_path / "out") == {"a.pdf", "sop/b.pdf"}


def test_what_an_earlier_build_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    publish(
        tmp_path, {"sop/alt.pdf": b"1", "manifest.json": manifest("sop/alt.pdf")}, complete=True
    )
    (tmp_path / "catatan.txt").write_text("milik pengguna", encoding="utf-8")
    publish(
        tmp_path, {"sop/baru.pdf": b"2", "manifest.json": manifest("sop/baru.pdf")}, complete=True
    )
    assert files(tmp_path) == {"sop/baru.pdf", "manifest.json", "catatan.txt"}


def test_a_part_leaves_the_rest_alone(tmp_path: Path) -> None:
    publish(tmp_path, {"sop/a.pdf": b"1", "manifest.json": manifest("sop/a.pdf")}, complete=True)
    publish(tmp_path, {"sop/b.pdf": b"2"}, complete=False)
    assert files(tmp_path) == {"sop/a.pdf", "sop/b.pdf", "manifest.json"}


def test_a_manifest_cannot_have_files_elsewhere_removed(tmp_path: Path) -> None:
    victim = tmp_path / "korban.txt"
    victim.write_text("x", encoding="utf-8")
    out = tmp_path / "out"
    publish(out, {"manifest.json": manifest("../korban.txt", str(victim))}, complete=True)
    publish(out, {"manifest.json": manifest()}, complete=True)
    assert victim.exists()


def test_a_failure_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, {"a.pdf": b"lama", "b.pdf": b"lama"}, complete=True)
    written: list[Path] = []
    write_bytes = Path.write_bytes

    def full_disk(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(SopcError, match="No space left"):
        publish(tmp_path, {"a.pdf": b"baru", "b.pdf": b"baru"}, complete=True)
    monkeypatch.undo()
    assert {(tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf")} == {b"lama"}
    assert files(tmp_path) == {"a.pdf", "b.pdf"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(SopcError, match="cannot write"):
        publish(tmp_path / "out", {"a": b""}, complete=True)


def test_digest_is_sha256() -> None:
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
