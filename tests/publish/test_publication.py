"""Builds as a user sees them: what is there."""

import csv
import json
import re
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from tests.catalogues import FIRST, SOP, write_catalogue
from tests.conftest import REPOSITORY
from tests.running import build, digests, files


def test_everything_of_the_contract_is_there(small_build: Path) -> None:
    assert set(digests(small_build)) == {
        "handbook.pdf",
        "index.csv",
        "index.json",
        "manifest.json",
        "flowchart/K.1.1.1.1.svg",
        "sop/K.1.1.1.1.pdf",
        "volume/bidang.pdf",
        "volume/sekretariat.pdf",
    }


def test_manifest_has_the_digest_of_every_file(small_build: Path) -> None:
    record = json.loads((small_build / "manifest.json").read_text(encoding="utf-8"))
    outputs = digests(small_build)
    del outputs["manifest.json"]
    assert record["outputs"] == outputs
    assert record["inputs"][f"sops/{FIRST}"] == sha256(SOP.encode()).hexdigest()


def test_index_says_the_same_in_both_forms(small_build: Path) -> None:
    rows = json.loads((small_build / "index.json").read_text(encoding="utf-8"))
    with (small_build / "index.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [{k: str(v) for k, v in row.items()} for row in rows] == table


def test_only_prints_the_named_sop_and_lists_it(tmp_path: Path) -> None:
    other = SOP.replace("K.1.1.1.1", "K.1.1.1.2")
    catalogue = {FIRST: SOP, "sekretariat/umum/K.1.1.1.2.yaml": other}
    root = write_catalogue(tmp_path / "sops", catalogue)
    out = build(root, tmp_path / "out", only=("K.1.1.1.2",))
    printed = {"sop/K.1.1.1.2.pdf", "flowchart/K.1.1.1.2.svg"}
    assert set(files(out)) == printed | {"manifest.json"}
    listed = json.loads(files(out)["manifest.json"])["outputs"]
    assert set(listed) == printed


def test_the_manifest_is_an_in_toto_statement_about_the_outputs(small_build: Path) -> None:
    record = json.loads((small_build / "manifest.json").read_text(encoding="utf-8"))
    assert record["_type"] == "https://in-toto.io/Statement/v1"
    named = {each["name"]: each["digest"]["sha256"] for each in record["subject"]}
    assert named == record["outputs"]
    assert {"sopc", "Python", "weasyprint"} <= set(record["versions"])


def test_single_sops_link_to_each_other_as_files(tmp_path: Path) -> None:
    second = "sekretariat/umum/K.1.1.1.2.yaml"
    other = SOP.replace("K.1.1.1.1", "K.1.1.1.2")
    files = {FIRST: SOP + "keterkaitan: K.1.1.1.2\n", second: other}
    out = build(write_catalogue(tmp_path / "sops", files), tmp_path / "out")
    with pikepdf.open(out / "sop" / "K.1.1.1.1.pdf") as document:
        links = [a.A for page in document.pages for a in page.obj.get("/Annots", [])]
        assert [(str(link.S), str(link.F.F)) for link in links] == [("/GoToR", "K.1.1.1.2.pdf")]
    with pikepdf.open(out / "handbook.pdf") as document:
        links = [a.A for page in document.pages for a in page.obj.get("/Annots", [])]
        assert {str(link.S) for link in links} == {"/GoTo"}


@pytest.mark.parametrize(("kertas", "width", "height"), [("F4", 215, 330), ("A4", 210, 297)])
def test_paper_is_upright_and_flowcharts_lie_across(
    tmp_path: Path, kertas: str, width: float, height: float
) -> None:
    root = write_catalogue(tmp_path / "sops")
    settings = root / "katalog.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"kertas: {kertas}\n", "utf-8")
    out = build(root, tmp_path / "out", only=("K.1.1.1.1",))
    with pikepdf.open(out / "sop" / "K.1.1.1.1.pdf") as document:
        sizes = [
            tuple(float(x) / 72 * 25.4 for x in list(page.mediabox)[2:]) for page in document.pages
        ]
    assert sizes[0] == pytest.approx((width, height), abs=0.1)
    assert sizes[-1] == pytest.approx((height, width), abs=0.1)


def test_a_catalogue_from_the_readme_alone_builds(tmp_path: Path) -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"\*\*`([\w./-]+\.yaml)`\*\*.*?```yaml\n(.*?)```", readme, re.DOTALL))
    assert len(blocks) == 6
    second = "nomor: SOP-002/1/2025\nnama: Pengembalian Arsip\nstatus: belum-disusun\n"
    blocks["sekretariat/umum/SOP-002-1-2025.yaml"] = second
    for name, text in blocks.items():
        path = tmp_path / "sops" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = tmp_path / "sops" / "katalog.yaml"
    text = re.sub(r"^  logo:.*\n", "", settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
    settings.write_text(text, encoding="utf-8")
    out = build(tmp_path / "sops", tmp_path / "out")
    assert (out / "sop" / "SOP-001-1-2025.pdf").exists()
    rows = json.loads((out / "index.json").read_text(encoding="utf-8"))
    assert [row["nomor"] for row in rows] == ["SOP-001/1/2025", "SOP-002/1/2025"]
