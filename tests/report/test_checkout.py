"""Files are named from the repository's root, wherever the user stands."""

from pathlib import Path

import pytest

from sopc.report.checkout import Checkout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a catalogue in ``kantor/sops``."""
    (tmp_path / "r" / ".git").mkdir(parents=True)
    (tmp_path / "r" / "kantor" / "sops").mkdir(parents=True)
    return tmp_path / "r"


@pytest.mark.parametrize(
    ("here", "sops"),
    [
        ("r", "kantor/sops"),
        ("r/kantor", "sops"),
        ("r/kantor/sops", "."),
        ("r/kantor", "../kantor/./sops"),
        (".", "r/kantor/sops"),
    ],
)
def test_a_file_is_named_from_the_root(repository: Path, here: str, sops: str) -> None:
    checkout = Checkout.of(Path(sops), repository.parent / here)
    assert checkout.name(f"{sops}/unit/a.yaml") == "kantor/sops/unit/a.yaml"
    assert checkout.name(str(repository / "kantor" / "sops" / "a.yaml")) == "kantor/sops/a.yaml"


def test_a_work_tree_beside_its_repository_has_a_file_for_its_git(tmp_path: Path) -> None:
    (tmp_path / "sops").mkdir()
    (tmp_path / ".git").write_text("gitdir: /elsewhere\n")
    assert Checkout.of(Path(), tmp_path / "sops").name("a.yaml") == "sops/a.yaml"


def test_without_a_repository_files_keep_their_names(tmp_path: Path) -> None:
    assert Checkout.of(Path("sops"), tmp_path).name("sops/a.yaml") == "sops/a.yaml"


def test_a_file_outside_is_named_in_full(repository: Path) -> None:
    checkout = Checkout.of(Path("kantor/sops"), repository)
    assert checkout.name("../lain/a.yaml") == str(repository.parent / "lain" / "a.yaml")
