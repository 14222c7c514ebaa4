"""A finished build, opened again by its manifest."""

import json
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.publish.inputs import input_digests
from sopc.publish.reopen import build_of, builds_of, take_manifests_along
from tests.catalogues import FIRST, write_catalogue


def finished(folder: Path, inputs: object) -> Path:
    """A file of a build whose manifest lists these inputs."""
    (folder / "sop").mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps({"inputs": inputs}), encoding="utf-8")
    return folder / "sop/a.pdf"


def test_builds_of_an_unchanged_catalogue_are_opened_once_each(tmp_path: Path) -> None:
    root = write_catalogue(tmp_path / "sops")
    inputs = input_digests(root, tmp_path) | {"sopc/pipeline.py": "of another version"}
    files = [finished(tmp_path / name, inputs) for name in ("a", "b")]
    files += [files[0].with_name("b.pdf"), tmp_path / "a/manifest.json", tmp_path / "no.pdf"]
    assert [build.folder.name for build in builds_of(files, root)] == ["a", "b"]


@pytest.mark.parametrize("change", ["edited", "added", "removed", "no inputs"])
def test_a_build_of_another_catalogue_is_refused(tmp_path: Path, change: str) -> None:
    root = write_catalogue(tmp_path / "sops")
    inputs = None if change == "no inputs" else input_digests(root, tmp_path)
    file = finished(tmp_path / "build", inputs)
    if change == "edited":
        (root / FIRST).write_text("nama: Lain\n", encoding="utf-8")
    elif change == "added":
        (root / "sekretariat/umum/baru.yaml").write_text("nama: Baru\n", encoding="utf-8")
    elif change == "removed":
        (root / FIRST).unlink()
    with pytest.raises(SopcError, match="the catalogue was changed since"):
        builds_of([file], root)


@pytest.mark.parametrize("manifest", [b"", b"[]", b"\xff", b"{", b"[" * 100_000, None])
def test_without_a_manifest_that_can_be_read_there_is_no_build(
    tmp_path: Path, manifest: bytes | None
) -> None:
    if manifest is not None:
        (tmp_path / "manifest.json").write_bytes(manifest)
    assert build_of(tmp_path / "sop/a.pdf") is None


def test_a_manifest_goes_along_with_signed_files(tmp_path: Path) -> None:
    build = build_of(finished(tmp_path / "build", {}))
    assert build is not None
    before = (build.folder / "manifest.json").read_bytes()
    for out in (None, build.folder, tmp_path / "ttd"):
        take_manifests_along([build], out)
    assert (tmp_path / "ttd/manifest.json").read_bytes() == before
    assert (build.folder / "manifest.json").read_bytes() == before
