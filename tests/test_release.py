"""What ``make dist`` gives out: the same bytes wherever and whenever, and no more than is meant."""

import base64
import json
import os
import shutil
import subprocess
import sys
import tarfile
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.dependencies import ROOT, RUN, locked
from tests.release.artifacts import EDITOR, VENDOR, source_of_editor
from tests.repositories import commit, git

MADE = (EDITOR, "codemirror.LICENSE")
PARTS = ("sopc", "templates", "docs/schema", "tests/load")
"""What a repository is made of here: what is given out, and some that is not."""
LATER = "import time\nreal = time.time\ntime.time = lambda: real() + 3e8\n"
"""A module that every Python loads as it starts: it is nine years later."""
LEFT = ("sopc/kunci.pem", "sopc/__pycache__/x.pyc", "sopc/.DS_Store", "templates/old.j2", ".env")
"""What lies about in a folder where somebody works, and was never committed."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as they are here, committed, whether or not they are here."""
    folder = tmp_path_factory.mktemp("release") / "sopc"
    for part in PARTS:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    for path in ROOT.iterdir():
        if path.is_file() and path.name != ".git":
            shutil.copy(path, folder)
    _make_editor(folder)
    commit(folder)
    return folder


def _make_editor(folder: Path) -> None:
    """A stand-in for what `make client` makes, which needs npm: git-ignored, as that is."""
    vendor = folder / VENDOR
    vendor.mkdir(exist_ok=True)
    text = f"/* {source_of_editor(folder)} */\nexport {{}};\n"
    (vendor / EDITOR).write_text(text, encoding="utf-8")
    (vendor / "codemirror.LICENSE").write_text("MIT\n", encoding="utf-8")


def released(repository: Path, out: Path, *, umask: int, **variables: str) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "tests.release", out],
        cwd=repository,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | variables,
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def made(repository: Path) -> Path:
    """What a clone gives out."""
    clone = repository.parent / "clone"
    git(repository.parent, "clone", "--quiet", repository.as_uri(), str(clone))
    _make_editor(clone)
    return released(clone, repository.parent / "dist", umask=0o022, TZ="UTC", LC_ALL="C.UTF-8")


def one(folder: Path, kind: str) -> Path:
    (found,) = folder.glob(f"sopc-*{kind}")
    return found


def test_another_folder_clock_and_user_give_out_the_same_bytes(
    repository: Path, made: Path
) -> None:
    """A copy where somebody works: other rights and times of files, others beside them."""
    copy = repository.parent / "rumah penyunting – 2"
    shutil.copytree(repository, copy)
    for name in LEFT:
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text("rahasia", encoding="utf-8")
    for number, path in enumerate(sorted(copy.rglob("*"))):
        if path.is_file() and ".git" not in path.parts:
            path.chmod(0o600)
            os.utime(path, (number * 1e6, number * 1e6))
    git(copy, "config", "core.fileMode", "false")
    later = repository.parent / "later"
    later.mkdir()
    (later / "sitecustomize.py").write_text(LATER, encoding="utf-8")
    again = released(
        copy,
        repository.parent / "again",
        umask=0o077,
        TZ="Asia/Jayapura",
        LC_ALL="C",
        PYTHONPATH=f"{later}{os.pathsep}{ROOT}",
        PYTHONHASHSEED="7",
        SOURCE_DATE_EPOCH="1",
        HATCH_BUILD_NO_HOOKS="1",
    )
    names = sorted(path.name for path in made.iterdir())
    assert sorted(path.name for path in again.iterdir()) == names
    assert len(names) == 4
    assert [n for n in names if (made / n).read_bytes() != (again / n).read_bytes()] == []


def test_what_is_given_out_holds_what_was_committed_and_no_more(
    repository: Path, made: Path
) -> None:
    of_package = {
        *git(repository, "ls-files", "sopc").splitlines(),
        *(f"{VENDOR}/{name}" for name in MADE),
        *(f"sopc/{name}" for name in git(repository, "ls-files", "templates").splitlines()),
    }
    with ZipFile(one(made, ".whl")) as archive:
        about = {name for name in archive.namelist() if ".dist-info/" in name}
        assert set(archive.namelist()) - about == of_package
        assert {name.rpartition("/")[2] for name in about} == {
            *("METADATA", "WHEEL", "RECORD", "entry_points.txt", "LICENSE"),
        }
        assert {oct(info.external_attr >> 16 & 0o7777) for info in archive.infolist()} == {"0o644"}
    with tarfile.open(one(made, ".tar.gz")) as source:
        names = {member.name.partition("/")[2] for member in source.getmembers()}
        assert {(m.uname, m.gname, m.uid, oct(m.mode)) for m in source.getmembers()} == {
            ("", "", 0, "0o644")
        }
    tracked = set(git(repository, "ls-files", "sopc", "templates").splitlines())
    tracked |= {f"{VENDOR}/{name}" for name in MADE}
    beside = {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", ".gitignore", "PKG-INFO"}
    assert names == tracked | beside


def test_no_place_of_the_machine_is_given_out(repository: Path, made: Path) -> None:
    place = str(repository.parent).encode()
    with ZipFile(one(made, ".whl")) as archive, tarfile.open(one(made, ".tar.gz")) as source:
        texts = [archive.read(name) for name in archive.namelist()]
        texts += [file.read() for m in source.getmembers() if (file := source.extractfile(m))]
    texts.append(one(made, ".cdx.json").read_bytes())
    assert [text[:80] for text in texts if place in text or str(ROOT).encode() in text] == []


def test_the_sdist_makes_the_wheel(made: Path, tmp_path: Path) -> None:
    with tarfile.open(one(made, ".tar.gz")) as source:
        source.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    bill = json.loads(one(made, ".cdx.json").read_text(encoding="utf-8"))
    moment = datetime.fromisoformat(bill["metadata"]["timestamp"]).timestamp()
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(int(moment))}
    subprocess.run([*command, tmp_path / "w"], cwd=folder, env=environment, check=True)
    assert one(tmp_path / "w", ".whl").read_bytes() == one(made, ".whl").read_bytes()


def test_the_digests_are_those_of_the_files(made: Path) -> None:
    lines = (made / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    files = sorted(path for path in made.iterdir() if path.name != "SHA256SUMS")
    assert lines == [f"{sha256(p.read_bytes()).hexdigest()}  {p.name}" for p in files]


def test_the_bill_is_valid_and_lists_what_is_locked_to_run(made: Path) -> None:
    text = one(made, ".cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    parts = json.loads(text)["components"]
    listed = {
        part["name"]: (
            part["version"],
            {f"sha256:{h['content']}" for r in part["externalReferences"] for h in r["hashes"]},
        )
        for part in parts
    }
    assert len(listed) == len(parts)
    assert listed == {n: (str(p.version), set(p.digests)) for n, p in locked(RUN).items()}
    unlicensed = {part["name"] for part in parts if not part.get("licenses")}
    assert unlicensed <= {n for n, p in locked(RUN).items() if not p.is_needed_here}


def test_the_bill_tells_what_each_installation_needs(made: Path) -> None:
    bill = json.loads(one(made, ".cdx.json").read_text(encoding="utf-8"))
    scopes = {part["name"]: part["scope"] for part in bill["components"]}
    wanted = {
        **dict.fromkeys(("weasyprint", "pydantic", "brotli", "tinycss2"), "required"),
        **dict.fromkeys(("pyhanko", "distributed", "starlette", "pygls", "tornado"), "optional"),
        **dict.fromkeys(("hatchling", "pathspec"), "excluded"),
    }
    assert {name: scopes[name] for name in wanted} == wanted
    asked = {each["ref"]: each.get("dependsOn", []) for each in bill["dependencies"]}
    names = {ref.partition("==")[0]: ref for ref in asked}
    assert names["weasyprint"] in asked[names["sopc"]]
    assert names["pydyf"] in asked[names["weasyprint"]]
    (digest,) = bill["metadata"]["component"]["hashes"]
    assert digest["content"] == sha256(one(made, ".whl").read_bytes()).hexdigest()
    fonts = [part["name"] for part in bill["metadata"]["component"]["components"]]
    assert "sopc/fonts/roboto/Roboto-Regular.ttf" in fonts
    assert {names["starlette"], names["pygls"]} <= set(asked[names["sopc"]])


def test_the_bill_lists_what_the_editor_of_the_text_view_is_made_of(
    repository: Path, made: Path
) -> None:
    """By another list: what is asked for, and all that these ask for in turn."""
    client = repository / "sopc/serve/client"
    asked = json.loads((client / "package.json").read_text("utf-8"))["dependencies"]
    held = json.loads((client / "package-lock.json").read_text("utf-8"))["packages"]
    wanted, waiting = set[str](), set(asked)
    while waiting:
        wanted |= waiting
        needs = (held[f"node_modules/{name}"].get("dependencies", {}) for name in waiting)
        waiting = {name for each in needs for name in each} - wanted
    bill = json.loads(one(made, ".cdx.json").read_text(encoding="utf-8"))
    parts = bill["metadata"]["component"]["components"]
    found = {part["name"]: part for part in parts if part["type"] == "library"}
    assert found.keys() == wanted
    for name, version in asked.items():
        part = found[name]
        assert part["version"] == version
        assert part["licenses"]
        (digest,) = part["hashes"]
        integrity = base64.b64encode(bytes.fromhex(digest["content"])).decode()
        assert f"sha512-{integrity}" == held[f"node_modules/{name}"]["integrity"]


def test_what_is_not_committed_is_not_given_out(repository: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(repository, tmp_path / "copy")
    with (copy / "README.md").open("a", encoding="utf-8") as file:
        file.write("x")
    command = [sys.executable, "-m", "tests.release", str(tmp_path / "dist")]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "commit your changes first, or stash them: README.md" in done.stderr
    assert not (tmp_path / "dist").exists()
