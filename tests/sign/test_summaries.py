"""What is said of many files, and of the signed manifest: counted rightly, and in ten lines."""

import json
import shutil
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from asn1crypto import pem
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from sopc.cli.verdict_summary import summary_of
from sopc.cli.verdict_text import lines_of
from sopc.language import Phrase, english
from sopc.sign.findings import Cause, Finding, Grade
from sopc.sign.manifest.envelope import Manifest
from sopc.sign.verifying import Verdict
from tests.sign.desk import Desk
from tests.sign.office import NAMES, SINGLE, converted


def graded(grade: Grade | None, number: int) -> Verdict:
    cause = Cause(f"TTE{grade}{number}", grade, Phrase("a cause"))
    return Verdict(findings=(Finding(cause, Phrase("found")),))


@pytest.fixture
def motley() -> list[tuple[Path, Verdict]]:
    """Files of all verdicts, with as many causes and notes, and their manifest."""
    files = [(grade, number) for grade in Grade for number in range(3)]
    found = [graded(None if grade is Grade.CURRENT else grade, n) for grade, n in files]
    verdicts = [(Path(f"{place}.pdf"), verdict) for place, verdict in enumerate(found)]
    return [*verdicts, (Path("manifest.dsse.json"), Verdict(manifest=Manifest({})))]


def test_whatever_is_found_it_is_told_in_ten_lines(motley: list[tuple[Path, Verdict]]) -> None:
    lines = [*summary_of(motley, english)]
    assert len(lines) <= 10
    assert sum(line.startswith("  ! ") for line in lines) >= 1


def test_a_manifest_is_told_by_itself_and_is_no_file_among_others(
    motley: list[tuple[Path, Verdict]],
) -> None:
    lines = [*summary_of(motley, english)]
    assert lines[0] == "15 files verified"
    assert "  manifest.dsse.json: holds" in lines


def test_one_is_said_of_one() -> None:
    one = [(Path("a.pdf"), Verdict()), (Path("manifest.dsse.json"), Verdict(manifest=Manifest({})))]
    assert [*summary_of(one, english)][:2] == ["1 file verified", "  1 holds"]


def test_what_is_wrong_with_the_manifest_is_counted_by_its_files() -> None:
    wrong = graded(Grade.UNPROVABLE, 1)
    files = [(Path(f"{number}.pdf"), wrong) for number in range(2)]
    manifest = replace(wrong, manifest=Manifest({}))
    lines = [*summary_of([*files, (Path("manifest.dsse.json"), manifest)], english)]
    assert "  ! a cause [TTEunprovable1]: 2 files" in lines


def test_what_lowers_a_verdict_stands_before_what_is_noted() -> None:
    noted, grave = graded(None, 1).findings, graded(Grade.CHANGED, 2).findings
    lines = [*lines_of(Path("a.pdf"), Verdict(findings=(*noted, *grave)), english)]
    assert [line[:4] for line in lines[-2:]] == ["  ! ", "  - "]


def test_signing_is_refused_for_errors_and_speaks_of_nothing_else(desk: Desk) -> None:
    sops = desk.folder / "sops"
    shutil.copytree(desk.office.sops, sops)
    katalog = sops / "katalog.yaml"
    katalog.write_text(katalog.read_text(encoding="utf-8").replace("FLW006: off, ", ""), "utf-8")
    (own,) = sops.rglob("K.1.1.1.1.yaml")
    lanes = own.read_text(encoding="utf-8").replace("[kepala, staf]", "[kepala, staf, sekretaris]")
    own.write_text(lanes, encoding="utf-8")
    assert "FLW006" in desk.run("check", sops=sops).output  # a warning
    (own.parent / "K.1.1.1.9.yaml").write_text("nama: [", encoding="utf-8")
    done = desk.run("sign", desk.build / SINGLE, "--prepare", sops=sops)
    assert done.exit_code == 1
    assert "YML001" in done.stderr
    assert "FLW006" not in done.stderr


@pytest.fixture
def sealed(desk: Desk, signed: bytes) -> Path:
    """The signed manifest of a folder with one document, that all have signed."""
    for file in desk.build.rglob("*.pdf"):
        file.unlink()
    (desk.build / SINGLE).write_bytes(signed)
    assert desk.sign("Pengesah", desk.build / "manifest.json").exit_code == 0
    return desk.build / "manifest.dsse.json"


class TestManifest:
    def test_it_can_be_named_and_says_who_signed_it(self, desk: Desk, sealed: Path) -> None:
        done = desk.verify(sealed)
        assert done.exit_code == 0, done.stdout
        assert "the signed manifest number 1, which lists " in done.stdout
        assert f"  signed by {NAMES['Pengesah'][0]}, 20" in done.stdout
        assert "pages" not in done.stdout
        (told,) = json.loads(desk.verify(sealed, "--json").stdout)
        assert told["manifest"]["holder"] == NAMES["Pengesah"][0]
        assert told["manifest"]["sequence"] == 1

    def test_one_that_is_altered_is_said_to_be_that(self, desk: Desk, sealed: Path) -> None:
        sealed.write_bytes(sealed.read_bytes().replace(b'"payload"', b'"Payload"'))
        done = desk.verify(sealed, "--json")
        (told,) = json.loads(done.stdout)
        assert done.exit_code == 1
        assert [each["code"] for each in told["findings"]] == ["TTE115"]


class TestTrustingAPerson:
    """The signer's own certificate for --trust, where the root above it belongs."""

    @pytest.fixture
    def own(self, desk: Desk) -> Path:
        file = desk.folder / "kepala.pem"
        file.write_bytes(desk.office.holders["Pengesah"].pem)
        return file

    @pytest.mark.parametrize("option", ["--trust", "--tsa-trust"])
    def test_verifying_does_not_call_the_file_forged(
        self, desk: Desk, signed: bytes, own: Path, option: str
    ) -> None:
        (desk.build / SINGLE).write_bytes(signed)
        done = desk.verify(desk.build / SINGLE, option, own)
        assert done.exit_code == 2
        assert done.stdout == ""
        assert "which is no authority's: give the root certificate" in done.stderr

    def test_signing_says_so_before_it_signs(self, desk: Desk, own: Path) -> None:
        done = desk.sign("Penyusun", desk.build / SINGLE, "--trust", own)
        assert done.exit_code == 2
        assert "which is no authority's: give the root certificate" in done.stderr

    def test_an_authority_between_may_be_trusted_by_itself(self, desk: Desk, signed: bytes) -> None:
        between = desk.folder / "antara.pem"
        between.write_bytes(desk.office.authority.middle.pem)
        (desk.build / SINGLE).write_bytes(signed)
        assert desk.run("verify", desk.build / SINGLE, "--trust", between).exit_code == 0


def test_a_root_of_number_zero_as_old_ones_have_makes_no_noise(desk: Desk, signed: bytes) -> None:
    (desk.build / SINGLE).write_bytes(signed)
    root = desk.office.authority.root
    old = converted(root)
    old["tbs_certificate"]["serial_number"] = 0
    made = root.key
    assert isinstance(made, ec.EllipticCurvePrivateKey)
    written = old["tbs_certificate"].dump(force=True)
    old["signature_value"] = made.sign(written, ec.ECDSA(hashes.SHA256()))
    desk.root.write_bytes(pem.armor("CERTIFICATE", old.dump(force=True)))
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("default")
        assert desk.verify().exit_code == 0
    assert said == []
