"""What ``sopc schema --write`` leaves for editors, and what it leaves alone."""

import json
import os
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.catalogue.modeline import modeline, schema_named, schema_of
from sopc.diagnostics import SopcError
from sopc.editors import leave_schemas
from sopc.load.schema import KINDS
from tests.catalogues import write_catalogue
from tests.examples import at_most
from tests.running import sopc

SCHEMAS = dict.fromkeys(KINDS, "{}")
ROOT = PurePosixPath("sops")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue in the folder that the editor has open."""
    monkeypatch.chdir(tmp_path)
    return write_catalogue(tmp_path / "sops")


def settings(root: Path) -> Path:
    return root.parent / ".vscode" / "settings.json"


def test_the_schemas_are_written_with_the_catalogues_names(root: Path) -> None:
    result = sopc("schema", "--write")
    assert result.exit_code == 0
    assert {file.stem for file in (root / ".sopc").iterdir()} == {*KINDS}
    assert '"sekretaris"' in (root / ".sopc" / "sop.json").read_text("utf-8")
    found = json.loads(settings(root).read_text("utf-8"))["yaml.schemas"]
    assert found["./sops/.sopc/sop.json"] == "sops/*/**/*.yaml"
    assert all((root.parent / schema).is_file() for schema in found)
    assert [*root.parent.glob(found["./sops/.sopc/pejabat.json"])] == [root / "pejabat.yaml"]
    assert ".vscode/settings.json" in result.stdout
    assert sopc("check").exit_code == 0  # no file of the catalogue


def test_a_catalogue_that_is_opened_itself_has_its_settings_inside(root: Path) -> None:
    left = leave_schemas(root, root, SCHEMAS)
    assert left.schemas["./.sopc/sop.json"] == "*/**/*.yaml"
    assert (root / ".vscode" / "settings.json").is_file()


def test_a_catalogue_elsewhere_has_its_settings_beside(root: Path, tmp_path: Path) -> None:
    leave_schemas(root, tmp_path / "other", SCHEMAS)
    assert settings(root).is_file()


@pytest.mark.parametrize(
    "text",
    ["{}\n", '{"editor.tabSize": 2}', '{\n    "a": {"b": [1]},\n    "c": "{"\n}\n'],
)
def test_settings_are_kept_beside_the_one_that_is_put_in(root: Path, text: str) -> None:
    settings(root).parent.mkdir()
    settings(root).write_text(text, "utf-8")
    assert leave_schemas(root, root.parent, SCHEMAS).is_told
    found = json.loads(settings(root).read_text("utf-8"))
    assert found.pop("yaml.schemas")
    assert found == json.loads(text)
    assert text.partition("{")[2].strip() in settings(root).read_text("utf-8")
    before = settings(root).read_bytes()
    assert leave_schemas(root, root.parent, SCHEMAS).is_told
    assert settings(root).read_bytes() == before


_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text('a{}:,"é\\ ', max_size=4)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text("a{:"), inner)),
    max_leaves=6,
)


@at_most(40)
@given(_JSON, st.sampled_from((None, 0, 4, "\t")))
def test_any_settings_are_kept(written: object, indent: int | str | None) -> None:
    with TemporaryDirectory() as folder:
        root = write_catalogue(Path(folder).resolve() / "sops")
        settings(root).parent.mkdir()
        settings(root).write_text(json.dumps(written, indent=indent), "utf-8")
        is_told = leave_schemas(root, root.parent, SCHEMAS).is_told
        found = json.loads(settings(root).read_text("utf-8"))
        assert is_told is isinstance(written, dict)
        if is_told:
            assert found.pop("yaml.schemas")
        assert found == written


@pytest.mark.parametrize(
    "text",
    ['{"yaml.schemas": {"mine.json": "*.yaml"}}', "{} // mine", "[1]", "\xff", "[" * 100_000],
)
def test_settings_that_are_the_users_are_left_and_told(root: Path, text: str) -> None:
    settings(root).parent.mkdir()
    settings(root).write_text(text, "latin-1")
    before = settings(root).read_bytes()
    result = sopc("schema", "--write")
    assert (result.exit_code, settings(root).read_bytes()) == (0, before)
    assert '"./sops/.sopc/sop.json": "sops/*/**/*.yaml"' in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_no_link_is_followed_out_of_the_catalogue(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / ".sopc").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SopcError, match="cannot write"):
        leave_schemas(root, root.parent, SCHEMAS)
    assert [*(tmp_path / "elsewhere").iterdir()] == []


def test_names_of_the_catalogue_are_printed_on_demand(root: Path) -> None:
    with_names = sopc("schema", "sop", "--sops", root)
    assert '"Kasubbag Umum"' in with_names.stdout
    assert '"Kasubbag Umum"' not in sopc("schema", "sop").stdout
    assert sopc("schema", "--sops", root / "nowhere").exit_code == 2


def test_a_catalogue_that_cannot_be_read_restricts_nothing(root: Path) -> None:
    (root / "katalog.yaml").write_text("[", "utf-8")
    assert sopc("schema", "--sops", root).stdout == sopc("schema").stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("sops/katalog.yaml", ".sopc/katalog.json"),
        ("sops/sekretariat/K.1.yaml", "../.sopc/sop.json"),
        ("sops/sekretariat/umum/K.1.yaml", "../../.sopc/sop.json"),
        ("sops/sekretariat/katalog.yaml", "../.sopc/sop.json"),
    ],
)
def test_a_modeline_leads_to_the_schema_of_its_file(file: str, line: str) -> None:
    path = PurePosixPath(file)
    written = modeline(path, schema_of(ROOT, path))
    assert written == f"# yaml-language-server: $schema={line}"
    assert schema_named(f"# Catatan\n{written}\nnomor: K.1\n") == line


def test_a_schema_may_lie_anywhere() -> None:
    file = PurePosixPath("sops/a/b/K.1.yaml")
    assert modeline(file, PurePosixPath("docs/sop.json")).endswith("=../../../docs/sop.json")
    assert modeline(file, PurePosixPath("sops/a/b/sop.json")).endswith("=sop.json")


@pytest.mark.parametrize("text", ["", "nomor: K.1\n# yaml-language-server: $schema=a.json", "#"])
def test_a_file_without_a_modeline_names_no_schema(text: str) -> None:
    assert schema_named(text) is None
