"""Same input, same bytes: whatever the folder, the jobs, the clock, and what was built before."""

import json
import shutil
from pathlib import Path

import pytest

from tests.books import LINKED, OTHER, numbered
from tests.catalogues import FIRST, SOP, own_templates, write_catalogue
from tests.conftest import REPOSITORY
from tests.pictures import PNG, SVG
from tests.running import build, digests, files, process

pytestmark = pytest.mark.printed_anew

RETIRED = "nomor: K.1.2.1.1\nnama: Melayani\nstatus: dicabut\n"


def copied(linked_build: Path, folder: Path) -> tuple[Path, Path]:
    """The catalogue of the linked build in a folder of its own, and what was built of it."""
    shutil.copytree(linked_build, folder / "out")
    return write_catalogue(folder / "sops", LINKED), folder / "out"


def differing(one: Path, other: Path) -> set[str]:
    first, second = files(one), files(other)
    return {name for name in {**first, **second} if first.get(name) != second.get(name)}


def test_folder_jobs_clock_zone_and_locale_do_not_matter(
    linked_build: Path, tmp_path: Path
) -> None:
    root = write_catalogue(tmp_path / "folder lain" / "sops", LINKED)
    out = tmp_path / "keluaran"
    elsewhere = {"TZ": "Asia/Jakarta", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7"}
    words = ("build", "--sops", root, "--out", out, "--jobs", "3")
    done = process(*words, cwd=tmp_path, environment=elsewhere)
    assert done.returncode == 0, done.stderr
    assert differing(out, linked_build) == set()


@pytest.mark.parametrize(
    ("logo", "data"), [("logo.png", PNG), ("lo go.svg", SVG)], ids=["png", "svg"]
)
def test_a_logo_is_the_same_in_every_folder(tmp_path: Path, logo: str, data: bytes) -> None:
    settings = LINKED["katalog.yaml"].replace("Kota Contoh}", f"Kota Contoh, logo: {logo}}}")
    outs = []
    for folder, jobs in (("satu", 1), ("dua/dalam", 3)):
        root = tmp_path / folder / "sops"
        write_catalogue(root, {"katalog.yaml": settings, FIRST: SOP})
        (root / logo).write_bytes(data)
        outs.append(build(root, tmp_path / folder / "out", jobs=jobs))
    assert differing(*outs) == set()
    assert str(tmp_path).encode() not in b"".join(files(outs[0]).values())


def test_what_was_changed_and_changed_back_leaves_no_trace(
    linked_build: Path, tmp_path: Path
) -> None:
    root, out = copied(linked_build, tmp_path)
    retitled = LINKED[FIRST].replace("Menerima Surat", "Lain")
    new = "bidang/K.1.2.1.3.yaml"
    write_catalogue(
        root, LINKED | {FIRST: retitled, OTHER: RETIRED, new: numbered("K.1.2.1.3", "Baru")}
    )
    build(root, out)
    assert "sop/K.1.2.1.1.pdf" not in files(out)
    assert "sop/K.1.2.1.3.pdf" in files(out)
    clean = build(root, tmp_path / "bersih")
    assert differing(out, clean) == set()
    (root / new).unlink()
    build(write_catalogue(root, LINKED), out)
    assert differing(out, linked_build) == set()


def test_only_after_a_full_build_leaves_the_rest_listed(linked_build: Path, tmp_path: Path) -> None:
    root, out = copied(linked_build, tmp_path)
    (root / FIRST).write_text(LINKED[FIRST].replace("Menerima", "Mengambil"), encoding="utf-8")
    build(root, out, only=("K.1.1.1.1",))
    changed = {"sop/K.1.1.1.1.pdf", "flowchart/K.1.1.1.1.svg", "manifest.json"}
    assert differing(out, linked_build) == changed
    listed = json.loads(files(out)["manifest.json"])["outputs"]
    real = digests(out)
    del real["manifest.json"]
    assert listed == real
    clean = build(root, tmp_path / "bersih")
    assert files(out)["sop/K.1.1.1.1.pdf"] == files(clean)["sop/K.1.1.1.1.pdf"]
    build(root, out)
    assert differing(out, clean) == set()


def test_only_into_an_empty_folder_prints_what_the_full_build_prints(
    linked_build: Path, tmp_path: Path
) -> None:
    root = write_catalogue(tmp_path / "sops", LINKED)
    out = build(root, tmp_path / "out", only=("K.1.1.1.1", "peta-keterkaitan"))
    whole, part = files(linked_build), files(out)
    del part["manifest.json"]
    assert set(part) == {
        "sop/K.1.1.1.1.pdf", "flowchart/K.1.1.1.1.svg", "sop/peta-keterkaitan.pdf"
    }  # fmt: skip
    assert {name: whole[name] for name in part} == part


def test_ends_of_lines_do_not_matter(tmp_path: Path) -> None:
    """As git writes them on Windows, unless it is told otherwise."""
    root = tmp_path / "sops"
    template = (REPOSITORY / "templates" / "sop.html.j2").read_text(encoding="utf-8")
    write_catalogue(root, LINKED)
    (own_templates(root) / "sop.html.j2").write_text(template, encoding="utf-8")
    before = build(root, tmp_path / "before")
    for path in root.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    out = build(root, tmp_path / "out")
    assert differing(out, before) == {"manifest.json"}
