"""Whether a printed page is current, by its code and git."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from sopc.catalogue.catalogue import Catalogue
from sopc.cli.main import main
from sopc.load.loader import load_catalogue
from sopc.render.qr import code_of, old_code_of
from sopc.sign.document import documents, old_book_code
from sopc.sign.history import PastBounds, Standing, standing_of
from tests.catalogues import FIRST, PEJABAT, PELAKSANA, SOP, write_catalogue
from tests.sign.office import SINGLE, Office

REPOSITORY = Path(__file__).parents[2]
STATUS = {"current": 0, "superseded": 3, "revoked": 3, "unknown": 1}


def git(sops: Path, *words: str) -> None:
    who = ("-c", "user.name=Uji", "-c", "user.email=uji@example.org")
    subprocess.run(["git", "-C", str(sops), *who, *words], check=True, capture_output=True)


def asked(sops: Path, text: str, *more: str) -> str:
    """What is said of a code, to a status that fits the standing."""
    words = ["verify", "--code", text, "--sops", str(sops), "--lang", "en", *more]
    result = CliRunner().invoke(main, words)
    assert not result.stderr, result.stderr
    standing = json.loads(result.stdout)["standing"] if more else result.stdout.partition(":")[0]
    assert result.exit_code == STATUS[standing], result.output
    return result.stdout


def standing(sops: Path, text: str) -> str:
    """The word that is said first."""
    return asked(sops, text).partition(":")[0]


def loaded(sops: Path) -> Catalogue:
    catalogue = load_catalogue(sops).catalogue
    assert catalogue is not None
    return catalogue


def code(sops: Path, which: int = 0) -> str:
    """The code that an SOP's pages have now."""
    catalogue = loaded(sops)
    return str(code_of(catalogue, catalogue.entries[which]))


@pytest.fixture
def sops(tmp_path: Path) -> Path:
    """A catalogue under git, as it was first committed."""
    folder = write_catalogue(tmp_path / "sops")
    git(folder, "init", "-q")
    committed(folder, {})
    return folder


def committed(sops: Path, files: dict[str, str]) -> None:
    """Other files, and a commit of them."""
    write_catalogue(sops, files)
    git(sops, "add", ".")
    git(sops, "commit", "-qm", "Berikut", "--allow-empty")


def said(sops: Path, name: str, old: str, new: str) -> dict[str, str]:
    """A file as it is now, with one thing said otherwise."""
    text = (sops / name).read_text(encoding="utf-8")
    assert old in text
    return {name: text.replace(old, new)}


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
    is_now = partial(standing, sops)
    git(sops, "init", "-q")
    git(sops, "add", ".")
    git(sops, "commit", "-qm", "Pertama")
    assert is_now(old) == "current"
    assert is_now(f"https://tte.example.org/?sop={old.lower()}") == "current"
    file.write_text(file.read_text().replace("Mengarsipkan surat", "Menyimpan surat"))
    git(sops, "commit", "-qam", "Kedua")
    assert is_now(old) == "superseded"
    file.write_text(file.read_text().replace("Menyimpan surat", "Membuang surat"))
    git(sops, "commit", "-qam", "Ketiga")
    assert is_now(old) == "superseded"
    assert is_now(old[:-1] + ("0" if old[-1] != "0" else "1")) == "unknown"
    assert is_now("bukan kode") == "unknown"


@pytest.mark.parametrize("of", [code, lambda sops: str(old_code_of(loaded(sops).entries[0]))])
def test_a_page_with_an_earlier_default_of_the_catalogue_is_superseded(
    tmp_path: Path, of: Callable[[Path], str]
) -> None:
    sops = write_catalogue(tmp_path / "sops")
    settings = (sops / "katalog.yaml").read_text(encoding="utf-8")
    codes = []
    git(sops, "init", "-q")
    for default in ("", "bawaan: {peringatan: Awas}\n", "bawaan: {peringatan: Ingat}\n", ""):
        committed(sops, {"katalog.yaml": settings + default})
        codes.append(of(sops))
    standings = [standing(sops, each) for each in codes]
    assert standings == ["current", *["superseded"] * 2, "current"]
    committed(sops, {"katalog.yaml": settings + "bawaan: {peringatan: Lain}\n"})
    assert [standing(sops, each) for each in codes] == ["superseded"] * 4


ELSEWHERE = {
    "two lanes exchanged": {"pelaksana.yaml": PELAKSANA.replace("staf: Staf", "staf: Kasubbag")},
    "a regulation revoked": {
        "dasar-hukum.yaml": "uu-1-2020: {jenis: Undang-Undang, nomor: 1, tahun: 2020, "
        "tentang: Contoh, status: dicabut}\n"
    },
    "another head of office": {"pejabat.yaml": PEJABAT.replace("PEJABAT CONTOH", "LAIN")},
}


@pytest.mark.parametrize("change", ELSEWHERE.values(), ids=[*ELSEWHERE])
def test_what_is_said_in_a_registry_is_of_the_page_too(sops: Path, change: dict[str, str]) -> None:
    before, old = code(sops), str(old_code_of(loaded(sops).entries[0]))
    committed(sops, change)
    assert standing(sops, before) == "superseded"
    assert standing(sops, code(sops)) == "current"
    assert standing(sops, old) == "current"  # which spoke of the SOP's own words


def test_the_agency_renamed_and_a_related_sop_retitled_make_a_page_superseded(sops: Path) -> None:
    second = "sekretariat/umum/K.1.1.1.2.yaml"
    committed(
        sops,
        {
            FIRST: SOP + "keterkaitan: K.1.1.1.2\n",
            second: "nomor: K.1.1.1.2\nnama: Mencatat\nperalatan: Pena\n",
        },
    )
    codes = [code(sops)]
    committed(sops, said(sops, second, "Mencatat", "Membukukan"))
    codes.append(code(sops))
    committed(sops, said(sops, "katalog.yaml", "Dinas Contoh Kota", "Badan Contoh Kota"))
    codes.append(code(sops))
    assert [standing(sops, each) for each in codes] == ["superseded", "superseded", "current"]
    commits = [json.loads(asked(sops, each, "--json"))["commit"] for each in codes]
    log = subprocess.run(
        ["git", "-C", str(sops), "log", "--format=%H"], check=True, capture_output=True, text=True
    ).stdout.split()
    assert commits == [log[2], log[1], None]


def test_a_revoked_sop_s_page_is_revoked_and_says_what_took_its_place(sops: Path) -> None:
    before = code(sops)
    second = SOP.replace("K.1.1.1.1", "K.1.1.1.2")
    gone = "nomor: K.1.1.1.1\nnama: Menerima Surat\nstatus: dicabut\ndigantikan: K.1.1.1.2\n"
    committed(sops, {FIRST: gone, "sekretariat/umum/K.1.1.1.2.yaml": second})
    assert asked(sops, before).splitlines() == [
        "revoked: the SOP is no longer in force",
        "  in its place there is K.1.1.1.2",
    ]
    data = json.loads(asked(sops, before, "--json"))
    assert (data["standing"], data["successor"]) == ("revoked", "K.1.1.1.2")
    assert standing(sops, code(sops)) == "unknown"  # what is not in force is not printed


def test_what_the_catalogue_has_now_is_said(sops: Path) -> None:
    before = code(sops)
    committed(sops, said(sops, FIRST, "disahkan: 2025-01", "disahkan: 2025-01\ndirevisi: 2025-06"))
    assert asked(sops, before).splitlines()[1:] == [f"  the catalogue now has: {code(sops)}"]
    assert json.loads(asked(sops, before, "--json"))["now"] == code(sops)
    (sops / FIRST).unlink()
    committed(sops, {"bidang/K.1.2.1.1.yaml": SOP.replace("K.1.1.1.1", "K.1.2.1.1")})
    assert asked(sops, before).splitlines()[1:] == ["  the catalogue no longer has it"]


def test_the_date_of_a_code_has_to_fit_now_and_then(sops: Path) -> None:
    before, old = code(sops), str(old_code_of(loaded(sops).entries[0]))
    dated = [each.replace("2025-01", "2026-01") for each in (before, old)]
    for _ in range(2):
        for each in dated:
            assert standing(sops, each) == "unknown"
            assert "its date does not fit: what it stands for is of 2025-01, not of 2026-01" in (
                asked(sops, each)
            )
        committed(sops, {FIRST: SOP.replace("Menerima surat", "Membuka surat")})
    assert [standing(sops, each) for each in (before, old)] == ["superseded"] * 2


def test_an_old_code_says_that_it_is_old(sops: Path) -> None:
    old = str(old_code_of(loaded(sops).entries[0]))
    assert "it is an old code, of 64 bits" in asked(sops, old)
    assert "old code" not in asked(sops, code(sops))
    found = [json.loads(asked(sops, each, "--json")) for each in (old, code(sops))]
    assert [each["old"] for each in found] == [True, False]
    assert [each["standing"] for each in found] == ["current"] * 2
    assert all(found[0].keys() >= {"code", "standing", "revision", "commit"} for _ in found)


def books(sops: Path) -> Iterator[str]:
    """The codes of the handbook and of the volumes, as they are and as they were before."""
    catalogue = loaded(sops)
    yield from (str(each.code) for each in documents(catalogue) if each.is_book)
    for unit in (None, *catalogue.settings.units):
        yield str(old_book_code(catalogue, unit))


def test_codes_of_books_are_looked_up_too(sops: Path) -> None:
    codes = [*books(sops)]
    assert codes[0].startswith("SOPC2*HANDBOOK*2025*")
    assert [standing(sops, each) for each in codes] == ["current"] * 6
    committed(sops, {FIRST: SOP.replace("Menerima surat", "Membuka surat")})
    found = dict(zip(("handbook", "first", "second"), codes, strict=False))
    standings = {which: standing(sops, each) for which, each in found.items()}
    assert standings == {"handbook": "superseded", "first": "superseded", "second": "current"}
    assert standing(sops, codes[3]) == "superseded"
    assert standing(sops, codes[0].replace("2025", "2024")) == "unknown"
    assert standing(sops, re.sub("[0-9A-F]{32}", "0" * 32, codes[0])) == "unknown"


def test_a_book_speaks_for_its_signatory_and_for_notes_in_it(sops: Path) -> None:
    (handbook, *_) = books(sops)
    committed(sops, {"pejabat.yaml": PEJABAT.replace("PEJABAT CONTOH", "LAIN")})
    assert standing(sops, handbook) == "superseded"


@pytest.mark.parametrize(
    "bounds", [PastBounds(commits=2), PastBounds(seconds=-1.0)], ids=["number", "time"]
)
def test_it_is_said_where_looking_back_ended(sops: Path, bounds: PastBounds) -> None:
    first = code(sops)
    for word in ("Membuka", "Mencatat", "Menyimpan"):
        committed(sops, {FIRST: SOP.replace("Menerima surat", f"{word} surat")})
    found = standing_of(first, loaded(sops), sops, bounds)
    assert found.standing is Standing.UNKNOWN
    assert "only the newest" in str(found.reason)
    whole = standing_of(first, loaded(sops), sops, PastBounds(commits=4))
    assert (whole.standing, whole.reason) == (Standing.SUPERSEDED, None)


ODD = [
    "SOPC2*K%00*2025*" + "0" * 32,
    "SOPC2*..%2F..%2Fetc*2025*" + "0" * 32,
    "SOPC2*" + "K" * 255 + "*2025*" + "0" * 32,
    "SOPC2*" + "K" * 256 + "*2025*" + "0" * 32,
    "SOPC2*K\u202e*2025*" + "0" * 32,
    "SOPC2*:(top)*2025*" + "0" * 32,
    "SOPC2*-x*2025*" + "0" * 32,
    "SOPC2*[*?\\*2025*" + "0" * 32,
    "sop=",
    "%",
    "K" * 100_000,
    "\udcff",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("more", [(), ("--json",)], ids=["text", "json"])
def test_nothing_in_a_code_is_more_than_unknown(
    sops: Path, text: str, more: tuple[str, ...]
) -> None:
    shown = asked(sops, text, *more)
    assert "unknown" in shown
    assert shown.replace("\n", "").isprintable()


BROKEN = {
    "an exit that leads nowhere": ("tidak: menerima", "tidak: tidak-ada"),
    "a lane of nobody": ("[kepala, staf]", "[kepala, hantu]"),
    "no such regulation": ("[uu-1-2020]", "[uu-2]"),
    "no such related SOP": ("nama: ", "keterkaitan: K.1.9.9.9\nnama: "),
    "no such official": ("nama: ", "pengesah: hantu\nnama: "),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=[*BROKEN])
def test_an_sop_with_errors_has_a_code_and_earlier_ones_are_looked_through(
    sops: Path, change: tuple[str, str]
) -> None:
    first = code(sops)
    committed(sops, {FIRST: SOP.replace(*change)})
    broken = code(sops)
    assert broken != first
    committed(sops, {FIRST: SOP + "peralatan: Pena\n"})
    assert [standing(sops, each) for each in (first, broken)] == ["superseded"] * 2


@pytest.mark.parametrize(
    "name", ["a" * 300, "x" * 40 + "\udcff", "katalog.yaml/a", ".git/a", "d/" * 50]
)
def test_a_past_that_no_folder_can_hold_is_looked_through(sops: Path, name: str) -> None:
    (handbook, *_) = books(sops)
    odd = stored(sops, f"bidang/{name}.yaml")
    git(sops, "update-ref", "HEAD", odd)
    committed(sops, {FIRST: SOP.replace("Menerima surat", "Membuka surat")})
    assert standing(sops, handbook) == "superseded"
    assert standing(sops, handbook[:-1] + "-") == "unknown"


def stored(sops: Path, path: str) -> str:
    """A commit after HEAD that has another file besides, whatever its path."""

    def made(*words: str, given: bytes = b"") -> str:
        who = ("-c", "user.name=Uji", "-c", "user.email=uji@example.org")
        command = ["git", "-C", str(sops), *who, *words]
        run = subprocess.run(command, check=True, capture_output=True, input=given)
        return run.stdout.decode().strip()

    kept, kind = made("hash-object", "-w", "--stdin", given=b"nama: X\n"), b"100644 blob"
    for part in reversed(os.fsencode(path).split(b"/")[1:]):
        kept = made("mktree", "-z", given=b"%s %s\t%s\0" % (kind, kept.encode(), part))
        kind = b"040000 tree"
    whole = subprocess.run(
        ["git", "-C", str(sops), "ls-tree", "-z", "HEAD"], check=True, capture_output=True
    ).stdout
    whole += b"%s %s\t%s\0" % (kind, kept.encode(), path.split("/")[0].encode())
    return made("commit-tree", "-p", "HEAD", "-m", "Aneh", made("mktree", "-z", given=whole))


def test_where_a_file_was_moved_and_a_merge_brought_two_changes_together(sops: Path) -> None:
    git(sops, "checkout", "-qb", "lain")
    committed(sops, {"pelaksana.yaml": PELAKSANA.replace("staf: Staf", "staf: Petugas")})
    git(sops, "checkout", "-q", "-")
    committed(sops, {FIRST: SOP.replace("Menerima surat", "Membuka surat")})
    git(sops, "merge", "-q", "lain", "-m", "Gabung")
    merged = code(sops)
    moved = SOP.replace("K.1.1.1.1", "K.1.1.2.1")
    (sops / FIRST).unlink()
    committed(sops, {"sekretariat/keuangan/K.1.1.2.1.yaml": moved})
    assert standing(sops, merged) == "superseded"
    assert standing(sops, code(sops)) == "current"


def test_the_documented_code_is_current() -> None:
    text = (REPOSITORY / "docs" / "signing.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^sopc verify --code '(\S+)'$", text, re.MULTILINE)
    assert f"`{command}`" in text
    words = ["verify", "--code", command, "--sops", str(REPOSITORY / "sops"), "--lang", "en"]
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, result.stdout.partition(":")[0]) == (0, "current")
