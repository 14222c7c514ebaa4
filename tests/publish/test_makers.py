"""What has a say in the pages: a change of any of it renders them anew."""

import ast
import ctypes
from collections.abc import Iterator
from pathlib import Path

import pytest

import sopc
import sopc.publish.inputs
from sopc.publish.inputs import Inputs, maker_versions, take_inputs
from tests.catalogues import write_catalogue

PROGRAM = Path(sopc.__file__).parent
PRINTS = ("publish/renderer.py", "publish/printer.py")
"""What the pages come from: what they import, and what that imports, has a say in them."""


def imported(file: Path) -> Iterator[Path]:
    """The modules of the program that one imports, also within functions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("sopc"):
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            path = PROGRAM.parent / name.replace(".", "/")
            yield from (p for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file())


def reached() -> set[str]:
    found, waiting = set(), {PROGRAM / name for name in PRINTS}
    while waiting:
        file = waiting.pop()
        found.add(file)
        waiting |= set(imported(file)) - found
    return {file.relative_to(PROGRAM).as_posix() for file in found}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    folder = tmp_path_factory.mktemp("makers")
    return take_inputs(write_catalogue(folder / "sops"), folder / "out")


def test_the_walk_finds_what_prints() -> None:
    """Lest the next tests pass on nothing."""
    assert {
        "render/html.py", "render/page.py", "render/qr.py", "layout/routing.py",
        "assemble/pack.py", "catalogue/sop.py", "language.py", "folder.py", "__init__.py",
    } < reached()  # fmt: skip


@pytest.mark.parametrize("name", sorted(reached()))
def test_a_changed_byte_of_what_prints_is_another_maker(inputs: Inputs, name: str) -> None:
    changed = {**inputs.files, f"sopc/{name}": "0" * 64}
    assert inputs.files[f"sopc/{name}"] != "0" * 64
    assert Inputs(changed, inputs.versions).makers != inputs.makers


@pytest.mark.parametrize("name", ["sopc/neu.py", "sopc/form/profile.py", "fonts/Neu.otf"])
def test_what_is_added_anywhere_is_another_maker(inputs: Inputs, name: str) -> None:
    added = Inputs({**inputs.files, name: "0" * 64}, inputs.versions)
    assert added.makers != inputs.makers


def test_a_font_s_bytes_are_a_maker(inputs: Inputs) -> None:
    fonts = [name for name in inputs.files if name.startswith("fonts/")]
    assert fonts
    for name in fonts:
        changed = Inputs({**inputs.files, name: "0" * 64}, inputs.versions).makers
        assert {key for key in changed if changed[key] != inputs.makers[key]} == {"the fonts"}


@pytest.mark.parametrize(
    "name",
    ["sops/katalog.yaml", "templates/sop.html.j2", "sopc/cli/build.py", "sopc/check/rules.py"],
)
def test_what_has_a_say_in_single_pages_or_in_none_is_no_maker(inputs: Inputs, name: str) -> None:
    changed = Inputs({**inputs.files, name: "0" * 64}, inputs.versions)
    assert name in inputs.files
    assert changed.makers == inputs.makers


def test_each_version_is_a_maker(inputs: Inputs) -> None:
    for name in inputs.versions:
        changed = Inputs(inputs.files, {**inputs.versions, name: "0"}).makers
        assert {key for key in changed if changed[key] != inputs.makers[key]} == {
            f"version of {name}"
        }


def test_files_are_read_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The digests come from the program's own files, of any folder, and nothing else there."""
    program = tmp_path / "sopc"
    for name in (
        "__init__.py",
        "form/a.py",
        "forms/a.yaml",
        "form/a.txt",
        ".cache/b.py",
        "__pycache__/c.py",
    ):
        (program / name).parent.mkdir(parents=True, exist_ok=True)
        (program / name).write_text("x", encoding="utf-8")
    monkeypatch.setattr(sopc, "__file__", str(program / "__init__.py"))
    root = write_catalogue(tmp_path / "sops")
    before = take_inputs(root, tmp_path / "out")
    own = {name for name in before.files if name.startswith("sopc/")}
    assert own == {"sopc/__init__.py", "sopc/form/a.py", "sopc/forms/a.yaml"}
    for name in ("form/a.py", "forms/a.yaml"):
        (program / name).write_text("y", encoding="utf-8")
        assert take_inputs(root, tmp_path / "out").makers != before.makers
        (program / name).write_text("x", encoding="utf-8")


@pytest.mark.parametrize("missing", ["Pango", "HarfBuzz"])
def test_a_library_that_is_not_found_has_no_version(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    there = maker_versions()
    load = ctypes.CDLL

    def found(name: str) -> ctypes.CDLL:
        if missing.casefold() in name:
            raise OSError(f"{name}: cannot open shared object file")
        return load(name)

    monkeypatch.setattr(ctypes, "CDLL", found)
    assert missing in there
    assert maker_versions() == {name: told for name, told in there.items() if name != missing}
