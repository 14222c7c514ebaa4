"""Whether a printed page is current, by its code and git."""

import re
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from sopc.cli.main import main
from sopc.load.loader import load_catalogue
from sopc.render.qr import code_of
from sopc.sign.document import documents
from tests.catalogues import write_catalogue
from tests.sign.office import SINGLE, Office

REPOSITORY = Path(__file__).parents[2]


def git(sops: Path, *words: str) -> None:
    who = ("-c", "user.name=Uji", "-c", "user.email=uji@example.org")
    subprocess.run(["git", "-C", str(sops), *who, *words], check=True, capture_output=True)


def standing_of(sops: Path, text: str) -> tuple[int, str]:
    """The exit status of looking a code up, and the word that is said first."""
    result = CliRunner().invoke(
        main, ["verify", "--code", text, "--sops", str(sops), "--lang", "en"]
    )
    assert result.exit_code in (0, 1), result.output
    return result.exit_code, result.stdout.partition(":")[0]


@pytest.mark.parametrize("stem", ["K.1.1.1.1", "surat [lama]"])
def test_a_printed_page_is_current_superseded_or_unknown(
    office: Office, tmp_path: Path, stem: str
) -> None:
    sops = tmp_path / "sops"
    shutil.copytree(office.sops, sops)
    file = sops / "sekretariat" / "umum" / f"{stem}.yaml"
    (file.parent / "K.1.1.1.1.yaml").rename(file)
    settings = sops / "katalog.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("pemeriksaan: {", "pemeriksaan: {NUM005: info, "), "utf-8")
    old = next(d for d in documents(office.catalogue) if d.file == SINGLE).text
    standing = partial(standing_of, sops)
    git(sops, "init", "-q")
    git(sops, "add", ".")
    git(sops, "commit", "-qm", "Pertama")
    assert standing(old) == (0, "current")
    assert standing(f"https://tte.example.org/?sop={old.lower()}") == (0, "current")
    file.write_text(file.read_text().replace("Mengarsipkan surat", "Menyimpan surat"))
    git(sops, "commit", "-qam", "Kedua")
    assert standing(old) == (1, "superseded")
    file.write_text(file.read_text().replace("Menyimpan surat", "Membuang surat"))
    git(sops, "commit", "-qam", "Ketiga")
    assert standing(old) == (1, "superseded")
    assert standing(old[:-1] + ("0" if old[-1] != "0" else "1")) == (1, "unknown")
    assert standing("bukan kode") == (1, "unknown")


def test_a_page_with_an_earlier_default_of_the_catalogue_is_superseded(tmp_path: Path) -> None:
    sops = write_catalogue(tmp_path / "sops")
    settings = (sops / "katalog.yaml").read_text(encoding="utf-8")
    codes = []
    git(sops, "init", "-q")
    for default in ("", "bawaan: {peringatan: Awas}\n", "bawaan: {peringatan: Ingat}\n", ""):
        (sops / "katalog.yaml").write_text(settings + default, encoding="utf-8")
        git(sops, "add", ".")
        git(sops, "commit", "-qm", "Berikut", "--allow-empty")
        catalogue = load_catalogue(sops).catalogue
        assert catalogue is not None
        codes.append(str(code_of(catalogue.entries[0])))
    standings = [standing_of(sops, code) for code in codes]
    assert standings == [(0, "current"), *[(1, "superseded")] * 2, (0, "current")]
    (sops / "katalog.yaml").write_text(settings + "bawaan: {peringatan: Lain}\n", "utf-8")
    assert [standing_of(sops, code) for code in codes] == [(1, "superseded")] * 4


def test_the_documented_code_is_current() -> None:
    text = (REPOSITORY / "docs" / "signing.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^sopc verify --code '(\S+)'$", text, re.MULTILINE)
    assert f"(`{command}`)" in text
    words = ["verify", "--code", command, "--sops", str(REPOSITORY / "sops"), "--lang", "en"]
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, result.stdout.partition(":")[0]) == (0, "current")
