"""What was printed before is taken again where it would be the same, and nowhere else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.publish import renderer
from sopc.publish.jobs import Job
from sopc.render.faults import Fault
from sopc.render.materials import Materials
from tests.books import text_of
from tests.catalogues import FIRST, SOP, write_catalogue
from tests.remembered import Taken, take
from tests.running import build, files, run_build


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Job]]:
    """The jobs that are done, in a test that takes what was printed before although it patches."""
    done: list[Job] = []
    render = renderer.render_shard

    def counted(materials: Materials, job: Job) -> bytes | Fault:
        done.append(job)
        return render(materials, job)

    monkeypatch.setattr(renderer, "render_shard", counted)
    take(Taken.SAME)
    yield done
    take(Taken.NOTHING)


def of(folder: Path, step: str) -> Path:
    """A build of a catalogue with this step, which no other test has."""
    text = SOP.replace("Menerima surat", step)
    return build(write_catalogue(folder / "sops", {FIRST: text}), folder / "out")


def test_what_was_printed_elsewhere_is_the_same(tmp_path: Path, printed: list[Job]) -> None:
    first = of(tmp_path / "a", "Mengingat surat")
    assert printed
    printed.clear()
    assert files(of(tmp_path / "b", "Mengingat surat")) == files(first)
    assert printed == []


def test_what_changed_is_printed(tmp_path: Path, printed: list[Job]) -> None:
    of(tmp_path, "Mengingat surat sekali")
    printed.clear()
    out = of(tmp_path, "Mengingat surat lagi")
    assert printed
    assert "Mengingat surat lagi" in " ".join(text_of(out / "sop" / "K.1.1.1.1.pdf"))


def test_where_a_test_patches_all_is_printed(tmp_path: Path, printed: list[Job]) -> None:
    of(tmp_path / "a", "Melupakan surat")
    take(Taken.NOTHING)
    printed.clear()
    of(tmp_path / "b", "Melupakan surat")
    assert printed


def test_pages_may_be_alike_whatever_an_sop_says(tmp_path: Path, printed: list[Job]) -> None:
    take(Taken.ALIKE)
    first = of(tmp_path / "a", "Melupakan surat")
    printed.clear()
    again = of(tmp_path / "b", "Melupakan surat lagi")
    assert files(again)["sop/K.1.1.1.1.pdf"] == files(first)["sop/K.1.1.1.1.pdf"]
    assert printed == []


def test_a_failure_is_not_remembered(
    tmp_path: Path, printed: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_materials: Materials, _job: Job) -> bytes:
        raise SopcError(Phrase("no pages today"))

    root = write_catalogue(tmp_path / "sops", {FIRST: SOP.replace("surat", "ralat")})
    with monkeypatch.context() as patch:
        patch.setattr(renderer, "render_shard", refuse)
        assert "no pages today" in run_build(root, tmp_path / "out").stderr
    build(root, tmp_path / "out")
    assert printed
